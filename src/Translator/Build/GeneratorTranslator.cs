using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>What only code of generators does, where a loop goes through one.</summary>
internal sealed class GeneratorTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.ReturnGenerator, BytecodeOp.Yield];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        if (!ir.IsInGenerator)
            throw ir.Malformed("a function that is no generator yields");
        if (instruction is { Op: BytecodeOp.Yield, Argument: 1 })
            throw ir.NotCompiled(instruction.Op);
        if (instruction.Op == BytecodeOp.ReturnGenerator)
            ir.Push(Operand.None);
        else
            ir.Yield();
    }
}

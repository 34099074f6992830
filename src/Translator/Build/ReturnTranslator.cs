using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>The end of a function.</summary>
internal sealed class ReturnTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.Return];

    public void Translate(in Instruction instruction, IrBuilder ir) => ir.EmitReturn(ir.Materialise(ir.Pop()));
}

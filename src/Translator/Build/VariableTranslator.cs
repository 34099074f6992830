using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>Constants, locals and the globals that are as good as constants: what is moved, not computed.</summary>
internal sealed class VariableTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles =>
        [BytecodeOp.LoadConstant, BytecodeOp.LoadGlobal, BytecodeOp.LoadLocal, BytecodeOp.StoreLocal, BytecodeOp.DeleteLocal];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var slot = instruction.Argument;
        switch (instruction.Op)
        {
            case BytecodeOp.LoadConstant:
                ir.Push(Operand.Of(ir.ConstantAt(slot)));
                break;
            case BytecodeOp.LoadGlobal:
                ir.Push(Operand.Of(ir.FindGlobal(instruction.Argument) ?? throw ir.NotCompiled(instruction)));
                break;
            case BytecodeOp.StoreLocal:
                ir[slot] = ir.Pop();
                break;
            default:
                if (ir[slot].IsUnbound)
                {
                    throw ir.Unsupported(
                        $"{ir.NameOfSlot(slot)} has no value here, so that Python raises UnboundLocalError", "Assign it first.");
                }
                if (instruction.Op == BytecodeOp.DeleteLocal)
                    ir[slot] = default;
                else
                    ir.Push(ir[slot]);
                break;
        }
    }
}

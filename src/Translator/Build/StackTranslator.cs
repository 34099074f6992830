using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>Shuffles of the evaluation stack, which leave no trace in the IR.</summary>
internal sealed class StackTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles =>
        [BytecodeOp.Nop, BytecodeOp.Pop, BytecodeOp.Copy, BytecodeOp.Swap, BytecodeOp.RotateDown, BytecodeOp.RotateUp];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        switch (instruction.Op)
        {
            case BytecodeOp.Pop:
                ir.Pop();
                break;
            case BytecodeOp.Nop:
                break;
            case BytecodeOp.Copy:
                ir.Push(ir.Peek(instruction.Argument));
                break;
            default:
                ir.Spend(instruction.Argument);
                var top = new Operand[instruction.Argument];           // top[^1] is the top of the stack
                for (var i = top.Length - 1; i >= 0; i--)
                    top[i] = ir.Pop();
                foreach (var operand in Shuffle(instruction.Op, top))
                    ir.Push(operand);
                break;
        }
    }

    private static Operand[] Shuffle(BytecodeOp op, Operand[] top) => op switch
    {
        BytecodeOp.Swap => [top[^1], .. top.AsSpan(1..^1), top[0]],
        BytecodeOp.RotateDown => [top[^1], .. top.AsSpan(..^1)],
        _ => [.. top.AsSpan(1..), top[0]],
    };
}

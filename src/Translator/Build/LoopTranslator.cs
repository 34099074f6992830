using Pyc.Loader;

namespace Pyc.Translation.Build;

/// <summary>Loops: the iterator lies on the stack.</summary>
internal sealed class LoopTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.GetIterator, BytecodeOp.ForIterator];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        if (instruction.Op == BytecodeOp.GetIterator)
        {
            if (ir.Peek(1).Kind != OperandKind.Generator)               // that is its own iterator
                ir.Push(Iterators.Of(ir.Pop(), ir));
            return;
        }
        if (ir.Peek(1).Kind == OperandKind.Generator)
        {
            ir.EnterGenerator();
            return;
        }
        if (Comprehensions.TryConsume(instruction, ir))
            return;
        var (behind, next) = (instruction.Target, ir.Index + 1);
        var iterator = ir.Pop();
        ir.RequireOnly(iterator);                                       // compilers ask for it by GET_ITER, which code need not have
        Iterators.Next(
            iterator,
            ir,
            (item, rest) =>
            {
                ir.Push(rest);
                ir.Push(ir.Materialise(item));
                ir.Goto(next);
            },
            () => ir.Goto(behind));
    }
}

using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Loops over ranges: the iterator is the next number, the end and the step.</summary>
internal sealed class LoopTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.GetIterator, BytecodeOp.ForIterator];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var operand = ir.Pop();
        if (instruction.Op == BytecodeOp.GetIterator)
        {
            ir.Push(operand.Kind switch
            {
                OperandKind.Range => Operand.RangeIterator(operand.Values[0], operand.Values[1], operand.Values[2], operand.IsAscending),
                OperandKind.RangeIterator => operand,
                _ => throw ir.Unsupported($"the loop is over {Numbers.WhatItIs(operand)}", "Loop over a range."),
            });
            return;
        }
        if (operand.Kind != OperandKind.RangeIterator)
            throw ir.Unsupported($"the loop is over {Numbers.WhatItIs(operand)}", "Loop over a range.");
        var (next, stop, step) = (operand.Values[0], operand.Values[1], operand.Values[2]);
        var hasNext = ir.Emit(operand.IsAscending ? Op.IntLess : Op.IntGreater, next, stop);
        ir.Fork(
            hasNext,
            ir.Index + 1,
            () =>
            {
                // It does not wrap: where the range was made, the end was found to be far enough from the limits.
                var following = ir.Emit(Op.IntAddWrap, next, step);
                ir.Push(Operand.RangeIterator(following, stop, step, operand.IsAscending));
                ir.Push(next);
            },
            instruction.Target,
            null);
    }
}

using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Tuples that are made to be taken apart again: several assignments at once, and the subject of a match.</summary>
internal sealed class TupleTranslator : IInstructionTranslator
{
    // Larger ones nobody takes apart. What walks through them does so recursively, and more than once where one is an item twice.
    internal const int LargestTuple = 256;

    public IReadOnlyCollection<BytecodeOp> Handles =>
        [BytecodeOp.BuildTuple, BytecodeOp.UnpackSequence, BytecodeOp.MatchSequence, BytecodeOp.MatchMapping, BytecodeOp.GetLength];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        switch (instruction.Op)
        {
            case BytecodeOp.BuildTuple:
                var items = new Operand[instruction.Argument];
                for (var i = items.Length - 1; i >= 0; i--)
                    items[i] = ir.Materialise(ir.Pop());
                var tuple = Operand.Tuple(items);
                if (tuple.Size > LargestTuple)
                    throw ir.Unsupported($"the tuple has more than {LargestTuple} items, those of its items included", "Pass numbers.");
                ir.Push(tuple);
                break;
            case BytecodeOp.UnpackSequence:
                Unpack(ir.Pop(), instruction.Argument, ir);
                break;
            case BytecodeOp.MatchSequence:
                var isTuple = ir.Peek(1).Kind == OperandKind.Tuple || ir.Peek(1).Constant is TupleConstant;
                ThrowUnlessKnown(ir.Peek(1), ir);
                ir.Push(Operand.Of(isTuple ? BoolConstant.True : BoolConstant.False));
                break;
            case BytecodeOp.MatchMapping:
                ThrowUnlessKnown(ir.Peek(1), ir);
                ir.Push(Operand.Of(BoolConstant.False));
                break;
            default:
                var subject = ir.Peek(1);
                if (subject.Kind != OperandKind.Tuple)
                    throw ir.NotCompiled(instruction);
                ir.Push(ir.EmitInt(subject.Items.Length));
                break;
        }
    }

    private static void Unpack(Operand sequence, int count, IrBuilder ir)
    {
        var length = sequence switch
        {
            { Kind: OperandKind.Tuple } => sequence.Items.Length,
            { Constant: TupleConstant constant } => constant.Items.Length,
            _ => throw ir.Unsupported($"it takes {Numbers.WhatItIs(sequence)} apart", "Assign from as many values."),
        };
        if (length != count)
            throw IrBuilder.Leave(ExitReason.Raise);
        for (var i = length - 1; i >= 0; i--)
            ir.Push(sequence.Constant is TupleConstant constant ? Operand.Of(constant.Items[i]) : sequence.Items[i]);
    }

    private static void ThrowUnlessKnown(Operand subject, IrBuilder ir)
    {
        if (!subject.IsNone && subject.Kind is not (OperandKind.Value or OperandKind.Constant or OperandKind.Tuple))
            throw ir.Unsupported($"it matches {Numbers.WhatItIs(subject)}", "Match numbers and tuples of them.");
    }
}

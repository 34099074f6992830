using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Lists joined and repeated.</summary>
internal static class ListOperators
{
    /// <summary>The result of <c>+</c> and <c>*</c> where an operand is a list; null where none is.</summary>
    public static Operand? TryTranslate(BinaryOperator op, Operand left, Operand right, IrBuilder ir)
    {
        var (isLeft, isRight) = (IsList(left), IsList(right));
        if (!isLeft && !isRight)
            return null;
        if (op == BinaryOperator.Add && isLeft && isRight)
            return Join(left, right, ir);
        // Whatever else it is, Python raises.
        if (op != BinaryOperator.Multiply || isLeft == isRight)
            throw IrBuilder.Leave(ExitReason.Raise);
        return Repeat(isLeft ? left : right, SequenceSubscripts.IndexOf(isLeft ? right : left, ir), ir);
    }

    /// <summary>Translates <c>+=</c> and <c>*=</c> where the left operand is a list, which is changed and pushed.</summary>
    /// <returns>Whether it is one.</returns>
    public static bool TryTranslateInPlace(BinaryOperator op, Operand left, Operand right, IrBuilder ir)
    {
        if (!IsList(left))
            return false;
        var list = ir.InMemory(left);
        SequenceSubscripts.RequireGrowable(list);
        if (op == BinaryOperator.Add && (IsList(right) || Sequences.IsTuple(right)))
            Lists.Extend(list, right, ir);
        else if (op == BinaryOperator.Add && (right.Value is not null || right.IsNone))
            throw IrBuilder.Leave(ExitReason.Raise);
        else if (op == BinaryOperator.Multiply)
            RepeatInPlace(list, SequenceSubscripts.IndexOf(right, ir), ir);
        else if (op == BinaryOperator.Add && IterableCalls.TryExtend(list, right, list, ir))
            return true;
        else
            throw ir.Unsupported(
                DiagnosticDescriptors.Extension, $"it adds {OperandText.WhatItIs(right)} to a list", "Append the items in a loop.", right);
        ir.Push(list);
        return true;
    }

    /// <summary>Whether an operand is a list, in memory or not.</summary>
    public static bool IsList(Operand operand) => operand.Kind is OperandKind.List or OperandKind.Sequence;

    private static Operand Join(Operand left, Operand right, IrBuilder ir)
    {
        if (left.Kind == OperandKind.List && right.Kind == OperandKind.List)
            return ir.MakeList([.. left.Items, .. right.Items]);
        var list = ir.MakeSequence();
        Lists.Extend(list, left, ir);
        Lists.Extend(list, right, ir);
        return list;
    }

    private static Operand Repeat(Operand list, Value times, IrBuilder ir)
    {
        var made = list.Kind == OperandKind.List ? ir.MakeSequence(list.Items) : ListMethods.Copy(list, ir);
        RepeatInPlace(made, times, ir);
        return made;
    }

    private static void RepeatInPlace(Operand list, Value times, IrBuilder ir)
    {
        // No list has more items, unless it has none to repeat. Passes then know that what is counted up to this number does not wrap.
        ir.Require(ir.Emit(Op.IntLessOrEqual, times, ir.EmitInt(int.MaxValue)), ExitReason.Memory);
        ir.NoteWrite(list);
        var (count, most) = (ir.EmitField(list, SequenceField.Count), ir.Emit(Op.IntMax, times, ir.EmitInt(0)));
        ir.EmitChecked(RuntimeFunction.Repeat, ExitReason.Memory, list.Values[0], count, most);
        // It is as long as this already: written here, passes know of it, and of indexes that are below.
        ir.EmitCount(list, ir.Emit(Op.IntMulWrap, count, most));
    }
}

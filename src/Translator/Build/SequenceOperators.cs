using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Tuples joined and repeated.</summary>
internal static class SequenceOperators
{
    /// <summary>The result of <c>+</c> and <c>*</c> where an operand is a tuple; null where none is.</summary>
    public static Operand? TryTranslate(BinaryOperator op, Operand left, Operand right, IrBuilder ir)
    {
        var (isLeft, isRight) = (Sequences.IsTuple(left), Sequences.IsTuple(right));
        if (!isLeft && !isRight)
            return null;
        if (op == BinaryOperator.Add && isLeft && isRight)
            return Sequences.Checked(Operand.Tuple([.. Sequences.Items(left, ir), .. Sequences.Items(right, ir)]), ir);
        var count = isLeft ? right : left;
        // Whatever else it is, Python raises.
        if (op != BinaryOperator.Multiply || isLeft == isRight || count.IsNone || count.Kind is not (OperandKind.Value or OperandKind.Constant))
            throw IrBuilder.Leave(ExitReason.Raise);
        var number = ir.Number(count, "*");
        if (number.IsFloat)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (number.Value.Op != Op.IntConstant)
            throw ir.Unsupported(
                DiagnosticDescriptors.TupleRepetition, "it repeats a tuple a number of times that is not known before the function runs",
                "Repeat a list instead.");
        var items = Sequences.Items(isLeft ? left : right, ir);
        var times = Math.Clamp(number.Value.Immediate, 0, short.MaxValue);
        // More than this, of one item, is too large whatever it is.
        return Sequences.Checked(
            Operand.Tuple([.. Enumerable.Repeat(items, items.Length == 0 ? 0 : (int)Math.Min(times, 1024)).SelectMany(item => item)]), ir);
    }
}

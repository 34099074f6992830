using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Comparisons as containers make them: of items that are the same object, or equal.</summary>
/// <remarks>
/// No way forks here: everything is computed, and leaves where native code does not know. That is early at most, since the interpreter then
/// looks no further than Python does.
/// </remarks>
internal static class Equality
{
    /// <summary>Whether two items are the same object or equal.</summary>
    public static Value AreEqual(Operand left, Operand right, IrBuilder ir)
    {
        Sequences.ThrowIfTooLarge(left, ir);
        Sequences.ThrowIfTooLarge(right, ir);
        return AreItemsEqual(left, right, ir);
    }

    private static Value AreItemsEqual(Operand left, Operand right, IrBuilder ir)
    {
        if (left.IsNone || right.IsNone)
            return IsPlain(left.IsNone ? right : left) ? ir.EmitBool(left.IsNone && right.IsNone) : throw Refusal(left, right, ir);
        if (Sequences.IsSequence(left) && Sequences.IsSequence(right))
            return AreSequencesEqual(left, right, ir);
        if (IsNumber(left) && IsNumber(right))
            return AreNumbersEqual(left, right, ir);
        // A number, a tuple, a list and a string are never equal to one of another kind.
        return IsPlain(left) && IsPlain(right) && KindOf(left) != KindOf(right) ? ir.EmitBool(false) : throw Refusal(left, right, ir);
    }

    /// <summary>The bool of a comparison of two tuples.</summary>
    public static Value Compare(ComparisonOperator relation, Operand left, Operand right, IrBuilder ir)
    {
        if (relation is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            var equal = AreEqual(left, right, ir);
            return relation == ComparisonOperator.Equal ? equal : ir.Emit(Op.BoolNot, equal);
        }
        if (!Sequences.IsTuple(left) || !Sequences.IsTuple(right))
            throw IrBuilder.Leave(ExitReason.Raise);
        Sequences.ThrowIfTooLarge(left, ir);
        Sequences.ThrowIfTooLarge(right, ir);
        var (a, b) = (Sequences.Items(left, ir), Sequences.Items(right, ir));
        var result = ir.EmitBool(IsOrdered(relation, a.Length, b.Length));
        // From the last to the first: the first that differ decide, and where they are equal the rest does.
        var strict = relation is ComparisonOperator.Less or ComparisonOperator.LessOrEqual ? ComparisonOperator.Less : ComparisonOperator.Greater;
        for (var i = Math.Min(a.Length, b.Length) - 1; i >= 0; i--)
        {
            var equal = AreItemsEqual(a[i], b[i], ir);
            if (a[i].IsNone && b[i].IsNone)
                continue;
            var order = Sequences.IsTuple(a[i]) && Sequences.IsTuple(b[i])
                ? Compare(strict, a[i], b[i], ir)
                : ComparisonTranslator.Compare(strict, a[i], b[i], ir);
            result = ir.Emit(Op.BoolOr, order, ir.Emit(Op.BoolAnd, equal, result));
        }
        return result;
    }

    private static bool IsOrdered(ComparisonOperator relation, int left, int right) => relation switch
    {
        ComparisonOperator.Less => left < right,
        ComparisonOperator.LessOrEqual => left <= right,
        ComparisonOperator.Greater => left > right,
        _ => left >= right,
    };

    private static Value AreSequencesEqual(Operand left, Operand right, IrBuilder ir)
    {
        var (a, b) = (Sequences.Items(left, ir), Sequences.Items(right, ir));
        if (a.Length != b.Length || (left.Kind == OperandKind.List) != (right.Kind == OperandKind.List))
            return ir.EmitBool(false);
        var result = ir.EmitBool(true);
        for (var i = 0; i < a.Length; i++)
        {
            var equal = AreItemsEqual(a[i], b[i], ir);
            result = i == 0 ? equal : ir.Emit(Op.BoolAnd, result, equal);
        }
        return result;
    }

    private static Value AreNumbersEqual(Operand left, Operand right, IrBuilder ir)
    {
        // Copies of one value are one object.
        if (left.Value is { } same && same == right.Value)
            return ir.EmitBool(true);
        if (MayBeNan(left) && MayBeNan(right) && ir.AsValue(left) is { } a && ir.AsValue(right) is { } b)
        {
            // Two NaNs are equal if they are one object, which native code does not know.
            ir.RequireFromStart(ir.Emit(Op.BoolOr, ir.Emit(Op.FloatEqual, a, a), ir.Emit(Op.FloatEqual, b, b)));
        }
        return ComparisonTranslator.Compare(ComparisonOperator.Equal, left, right, ir);
    }

    private static bool MayBeNan(Operand operand) => operand switch
    {
        { Constant: FloatConstant number } => double.IsNaN(number.Value),
        { Value: { Type: IrType.Float64 } value } => value.Op != Op.FloatConstant || double.IsNaN(BitConverter.Int64BitsToDouble(value.Immediate)),
        _ => false,
    };

    private static bool IsNumber(Operand operand) => KindOf(operand) == 'n';

    // What compares itself with nothing of another kind.
    private static bool IsPlain(Operand operand) => operand.IsNone || KindOf(operand) != '?';

    private static char KindOf(Operand operand) => operand switch
    {
        { Value: not null } or { Constant: IntConstant or FloatConstant or BoolConstant } => 'n',
        { Constant: StringConstant or BytesConstant } => 's',
        { Kind: OperandKind.List } => 'l',
        _ => Sequences.IsTuple(operand) ? 't' : '?',
    };

    private static UnsupportedBytecodeException Refusal(Operand left, Operand right, IrBuilder ir) => ir.Unsupported(
        DiagnosticDescriptors.Comparison, $"it compares {OperandText.WhatItIs(left)} with {OperandText.WhatItIs(right)}",
        "Compare numbers, and tuples and lists of them.", KindOf(left) is '?' or 's' ? left : right);
}

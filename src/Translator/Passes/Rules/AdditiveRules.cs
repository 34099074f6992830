using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Addition, subtraction and negation.</summary>
/// <remarks>A constant is added, never subtracted, save where its negative does not fit.</remarks>
internal static class AdditiveRules
{
    public static void AddTo(RuleTable table)
    {
        foreach (var ring in Ring.All)
        {
            table.Add(ring.Add,
                AddZero,
                value => AddToSum(value, ring),
                value => AddToDifference(value, ring),
                value => AddNegative(value, ring));
            table.Add(ring.Sub,
                SubtractSame,
                value => SubtractFromZero(value, ring),
                value => SubtractConstant(value, ring),
                value => SubtractFromConstant(value, ring),
                value => SubtractNegative(value, ring),
                value => SubtractFromSum(value, ring));
            table.Add(ring.Neg,
                value => NegateNegative(value, ring),
                value => NegateDifference(value, ring));
        }
        table.Add(Op.IntNot, NotNot);
    }

    // x + 0 = x
    private static Value? AddZero(Value value) => value.Operands[1].IsConstant(0) ? value.Operands[0] : null;

    // (x + c) + d = x + (c + d)
    private static Value? AddToSum(Value value, Ring ring) =>
        value.Operands[1].IsConstant(out var d) && Ring.IsWithConstant(value.Operands[0], ring.Add, out var x, out var c) &&
        ConstantArithmetic.Fold(ring.Add, c, d) is { } sum
            ? value.Make(ring.Add, x, value.MakeInt(sum))
            : null;

    // (c - x) + d = (c + d) - x
    private static Value? AddToDifference(Value value, Ring ring) =>
        value.Operands[1].IsConstant(out var d) && value.Operands[0] is var left && left.Op == ring.Sub &&
        left.Operands[0].IsConstant(out var c) && ConstantArithmetic.Fold(ring.Add, c, d) is { } sum
            ? value.Make(ring.Sub, value.MakeInt(sum), left.Operands[1])
            : null;

    // x + -y = x - y, -x + y = y - x
    private static Value? AddNegative(Value value, Ring ring)
    {
        var (x, y) = (value.Operands[0], value.Operands[1]);
        if (y.Op == ring.Neg)
            return value.Make(ring.Sub, x, y.Operands[0]);
        return x.Op == ring.Neg ? value.Make(ring.Sub, y, x.Operands[0]) : null;
    }

    // x - x = 0
    private static Value? SubtractSame(Value value) => value.Operands[0] == value.Operands[1] ? value.MakeInt(0) : null;

    // 0 - x = -x
    private static Value? SubtractFromZero(Value value, Ring ring) =>
        value.Operands[0].IsConstant(0) ? value.Make(ring.Neg, value.Operands[1]) : null;

    // x - c = x + -c
    private static Value? SubtractConstant(Value value, Ring ring) =>
        value.Operands[1].IsConstant(out var c) && ConstantArithmetic.Fold(ring.Neg, c, 0) is { } negative
            ? value.Make(ring.Add, value.Operands[0], value.MakeInt(negative))
            : null;

    // d - (x + c) = (d - c) - x, d - (c - x) = x + (d - c)
    private static Value? SubtractFromConstant(Value value, Ring ring)
    {
        var right = value.Operands[1];
        if (!value.Operands[0].IsConstant(out var d))
            return null;
        if (Ring.IsWithConstant(right, ring.Add, out var x, out var c) && ConstantArithmetic.Fold(ring.Sub, d, c) is { } difference)
            return value.Make(ring.Sub, value.MakeInt(difference), x);
        if (right.Op == ring.Sub && right.Operands[0].IsConstant(out c) && ConstantArithmetic.Fold(ring.Sub, d, c) is { } rest)
            return value.Make(ring.Add, right.Operands[1], value.MakeInt(rest));
        return null;
    }

    // x - -y = x + y
    private static Value? SubtractNegative(Value value, Ring ring) =>
        value.Operands[1].Op == ring.Neg ? value.Make(ring.Add, value.Operands[0], value.Operands[1].Operands[0]) : null;

    // (x + y) - x = y, (x + y) - y = x
    private static Value? SubtractFromSum(Value value, Ring ring)
    {
        var sum = value.Operands[0];
        if (sum.Op != ring.Add)
            return null;
        if (sum.Operands[0] == value.Operands[1])
            return sum.Operands[1];
        return sum.Operands[1] == value.Operands[1] ? sum.Operands[0] : null;
    }

    // -(-x) = x
    private static Value? NegateNegative(Value value, Ring ring) =>
        value.Operands[0].Op == ring.Neg ? value.Operands[0].Operands[0] : null;

    // -(x - y) = y - x
    private static Value? NegateDifference(Value value, Ring ring) =>
        value.Operands[0] is var difference && difference.Op == ring.Sub
            ? value.Make(ring.Sub, difference.Operands[1], difference.Operands[0])
            : null;

    // ~~x = x
    private static Value? NotNot(Value value) => value.Operands[0].Op == Op.IntNot ? value.Operands[0].Operands[0] : null;
}

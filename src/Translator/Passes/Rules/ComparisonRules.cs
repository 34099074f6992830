using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Comparisons of ints.</summary>
/// <remarks>
/// "x &lt; −2⁶³ is false" is no rule here: of a product, which may be smaller to Python, nobody would need the product any more, and
/// its overflow would be lost with it.
/// </remarks>
internal static class ComparisonRules
{
    private static readonly Op[] s_comparisons =
        [Op.IntEqual, Op.IntNotEqual, Op.IntLess, Op.IntLessOrEqual, Op.IntGreater, Op.IntGreaterOrEqual];

    public static void AddTo(RuleTable table)
    {
        foreach (var op in s_comparisons)
            table.Add(op, CompareSame, CompareBool);
        table.Add(Op.IntEqual, CompareDifference, CompareNegatives);
        table.Add(Op.IntNotEqual, CompareDifference, CompareNegatives);
    }

    /// <summary>The comparison that is true when this one is false; <see langword="null"/> for other operations.</summary>
    public static Op? Inverse(Op op) => op switch
    {
        Op.IntEqual => Op.IntNotEqual,
        Op.IntNotEqual => Op.IntEqual,
        Op.IntLess => Op.IntGreaterOrEqual,
        Op.IntLessOrEqual => Op.IntGreater,
        Op.IntGreater => Op.IntLessOrEqual,
        Op.IntGreaterOrEqual => Op.IntLess,
        Op.FloatEqual => Op.FloatNotEqual,   // of floats these two alone: NaN is different from all, and neither less nor more
        Op.FloatNotEqual => Op.FloatEqual,
        _ => null,
    };

    // x == x is true, x < x is false, and so on
    private static Value? CompareSame(Value value) => value.Operands[0] == value.Operands[1]
        ? value.MakeBool(value.Op is Op.IntEqual or Op.IntLessOrEqual or Op.IntGreaterOrEqual)
        : null;

    // int(b) compared with a constant is one of: false, true, b, not b
    private static Value? CompareBool(Value value)
    {
        if (value.Operands[0] is not { Op: Op.IntFromBool } number || !value.Operands[1].IsConstant(out var c))
            return null;
        var ifFalse = ConstantArithmetic.Fold(value.Op, 0, c) == 1;
        var ifTrue = ConstantArithmetic.Fold(value.Op, 1, c) == 1;
        if (ifFalse == ifTrue)
            return value.MakeBool(ifTrue);
        return ifTrue ? number.Operands[0] : value.Make(Op.BoolNot, number.Operands[0]);
    }

    // x - y == 0 is x == y, modulo 2⁶⁴ as well
    private static Value? CompareDifference(Value value) =>
        value.Operands[1].IsConstant(0) && value.Operands[0] is { Op: Op.IntSub or Op.IntSubWrap or Op.IntXor } difference
            ? value.Make(value.Op, difference.Operands[0], difference.Operands[1])
            : null;

    // -x == 0 is x == 0, modulo 2⁶⁴ as well
    private static Value? CompareNegatives(Value value) =>
        value.Operands[1].IsConstant(0) && value.Operands[0] is { Op: Op.IntNeg or Op.IntNegWrap } negative
            ? value.Make(value.Op, negative.Operands[0], value.Operands[1])
            : null;
}

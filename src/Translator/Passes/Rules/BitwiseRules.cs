using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>And, or and exclusive or of ints.</summary>
internal static class BitwiseRules
{
    public static void AddTo(RuleTable table)
    {
        table.Add(Op.IntAnd, Same, value => Absorb(value, 0), value => Neutral(value, -1), Complement, CombineConstants);
        table.Add(Op.IntOr, Same, value => Absorb(value, -1), value => Neutral(value, 0), Complement, CombineConstants);
        table.Add(Op.IntXor, Cancel, value => Neutral(value, 0), Invert, Complement, CombineConstants);
    }

    // x & x = x, x | x = x
    private static Value? Same(Value value) => value.Operands[0] == value.Operands[1] ? value.Operands[0] : null;

    // x & 0 = 0, x | -1 = -1
    private static Value? Absorb(Value value, long constant) => value.Operands[1].IsConstant(constant) ? value.Operands[1] : null;

    // x & -1 = x, x | 0 = x, x ^ 0 = x
    private static Value? Neutral(Value value, long constant) => value.Operands[1].IsConstant(constant) ? value.Operands[0] : null;

    // x ^ x = 0
    private static Value? Cancel(Value value) => value.Operands[0] == value.Operands[1] ? value.MakeInt(0) : null;

    // x ^ -1 = ~x
    private static Value? Invert(Value value) =>
        value.Operands[1].IsConstant(-1) ? value.Make(Op.IntNot, value.Operands[0]) : null;

    // x & ~x = 0, x | ~x = -1, x ^ ~x = -1
    private static Value? Complement(Value value)
    {
        var (x, y) = (value.Operands[0], value.Operands[1]);
        var areOpposite = (x.Op == Op.IntNot && x.Operands[0] == y) || (y.Op == Op.IntNot && y.Operands[0] == x);
        return areOpposite ? value.MakeInt(value.Op == Op.IntAnd ? 0 : -1) : null;
    }

    // (x & c) & d = x & (c & d), and so for | and ^
    private static Value? CombineConstants(Value value) =>
        value.Operands[1].IsConstant(out var d) && Ring.IsWithConstant(value.Operands[0], value.Op, out var x, out var c) &&
        ConstantArithmetic.Fold(value.Op, c, d) is { } combined
            ? value.Make(value.Op, x, value.MakeInt(combined))
            : null;
}

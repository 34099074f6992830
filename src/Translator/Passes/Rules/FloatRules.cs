using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Floats: only what is exact for every float, zeros of both signs, infinities and NaN among them.</summary>
/// <remarks>So x + 0.0 stays, which is 0.0 for -0.0, and so does x · 0.0, which is NaN for infinity.</remarks>
internal static class FloatRules
{
    public static void AddTo(RuleTable table)
    {
        table.Add(Op.FloatAdd, value => Neutral(value, -0.0));
        table.Add(Op.FloatSub, value => Neutral(value, 0.0));
        table.Add(Op.FloatMul, value => Neutral(value, 1.0));
        table.Add(Op.FloatDiv, value => Neutral(value, 1.0), MultiplyInsteadOfDivide);
        table.Add(Op.FloatNeg, NegateNegative);
        table.Add(Op.FloatAbs, AbsOfSign);
        table.Add(Op.FloatCopySign, CopySignOfSign);
        foreach (var op in new[] { Op.FloatFloor, Op.FloatCeil, Op.FloatTruncate, Op.FloatRound })
            table.Add(op, RoundOfWhole);
        table.Add(Op.IntFromFloat, TruncateTruncated);
    }

    // x + -0.0 = x - 0.0 = x · 1.0 = x / 1.0 = x
    private static Value? Neutral(Value value, double constant) =>
        value.Operands[1].Op == Op.FloatConstant && value.Operands[1].Immediate == BitConverter.DoubleToInt64Bits(constant)
            ? value.Operands[0]
            : null;

    // x / 2ᵏ = x · 2⁻ᵏ: the exact result is the same, and so is what it is rounded to; 2⁻ᵏ must be no subnormal number
    private static Value? MultiplyInsteadOfDivide(Value value) =>
        value.Operands[1].IsFloat(out var c) && IsPowerOfTwo(c) && IsPowerOfTwo(1 / c)
            ? value.Make(Op.FloatMul, value.Operands[0], value.MakeFloat(1 / c))
            : null;

    private static bool IsPowerOfTwo(double number) =>
        double.IsNormal(number) && (BitConverter.DoubleToInt64Bits(number) & 0x000f_ffff_ffff_ffff) == 0;

    // -(-x) = x
    private static Value? NegateNegative(Value value) =>
        value.Operands[0] is { Op: Op.FloatNeg } negative ? negative.Operands[0] : null;

    // |-x| = |x|, ||x|| = |x|, |copysign(x, y)| = |x|
    private static Value? AbsOfSign(Value value) => value.Operands[0] switch
    {
        { Op: Op.FloatNeg or Op.FloatCopySign } inner => value.Make(Op.FloatAbs, inner.Operands[0]),
        { Op: Op.FloatAbs } inner => inner,
        _ => null,
    };

    // copysign(-x, y) = copysign(|x|, y) = copysign(x, y)
    private static Value? CopySignOfSign(Value value) => value.Operands[0] is { Op: Op.FloatNeg or Op.FloatAbs } inner
        ? value.Make(Op.FloatCopySign, inner.Operands[0], value.Operands[1])
        : null;

    // an int as a float has no fraction, and what is rounded has none
    private static Value? RoundOfWhole(Value value) => value.Operands[0].Op
        is Op.FloatFromInt or Op.FloatFromUInt or Op.FloatFloor or Op.FloatCeil or Op.FloatTruncate or Op.FloatRound
        ? value.Operands[0]
        : null;

    // the conversion to an int drops the fraction itself
    private static Value? TruncateTruncated(Value value) =>
        value.Operands[0] is { Op: Op.FloatTruncate } truncated ? value.Make(Op.IntFromFloat, truncated.Operands[0]) : null;
}

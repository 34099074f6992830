using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Multiplication.</summary>
/// <remarks>
/// Where overflow has to be noticed, a shift costs more than the multiplication whose flag tells it, so exact arithmetic multiplies
/// and only doubles by adding; wrapping arithmetic shifts.
/// </remarks>
internal static class MultiplicativeRules
{
    public static void AddTo(RuleTable table)
    {
        foreach (var ring in Ring.All)
        {
            table.Add(ring.Mul,
                MultiplyByZeroOrOne,
                value => MultiplyByMinusOne(value, ring),
                value => MultiplyProduct(value, ring),
                value => MultiplyNegatives(value, ring));
        }
        table.Add(Op.IntMul, MultiplyDouble, Double);
        table.Add(Op.IntMulWrap, ShiftInsteadOfMultiply);
    }

    // x · 0 = 0, x · 1 = x
    private static Value? MultiplyByZeroOrOne(Value value)
    {
        if (value.Operands[1].IsConstant(0))
            return value.Operands[1];
        return value.Operands[1].IsConstant(1) ? value.Operands[0] : null;
    }

    // x · -1 = -x
    private static Value? MultiplyByMinusOne(Value value, Ring ring) =>
        value.Operands[1].IsConstant(-1) ? value.Make(ring.Neg, value.Operands[0]) : null;

    // (x · c) · d = x · (c · d)
    private static Value? MultiplyProduct(Value value, Ring ring) =>
        value.Operands[1].IsConstant(out var d) && Ring.IsWithConstant(value.Operands[0], ring.Mul, out var x, out var c) &&
        ConstantArithmetic.Fold(ring.Mul, c, d) is { } product
            ? value.Make(ring.Mul, x, value.MakeInt(product))
            : null;

    // -x · -y = x · y, -x · c = x · -c
    private static Value? MultiplyNegatives(Value value, Ring ring)
    {
        var (left, right) = (value.Operands[0], value.Operands[1]);
        if (left.Op != ring.Neg)
            return null;
        if (right.Op == ring.Neg)
            return value.Make(ring.Mul, left.Operands[0], right.Operands[0]);
        return right.IsConstant(out var c) && ConstantArithmetic.Fold(ring.Neg, c, 0) is { } negative
            ? value.Make(ring.Mul, left.Operands[0], value.MakeInt(negative))
            : null;
    }

    // (x + x) · c = x · 2c: a doubling is a product in another form
    private static Value? MultiplyDouble(Value value) =>
        value.Operands[1].IsConstant(out var c) && value.Operands[0] is { Op: Op.IntAdd } sum && sum.Operands[0] == sum.Operands[1] &&
        ConstantArithmetic.Fold(Op.IntMul, c, 2) is { } product
            ? value.Make(Op.IntMul, sum.Operands[0], value.MakeInt(product))
            : null;

    // x · 2 = x + x
    private static Value? Double(Value value) =>
        value.Operands[1].IsConstant(2) ? value.Make(Op.IntAdd, value.Operands[0], value.Operands[0]) : null;

    // x · 2ᵏ = x << k modulo 2⁶⁴; the constant -2⁶³ is 2⁶³ there
    private static Value? ShiftInsteadOfMultiply(Value value) =>
        value.Operands[1].IsConstant(out var c) && BitOperations.IsPow2((ulong)c)
            ? value.Make(Op.IntShiftLeftWrap, value.Operands[0], value.MakeInt(BitOperations.TrailingZeroCount(c)))
            : null;
}

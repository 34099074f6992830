using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Shifts; a constant count that is negative is left alone, since a check has exited before.</summary>
internal static class ShiftRules
{
    public static void AddTo(RuleTable table)
    {
        table.Add(Op.IntShiftLeft, ShiftByZero, ShiftZero, MultiplyInsteadOfShift);
        table.Add(Op.IntShiftLeftWrap, ShiftByZero, ShiftZero, ShiftOutLeft, ShiftLeftTwice);
        table.Add(Op.IntShiftRight, ShiftByZero, ShiftZero, ShiftMinusOneRight, ShiftRightTwice);
    }

    // x << 0 = x, x >> 0 = x
    private static Value? ShiftByZero(Value value) => value.Operands[1].IsConstant(0) ? value.Operands[0] : null;

    // 0 << n = 0, 0 >> n = 0
    private static Value? ShiftZero(Value value) => value.Operands[0].IsConstant(0) ? value.Operands[0] : null;

    // x << k = x · 2ᵏ as long as 2ᵏ fits: a multiplication says by itself whether it overflowed
    private static Value? MultiplyInsteadOfShift(Value value) =>
        value.Operands[1].IsConstant(out var k) && k is > 0 and < 63
            ? value.Make(Op.IntMul, value.Operands[0], value.MakeInt(1L << (int)k))
            : null;

    // x << k = 0 modulo 2⁶⁴ for k ≥ 64
    private static Value? ShiftOutLeft(Value value) => value.Operands[1].IsConstant(out var k) && k >= 64 ? value.MakeInt(0) : null;

    // (x << j) << k = x << (j + k)
    private static Value? ShiftLeftTwice(Value value) =>
        value.Operands[1].IsConstant(out var k) && k is > 0 and < 64 &&
        Ring.IsWithConstant(value.Operands[0], Op.IntShiftLeftWrap, out var x, out var j) && j is > 0 and < 64
            ? value.Make(Op.IntShiftLeftWrap, x, value.MakeInt(j + k))
            : null;

    // -1 >> n = -1
    private static Value? ShiftMinusOneRight(Value value) => value.Operands[0].IsConstant(-1) ? value.Operands[0] : null;

    // (x >> j) >> k = x >> (j + k); a count above 63 stays what it is, for an x that Python would have let grow
    private static Value? ShiftRightTwice(Value value) =>
        value.Operands[1].IsConstant(out var k) && k > 0 &&
        Ring.IsWithConstant(value.Operands[0], Op.IntShiftRight, out var x, out var j) && j > 0 &&
        ConstantArithmetic.Fold(Op.IntAdd, j, k) is { } count
            ? value.Make(Op.IntShiftRight, x, value.MakeInt(count))
            : null;
}

using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Unsigned integers: arithmetic with constants, and the casts between the two readings of 64 bits.</summary>
/// <remarks>
/// "The same bits as an int, and back, is x" is no rule here: of a sum that does not fit it takes the remainder modulo 2⁶⁴, which is what
/// Python code with a mask asks for, and the sum would exit. Passes that know ranges do it where x is known to fit.
/// </remarks>
internal static class UnsignedRules
{
    public static void AddTo(RuleTable table)
    {
        table.Add(Op.UIntAdd, value => Neutral(value, 0));
        table.Add(Op.UIntSub, value => Neutral(value, 0), Cancel);
        table.Add(Op.UIntMul, value => Neutral(value, 1), MultiplyByZero);
        table.Add(Op.UIntShiftLeft, value => Neutral(value, 0), ShiftZero, MultiplyInsteadOfShift);
        table.Add(Op.UIntShiftRight, value => Neutral(value, 0), ShiftZero);
        table.Add(Op.UIntFloorDiv, value => Neutral(value, 1), ShiftInsteadOfDivide);
        table.Add(Op.UIntFloorMod, ModuloByOne, MaskInsteadOfModulo);
        table.Add(Op.UIntLess, value => CompareSame(value, false));
        table.Add(Op.UIntLessOrEqual, value => CompareSame(value, true));
        table.Add(Op.UIntFromBits, value => CastThrice(value, Op.IntFromBits));
        table.Add(Op.IntFromBits, value => CastThrice(value, Op.UIntFromBits));
    }

    // x + 0 = x - 0 = x · 1 = x << 0 = x >> 0 = x // 1 = x
    private static Value? Neutral(Value value, ulong constant) =>
        value.Operands[1].IsUnsigned(out var c) && c == constant ? value.Operands[0] : null;

    // x - x = 0
    private static Value? Cancel(Value value) => value.Operands[0] == value.Operands[1] ? value.MakeUnsigned(0) : null;

    // x · 0 = 0
    private static Value? MultiplyByZero(Value value) =>
        value.Operands[1].IsUnsigned(out var c) && c == 0 ? value.Operands[1] : null;

    // 0 << n = 0, 0 >> n = 0
    private static Value? ShiftZero(Value value) => value.Operands[0].IsUnsigned(out var c) && c == 0 ? value.Operands[0] : null;

    // x << k = x · 2ᵏ: a multiplication says by itself whether it overflowed
    private static Value? MultiplyInsteadOfShift(Value value) => value.Operands[1].IsUnsigned(out var k) && k is > 0 and < 64
        ? value.Make(Op.UIntMul, value.Operands[0], value.MakeUnsigned(1UL << (int)k))
        : null;

    // x // 2ᵏ = x >> k
    private static Value? ShiftInsteadOfDivide(Value value) => value.Operands[1].IsUnsigned(out var c) && BitOperations.IsPow2(c)
        ? value.Make(Op.UIntShiftRight, value.Operands[0], value.MakeUnsigned((ulong)BitOperations.TrailingZeroCount(c)))
        : null;

    // x % 1 = 0
    private static Value? ModuloByOne(Value value) =>
        value.Operands[1].IsUnsigned(out var c) && c == 1 ? value.MakeUnsigned(0) : null;

    // x % 2ᵏ = x & (2ᵏ - 1)
    private static Value? MaskInsteadOfModulo(Value value)
    {
        if (!value.Operands[1].IsUnsigned(out var c) || !BitOperations.IsPow2(c))
            return null;
        var bits = value.Make(Op.IntFromBits, value.Operands[0]);
        return value.Make(Op.UIntFromBits, value.Make(Op.IntAnd, bits, value.MakeInt((long)(c - 1))));
    }

    // x < x is false, x <= x is true
    private static Value? CompareSame(Value value, bool result) =>
        value.Operands[0] == value.Operands[1] ? value.MakeBool(result) : null;

    // one cast after the other, then the first again: the first has taken the remainder already
    private static Value? CastThrice(Value value, Op other) =>
        value.Operands[0] is { } cast && cast.Op == other && cast.Operands[0].Op == value.Op ? cast.Operands[0] : null;
}

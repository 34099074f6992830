using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>What an operation gives for constants, by the meaning that <see cref="Op"/> documents.</summary>
internal static class ConstantArithmetic
{
    /// <summary>Computes one operation.</summary>
    /// <param name="op">An operation that computes a value from one or two.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand; 0 where there is none.</param>
    /// <returns><see langword="null"/> where it does not fit 64 bits, or the operands are ones that a check keeps away.</returns>
    public static long? Fold(Op op, long a, long b) => op switch
    {
        Op.IntAdd => Fit((Int128)a + b),
        Op.IntSub => Fit((Int128)a - b),
        Op.IntMul => Fit((Int128)a * b),
        Op.IntNeg => Fit(-(Int128)a),
        Op.IntAddWrap => unchecked(a + b),
        Op.IntSubWrap => unchecked(a - b),
        Op.IntMulWrap => unchecked(a * b),
        Op.IntNegWrap => unchecked(-a),
        Op.IntNot => ~a,
        Op.IntAnd or Op.BoolAnd => a & b,
        Op.IntOr or Op.BoolOr => a | b,
        Op.IntXor or Op.BoolXor => a ^ b,
        Op.IntShiftLeft => ShiftLeft(a, b),
        Op.IntShiftLeftWrap => b < 0 ? null : b > 63 ? 0 : a << (int)b,
        Op.IntShiftRight => b < 0 ? null : a >> (int)Math.Min(b, 63),
        Op.IntFloorDiv => b == 0 ? null : Fit(FloorDivide(a, b)),
        Op.IntFloorDivWrap => b == 0 ? null : unchecked((long)FloorDivide(a, b)),
        Op.IntFloorMod => b == 0 ? null : (long)(a - b * FloorDivide(a, b)),
        Op.IntPow => Power(a, b),
        Op.IntPowWrap => PowerWrap(a, b),
        Op.IntEqual => Bool(a == b),
        Op.IntNotEqual => Bool(a != b),
        Op.IntLess => Bool(a < b),
        Op.IntLessOrEqual => Bool(a <= b),
        Op.IntGreater => Bool(a > b),
        Op.IntGreaterOrEqual => Bool(a >= b),
        Op.IntFromBool => a,
        Op.BoolNot => a ^ 1,
        _ => null,
    };

    private static long? Fit(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : null;

    private static long Bool(bool value) => value ? 1 : 0;

    private static long? ShiftLeft(long a, long count) => count switch
    {
        < 0 => null,
        _ when a == 0 => 0,
        > 63 => null,
        _ => Fit((Int128)a << (int)count),
    };

    private static Int128 FloorDivide(Int128 a, Int128 b)
    {
        var (quotient, remainder) = Int128.DivRem(a, b);
        return remainder != 0 && Int128.IsNegative(remainder) != Int128.IsNegative(b) ? quotient - 1 : quotient;
    }

    private static long? Power(long a, long exponent)
    {
        if (exponent < 0)
            return null;
        if (a is 0 or 1 or -1)
            return exponent == 0 ? 1 : a == -1 && (exponent & 1) == 0 ? 1 : a;
        return exponent > 63 ? null : Fit(BigInteger.Pow(a, (int)exponent));
    }

    private static long? Fit(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : null;

    private static long? PowerWrap(long a, long exponent)
    {
        if (exponent < 0)
            return null;
        var result = 1L;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                result = unchecked(result * a);
            a = unchecked(a * a);
        }
        return result;
    }
}

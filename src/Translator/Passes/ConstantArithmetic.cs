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
    /// <param name="c">The third operand; 0 where there is none.</param>
    /// <returns>
    /// The result as <see cref="Value.Immediate"/> holds it, as it does the operands; <see langword="null"/> where it does not fit 64 bits,
    /// the operands are ones that a check keeps away, or it is left to the machine.
    /// </returns>
    public static long? Fold(Op op, long a, long b, long c = 0) => op switch
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
        Op.IntMin => Math.Min(a, b),
        Op.IntMax => Math.Max(a, b),
        Op.IntEqual => Bool(a == b),
        Op.IntNotEqual => Bool(a != b),
        Op.IntLess => Bool(a < b),
        Op.IntLessOrEqual => Bool(a <= b),
        Op.IntGreater => Bool(a > b),
        Op.IntGreaterOrEqual => Bool(a >= b),
        Op.IntFromBool => a,
        Op.BoolNot => a ^ 1,
        Op.Select => a != 0 ? b : c,
        Op.UIntFromBits or Op.IntFromBits => a,
        Op.UIntFromInt or Op.IntFromUInt => a < 0 ? null : a,
        Op.IntFromFloat => Truncate(BitConverter.Int64BitsToDouble(a)),
        _ => FoldUnsigned(op, (ulong)a, (ulong)b, (ulong)c) ??
            FoldFloat(op, a, BitConverter.Int64BitsToDouble(a), BitConverter.Int64BitsToDouble(b)),
    };

    /// <summary>Computes a call of a function of floats.</summary>
    /// <param name="call">The call.</param>
    /// <param name="operands">The operands, as bits.</param>
    /// <returns>The bits of the result; <see langword="null"/> where it is NaN.</returns>
    public static long? FoldCall(Value call, ReadOnlySpan<long> operands)
    {
        Span<double> numbers = stackalloc double[operands.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = BitConverter.Int64BitsToDouble(operands[i]);
        var result = FloatFunctionInfo.Of(call).Compute(numbers);
        return double.IsNaN(result) ? null : BitConverter.DoubleToInt64Bits(result);
    }

    /// <summary>Whether every int of no greater absolute value is a float: |a| ≤ 2⁵³.</summary>
    public static bool IsFloatExact(long number) => number is >= -MaxExact and <= MaxExact;

    private const long MaxExact = 1L << 53;

    private static long? FoldUnsigned(Op op, ulong a, ulong b, ulong c) => op switch
    {
        Op.UIntAdd => Fit((UInt128)a + b),
        Op.UIntSub => a < b ? null : (long)(a - b),
        Op.UIntMul => Fit((UInt128)a * b),
        Op.UIntShiftLeft => a == 0 ? 0 : b > 63 ? null : Fit((UInt128)a << (int)b),
        Op.UIntShiftRight => b > 63 ? 0 : (long)(a >> (int)b),
        Op.UIntFloorDiv => b == 0 ? null : (long)(a / b),
        Op.UIntFloorMod => b == 0 ? null : (long)(a % b),
        Op.UIntMulMod => c == 0 ? null : Fit((UInt128)a * b % c),
        Op.UIntMulDiv => c == 0 ? null : Fit((UInt128)a * b / c),
        Op.UIntBitLength => 64 - BitOperations.LeadingZeroCount(a),
        Op.UIntBitCount => BitOperations.PopCount(a),
        Op.UIntLess => Bool(a < b),
        Op.UIntLessOrEqual => Bool(a <= b),
        _ => null,
    };

    // IEEE 754 leaves open what sign and payload a new NaN has: the machine that runs the code answers that.
    private static long? FoldFloat(Op op, long bits, double a, double b)
    {
        var result = op switch
        {
            Op.FloatAdd => a + b,
            Op.FloatSub => a - b,
            Op.FloatMul => a * b,
            Op.FloatDiv => a / b,
            Op.FloatFloor => Math.Floor(a),
            Op.FloatCeil => Math.Ceiling(a),
            Op.FloatTruncate => Math.Truncate(a),
            Op.FloatRound => Math.Round(a, MidpointRounding.ToEven),
            Op.FloatMin => a < b ? a : b,
            Op.FloatMax => a > b ? a : b,
            Op.FloatSqrt => Math.Sqrt(a),
            Op.FloatFromInt => bits,
            Op.FloatFromUInt => (ulong)bits,
            _ => double.NaN,
        };
        if (!double.IsNaN(result))
            return BitConverter.DoubleToInt64Bits(result);
        return op switch
        {
            Op.FloatNeg => bits ^ long.MinValue,
            Op.FloatAbs => bits & long.MaxValue,
            Op.FloatCopySign => (bits & long.MaxValue) | (BitConverter.DoubleToInt64Bits(b) & long.MinValue),
            Op.FloatEqual => Bool(a == b),
            Op.FloatNotEqual => Bool(a != b),
            Op.FloatLess => Bool(a < b),
            Op.FloatLessOrEqual => Bool(a <= b),
            _ => null,
        };
    }

    private static long? Truncate(double number) => number is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)number : null;

    private static long? Fit(UInt128 value) => value <= ulong.MaxValue ? (long)(ulong)value : null;

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

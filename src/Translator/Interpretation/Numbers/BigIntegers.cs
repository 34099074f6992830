using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Arithmetic of ints of any size; sizes are checked before anything is computed.</summary>
/// <remarks>CPython: <c>Objects/longobject.c</c>.</remarks>
internal static class BigIntegers
{
    // .NET's BigInteger ends at 2**31 - 1 bits; a word less leaves room for carries.
    private const long MaximumBits = int.MaxValue - 64;

    private const int BytesOfInt128 = 16;

    private static readonly BigInteger s_words = BigInteger.One << 64;

    // CPython's MAX_LONG_DIGITS times the 30 bits of a digit: beyond this a shift is refused without asking for memory.
    private static readonly BigInteger s_digitsLimit = new BigInteger(long.MaxValue - 24) / 4 * 30;

    /// <summary><c>left op right</c>; false for <c>@</c>, which numbers do not have.</summary>
    public static bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, BigInteger left, BigInteger right, bool isLong, out PyValue result)
    {
        switch (op)
        {
            case BinaryOperator.TrueDivide:
                result = PyValue.FromFloat(TrueDivide(runtime, left, right));
                return true;
            case BinaryOperator.Power when right.Sign < 0:
                result = PyValue.FromFloat(FloatArithmetic.Power(runtime, ToFloat(runtime, left), ToFloat(runtime, right)));
                return true;
            case BinaryOperator.MatrixMultiply:
                result = default;
                return false;
            default:
                result = Numbers.Integer(runtime, Compute(runtime, op, left, right, isLong), isLong);
                return true;
        }
    }

    /// <summary>Refuses an int of too many bits.</summary>
    /// <exception cref="PythonError">MemoryError.</exception>
    public static void CheckSize(PythonRuntime runtime, long bits)
    {
        if (bits > MaximumBits)
            bits = long.MaxValue;
        runtime.CheckBits(bits);
    }

    /// <summary>Charges for a multiplication or division of ints of so many bits.</summary>
    /// <remarks>.NET takes time in proportion to a power near 1.5 of the length. A unit is worth about 10 ns.</remarks>
    public static void ChargeProduct(PythonRuntime runtime, long leftBits, long rightBits)
    {
        const int SmallBits = 2048;
        if (leftBits + rightBits > SmallBits)
            runtime.Charge((long)((leftBits + rightBits >> 5) * Math.Sqrt(Math.Min(leftBits, rightBits) >> 5)) >> 3);
    }

    /// <summary>Quotient and remainder; the remainder has the sign of the divisor, which is not 0.</summary>
    public static (BigInteger Quotient, BigInteger Remainder) FloorDivMod(BigInteger left, BigInteger right)
    {
        var quotient = BigInteger.DivRem(left, right, out var remainder);
        return !remainder.IsZero && remainder.Sign != right.Sign ? (quotient - 1, remainder + right) : (quotient, remainder);
    }

    /// <summary><c>left / right</c>, correctly rounded.</summary>
    /// <exception cref="PythonError">ZeroDivisionError, or OverflowError where no float is that large.</exception>
    public static double TrueDivide(PythonRuntime runtime, BigInteger left, BigInteger right)
    {
        if (right.IsZero)
            throw PyErrors.ZeroDivisionError("division by zero");
        var digitBits = runtime.Semantics.Numbers.DigitBitsOfQuotients;
        var quotient = digitBits == 0 ? ExactFloat.Divide(left, right) : DigitFloat.Divide(left, right, digitBits);
        return double.IsFinite(quotient) ? quotient : throw PyErrors.OverflowError(runtime.Semantics.Numbers.QuotientTooLarge);
    }

    /// <summary><c>value ** exponent</c> for an exponent that is not negative.</summary>
    public static BigInteger Power(PythonRuntime runtime, BigInteger value, BigInteger exponent)
    {
        if (exponent.IsZero)
            return BigInteger.One;
        if (value.IsZero || value.IsOne)
            return value;
        if (value == BigInteger.MinusOne)
            return exponent.IsEven ? BigInteger.One : value;
        if (exponent > MaximumBits)
            CheckSize(runtime, long.MaxValue);
        var bits = BigInteger.Abs(value).GetBitLength();
        CheckSize(runtime, (bits - 1) * (long)exponent);
        // A power of two is a shift: 2 ** n is by far the most frequent large power.
        if (BigInteger.Abs(value).IsPowerOfTwo)
        {
            var power = BigInteger.One << (int)((bits - 1) * (long)exponent);
            return value.Sign < 0 && !exponent.IsEven ? -power : power;
        }
        CheckSize(runtime, bits * (long)exponent);
        ChargeProduct(runtime, bits * (long)exponent, bits * (long)exponent);
        return BigInteger.Pow(value, (int)exponent);
    }

    /// <summary><c>left * right</c>.</summary>
    public static BigInteger Multiply(PythonRuntime runtime, BigInteger left, BigInteger right)
    {
        CheckSize(runtime, left.GetBitLength() + right.GetBitLength());
        ChargeProduct(runtime, left.GetBitLength(), right.GetBitLength());
        return left * right;
    }

    private static BigInteger Compute(PythonRuntime runtime, BinaryOperator op, BigInteger left, BigInteger right, bool isLong)
    {
        switch (op)
        {
            case BinaryOperator.Add:
                CheckSize(runtime, Math.Max(left.GetBitLength(), right.GetBitLength()) + 1);
                return left + right;
            case BinaryOperator.Subtract:
                CheckSize(runtime, Math.Max(left.GetBitLength(), right.GetBitLength()) + 1);
                return left - right;
            case BinaryOperator.Multiply:
                return Multiply(runtime, left, right);
            case BinaryOperator.FloorDivide or BinaryOperator.ClassicDivide:
                if (right.IsZero)
                    throw PyErrors.ZeroDivisionError(runtime.Semantics.Numbers.DivisionByZeroOf(isLong));
                ChargeProduct(runtime, left.GetBitLength(), right.GetBitLength());
                return FloorDivMod(left, right).Quotient;
            case BinaryOperator.Modulo:
                if (right.IsZero)
                    throw PyErrors.ZeroDivisionError(runtime.Semantics.Numbers.ModuloByZeroOf(isLong));
                ChargeProduct(runtime, left.GetBitLength(), right.GetBitLength());
                return FloorDivMod(left, right).Remainder;
            case BinaryOperator.Power:
                return runtime.WrapsIntegers ? BigInteger.ModPow(left, right, s_words) : Power(runtime, left, right);
            case BinaryOperator.ShiftLeft:
                return ShiftLeft(runtime, left, right);
            case BinaryOperator.ShiftRight:
                return ShiftRight(runtime, left, right);
            default:
                return left.GetByteCount() <= BytesOfInt128 && right.GetByteCount() <= BytesOfInt128
                    ? Bitwise(op, (Int128)left, (Int128)right)
                    : Bitwise<BigInteger>(op, left, right);
        }
    }

    // Hashes compute with numbers a little beyond 64 bits; for those BigInteger's own operators copy both numbers first.
    private static T Bitwise<T>(BinaryOperator op, T left, T right)
        where T : IBitwiseOperators<T, T, T> => op switch
        {
            BinaryOperator.And => left & right,
            BinaryOperator.Or => left | right,
            _ => left ^ right,
        };

    private static BigInteger ShiftLeft(PythonRuntime runtime, BigInteger value, BigInteger count)
    {
        CheckShift(runtime, count);
        if (value.IsZero)
            return value;
        if (runtime.WrapsIntegers && count >= 64)
            return BigInteger.Zero;
        if (count > s_digitsLimit)
            throw PyErrors.OverflowError("too many digits in integer");
        CheckSize(runtime, count > MaximumBits ? long.MaxValue : (long)count + value.GetBitLength());
        return value << (int)count;
    }

    private static BigInteger ShiftRight(PythonRuntime runtime, BigInteger value, BigInteger count)
    {
        CheckShift(runtime, count);
        return count > value.GetBitLength() ? (value.Sign < 0 ? BigInteger.MinusOne : BigInteger.Zero) : value >> (int)count;
    }

    private static void CheckShift(PythonRuntime runtime, BigInteger count)
    {
        if ((count > long.MaxValue || count < long.MinValue) && runtime.Semantics.Numbers.ShiftCountTooLarge is { } message)
            throw PyErrors.OverflowError(message);
        if (count.Sign < 0)
            throw PyErrors.ValueError("negative shift count");
    }

    private static double ToFloat(PythonRuntime runtime, BigInteger value)
    {
        var number = ExactFloat.FromInteger(value);
        return double.IsFinite(number) ? number : throw PyErrors.OverflowError(runtime.Semantics.Numbers.TooLargeForFloat);
    }
}

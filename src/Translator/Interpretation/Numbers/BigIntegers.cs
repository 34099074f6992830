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

    /// <summary>Refuses an int of too many bits before it is made; <see cref="Numbers.Integer"/> looks at it once more when it is.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="bits">How many bits it has, or a few less where that is not known.</param>
    /// <exception cref="ExecutionLimitException">The call may have none as large.</exception>
    /// <exception cref="PythonError">Nothing may be as large: MemoryError.</exception>
    public static void CheckSize(PythonRuntime runtime, long bits)
    {
        runtime.CheckInteger(bits);
        CheckRoom(runtime, bits);
    }

    /// <summary>Refuses what has too many bits, though it may be no int of Python's but what is computed on the way.</summary>
    /// <exception cref="PythonError">MemoryError.</exception>
    public static void CheckRoom(PythonRuntime runtime, long bits) => runtime.Memory.Check(bits > MaximumBits ? long.MaxValue : bits >> 3, 1);

    /// <summary>Quotient and remainder; the remainder has the sign of the divisor, which is not 0.</summary>
    public static (BigInteger Quotient, BigInteger Remainder) FloorDivMod(PythonRuntime runtime, BigInteger left, BigInteger right)
    {
        var (quotient, remainder) = LargeQuotients.DivRem(runtime, left, right);
        return !remainder.IsZero && remainder.Sign != right.Sign ? (quotient - 1, remainder + right) : (quotient, remainder);
    }

    /// <summary><c>left / right</c>, correctly rounded.</summary>
    /// <exception cref="PythonError">ZeroDivisionError, or OverflowError where no float is that large.</exception>
    public static double TrueDivide(PythonRuntime runtime, BigInteger left, BigInteger right)
    {
        if (right.IsZero)
            throw PyErrors.ZeroDivisionError("division by zero");
        var digitBits = runtime.Semantics.Numbers.DigitBitsOfQuotients;
        var quotient = digitBits == 0 ? ExactFloat.Divide(runtime, left, right) : DigitFloat.Divide(left, right, digitBits);
        return double.IsFinite(quotient) ? quotient : throw PyErrors.OverflowError(runtime.Semantics.Numbers.QuotientTooLarge);
    }

    /// <summary><c>value ** exponent</c> for an exponent that is not negative.</summary>
    public static BigInteger Power(PythonRuntime runtime, BigInteger value, BigInteger exponent)
    {
        if (exponent.IsZero)
            return BigInteger.One;
        if (value.IsZero || value.IsOne)
            return value;
        var magnitude = BigInteger.Abs(value);
        if (magnitude.IsOne)
            return exponent.IsEven ? BigInteger.One : value;
        if (exponent > MaximumBits)
            CheckSize(runtime, long.MaxValue);
        // A power of two is a shift: 2 ** n is by far the most frequent large power.
        if (magnitude.IsPowerOfTwo)
        {
            var zeros = (magnitude.GetBitLength() - 1) * (long)exponent;
            CheckSize(runtime, zeros + 1);
            WorkOfIntegers.ChargePass(runtime, zeros);
            var power = BigInteger.One << (int)zeros;
            return value.Sign < 0 && !exponent.IsEven ? -power : power;
        }
        CheckSize(runtime, BitsOfPower(magnitude, (long)exponent));
        return LargePowers.Power(runtime, value, (int)exponent);
    }

    /// <summary><c>left * right</c>.</summary>
    public static BigInteger Multiply(PythonRuntime runtime, BigInteger left, BigInteger right)
    {
        if (!left.IsZero && !right.IsZero)
            CheckSize(runtime, left.GetBitLength() + right.GetBitLength() - 1);
        return LargeProducts.Multiply(runtime, left, right);
    }

    /// <summary>How many bits a power has, or a bit less: the logarithm is known to 50 bits.</summary>
    private static long BitsOfPower(BigInteger magnitude, long exponent)
    {
        var least = (magnitude.GetBitLength() - 1) * (double)exponent;
        return (long)Math.Max(least, (BigInteger.Log(magnitude) / Math.Log(2) * exponent) - 1);
    }

    private static BigInteger Compute(PythonRuntime runtime, BinaryOperator op, BigInteger left, BigInteger right, bool isLong)
    {
        switch (op)
        {
            case BinaryOperator.Add:
                CheckSum(runtime, left, right);
                return left + right;
            case BinaryOperator.Subtract:
                CheckSum(runtime, left, right);
                return left - right;
            case BinaryOperator.Multiply:
                return Multiply(runtime, left, right);
            case BinaryOperator.FloorDivide or BinaryOperator.ClassicDivide:
                if (right.IsZero)
                    throw PyErrors.ZeroDivisionError(runtime.Semantics.Numbers.DivisionByZeroOf(isLong));
                return FloorDivMod(runtime, left, right).Quotient;
            case BinaryOperator.Modulo:
                if (right.IsZero)
                    throw PyErrors.ZeroDivisionError(runtime.Semantics.Numbers.ModuloByZeroOf(isLong));
                return FloorDivMod(runtime, left, right).Remainder;
            case BinaryOperator.Power:
                return runtime.WrapsIntegers ? Wrapped(runtime, left, right) : Power(runtime, left, right);
            case BinaryOperator.ShiftLeft:
                return ShiftLeft(runtime, left, right);
            case BinaryOperator.ShiftRight:
                return ShiftRight(runtime, left, right);
            default:
                WorkOfIntegers.ChargePass(runtime, left.GetBitLength() + right.GetBitLength());
                return left.GetByteCount() <= BytesOfInt128 && right.GetByteCount() <= BytesOfInt128
                    ? Bitwise(op, (Int128)left, (Int128)right)
                    : Bitwise<BigInteger>(op, left, right);
        }
    }

    private static void CheckSum(PythonRuntime runtime, BigInteger left, BigInteger right)
    {
        var bits = Math.Max(left.GetBitLength(), right.GetBitLength());
        CheckSize(runtime, bits - 1);
        WorkOfIntegers.ChargePass(runtime, bits);
    }

    // The low word of a power; of a negative number it is that of the number with all its words.
    private static BigInteger Wrapped(PythonRuntime runtime, BigInteger value, BigInteger exponent) =>
        LargePowers.ModularPower(runtime, value & ulong.MaxValue, exponent, s_words);

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
        WorkOfIntegers.ChargePass(runtime, (long)count + value.GetBitLength());
        return value << (int)count;
    }

    private static BigInteger ShiftRight(PythonRuntime runtime, BigInteger value, BigInteger count)
    {
        CheckShift(runtime, count);
        WorkOfIntegers.ChargePass(runtime, value.GetBitLength());
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

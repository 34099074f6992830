using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Division of ints in pieces, with a look at the budget and at what stops the call before each.</summary>
/// <remarks>
/// C. Burnikel, J. Ziegler, "Fast recursive division", 1998, as in CPython's <c>Lib/_pylong.py</c>, over <see cref="LargeProducts"/>;
/// what takes .NET less than a millisecond is .NET's.
/// </remarks>
internal static class LargeQuotients
{
    // Units of work that .NET's division may take.
    private const long PlainWork = 1 << 16;

    // .NET divides by what is shorter.
    private const long PlainBits = 1 << 15;

    private const int WordBits = 64;

    /// <summary>Quotient and remainder of truncating division, as <see cref="BigInteger.DivRem(BigInteger, BigInteger)"/> gives them.</summary>
    public static (BigInteger Quotient, BigInteger Remainder) DivRem(PythonRuntime runtime, BigInteger dividend, BigInteger divisor)
    {
        var (dividendBits, divisorBits) = (dividend.GetBitLength(), divisor.GetBitLength());
        if (dividendBits < divisorBits - 1)
            return (BigInteger.Zero, dividend);
        if (dividendBits <= WorkOfIntegers.SmallBits)
            return BigInteger.DivRem(dividend, divisor);
        var work = WorkOfIntegers.Quotient(dividendBits, divisorBits);
        if (work <= PlainWork)
        {
            runtime.Charge(work);
            return BigInteger.DivRem(dividend, divisor);
        }
        var (quotient, remainder) = DivideDigits(runtime, BigInteger.Abs(dividend), BigInteger.Abs(divisor));
        return (dividend.Sign == divisor.Sign ? quotient : -quotient, dividend.Sign < 0 ? -remainder : remainder);
    }

    /// <summary>School division with digits that are as long as the divisor, or as .NET divides in a short time.</summary>
    private static (BigInteger Quotient, BigInteger Remainder) DivideDigits(PythonRuntime runtime, BigInteger dividend, BigInteger divisor)
    {
        // A divisor of whole words, so that digits are words.
        var divisorBits = divisor.GetBitLength();
        var size = (int)((divisorBits + WordBits - 1) / WordBits);
        var shift = divisorBits <= PlainBits ? 0 : (int)(((long)size * WordBits) - divisorBits);
        var words = Words.Of(runtime, Shift(runtime, dividend, shift));
        divisor = Shift(runtime, divisor, shift);
        if (divisorBits <= PlainBits)
            size = (int)Math.Max(size, (1 << 22) / Math.Max(divisorBits, 1 << 8));
        var quotient = Words.New(runtime, words.Length);
        var remainder = BigInteger.Zero;
        for (var start = (words.Length - 1) / size * size; start >= 0; start -= size)
        {
            var count = Math.Min(size, words.Length - start);
            var digits = Shift(runtime, remainder, count * WordBits) + Words.ToInteger(runtime, words.AsSpan(start, count));
            (var digit, remainder) = Divide(runtime, digits, divisor, (long)size * WordBits);
            Words.Of(runtime, digit).CopyTo(quotient.AsSpan(start));
        }
        return (Words.ToInteger(runtime, quotient), Shift(runtime, remainder, -shift));
    }

    /// <summary>Divides what is less than the divisor times a power of two, in which the divisor has its highest bit just below it.</summary>
    private static (BigInteger Quotient, BigInteger Remainder) Divide(PythonRuntime runtime, BigInteger dividend, BigInteger divisor, long bits)
    {
        var (dividendBits, divisorBits) = (dividend.GetBitLength(), divisor.GetBitLength());
        if (dividendBits < divisorBits)
            return (BigInteger.Zero, dividend);
        if (divisorBits <= PlainBits || WorkOfIntegers.Quotient(dividendBits, divisorBits) <= PlainWork)
        {
            WorkOfIntegers.ChargeQuotient(runtime, dividendBits, divisorBits);
            return BigInteger.DivRem(dividend, divisor);
        }
        var padding = (int)(bits & 1);
        dividend = Shift(runtime, dividend, padding);
        divisor = Shift(runtime, divisor, padding);
        var half = (int)((bits + padding) / 2);
        var high = Shift(runtime, divisor, -half);
        var low = Low(runtime, divisor, half);
        var upper = Shift(runtime, dividend, -2 * half);
        var rest = Low(runtime, Shift(runtime, dividend, -half), half);
        var (first, remainder) = DivideThree(runtime, upper, rest, divisor, high, low, half);
        (var second, remainder) = DivideThree(runtime, remainder, Low(runtime, dividend, half), divisor, high, low, half);
        return (Shift(runtime, first, half) + second, Shift(runtime, remainder, -padding));
    }

    /// <summary>Divides three halves by two: the quotient of the first two and the first is at most two too large.</summary>
    private static (BigInteger Quotient, BigInteger Remainder) DivideThree(
        PythonRuntime runtime, BigInteger upper, BigInteger rest, BigInteger divisor, BigInteger high, BigInteger low, int half)
    {
        BigInteger quotient, remainder;
        if (Shift(runtime, upper, -half) == high)
        {
            quotient = (BigInteger.One << half) - 1;
            remainder = upper - Shift(runtime, high, half) + high;
        }
        else
        {
            (quotient, remainder) = Divide(runtime, upper, high, half);
        }
        remainder = Shift(runtime, remainder, half) + rest - LargeProducts.Multiply(runtime, quotient, low);
        while (remainder.Sign < 0)
        {
            quotient--;
            remainder += divisor;
        }
        return (quotient, remainder);
    }

    private static BigInteger Low(PythonRuntime runtime, BigInteger value, int bits)
    {
        WorkOfIntegers.ChargePass(runtime, value.GetBitLength());
        return value & ((BigInteger.One << bits) - 1);
    }

    private static BigInteger Shift(PythonRuntime runtime, BigInteger value, int bits)
    {
        if (bits == 0)
            return value;
        WorkOfIntegers.ChargePass(runtime, value.GetBitLength() + bits);
        return value << bits;
    }
}

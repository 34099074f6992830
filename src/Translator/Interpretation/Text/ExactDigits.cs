using System.Globalization;
using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>The decimal digits of a float, exact to any number of them and rounded half to even.</summary>
/// <remarks>CPython: <c>Python/dtoa.c</c>, modes 2 and 3.</remarks>
internal static class ExactDigits
{
    // A double has no more digits than these; what follows is zeros.
    private const int MostSignificant = 768;
    private const int MostDecimals = 1075;

    /// <summary>The digits of <c>round(value * 10**decimals)</c>, at least one more than the decimals.</summary>
    /// <param name="value">A finite number, not negative.</param>
    /// <param name="decimals">Digits behind the point.</param>
    public static string Fixed(double value, int decimals)
    {
        var exact = Math.Min(decimals, MostDecimals);
        var digits = FixedDigits(value, exact).PadLeft(exact + 1, '0');
        return decimals > exact ? digits.PadRight(digits.Length + decimals - exact, '0') : digits;
    }

    /// <summary>That many significant digits, and the power of ten of the first one.</summary>
    /// <param name="value">A finite number, not negative.</param>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="exponent">The power of ten of the first digit; 0 for zero.</param>
    /// <returns>The digits; no more than are not zero in any case, so that they may be fewer than asked for.</returns>
    public static string Significant(double value, int count, out int exponent)
    {
        exponent = 0;
        count = Math.Min(count, MostSignificant);
        if (value == 0)
            return new string('0', count);
        var (mantissa, power) = Parts(value);
        exponent = (int)Math.Floor(Math.Log10(value));
        var limit = BigInteger.Pow(10, count);
        for (; ; )
        {
            var quotient = Scaled(mantissa, power, count - 1 - exponent, out var remainder, out var divisor);
            if (quotient >= limit)
            {
                exponent++;                             // the logarithm was rounded
                continue;
            }
            if (quotient * 10 < limit)
            {
                exponent--;
                continue;
            }
            quotient = RoundHalfToEven(quotient, remainder, divisor);
            if (quotient == limit)
            {
                quotient /= 10;
                exponent++;
            }
            return quotient.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string FixedDigits(double value, int decimals)
    {
        var (mantissa, power) = Parts(value);
        if (power is <= 0 and > -120 && decimals <= 19)
        {
            // The product has at most 53 + 64 bits.
            var product = (UInt128)mantissa * (UInt128)Math.Pow(10, decimals);
            var whole = power == 0 ? product : product >> -power;
            var rest = product - (whole << -power);
            var half = power == 0 ? UInt128.MaxValue : UInt128.One << (-power - 1);
            if (rest > half || (rest == half && UInt128.IsOddInteger(whole)))
                whole++;
            return whole.ToString(CultureInfo.InvariantCulture);
        }
        var quotient = Scaled(mantissa, power, decimals, out var remainder, out var divisor);
        return RoundHalfToEven(quotient, remainder, divisor).ToString(CultureInfo.InvariantCulture);
    }

    private static BigInteger Scaled(ulong mantissa, int power, int tens, out BigInteger remainder, out BigInteger divisor)
    {
        BigInteger dividend = mantissa;
        divisor = BigInteger.One;
        if (power >= 0)
            dividend <<= power;
        else
            divisor <<= -power;
        if (tens >= 0)
            dividend *= BigInteger.Pow(10, tens);
        else
            divisor *= BigInteger.Pow(10, -tens);
        return BigInteger.DivRem(dividend, divisor, out remainder);
    }

    private static BigInteger RoundHalfToEven(BigInteger quotient, BigInteger remainder, BigInteger divisor)
    {
        var order = (remainder << 1).CompareTo(divisor);
        return order > 0 || (order == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    // value = mantissa * 2 ** power
    private static (ulong Mantissa, int Power) Parts(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var biased = (int)(bits >> 52) & 0x7FF;
        return biased == 0 ? (fraction, -1074) : (fraction | 1UL << 52, biased - 1075);
    }
}

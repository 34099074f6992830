using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Floats from integers and quotients of integers, rounded once, to nearest and ties to even.</summary>
internal static class ExactFloat
{
    // Two bits more than a float has: the last of them also says whether anything below it is lost.
    private const int WorkingBits = 55;

    /// <summary>The float nearest to an integer; infinite where it is too large.</summary>
    public static double FromInteger(BigInteger value)
    {
        var magnitude = BigInteger.Abs(value);
        var bits = magnitude.GetBitLength();
        if (bits <= 64)
            return value.Sign < 0 ? -(double)(ulong)magnitude : (ulong)magnitude;
        if (bits > 1024)
            return value.Sign < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        var shift = (int)bits - 64;
        var top = (ulong)(magnitude >> shift);
        var rest = magnitude & ((BigInteger.One << shift) - 1);
        return Round(value.Sign < 0, rest.IsZero ? top : top | 1, shift);
    }

    /// <summary>A positive integer as a fraction of 0.5 to below 1, rounded once, and a power of two.</summary>
    public static (double Fraction, long Exponent) Split(BigInteger value)
    {
        var bits = value.GetBitLength();
        if (bits <= 1000)
        {
            var (small, exponent) = FloatParts.Split(FromInteger(value));
            return (small, exponent);
        }
        var shift = (int)bits - 64;
        var top = (ulong)(value >> shift);
        var isExact = (BigInteger)top << shift == value;
        var fraction = Round(false, isExact ? top : top | 1, -64);
        return fraction < 1 ? (fraction, bits) : (0.5, bits + 1);
    }

    /// <summary>The float nearest to a quotient; infinite where it is too large. The divisor is not 0.</summary>
    public static double Divide(BigInteger dividend, BigInteger divisor) =>
        Divide(dividend, divisor, static (top, bottom) => BigInteger.DivRem(top, bottom));

    /// <summary>The same for ints of any size.</summary>
    public static double Divide(PythonRuntime runtime, BigInteger dividend, BigInteger divisor)
    {
        WorkOfIntegers.ChargePass(runtime, Math.Max(dividend.GetBitLength(), divisor.GetBitLength()));
        return Divide(dividend, divisor, (top, bottom) => LargeQuotients.DivRem(runtime, top, bottom));
    }

    private static double Divide(
        BigInteger dividend, BigInteger divisor, Func<BigInteger, BigInteger, (BigInteger Quotient, BigInteger Remainder)> divide)
    {
        if (dividend.IsZero)
            return divisor.Sign < 0 ? -0.0 : 0;
        var (top, bottom) = (BigInteger.Abs(dividend), BigInteger.Abs(divisor));
        var isNegative = dividend.Sign != divisor.Sign;
        // The quotient has one bit more or less than the difference of the lengths.
        var difference = top.GetBitLength() - bottom.GetBitLength();
        if (difference > 1024)
            return isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        if (difference < -1080)
            return isNegative ? -0.0 : 0.0;
        var shift = (int)(difference - WorkingBits - 2);
        if (shift < 0)
            top <<= -shift;
        else
            bottom <<= shift;
        var (whole, remainder) = divide(top, bottom);
        var quotient = (ulong)whole;
        return Round(isNegative, remainder.IsZero ? quotient : quotient | 1, shift);
    }

    /// <summary><c>significand * 2 ** exponent</c>, rounded once; the last bit of the significand is sticky if it has more than 54.</summary>
    public static double Round(bool isNegative, ulong significand, int exponent)
    {
        var length = 64 - BitOperations.LeadingZeroCount(significand);
        // The place of the last bit that a float of that size keeps; subnormal ones keep none below 2**-1074.
        var lowest = Math.Max(exponent + length - 53, -1074);
        var drop = lowest - exponent;
        double rounded;
        if (drop <= 0)
        {
            rounded = Math.ScaleB((double)significand, exponent);
        }
        else if (drop > 64)
        {
            rounded = 0;
        }
        else
        {
            var kept = drop == 64 ? 0 : significand >> drop;
            var half = 1UL << (drop - 1);
            var rest = drop == 64 ? significand : significand & ((half << 1) - 1);
            if (rest > half || (rest == half && (kept & 1) != 0))
                kept++;
            rounded = Math.ScaleB((double)kept, lowest);
        }
        return isNegative ? -rounded : rounded;
    }
}

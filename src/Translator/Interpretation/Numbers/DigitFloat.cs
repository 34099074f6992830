using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Floats from the leading digits of ints, as 3.0 and 3.1 compute them: rounded more than once.</summary>
/// <remarks>CPython 3.1: <c>Objects/longobject.c</c>, <c>_PyLong_AsScaledDouble</c> and <c>long_true_divide</c>.</remarks>
internal static class DigitFloat
{
    // Bits that are wanted behind the first digit, of which at least one is used: more than a float has.
    private const int BitsNeeded = 56;

    /// <summary>The float of an int; infinite where it is too large.</summary>
    public static double FromInteger(BigInteger value, int digitBits)
    {
        var (scaled, digits) = Scale(value, digitBits);
        return ScaleUp(scaled, digits * digitBits);
    }

    /// <summary>The float of a quotient; infinite where it is too large. The divisor is not 0.</summary>
    public static double Divide(BigInteger dividend, BigInteger divisor, int digitBits)
    {
        var (top, topDigits) = Scale(dividend, digitBits);
        var (bottom, bottomDigits) = Scale(divisor, digitBits);
        return ScaleUp(top / bottom, (topDigits - bottomDigits) * digitBits);
    }

    /// <summary>The leading digits as a float, and how many digits are left out.</summary>
    private static (double Scaled, long Digits) Scale(BigInteger value, int digitBits)
    {
        if (value.IsZero)
            return (0, 0);
        var magnitude = BigInteger.Abs(value);
        var left = (magnitude.GetBitLength() - 1) / digitBits;
        var mask = (BigInteger.One << digitBits) - 1;
        var scaled = 0.0;
        for (var needed = BitsNeeded + digitBits; needed > 0 && left >= 0; needed -= digitBits, left--)
            scaled = (scaled * (1L << digitBits)) + (double)((magnitude >> (int)(left * digitBits)) & mask);
        return (value.Sign < 0 ? -scaled : scaled, left + 1);
    }

    private static double ScaleUp(double value, long exponent) =>
        Math.ScaleB(value, (int)Math.Clamp(exponent, -100_000, 100_000));
}

using System.Globalization;
using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Decimal digits of floats, correctly rounded, half to even, for any number of digits.</summary>
/// <remarks>CPython: <c>Python/pystrtod.c</c>, <c>format_float_short</c>.</remarks>
internal static class FloatDigits
{
    // repr writes an exponent from this place of the point on.
    private const int LargestReprPoint = 16;

    // No float has more significant digits, or more behind the point: what follows are zeros.
    private const int MaximumSignificant = 768;
    private const int MaximumDecimals = 1074;

    private const int LargestPowerInWord = 19;

    private static readonly ulong[] s_powersOfTen = [.. Enumerable.Range(0, LargestPowerInWord + 1).Select(static power => (ulong)BigInteger.Pow(10, power))];

    /// <summary><c>repr</c>: the shortest digits that read back as the same float.</summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
            return NonFinite(value);
        var (digits, point) = Shortest(value);
        var text = Layout(digits, point, LargestReprPoint);
        if (text.AsSpan().IndexOfAny('.', 'e') < 0)
            text += ".0";
        return double.IsNegative(value) ? "-" + text : text;
    }

    /// <summary>So many significant digits without zeros at the end, <c>.0</c> where it would look like an int.</summary>
    /// <param name="value">The float.</param>
    /// <param name="digits">How many digits at most.</param>
    /// <param name="largestPoint">The last place of the point that needs no exponent.</param>
    public static string General(double value, int digits, int largestPoint)
    {
        if (!double.IsFinite(value))
            return NonFinite(value);
        var (all, point) = Exponential(value, digits);
        var significant = all.TrimEnd('0');
        var text = Layout(significant.Length == 0 ? "0" : significant, point, largestPoint);
        if (text.AsSpan().IndexOfAny('.', 'e') < 0)
            text += ".0";
        return double.IsNegative(value) ? "-" + text : text;
    }

    /// <summary>The shortest digits that read back as the same magnitude, and the place of the point counted from the first of them.</summary>
    /// <param name="value">A finite float; its sign is dropped.</param>
    public static (string Digits, int Point) Shortest(double value)
    {
        if (value == 0)
            return ("0", 1);
        return FloatText.ShortestDigits(Math.Abs(value));
    }

    /// <summary>That many significant digits of the magnitude, and the place of the point counted from the first of them.</summary>
    /// <param name="value">A finite float; its sign is dropped.</param>
    /// <param name="digits">1 or more.</param>
    /// <remarks>.NET's own formats are exact as well, but round a tie up: 0.125 to two places is 0.12 in Python.</remarks>
    public static (string Digits, int Point) Exponential(double value, int digits)
    {
        if (value == 0)
            return (new string('0', digits), 1);
        var computed = Math.Min(digits, MaximumSignificant);
        var (significand, exponent) = Binary(value);
        var point = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        while (true)
        {
            // The logarithm may be off by one, and rounding may reach the next power of ten: the length tells.
            var text = RoundedProduct(significand, exponent, computed - point).ToString(CultureInfo.InvariantCulture);
            if (text.Length != computed)
            {
                point += text.Length > computed ? 1 : -1;
                continue;
            }
            if (text.AsSpan(1).ContainsAnyExcept('0') || text[0] != '1')
                return (text.PadRight(digits, '0'), point);
            // A power of ten may be reached by rounding alone, where another digit fits.
            var finer = RoundedProduct(significand, exponent, computed - point + 1).ToString(CultureInfo.InvariantCulture);
            return finer.Length == computed ? (finer.PadRight(digits, '0'), point - 1) : (text.PadRight(digits, '0'), point);
        }
    }

    /// <summary>The magnitude with that many digits behind the point: <c>12.50</c>; without a point where there are none.</summary>
    /// <param name="value">A finite float; its sign is dropped.</param>
    /// <param name="decimals">0 or more.</param>
    public static string Fixed(double value, int decimals)
    {
        var computed = Math.Min(decimals, MaximumDecimals);
        var (significand, exponent) = Binary(value);
        var digits = RoundedProduct(significand, exponent, computed).ToString(CultureInfo.InvariantCulture).PadLeft(computed + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^computed]}.{digits[^computed..].PadRight(decimals, '0')}";
    }

    /// <summary>The magnitude as an integer times a power of two.</summary>
    public static (ulong Significand, int Exponent) Binary(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        var fraction = bits & ((1UL << 52) - 1);
        return exponent == 0 ? (fraction, -1074) : (fraction | (1UL << 52), exponent - 1075);
    }

    /// <summary><c>significand * 2 ** exponent * 10 ** power</c> as an integer.</summary>
    /// <param name="significand">Up to 53 bits.</param>
    /// <param name="exponent">The power of two.</param>
    /// <param name="power">The power of ten.</param>
    /// <param name="tiesToEven">Whether ties go to even, or away from zero.</param>
    public static BigInteger RoundedProduct(ulong significand, int exponent, int power, bool tiesToEven = true)
    {
        if (power is >= 0 and <= LargestPowerInWord && exponent is < 0 and > -128)
        {
            var product = (UInt128)significand * s_powersOfTen[power];      // 53 and 64 bits
            var kept = product >> -exponent;
            var rest = product - (kept << -exponent);
            var half = UInt128.One << (-exponent - 1);
            return rest > half || (rest == half && (!tiesToEven || !UInt128.IsEvenInteger(kept))) ? kept + 1 : kept;
        }
        var numerator = new BigInteger(significand);
        var denominator = BigInteger.One;
        if (power >= 0)
            numerator *= BigInteger.Pow(10, power);
        else
            denominator = BigInteger.Pow(10, -power);
        if (exponent >= 0)
            numerator <<= exponent;
        else
            denominator <<= -exponent;
        return DivideNear(numerator, denominator, tiesToEven);
    }

    /// <summary>The integer nearest to a quotient; the divisor is positive.</summary>
    public static BigInteger DivideNear(BigInteger dividend, BigInteger divisor, bool tiesToEven = true)
    {
        var quotient = BigInteger.DivRem(dividend, divisor, out var remainder);
        if (remainder.Sign < 0)
            (quotient, remainder) = (quotient - 1, remainder + divisor);
        var order = (remainder << 1).CompareTo(divisor);
        var goesUp = order > 0 || (order == 0 && (tiesToEven ? !quotient.IsEven : dividend.Sign > 0));
        return goesUp ? quotient + 1 : quotient;
    }

    /// <summary><c>inf</c>, <c>-inf</c> or <c>nan</c>.</summary>
    public static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";

    /// <summary>Digits with a point or an exponent; the exponent where the point is not within -3 to <paramref name="largestPoint"/>.</summary>
    private static string Layout(string digits, int point, int largestPoint)
    {
        if (point < -3 || point > largestPoint)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            var exponent = Math.Abs(point - 1).ToString("00", CultureInfo.InvariantCulture);
            return $"{digits[0]}{fraction}e{(point > 0 ? '+' : '-')}{exponent}";
        }
        if (point <= 0)
            return $"0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}";
    }
}

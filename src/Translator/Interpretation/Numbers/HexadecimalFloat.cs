using System.Globalization;
using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Floats in hexadecimal: <c>float.hex</c> and <c>float.fromhex</c>.</summary>
/// <remarks>CPython: <c>Objects/floatobject.c</c>, <c>float_hex</c> and <c>float_fromhex</c>.</remarks>
internal static class HexadecimalFloat
{
    // Any exponent beyond this is as good as infinite, for text of any length that memory holds.
    private const int LargestExponent = 1 << 30;

    /// <summary><c>0x1.8000000000000p+0</c>.</summary>
    public static string Write(double value)
    {
        if (!double.IsFinite(value))
            return FloatDigits.NonFinite(value);
        var sign = double.IsNegative(value) ? "-" : "";
        if (value == 0)
            return sign + "0x0.0p+0";
        var (significand, exponent) = FloatDigits.Binary(value);
        exponent += 52;
        var fraction = (significand & ((1UL << 52) - 1)).ToString("x13", CultureInfo.InvariantCulture);
        return $"{sign}0x{significand >> 52}.{fraction}p{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent)}";
    }

    /// <summary>The float that a text says, rounded half to even.</summary>
    /// <exception cref="PythonError">It says none (ValueError), or is too large (OverflowError).</exception>
    public static double Read(string text)
    {
        var rest = text.AsSpan().Trim(" \t\n\v\f\r");
        var isNegative = rest.Length > 0 && rest[0] == '-';
        if (rest.Length > 0 && rest[0] is '+' or '-')
            rest = rest[1..];
        var magnitude = ReadMagnitude(rest);
        if (double.IsInfinity(magnitude) && !rest.StartsWith("i", StringComparison.OrdinalIgnoreCase))
            throw PyErrors.OverflowError("hexadecimal value too large to represent as a float");
        return isNegative ? -magnitude : magnitude;
    }

    private static double ReadMagnitude(ReadOnlySpan<char> text)
    {
        if (text.Equals("inf", StringComparison.OrdinalIgnoreCase) || text.Equals("infinity", StringComparison.OrdinalIgnoreCase))
            return double.PositiveInfinity;
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return BitConverter.Int64BitsToDouble(0x7FF8000000000000);
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            text = text[2..];

        ulong significand = 0;
        long exponent = 0;
        var (digits, hasPoint, isSticky) = (0, false, false);
        var at = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == '.' && !hasPoint)
            {
                hasPoint = true;
                continue;
            }
            if (!char.IsAsciiHexDigit(text[at]))
                break;
            digits++;
            var digit = (ulong)Convert.ToInt32(text[at].ToString(), 16);
            // 60 bits are more than a float has; of the rest only matters whether it is zero.
            if (significand >> 56 != 0)
            {
                isSticky |= digit != 0;
                exponent += 4;
            }
            else
            {
                significand = (significand << 4) | digit;
            }
            if (hasPoint)
                exponent -= 4;
        }
        if (digits == 0)
            throw Invalid();
        exponent += ReadExponent(text[at..]);
        if (significand == 0)
            return 0;
        exponent = Math.Clamp(exponent, -LargestExponent, LargestExponent);
        return ExactFloat.Round(false, isSticky ? significand | 1 : significand, (int)exponent);
    }

    private static long ReadExponent(ReadOnlySpan<char> text)
    {
        if (text.Length == 0)
            return 0;
        var digits = text[1..];
        if (digits.Length > 0 && digits[0] is '+' or '-')
            digits = digits[1..];
        if ((text[0] | 0x20) != 'p' || digits.Length == 0 || digits.ContainsAnyExceptInRange('0', '9'))
            throw Invalid();
        var exponent = digits.TrimStart('0').Length > 9
            ? LargestExponent * 4L
            : long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        return text[1] == '-' ? -exponent : exponent;
    }

    private static PythonError Invalid() => PyErrors.ValueError("invalid hexadecimal floating-point string");
}

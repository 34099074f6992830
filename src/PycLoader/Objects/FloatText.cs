using System.Globalization;
using System.Text;

namespace Pyc.Loader;

/// <summary>Floats as text, the way CPython writes and reads them.</summary>
/// <remarks>CPython: <c>Python/pystrtod.c</c>, <c>format_float_short</c> and <c>PyOS_string_to_double</c>.</remarks>
internal static class FloatText
{
    /// <summary><c>repr</c>: the shortest digits that read back as the same float, with a point or an exponent.</summary>
    internal static string Repr(double value)
    {
        var text = Shortest(value);
        return double.IsFinite(value) && text.AsSpan().IndexOfAny('.', 'e') < 0 ? text + ".0" : text;
    }

    /// <summary>As <see cref="Repr"/>, but 1 for 1.0: how the parts of a complex number are written.</summary>
    internal static string Shortest(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value < 0 ? "-inf" : "inf";

        var sign = double.IsNegative(value) ? "-" : "";
        if (value == 0)
            return sign + "0";

        var (digits, point) = ShortestDigits(Math.Abs(value));
        // point is where the decimal point stands, counted from the first digit; Python keeps it within -3 to 16.
        if (point is < -3 or > 16)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            var exponent = Math.Abs(point - 1).ToString("00", CultureInfo.InvariantCulture);
            return $"{sign}{digits[0]}{fraction}e{(point > 0 ? '+' : '-')}{exponent}";
        }
        if (point <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        return point >= digits.Length
            ? sign + digits.PadRight(point, '0')
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    /// <summary>Reads ASCII text as <c>PyOS_string_to_double</c> does; too large a number is infinite.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        var unsigned = text.Length > 0 && text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        var negative = text.Length > 0 && text[0] == '-';
        if (Ascii.EqualsIgnoreCase(unsigned, "inf") || Ascii.EqualsIgnoreCase(unsigned, "infinity"))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }
        if (Ascii.EqualsIgnoreCase(unsigned, "nan"))
        {
            value = BitConverter.Int64BitsToDouble(negative ? unchecked((long)0xFFF8000000000000) : 0x7FF8000000000000);
            return true;
        }
        if (!IsDecimal(unsigned))
        {
            value = 0;
            return false;
        }
        // .NET rounds to nearest, as IEEE 754 asks and CPython does, and gives infinity for what is too large.
        value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return true;
    }

    /// <summary>At least one digit and at most one point among them, then perhaps an exponent; no sign, no space.</summary>
    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var whole = DigitCount(text);
        var rest = text[whole..];
        var digits = whole;
        if (!rest.IsEmpty && rest[0] == '.')
        {
            var fraction = DigitCount(rest[1..]);
            digits += fraction;
            rest = rest[(1 + fraction)..];
        }
        if (digits == 0)
            return false;
        if (!rest.IsEmpty && rest[0] is (byte)'e' or (byte)'E')
        {
            rest = rest[1..];
            if (!rest.IsEmpty && rest[0] is (byte)'+' or (byte)'-')
                rest = rest[1..];
            var exponent = DigitCount(rest);
            return exponent > 0 && exponent == rest.Length;
        }
        return rest.IsEmpty;
    }

    private static int DigitCount(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>The shortest digits without zeros at either end, and the place of the decimal point from the first one.</summary>
    /// <param name="value">A finite float above zero.</param>
    internal static (string Digits, int Point) ShortestDigits(double value)
    {
        // .NET's own layout (1E+16, 0.0001, 12.5) is taken apart, its choice of digits is the same as Python's.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        // Of powers of two, whose neighbours are not equally near, .NET now and then gives a digit too few: 2**-25 would not read back.
        var isPowerOfTwo = (BitConverter.DoubleToInt64Bits(value) & ((1L << 52) - 1)) == 0;
        return isPowerOfTwo && double.Parse(text, CultureInfo.InvariantCulture) != value ? AllDigits(value) : Take(text);
    }

    // 17 digits tell any float from all others.
    private static (string Digits, int Point) AllDigits(double value)
    {
        // No float has more than 767 digits, so that these are exact; .NET would round a tie up, and Python rounds it to even.
        var text = value.ToString("E767", CultureInfo.InvariantCulture);
        var digits = ulong.Parse(text[..18].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var order = string.CompareOrdinal(text[18..text.IndexOf('E', StringComparison.Ordinal)].TrimEnd('0'), "5");
        if (order > 0 || (order == 0 && ulong.IsOddInteger(digits)))
            digits++;
        var (all, point) = Take($"{digits}{text.AsSpan(text.IndexOf('E', StringComparison.Ordinal))}");
        return (all, point - 16);      // the 17 digits were read as an integer
    }

    private static (string Digits, int Point) Take(string text)
    {
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var exponent = exponentAt < 0
            ? 0
            : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var point = (pointAt < 0 ? mantissa.Length : pointAt) + exponent;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        return (significant.TrimEnd('0'), point - (all.Length - significant.Length));
    }
}

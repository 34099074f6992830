using System.Globalization;

namespace Pyc.Translation.Interpretation;

/// <summary>Decimal digits of floats, correctly rounded, half to even, for any number of digits.</summary>
/// <remarks>CPython: <c>Python/pystrtod.c</c>, <c>format_float_short</c>.</remarks>
internal static class FloatDigits
{
    // repr writes an exponent from this place of the point on.
    private const int LargestReprPoint = 16;

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
    public static (string Digits, int Point) Shortest(double value) =>
        value == 0 ? ("0", 1) : Take(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));

    /// <summary>That many significant digits of the magnitude, and the place of the point counted from the first of them.</summary>
    /// <param name="value">A finite float; its sign is dropped.</param>
    /// <param name="digits">1 or more.</param>
    public static (string Digits, int Point) Exponential(double value, int digits)
    {
        if (value == 0)
            return (new string('0', digits), 1);
        var text = Math.Abs(value).ToString("E" + (digits - 1).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (text[..exponentAt].Replace(".", "", StringComparison.Ordinal), exponent + 1);
    }

    /// <summary>The magnitude with that many digits behind the point: <c>12.50</c>; without a point where there are none.</summary>
    /// <param name="value">A finite float; its sign is dropped.</param>
    /// <param name="decimals">0 or more.</param>
    public static string Fixed(double value, int decimals) =>
        Math.Abs(value).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary><c>inf</c>, <c>-inf</c> or <c>nan</c>.</summary>
    public static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";

    private static (string Digits, int Point) Take(string shortest)
    {
        // .NET's own layout (1E+16, 0.0001, 12.5) is taken apart; its choice of digits is the same as Python's.
        var exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        var mantissa = exponentAt < 0 ? shortest : shortest[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : int.Parse(shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        var point = (pointAt < 0 ? mantissa.Length : pointAt) + exponent - (all.Length - significant.Length);
        return (significant.TrimEnd('0'), point);
    }

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

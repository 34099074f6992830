using System.Globalization;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>Floats in the presentations <c>e</c>, <c>f</c> and <c>g</c>.</summary>
/// <remarks>CPython: <c>Python/pystrtod.c</c>, <c>PyOS_double_to_string</c>.</remarks>
internal static class FloatFormat
{
    /// <summary>The text of a float, with <c>-</c> where it is negative.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The float.</param>
    /// <param name="type"><c>e</c>, <c>f</c>, <c>g</c> or one of them as a capital.</param>
    /// <param name="precision">Digits behind the point; for <c>g</c> significant digits.</param>
    /// <param name="isAlternate">Whether the point and the zeros at the end stay.</param>
    /// <param name="addsZero">Whether a number without point and exponent gets <c>.0</c>.</param>
    public static string Format(PythonRuntime runtime, double value, char type, int precision, bool isAlternate = false, bool addsZero = false)
    {
        var text = double.IsFinite(value) ? Finite(runtime, value, char.ToLowerInvariant(type), precision, isAlternate, addsZero)
            : double.IsNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
        return char.IsAsciiLetterUpper(type) ? text.ToUpperInvariant() : text;
    }

    private static string Finite(PythonRuntime runtime, double value, char type, int precision, bool isAlternate, bool addsZero)
    {
        runtime.Memory.Check(precision + 400L, 4 * sizeof(char));
        runtime.ChargeScan(precision);
        var sign = double.IsNegative(value) ? "-" : "";
        value = Math.Abs(value);
        switch (type)
        {
            case 'f':
                return sign + FloatDigits.Fixed(value, precision) + (precision == 0 && isAlternate ? "." : "");

            case 'e':
                var (digits, point) = FloatDigits.Exponential(value, precision + 1);
                return sign + Exponential(digits, point - 1, isAlternate);

            default:
                precision = Math.Max(precision, 1);
                (digits, point) = FloatDigits.Exponential(value, precision);
                if (!isAlternate)
                    digits = digits.TrimEnd('0');
                if (digits.Length == 0)
                    digits = "0";
                var exponent = point - 1;
                // A number that gets ".0" has one digit less before the point.
                if (exponent < -4 || exponent >= precision - (addsZero ? 1 : 0))
                    return sign + Exponential(digits, exponent, isAlternate);
                return sign + Positional(digits, exponent, isAlternate, addsZero);
        }
    }

    private static string Exponential(string digits, int exponent, bool isAlternate)
    {
        var point = digits.Length > 1 || isAlternate ? "." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{digits[0]}{point}{digits.AsSpan(1)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Positional(string digits, int exponent, bool isAlternate, bool addsZero)
    {
        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits;
        var whole = exponent + 1;
        var result = new StringBuilder(digits);
        if (digits.Length < whole)
            result.Append('0', whole - digits.Length);
        if (digits.Length > whole)
            result.Insert(whole, '.');
        else if (addsZero)
            result.Append(".0");
        else if (isAlternate)
            result.Append('.');
        return result.ToString();
    }
}

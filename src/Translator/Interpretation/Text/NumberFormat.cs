using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>Numbers by format specification: <c>format(3.14159, ".2f")</c>.</summary>
/// <remarks>CPython: <c>Python/formatter_unicode.c</c>. The type <c>n</c> groups nothing, as in the C locale.</remarks>
internal static class NumberFormat
{
    /// <summary><c>format(value, specification)</c> of an int, float or bool; the specification is not empty.</summary>
    public static string Format(PythonRuntime runtime, PyValue value, string specification)
    {
        var typeName = value.Type.Name;
        var format = FormatSpecification.Parse(runtime, specification, typeName, '>');
        if (value.IsFloat)
        {
            return format.Type is 0 or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%'
                ? FormatFloat(runtime, value.Float, format)
                : throw format.UnknownType(runtime, typeName);
        }
        if (format.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%')
        {
            Numbers.TryGetFloat(runtime, value, out var number);
            return FormatFloat(runtime, number, format);
        }
        if (format.HasNullType || format.Type is not (0 or 'b' or 'c' or 'd' or 'n' or 'o' or 'x' or 'X'))
            throw format.UnknownType(runtime, typeName);
        return FormatInteger(runtime, value, format);
    }

    /// <summary>The digits of an integer, without sign and prefix.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The integer, not negative.</param>
    /// <param name="type"><c>b</c>, <c>o</c>, <c>x</c>, <c>X</c>; decimal for all else.</param>
    public static string Digits(PythonRuntime runtime, BigInteger value, int type)
    {
        if (type is 'x' or 'X' or 'b' or 'o')
        {
            var bits = type switch { 'b' => 1, 'o' => 3, _ => 4 };
            runtime.Memory.Check((value.GetBitLength() / bits) + 1, 2 * sizeof(char));
            return LargeText.ToRadix(runtime, value, bits, type == 'X');
        }
        return Numbers.ToDecimal(runtime, value);
    }

    private static string FormatInteger(PythonRuntime runtime, PyValue value, FormatSpecification format)
    {
        if (format.Precision >= 0)
            throw PyErrors.ValueError("Precision not allowed in integer format specifier");
        if (format.DropsNegativeZero)
            throw PyErrors.ValueError("Negative zero coercion (z) not allowed in integer format specifier");
        Numbers.TryGetInteger(value, out var integer);
        if (format.Type == 'c')
            return FormatCharacter(runtime, integer, format);
        var prefix = format.IsAlternate && format.Type is ('b' or 'o' or 'x' or 'X') ? $"0{(char)format.Type}" : "";
        return Layout(runtime, integer.Sign < 0, prefix, Digits(runtime, BigInteger.Abs(integer), format.Type), "", format);
    }

    private static string FormatCharacter(PythonRuntime runtime, BigInteger integer, FormatSpecification format)
    {
        if (format.Sign != 0)
            throw PyErrors.ValueError("Sign not allowed with integer format specifier 'c'");
        if (format.IsAlternate && runtime.Semantics.Text.Formats.AlternateIsForNumbers)
            throw PyErrors.ValueError("Alternate form (#) not allowed with integer format specifier 'c'");
        if (integer < long.MinValue || integer > long.MaxValue)
            throw PyErrors.OverflowError("Python int too large to convert to C long");
        // As a remainder: no digits, so that nothing is grouped or filled with zeros.
        return Layout(runtime, false, "", "", PercentOperands.Character(runtime, integer), format);
    }

    private static string FormatFloat(PythonRuntime runtime, double value, FormatSpecification format)
    {
        var formats = runtime.Semantics.Text.Formats;
        if (format.IsAlternate && !formats.AlternateIsForNumbers)
            throw PyErrors.ValueError("Alternate form (#) not allowed in float format specifier");
        if (format.Precision > int.MaxValue)
            throw PyErrors.ValueError("precision too big");
        var precision = (int)format.Precision;
        string text;
        switch (format.Type)
        {
            case 0 when precision < 0 && formats.DefaultPrecision == 0:
                text = format.IsAlternate && double.IsFinite(value) ? WithPoint(Numbers.Repr(runtime, PyValue.FromFloat(value)))
                    : Numbers.Repr(runtime, PyValue.FromFloat(value));
                break;
            case 0:
                text = FloatFormat.Format(runtime, value, 'g', precision < 0 ? formats.DefaultPrecision : precision, format.IsAlternate, addsZero: true);
                break;
            case '%':
                text = FloatFormat.Format(runtime, value * 100, 'f', precision < 0 ? 6 : precision, format.IsAlternate) + "%";
                break;
            default:
                var type = format.Type == 'n' ? 'g' : (char)format.Type;
                text = FloatFormat.Format(runtime, value, type, precision < 0 ? 6 : precision, format.IsAlternate);
                break;
        }
        var isNegative = text[0] == '-';
        if (isNegative)
            text = text[1..];
        if (isNegative && format.DropsNegativeZero && IsZero(text))
            isNegative = false;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;
        return Layout(runtime, isNegative, "", text[..digits], Fraction(runtime, text[digits..], format.FractionGrouping), format);
    }

    // 1e+16 has no point unless it is asked for.
    private static string WithPoint(string text)
    {
        var exponent = text.IndexOf('e', StringComparison.Ordinal);
        return text.Contains('.', StringComparison.Ordinal) || exponent < 0 ? text : text.Insert(exponent, ".");
    }

    private static bool IsZero(string text)
    {
        var end = text.AsSpan().IndexOfAny('e', 'E');
        return text.AsSpan(0, end < 0 ? text.Length : end).IndexOfAnyExcept("0.%") < 0;
    }

    private static string Fraction(PythonRuntime runtime, string remainder, char grouping)
    {
        if (grouping == 0 || remainder.Length < 2 || remainder[0] != '.')
            return remainder;
        var end = remainder.AsSpan(1).IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? remainder.Length - 1 : end;
        var result = new StringBuilder(".");
        for (var i = 0; i < digits; i++)
        {
            runtime.ChargeStretch(i);
            if (i > 0 && i % 3 == 0)
                result.Append(grouping);
            result.Append(remainder[1 + i]);
        }
        return result.Append(remainder, 1 + digits, remainder.Length - 1 - digits).ToString();
    }

    /// <summary>Puts sign, prefix, digits and the rest together, grouped and padded.</summary>
    private static string Layout(
        PythonRuntime runtime, bool isNegative, string prefix, string digits, string remainder, FormatSpecification format)
    {
        var sign = isNegative ? "-" : format.Sign is '+' or ' ' ? format.Sign.ToString() : "";
        if (format.Width > 0)
        {
            runtime.Memory.Check(format.Width, 2 * sizeof(char));
            runtime.ChargeScan(format.Width);
        }
        var fixedLength = sign.Length + prefix.Length + CodePoints.Count(remainder);
        if (digits.Length > 0)
        {
            var least = format.Fill == '0' && format.Align == '=' ? format.Width - fixedLength : 0;
            digits = Group(runtime, digits, format, Math.Max(least, 0));
        }
        if (format.Align == '=')
        {
            var padding = new StringBuilder();
            StringFormat.AppendFill(padding, format.Fill, (int)Math.Max(0, format.Width - fixedLength - digits.Length));
            return $"{sign}{prefix}{padding}{digits}{remainder}";
        }
        return StringFormat.Pad(runtime, $"{sign}{prefix}{digits}{remainder}", fixedLength + digits.Length, format);
    }

    /// <summary>Separates groups of digits, and puts zeros before them up to a width.</summary>
    /// <remarks>CPython: <c>_PyUnicode_InsertThousandsGrouping</c>. A separator never comes first, though the width is missed by one.</remarks>
    private static string Group(PythonRuntime runtime, string digits, FormatSpecification format, long leastWidth)
    {
        if (format.Grouping == 0)
            return digits.PadLeft((int)Math.Min(leastWidth, int.MaxValue), '0');
        runtime.Memory.Check(digits.Length, 2 * sizeof(char) * 2);
        var size = format.Type is 'b' or 'o' or 'x' or 'X' ? 4 : 3;
        // Each full group but the first takes a separator: as many digits as fit, at least one behind each separator.
        var needed = leastWidth - (leastWidth / (size + 1));
        if (leastWidth % (size + 1) == 0 && leastWidth > 0)
            needed++;
        digits = digits.PadLeft((int)Math.Max(needed, 0), '0');
        var result = new StringBuilder(digits.Length + (digits.Length / size));
        for (var i = 0; i < digits.Length; i++)
        {
            runtime.ChargeStretch(i);
            if (i > 0 && (digits.Length - i) % size == 0)
                result.Append(format.Grouping);
            result.Append(digits[i]);
        }
        return result.ToString();
    }

}

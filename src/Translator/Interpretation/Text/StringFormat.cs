using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>Strings by format specification: <c>format("a", ">5")</c>; padding for all classes.</summary>
/// <remarks>CPython: <c>Python/formatter_unicode.c</c>, <c>format_string_internal</c>.</remarks>
internal static class StringFormat
{
    /// <summary><c>format(text, specification)</c>; the specification is not empty.</summary>
    public static string Format(PythonRuntime runtime, PyStr text, string specification)
    {
        var formats = runtime.Semantics.Text.Formats;
        var format = FormatSpecification.Parse(runtime, specification, text.Type.Name, '<');
        if (format.HasNullType || format.Type is not (0 or 's'))
            throw format.UnknownType(runtime, text.Type.Name);
        if (format.Sign != 0)
        {
            throw PyErrors.ValueError(format.Sign == ' ' && formats.NamesSpaceAsSign
                ? "Space not allowed in string format specifier"
                : "Sign not allowed in string format specifier");
        }
        if (format.DropsNegativeZero)
            throw PyErrors.ValueError("Negative zero coercion (z) not allowed in string format specifier");
        if (format.IsAlternate)
            throw PyErrors.ValueError("Alternate form (#) not allowed in string format specifier");
        if (format.Align == '=')
            throw PyErrors.ValueError("'=' alignment not allowed in string format specifier");
        if (format.Precision >= 0 && format.Precision < text.Length)
            text = text.Substring(0, (int)format.Precision);
        return Pad(runtime, text.Value, text.Length, format);
    }

    /// <summary>Pads to the width of a specification.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="text">The text.</param>
    /// <param name="length">Its code points.</param>
    /// <param name="format">The specification.</param>
    public static string Pad(PythonRuntime runtime, string text, int length, FormatSpecification format)
    {
        if (format.Width <= length)
            return text;
        runtime.Memory.Check(format.Width, 2 * sizeof(char));
        runtime.ChargeScan(format.Width);
        var total = (int)format.Width - length;
        var left = format.Align switch { '<' => 0, '^' => total / 2, _ => total };
        var result = new StringBuilder(text.Length + total);
        AppendFill(result, format.Fill, left);
        result.Append(text);
        AppendFill(result, format.Fill, total - left);
        return result.ToString();
    }

    /// <summary>Appends a code point that many times.</summary>
    public static void AppendFill(StringBuilder result, int fill, int count)
    {
        if (fill <= 0xFFFF)
        {
            result.Append((char)fill, count);
            return;
        }
        for (var i = 0; i < count; i++)
            CodePoints.AppendTo(result, fill);
    }
}

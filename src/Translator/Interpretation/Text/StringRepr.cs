using System.Globalization;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary><c>repr</c> of strings and bytes.</summary>
/// <remarks>CPython: <c>unicode_repr</c>, <c>PyBytes_Repr</c>; for 2.7 <c>PyString_Repr</c> and <c>unicodeescape_string</c>.</remarks>
internal static class StringRepr
{
    /// <summary>Characters that a repr adds for one of the text, at most: <c>\U0001f600</c>.</summary>
    private const int LongestEscape = 10;

    /// <summary>The repr of a text.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="prefix">What stands before the quote.</param>
    /// <param name="text">The text.</param>
    /// <param name="keep">Which code points beyond ASCII are written as they are.</param>
    /// <param name="codes">The code points, where the text does not tell them.</param>
    public static string Of(PythonRuntime runtime, string prefix, ReadOnlySpan<char> text, Func<int, bool> keep, int[]? codes = null)
    {
        runtime.Memory.Check(text.Length, 2 * LongestEscape);
        runtime.ChargeScan(text.Length);
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        var result = new StringBuilder(text.Length + 3).Append(prefix).Append(quote);
        codes ??= CodePoints.Of(text);
        for (var i = 0; i < codes.Length; i++)
        {
            runtime.ChargeStretch(i);
            var code = codes[i];
            if (code == quote || code == '\\')
                result.Append('\\').Append((char)code);
            else if (code is >= ' ' and < 127)
                result.Append((char)code);
            else if (code >= 127 && keep(code))
                CodePoints.AppendTo(result, code);
            else
                AppendEscape(result, code);
        }
        return result.Append(quote).ToString();
    }

    /// <summary>The repr with everything beyond ASCII escaped: what <c>ascii()</c> makes of one.</summary>
    public static string ToAscii(PythonRuntime runtime, string text)
    {
        if (Ascii.IsValid(text))
            return text;
        runtime.Memory.Check(text.Length, 2 * LongestEscape);
        runtime.ChargeScan(text.Length);
        var result = new StringBuilder(text.Length * 2);
        for (var i = 0; i < text.Length;)
        {
            runtime.ChargeStretch(i);
            var code = CodePoints.At(text, i, out var units);
            i += units;
            if (code < 128)
                result.Append((char)code);
            else
                AppendEscape(result, code);
        }
        return result.ToString();
    }

    /// <summary>A code point as <c>\x…</c>, <c>\u…</c> or <c>\U…</c>.</summary>
    public static string Escape(int code) => code switch
    {
        < 0x100 => string.Create(CultureInfo.InvariantCulture, $"\\x{code:x2}"),
        < 0x10000 => string.Create(CultureInfo.InvariantCulture, $"\\u{code:x4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{code:x8}"),
    };

    private static void AppendEscape(StringBuilder result, int code)
    {
        _ = code switch
        {
            '\n' => result.Append("\\n"),
            '\r' => result.Append("\\r"),
            '\t' => result.Append("\\t"),
            _ => result.Append(Escape(code)),
        };
    }
}

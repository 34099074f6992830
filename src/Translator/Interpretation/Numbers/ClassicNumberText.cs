using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>What Python 2 says of texts that are no numbers: it reads C strings, which end at a null character.</summary>
/// <remarks>CPython 2.7: <c>Objects/intobject.c</c>, <c>Objects/longobject.c</c>, <c>Objects/floatobject.c</c>.</remarks>
internal static class ClassicNumberText
{
    private const int LongestText = 200;

    /// <summary>The bytes of a <c>str</c>; of <c>unicode</c> what its decimal codec makes: ASCII digits and spaces.</summary>
    /// <exception cref="PythonError">UnicodeEncodeError: a character is null, or beyond Latin-1 and no digit.</exception>
    public static string Characters(PyStr text)
    {
        if (!text.IsUnicode)
            return text.Value;
        var result = new StringBuilder(text.Value.Length);
        for (var i = 0; i < text.Value.Length; i++)
        {
            var c = text.Value[i];
            var digit = CharUnicodeInfo.GetDecimalDigitValue(text.Value, i);
            if (char.IsWhiteSpace(c) || c is >= '\x1c' and <= '\x1f')
                result.Append(' ');
            else if (digit >= 0)
                result.Append((char)('0' + digit));
            else if (c is > '\0' and <= '\xff')
                result.Append(c);
            else
                throw CannotEncode(text.Value, i);
            if (digit >= 0 && char.IsHighSurrogate(c))
                i++;
        }
        return result.ToString();
    }

    /// <summary><c>int(text)</c> and <c>long(text)</c>.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The string, for the error.</param>
    /// <param name="text">Its characters without white space around them.</param>
    /// <param name="radix">2 to 36, or 0.</param>
    /// <param name="name">The class that is made.</param>
    /// <param name="hasRadix">Whether the base is an argument.</param>
    /// <exception cref="PythonError">ValueError.</exception>
    public static BigInteger ParseInteger(PythonRuntime runtime, PyValue value, string text, int radix, string name, bool hasRadix)
    {
        var all = value.As<PyStr>() is { } str ? Characters(str) : text;
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        if (end >= 0 && hasRadix)
            throw Invalid(runtime, all, radix, name);
        var (isLong, given) = (name == "long", radix);
        if (NumberText.TryParse(runtime, end < 0 ? text : text[..end].TrimEnd(NumberText.AsciiSpace), ref radix, isLong, out var integer))
            return end < 0 ? integer : throw PyErrors.ValueError($"null byte in argument for {name}()");
        // int shows what is behind white space, and the base as given; long all of it, and the base that the text has.
        var shown = Until(isLong ? all : all.TrimStart(NumberText.AsciiSpace), '\0');
        throw Invalid(runtime, shown.Length > LongestText ? shown[..LongestText] : shown, isLong ? radix : given, name);
    }

    /// <summary>ValueError of a base out of range, unless the text hides a null character.</summary>
    public static PythonError WrongRadix(PythonRuntime runtime, PyValue value, BigInteger radix, string name) =>
        value.As<PyStr>() is { IsUnicode: false } str && str.Value.Contains('\0', StringComparison.Ordinal)
            ? PyErrors.ValueError($"invalid literal for {name}() with base {radix}: {Operators.Repr(runtime, value)}")
            : PyErrors.ValueError($"{name}() base must be >= 2 and <= 36, or 0");

    /// <summary>ValueError of <c>float(text)</c>.</summary>
    public static PythonError InvalidFloat(PyValue value)
    {
        var text = Until((value.As<PyStr>() is { } str ? Characters(str) : "").TrimStart(NumberText.AsciiSpace), '\0');
        return PyErrors.ValueError(
            (StartsWithNumber(text) ? "invalid literal for float(): " : "could not convert string to float: ")
            + (text.Length > LongestText ? text[..LongestText] : text));
    }

    private static PythonError Invalid(PythonRuntime runtime, string text, int radix, string name) =>
        PyErrors.ValueError($"invalid literal for {name}() with base {radix}: {Operators.Repr(runtime, PyValue.FromText(text))}");

    private static PythonError CannotEncode(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (text[end] > '\xff' || text[end] == '\0')
            && !char.IsWhiteSpace(text[end]) && CharUnicodeInfo.GetDecimalDigitValue(text, end) < 0)
        {
            end++;
        }
        return PyErrors.Of(
            ExceptionTypes.UnicodeEncodeError,
            end - at == 1
                ? $"'decimal' codec can't encode character u'{StringRepr.Escape(text[at])}' in position {at}: invalid decimal Unicode string"
                : $"'decimal' codec can't encode characters in position {at}-{end - 1}: invalid decimal Unicode string");
    }

    /// <summary>Whether C's <c>strtod</c> reads a number at the start.</summary>
    private static bool StartsWithNumber(string text)
    {
        var rest = text.AsSpan().TrimStart("+-");
        if (text.Length - rest.Length > 1)
            return false;
        return rest.StartsWith("inf", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("nan", StringComparison.OrdinalIgnoreCase)
            || (rest.Length > 0 && char.IsAsciiDigit(rest[0]))
            || (rest.Length > 1 && rest[0] == '.' && char.IsAsciiDigit(rest[1]));
    }

    private static string Until(string text, char end)
    {
        var at = text.IndexOf(end, StringComparison.Ordinal);
        return at < 0 ? text : text[..at];
    }
}

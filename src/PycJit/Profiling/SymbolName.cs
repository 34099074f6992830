using System.Globalization;
using System.Text;

namespace Pyc.Profiling;

/// <summary>Names of functions as profilers show them: <c>py:pricing.black_scholes(f64,f64,i64)</c>.</summary>
/// <remarks>
/// The parameter types tell the versions of a function apart, which are functions of their own to a profiler. A name comes from a file that may be
/// hostile, and goes into a format of lines and on to terminals.
/// </remarks>
internal static class SymbolName
{
    private const int Longest = 256;
    private const string Punctuation = "_.<>#()[],:*-/";

    /// <summary>The name of a function.</summary>
    /// <param name="module">The module, without folder and extension.</param>
    /// <param name="function">The function's name in its unit.</param>
    /// <param name="parameters">Its parameter types.</param>
    public static string Of(string module, string function, IEnumerable<string> parameters) =>
        $"py:{Safe(module)}.{Safe(function)}({Safe(string.Join(',', parameters).Replace(", ", ",", StringComparison.Ordinal))})";

    /// <summary>A text without spaces, line ends and what else has a meaning to a terminal or a file format; long ones are cut.</summary>
    public static string Safe(string text)
    {
        var safe = new StringBuilder(Math.Min(text.Length, Longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length >= Longest)
                return safe.Append("...").ToString();
            safe.Append(IsPlain(rune) ? rune.ToString() : rune.Value == ' ' ? "_" : "?");
        }
        return safe.ToString();
    }

    // Python's identifiers are letters, marks and digits of any script.
    private static bool IsPlain(Rune rune) => rune.IsAscii
        ? Rune.IsLetterOrDigit(rune) || Punctuation.Contains((char)rune.Value, StringComparison.Ordinal)
        : rune != Rune.ReplacementChar && (Rune.IsLetterOrDigit(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}

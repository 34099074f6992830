using System.Globalization;
using System.Text;

namespace Pyc.Cli;

/// <summary>Makes text of a file fit to be shown: a name in a .pyc may hold anything, escape sequences of terminals included.</summary>
internal static class Printable
{
    /// <summary>The text with control characters as <c>\x1b</c>; tabs are kept.</summary>
    public static string Line(string text) => Escape(text, keepLineFeed: false);

    /// <summary>The same for text of several lines.</summary>
    public static string Lines(string text) => Escape(text, keepLineFeed: true);

    /// <summary>The same for a JSON document, which means the same afterwards: such characters stand in its strings alone.</summary>
    public static string Json(string document) => Escape(document, keepLineFeed: true, hasShortEscapes: false);

    private static string Escape(string text, bool keepLineFeed, bool hasShortEscapes = true)
    {
        if (!text.Any(character => IsHarmful(character, keepLineFeed)))
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (!IsHarmful(character, keepLineFeed))
                escaped.Append(character);
            else if (hasShortEscapes && character < 256)
                escaped.Append(CultureInfo.InvariantCulture, $"\\x{(int)character:x2}");
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
        return escaped.ToString();
    }

    // Format characters turn the direction of text round, which makes it read as what it is not.
    private static bool IsHarmful(char character, bool keepLineFeed) => char.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.Control => character != '\t' && !(keepLineFeed && character == '\n'),
        UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        _ => false,
    };
}

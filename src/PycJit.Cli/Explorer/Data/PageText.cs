using System.Globalization;
using System.Text;

namespace Pyc.Cli.Explorer.Data;

/// <summary>Makes text of a file fit for the page: a name in a .pyc may hold anything, and be as long as the file.</summary>
internal static class PageText
{
    /// <summary>The most characters of a line that are shown.</summary>
    public const int LongestLine = 500;

    private const int LongestName = 120;

    /// <summary>A line of text: cut where it is long, control and format characters and halves of surrogate pairs written as escapes.</summary>
    public static string Line(string text) => Clean(text, LongestLine);

    /// <summary>A name: the same, and shorter.</summary>
    public static string Name(string text) => Clean(text, LongestName);

    /// <summary>The name of a file without its folder, of any system.</summary>
    public static string FileName(string path) => Name(path[(path.LastIndexOfAny(['/', '\\']) + 1)..]);

    private static string Clean(string text, int longest)
    {
        var cut = text.Length <= longest ? text : text[..(longest - 1)];
        var clean = new StringBuilder(Printable.Line(cut));
        for (var i = 0; i < clean.Length; i++)
        {
            if (!char.IsSurrogate(clean[i]))
                continue;
            if (char.IsHighSurrogate(clean[i]) && i + 1 < clean.Length && char.IsLowSurrogate(clean[i + 1]))
            {
                i++;
                continue;
            }
            // JSON has no way to say half a pair that all readers take.
            var escape = string.Create(CultureInfo.InvariantCulture, $"\\u{(int)clean[i]:x4}");
            clean.Remove(i, 1).Insert(i, escape);
            i += escape.Length - 1;
        }
        return cut.Length < text.Length ? clean.Append('…').ToString() : clean.ToString();
    }
}

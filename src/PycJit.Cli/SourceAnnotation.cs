using System.Globalization;
using System.Text;

namespace Pyc.Cli;

/// <summary>Puts the text of source lines beside a dump, which names them by number where the line changes: <c>; foo.py:12</c>.</summary>
internal static class SourceAnnotation
{
    /// <summary>Adds the text behind each line that ends in a place of the function's source.</summary>
    /// <param name="dump">Lines that end in a line feed.</param>
    /// <param name="function">The function that is shown.</param>
    /// <param name="source">Its source; nothing is added where that was not found.</param>
    public static string Apply(string dump, PycFunction function, SourceText? source)
    {
        if (source is null)
            return dump;
        var file = Printable.Line(Path.GetFileName(function.SourceFile)) + ":";
        var annotated = new StringBuilder(dump.Length * 2);
        foreach (var line in dump.TrimEnd('\n').Split('\n'))
        {
            annotated.Append(line);
            if (LineAtEndOf(line, file) is { } number && source[number] is { } text)
                annotated.Append("  ").Append(text.Trim());
            annotated.Append('\n');
        }
        return annotated.ToString();
    }

    private static int? LineAtEndOf(string line, string file)
    {
        var digits = line.LastIndexOf(file, StringComparison.Ordinal) + file.Length;
        return digits >= file.Length && int.TryParse(line.AsSpan(digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}

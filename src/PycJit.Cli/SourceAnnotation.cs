using System.Globalization;
using System.Text;

namespace Pyc.Cli;

/// <summary>
/// Puts the text of source lines beside a dump, which names them by number where the line changes: at the end, <c>; foo.py:12</c>, or
/// in bytecode in the first column.
/// </summary>
internal static class SourceAnnotation
{
    private const int LineColumnWidth = 6;

    /// <summary>Adds the text behind each line that begins something new in the source.</summary>
    /// <param name="dump">Lines that end in a line feed.</param>
    /// <param name="stage">The stage that it shows.</param>
    /// <param name="function">The function that is shown.</param>
    /// <param name="source">Its source; nothing is added where that was not found.</param>
    public static string Apply(string dump, CompilationStage stage, PycFunction function, SourceText? source)
    {
        if (source is null)
            return dump;
        var file = Printable.Line(Path.GetFileName(function.SourceFile));
        var lines = dump.TrimEnd('\n').Split('\n');
        var width = lines.Skip(1).Select(line => line.Length).DefaultIfEmpty().Max();
        var annotated = new StringBuilder(dump.Length * 2);
        foreach (var line in lines)
        {
            annotated.Append(line);
            if (stage == CompilationStage.Bytecode)
            {
                if (LineAtStartOf(line) is { } number && source[number] is { } text)
                {
                    annotated.Append(' ', Math.Max(0, width - line.Length))
                        .Append(CultureInfo.InvariantCulture, $"  ; {file}:{number}  {text.Trim()}");
                }
            }
            else if (LineAtEndOf(line, file + ":") is { } number && source[number] is { } text)
            {
                annotated.Append("  ").Append(text.Trim());
            }
            annotated.Append('\n');
        }
        return annotated.ToString();
    }

    private static int? LineAtStartOf(string line) =>
        line.Length > LineColumnWidth && line[LineColumnWidth] == ' ' && Parse(line.AsSpan(0, LineColumnWidth).TrimStart()) is { } number
            ? number
            : null;

    private static int? LineAtEndOf(string line, string file)
    {
        var digits = line.LastIndexOf(file, StringComparison.Ordinal) + file.Length;
        return digits >= file.Length ? Parse(line.AsSpan(digits)) : null;
    }

    private static int? Parse(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

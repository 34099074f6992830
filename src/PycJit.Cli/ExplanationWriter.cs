using System.Globalization;
using System.Text;
using Pyc.Explanations;
using Pyc.Translation;
using Spectre.Console;

namespace Pyc.Cli;

/// <summary>Writes explanations with the source lines that they speak of.</summary>
/// <param name="module">The module that the functions belong to.</param>
/// <param name="terminal">Where to.</param>
internal sealed class ExplanationWriter(PycModule module, Terminal terminal)
{
    private const int LongestLine = 160;       // of source, that is shown

    private readonly Dictionary<string, SourceText?> _sources = [];

    /// <summary>Writes one explanation.</summary>
    public void Write(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var shown = SourceLocation.None;
        foreach (var line in new ExplanationText(explanation).Lines())
        {
            WriteLine(line.Text, line.Indent, StyleOf(line.Kind));
            if (line.Kind == ExplanationLineKind.Heading)
                shown = SourceLocation.None;
            // What is said of one place one behind the other needs it once.
            if (line.Where.Line == 0 || (line.Where.File == shown.File && line.Where.Position == shown.Position))
                continue;
            if (WriteSource(line.Where, line.Indent + 2))
                shown = line.Where;
        }
    }

    private bool WriteSource(SourceLocation where, int indent)
    {
        if (SourceOf(where.File) is not { } source || source[where.Line] is not { Length: > 0 and <= LongestLine } text || text.AsSpan().Trim().IsEmpty)
            return false;
        var start = text.Length - text.TrimStart().Length;
        var number = where.Line.ToString(CultureInfo.InvariantCulture);
        WriteLine($"{number} | {text[start..]}", indent, s_source);
        var (from, to) = (ColumnOf(text, where.Position.Column), where.Position.EndLine > where.Line ? text.Length : ColumnOf(text, where.Position.EndColumn));
        if (from >= start && to > from)
            WriteLine($"{new string(' ', number.Length)} | {new string(' ', from - start)}^{new string('~', to - from - 1)}", indent, s_mark);
        return true;
    }

    /// <summary>The index in a line of a column, which counts bytes of UTF-8; −1 where there is none.</summary>
    private static int ColumnOf(string line, int bytes)
    {
        if (bytes < 0)
            return -1;
        var index = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes <= 0)
                break;
            bytes -= rune.Utf8SequenceLength;
            index += rune.Utf16SequenceLength;
        }
        return bytes <= 0 ? index : -1;
    }

    private SourceText? SourceOf(string file)
    {
        if (!_sources.TryGetValue(file, out var source))
            _sources[file] = source = SourceText.Find(module, file);
        return source;
    }

    private static readonly Style s_source = new(Color.Grey);
    private static readonly Style s_mark = new(Color.Yellow);

    private static Style StyleOf(ExplanationLineKind kind) => kind switch
    {
        ExplanationLineKind.Title => new Style(decoration: Decoration.Bold),
        ExplanationLineKind.Good => new Style(Color.Green),
        ExplanationLineKind.Bad => new Style(Color.Yellow),
        ExplanationLineKind.Heading => new Style(decoration: Decoration.Bold),
        _ => Style.Plain,
    };

    // A person's window wraps between words, behind the indentation; files and pipes get lines as they are.
    private void WriteLine(string text, int indent, Style style)
    {
        text = Printable.Line(text);
        if (text.Length == 0)
            terminal.Output.WriteLine();
        else if (terminal.IsInteractive)
            terminal.OutputConsole().Write(new Padder(new Text(text, style), new Padding(2 * indent, 0, 0, 0)));
        else
            terminal.Output.WriteLine(new StringBuilder().Append(' ', 2 * indent).Append(text).ToString());
    }
}

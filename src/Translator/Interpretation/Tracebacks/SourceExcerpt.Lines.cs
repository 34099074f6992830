using System.Globalization;
using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>The lines of 3.13 on. CPython: <c>Lib/traceback.py</c>, <c>StackSummary.format_frame_summary</c>.</content>
internal static partial class SourceExcerpt
{
    // An instruction of a hostile file may claim to span all lines there are.
    private const int MostLines = 10_000;

    /// <summary>The lines of an expression, or the first and last ones and those that matter, with their carets.</summary>
    /// <param name="text">What the lines are appended to.</param>
    /// <param name="firstLine">The first line.</param>
    /// <param name="position">The place of the expression.</param>
    /// <param name="lineOf">The line with that number; null where it is not known.</param>
    public static void AppendLines(StringBuilder text, string firstLine, in SourcePosition position, Func<int, string?> lineOf)
    {
        if (firstLine.Trim().Length == 0 && position.EndLine <= position.Line)
            return;
        if (position.Column < 0 || position.EndColumn < 0 || position.EndLine < position.Line || position.EndLine - position.Line > MostLines)
        {
            text.Append("    ").Append(firstLine.Trim()).Append('\n');
            return;
        }
        var original = new List<string>();
        for (var number = position.Line; number <= position.EndLine; number++)
            original.Add((number == position.Line ? firstLine : lineOf(number) ?? "").TrimEnd());
        var lines = Dedent(original);
        if (lines.TrueForAll(line => line.Length == 0))
            return;
        var flat = lines.ConvertAll(Flatten);
        var removed = original[0].Length - lines[0].Length;
        var span = new MarkedSpan(
            flat,
            Math.Max(0, CharacterOffset(original[0], position.Column) - removed),
            Math.Max(0, CharacterOffset(original[^1], position.EndColumn) - removed));

        var significant = new SortedSet<int> { 0, lines.Count - 1 };
        foreach (var line in span.AnchorLines)
            significant.UnionWith([line - 1, line, line + 1]);
        significant.RemoveWhere(line => line < 0 || line >= lines.Count);

        var (output, previous) = (new List<string>(), -1);
        foreach (var line in significant)
        {
            if (previous >= 0 && line - previous == 2)
                AddLine(output, lines, span, line - 1);
            else if (previous >= 0 && line - previous > 2)
                output.Add(string.Create(CultureInfo.InvariantCulture, $"...<{line - previous - 1} lines>..."));
            AddLine(output, lines, span, line);
            previous = line;
        }
        foreach (var line in Dedent(output))
            text.Append("    ").Append(line).Append('\n');
    }

    private static void AddLine(List<string> output, List<string> lines, MarkedSpan span, int line)
    {
        output.Add(lines[line]);
        if (span.IsShown)
            output.Add(span.Carets(line));
    }

    // CPython: textwrap.dedent. Lines that are blank do not count, and become empty.
    private static List<string> Dedent(List<string> lines)
    {
        string? margin = null;
        foreach (var line in lines)
        {
            if (IsBlank(line))
                continue;
            var indent = line[..(line.Length - line.TrimStart(' ', '\t').Length)];
            if (margin is null)
                margin = indent;
            var common = 0;
            while (common < margin.Length && common < indent.Length && margin[common] == indent[common])
                common++;
            margin = margin[..common];
        }
        return lines.ConvertAll(line => IsBlank(line) ? "" : line[(margin?.Length ?? 0)..]);
    }

    private static bool IsBlank(string line) => line.AsSpan().Trim([' ', '\t']).IsEmpty;

    private static int DisplayWidth(string line, int count)
    {
        var width = 0;
        for (var i = 0; i < count && i < line.Length; i++)
            width += IsWide(line[i]) ? 2 : 1;
        return line.All(char.IsAscii) ? count : width;
    }

    /// <summary>An expression in its lines, and what of it is marked.</summary>
    private sealed class MarkedSpan
    {
        private readonly List<string> _lines;
        private readonly int _start;
        private readonly int _end;
        private readonly (int Line, int Column)? _left;
        private readonly (int Line, int Column) _right;

        public MarkedSpan(List<string> lines, int start, int end)
        {
            _lines = lines;
            var segment = string.Join('\n', lines);
            var segmentEnd = segment.Length - (lines[^1].Length - end);
            if (start <= segmentEnd && segmentEnd <= segment.Length && start <= segment.Length
                && ExpressionAnchors.Find(segment[start..segmentEnd]) is { } anchors)
            {
                (_left, _right) = (Place(start + anchors.Start), Place(start + anchors.End));
                AnchorLines = [_left.Value.Line, _right.Line];
            }
            IsShown = ShouldShow(segment, start, end);
            _start = DisplayWidth(lines[0], start);
            _end = DisplayWidth(lines[^1], end);
        }

        /// <summary>The lines in which the marked part begins and ends.</summary>
        public int[] AnchorLines { get; } = [];

        /// <summary>Whether there are carets at all.</summary>
        public bool IsShown { get; }

        /// <summary>The carets under a line.</summary>
        public string Carets(int line)
        {
            var text = _lines[line];
            var indent = text.Length - text.TrimStart().Length;
            var count = line == _lines.Count - 1 ? _end : DisplayWidth(text, text.Length);
            var carets = new StringBuilder();
            for (var column = 0; column < count; column++)
            {
                carets.Append(
                    column < indent || (line == 0 && column < _start) ? ' '
                    : _left is null || IsBetween(line, column) ? '^'
                    : '~');
            }
            return carets.ToString();
        }

        private bool IsBetween(int line, int column)
        {
            var (left, right) = (_left!.Value, _right);              // the caller has looked
            var leftColumn = DisplayWidth(_lines[left.Line], left.Column);
            var rightColumn = DisplayWidth(_lines[right.Line], right.Column);
            return (line > left.Line || (line == left.Line && column >= leftColumn))
                && (line < right.Line || (line == right.Line && column < rightColumn));
        }

        private (int Line, int Column) Place(int index)
        {
            var line = 0;
            while (index > _lines[line].Length)
                index -= _lines[line++].Length + 1;
            return (line, index);
        }

        // Not for "return f(x)" and "y = f(x)" as a whole, nor where the expression is all there is and has no parts to tell apart.
        private bool ShouldShow(string segment, int start, int end)
        {
            if (IsPlainCall(segment, start, end))
                return false;
            if (_left is not null)
                return true;
            var last = _lines[^1];
            return _lines[0][..Math.Min(start, _lines[0].Length)].Trim().Length > 0 || last[Math.Min(end, last.Length)..].Trim().Length > 0;
        }

        private bool IsPlainCall(string segment, int start, int end)
        {
            if (PythonTokenizer.Tokenize(segment) is not { } tokens || ExpressionAnchors.Brackets(tokens) is not { } partners)
                return false;
            var isReturn = tokens.Count > 3 && tokens[0].Is("return") && tokens[1].Kind == PythonTokenKind.Name && tokens[2].Is("(");
            var isAssignment = tokens.Count > 4 && tokens[0].Kind == PythonTokenKind.Name && tokens[1].Is("=")
                && tokens[2].Kind == PythonTokenKind.Name && (tokens[3].Is("(") || tokens[3].Is("."));
            if (!isReturn && !isAssignment)
                return false;
            var first = isReturn ? 1 : 2;
            var open = tokens.FindIndex(first, token => token.Is("("));
            while (open >= 0 && partners[open] + 1 < tokens.Count && tokens[partners[open] + 1].Text is "(" or "." or "[")
                open = tokens.FindIndex(partners[open] + 1, token => token.Is("("));
            if (open < 0)
                return false;
            var close = partners[open];
            return (close == tokens.Count - 1 || tokens[close + 1].Is(";"))
                && tokens[first].Start == start && Place(tokens[close].End) == (_lines.Count - 1, end);
        }
    }
}

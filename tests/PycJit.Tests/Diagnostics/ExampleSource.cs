using System.Text.RegularExpressions;

namespace Pyc.Tests;

/// <summary>A Python source, of which examples are cut: a few statements of the top level with all that they name.</summary>
/// <param name="lines">Its lines.</param>
internal sealed partial class ExampleSource(IReadOnlyList<string> lines)
{
    private readonly List<Block> _blocks = BlocksOf(lines);

    /// <summary>Its lines.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The statement that a line is in, the one that binds a name, and those that bind what they name, in their order.</summary>
    public string Cut(int line, string name)
    {
        var taken = _blocks.Where(block => block.Contains(line) || block.Names.Contains(name)).ToHashSet();
        for (var before = 0; before < taken.Count;)
        {
            before = taken.Count;
            var text = string.Join("\n", taken.Select(block => TextOf(block, line)));
            taken.UnionWith(_blocks.Where(block => block.Names.Any(bound => Regex.IsMatch(text, $@"\b{bound}\b"))));
        }
        var parts = _blocks.Where(taken.Contains).ToList();
        return string.Concat(parts.Select((block, i) => (i > 0 && (block.IsLong || parts[i - 1].IsLong) ? "\n" : "") + TextOf(block, line)));
    }

    // Other lines are refused for other reasons.
    private string TextOf(Block block, int marked) => string.Concat(
        Enumerable.Range(block.Start, block.End - block.Start).Select(line => Mark().Replace(lines[line - 1], line == marked ? "  # $1" : "") + "\n"));

    private static List<Block> BlocksOf(IReadOnlyList<string> lines)
    {
        var starts = Enumerable.Range(1, lines.Count).Where(line => Start().IsMatch(lines[line - 1])).Append(lines.Count + 1).ToList();
        var blocks = new List<Block>();
        for (var i = 0; i < starts.Count - 1; i++)
        {
            var (start, end) = (starts[i], starts[i + 1]);
            // Comments of sections are of no example.
            while (end > start && (lines[end - 2].Length == 0 || lines[end - 2].StartsWith('#')))
                end--;
            var bound = Bound().Match(lines[start - 1]);
            blocks.Add(new Block(start, end, bound.Success ? [bound.Groups["name"].Value] : []));
        }
        return blocks;
    }

    [GeneratedRegex(@"^[a-zA-Z]")]
    private static partial Regex Start();

    [GeneratedRegex(@"^(?:(?:async )?def |class |import |from \w+ import )?(?<name>\w+)(?:[(:]| = |$)")]
    private static partial Regex Bound();

    [GeneratedRegex(@"  # (PYJ\d{4}).*$")]
    private static partial Regex Mark();

    /// <summary>A statement of the top level.</summary>
    /// <param name="Start">Its first line.</param>
    /// <param name="End">The line behind its last.</param>
    /// <param name="Names">What it binds.</param>
    private sealed record Block(int Start, int End, string[] Names)
    {
        public bool IsLong => End - Start > 1;

        public bool Contains(int line) => line >= Start && line < End;
    }
}

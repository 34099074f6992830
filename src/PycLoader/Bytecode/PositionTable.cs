using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>Which place in the source each instruction of a code object came from.</summary>
/// <remarks>
/// CPython: <c>Objects/lnotab_notes.txt</c> up to 3.10, <c>Objects/locations.md</c> in 3.11, <c>InternalDocs/code_objects.md</c>.
/// The format is lnotab up to 3.9, a table of line ranges in 3.10 and one of locations from 3.11 on.
/// </remarks>
public sealed class PositionTable
{
    private readonly ImmutableArray<PositionEntry> _entries;
    private readonly int[] _starts;

    private PositionTable(ImmutableArray<PositionEntry> entries, ImmutableArray<LineRange> lines)
    {
        _entries = entries;
        _starts = [.. entries.Select(entry => entry.Start)];
        Lines = lines;
    }

    /// <summary>
    /// The lines as the version itself reports them: <c>dis.findlinestarts</c> up to 3.9, where a range ends at the next start or
    /// the end of the code, and <c>co_lines()</c> from 3.10 on, which joins neighbouring ranges of one line from 3.12 on.
    /// </summary>
    public ImmutableArray<LineRange> Lines { get; }

    /// <summary>Reads the line table of a code object.</summary>
    /// <exception cref="PycFormatException">The table is cut off, does not fit the code, or gives impossible lines.</exception>
    public static PositionTable Read(CodeObject code)
    {
        ArgumentNullException.ThrowIfNull(code);

        if (code.Version.IsAtLeast(3, 11))
        {
            var entries = LineTableLocations.Read(code);
            return new PositionTable(entries, LineRangesOf(entries, join: code.Version.IsAtLeast(3, 12)));
        }

        var ranges = code.Version.IsAtLeast(3, 10) ? LineTableRanges.Read(code) : LineTablePairs.Read(code);
        return new PositionTable(
            [.. ranges.Where(range => range.Start < range.End)
                .Select(range => new PositionEntry(range.Start, range.End, range.Line, new SourcePosition(range.Line ?? 0)))],
            ranges);
    }

    /// <summary>The place that the instruction at a byte offset of <c>co_code</c> came from.</summary>
    /// <returns><see cref="SourcePosition.Unknown"/> where the table says nothing, so also outside the code.</returns>
    public SourcePosition At(int offset)
    {
        var index = Array.BinarySearch(_starts, offset);
        if (index < 0)
            index = ~index - 1;                     // the last entry that starts before the offset

        return index >= 0 && offset < _entries[index].End ? _entries[index].Position : SourcePosition.Unknown;
    }

    private static ImmutableArray<LineRange> LineRangesOf(ImmutableArray<PositionEntry> entries, bool join)
    {
        var ranges = ImmutableArray.CreateBuilder<LineRange>(entries.Length);
        foreach (var entry in entries)
        {
            if (join && ranges.Count > 0 && ranges[^1].Line == entry.Line)
                ranges[^1] = ranges[^1] with { End = entry.End };
            else
                ranges.Add(new LineRange(entry.Start, entry.End, entry.Line));
        }
        return ranges.DrainToImmutable();
    }
}

namespace Pyc.Cli.Explorer.Data;

/// <summary>What a pass did to a function, told by the numbers of its values.</summary>
/// <param name="Added">Values that were not there.</param>
/// <param name="Changed">Values whose text was another.</param>
/// <param name="Moved">Values that stood in another block, with the same text.</param>
/// <param name="Gone">Lines that were there, each with the value behind which to show it: −1 for the start.</param>
internal sealed record SnapshotDifference(
    IReadOnlyList<int> Added, IReadOnlyList<int> Changed, IReadOnlyList<int> Moved, IReadOnlyList<(int Behind, IrTraceLine Line)> Gone)
{
    /// <summary>Compares two forms of a function.</summary>
    public static SnapshotDifference Of(IrFunctionSnapshot before, IrFunctionSnapshot after)
    {
        var old = new Dictionary<int, (IrTraceLine Line, int Block)>();
        foreach (var (line, block) in Lines(before))
            old[line.ValueId] = (line, block);
        var (added, changed, moved) = (new List<int>(), new List<int>(), new List<int>());
        var alive = new HashSet<int>();
        foreach (var (line, block) in Lines(after))
        {
            alive.Add(line.ValueId);
            if (!old.TryGetValue(line.ValueId, out var was))
                added.Add(line.ValueId);
            else if (was.Line.Text != line.Text)
                changed.Add(line.ValueId);
            else if (was.Block != block)
                moved.Add(line.ValueId);
        }
        var gone = new List<(int, IrTraceLine)>();
        var behind = -1;
        foreach (var (line, _) in Lines(before))
        {
            if (alive.Contains(line.ValueId))
                behind = line.ValueId;
            else
                gone.Add((behind, line));
        }
        return new(added, changed, moved, gone);
    }

    private static IEnumerable<(IrTraceLine Line, int Block)> Lines(IrFunctionSnapshot function) =>
        function.Blocks.SelectMany(block => block.Lines.Select(line => (line, block.Id)));
}

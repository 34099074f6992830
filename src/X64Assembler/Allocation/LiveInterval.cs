namespace Pyc.X64;

/// <summary>Positions from <paramref name="From"/> up to but not including <paramref name="To"/>.</summary>
internal readonly record struct LiveRange(int From, int To);

/// <summary>A place where an interval is read, or written first.</summary>
internal readonly record struct UsePosition(int Position, UseKind Kind, bool Late);

/// <summary>
/// The positions where a value must be kept, or a part of them after splitting; it has one location throughout.
/// </summary>
/// <remarks>
/// Instruction i of the function reads at position 2i and writes at 2i + 1. Values are defined once, so a value that is ever in
/// memory is stored there directly behind its definition: from then on its place in memory, its home, is always valid, and
/// leaving a register costs nothing. Holes come from the order of the blocks, so a range begins at a definition or at the start
/// of a block.
/// </remarks>
internal sealed class LiveInterval
{
    private readonly List<LiveRange> _ranges;
    private readonly List<UsePosition> _uses;

    internal LiveInterval(VirtualRegister register)
        : this(register, [], [], root: null)
    {
    }

    private LiveInterval(VirtualRegister register, List<LiveRange> ranges, List<UsePosition> uses, LiveInterval? root)
    {
        Register = register;
        _ranges = ranges;
        _uses = uses;
        Root = root ?? this;
        if (root is null)
            Parts.Add(this);
    }

    internal VirtualRegister Register { get; }

    /// <summary>The interval of the whole value, which keeps its first part.</summary>
    internal LiveInterval Root { get; }

    /// <summary>Of a root: all parts by ascending position, itself the first.</summary>
    internal List<LiveInterval> Parts { get; } = [];

    /// <summary>Where the value is during this interval.</summary>
    internal Location Location { get; set; }

    /// <summary>Of a root: the place in memory, once there is one.</summary>
    internal Location Home { get; set; }

    /// <summary>Of a root: whether it goes to its place in memory on the edges that lead out of early blocks, not behind its definition.</summary>
    internal bool IsStoredLate { get; set; }

    /// <summary>Whether it is in memory where it starts: <see cref="LoopSpills"/>.</summary>
    internal bool BeginsInMemory { get; set; }

    /// <summary>Of a root: registers that would save a move, the best first.</summary>
    internal List<X64Register> Hints { get; } = [];

    /// <summary>Of a root: registers that would save a move of what is made of it.</summary>
    internal List<X64Register> LaterHints { get; } = [];

    /// <summary>Of a root: phis that it is an operand of.</summary>
    internal List<VirtualRegister> Phis { get; } = [];

    /// <summary>Of a root: values whose register would save a move.</summary>
    internal List<VirtualRegister> Related { get; } = [];

    internal IReadOnlyList<LiveRange> Ranges => _ranges;
    internal IReadOnlyList<UsePosition> Uses => _uses;
    internal bool IsEmpty => _ranges.Count == 0;
    internal int Start => _ranges[0].From;
    internal int End => _ranges[^1].To;

    /// <summary>Building goes backwards: adds a range in front, joining what touches.</summary>
    internal void Prepend(int from, int to)
    {
        if (_ranges.Count > 0 && _ranges[^1].From <= to)
            _ranges[^1] = new LiveRange(from, Math.Max(to, _ranges[^1].To));
        else
            _ranges.Add(new LiveRange(from, to));
    }

    internal void PrependUse(UsePosition use) => _uses.Add(use);

    /// <summary>Building goes backwards: the definition ends it.</summary>
    internal void BeginAt(int position) => _ranges[^1] = _ranges[^1] with { From = position };

    /// <summary>Ends the building.</summary>
    internal void Complete()
    {
        _ranges.Reverse();
        _uses.Reverse();
    }

    internal bool Covers(int position)
    {
        var index = FirstRangeEndingAfter(_ranges, position);
        return index < _ranges.Count && _ranges[index].From <= position;
    }

    /// <summary>The first position that both need; <see cref="int.MaxValue"/> for none.</summary>
    internal int FirstIntersection(IReadOnlyList<LiveRange> others)
    {
        var (mine, other) = (0, FirstRangeEndingAfter(others, Start));
        while (mine < _ranges.Count && other < others.Count)
        {
            if (_ranges[mine].To <= others[other].From)
                mine++;
            else if (others[other].To <= _ranges[mine].From)
                other++;
            else
                return Math.Max(_ranges[mine].From, others[other].From);
        }
        return int.MaxValue;
    }

    /// <summary>The first use from a position on that gains from a register; <see cref="int.MaxValue"/> for none.</summary>
    internal int NextUse(int position)
    {
        for (var index = FirstUseFrom(position); index < _uses.Count; index++)
        {
            if (_uses[index].Kind != UseKind.Any)
                return _uses[index].Position;
        }
        return int.MaxValue;
    }

    /// <summary>Whether any of its uses gains from a register.</summary>
    internal bool GainsFromRegister => NextUse(Start) < int.MaxValue;

    /// <summary>Whether the instruction at a position cannot do with memory.</summary>
    internal bool NeedsRegisterAt(int position)
    {
        // A result is written at the odd position; a late source is in its place still.
        for (var index = FirstUseFrom(position & ~1); index < _uses.Count && _uses[index].Position <= position; index++)
        {
            var use = _uses[index];
            if (use.Position == position ? use.Kind == UseKind.Register : use.Late)
                return true;
        }
        return false;
    }

    /// <summary>Splits; this interval keeps what is before the position.</summary>
    /// <returns>The rest: it begins at the position, or behind the hole there.</returns>
    internal LiveInterval Split(int position)
    {
        var index = FirstRangeEndingAfter(_ranges, position);
        var rest = _ranges.GetRange(index, _ranges.Count - index);
        _ranges.RemoveRange(index, _ranges.Count - index);
        if (rest[0].From < position)
        {
            _ranges.Add(rest[0] with { To = position });
            rest[0] = rest[0] with { From = position };
        }
        var use = FirstUseFrom(position);
        var restUses = _uses.GetRange(use, _uses.Count - use);
        _uses.RemoveRange(use, _uses.Count - use);

        var part = new LiveInterval(Register, rest, restUses, Root);
        Root.Parts.Insert(Root.IndexOfPartAt(Start) + 1, part);
        return part;
    }

    /// <summary>Of a root: where the value is at a position.</summary>
    internal Location LocationAt(int position) => PartAt(position).Location;

    /// <summary>Of a root: the part at a position.</summary>
    internal LiveInterval PartAt(int position) => Parts[IndexOfPartAt(position)];

    private int IndexOfPartAt(int position)
    {
        var (low, high) = (0, Parts.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Parts[middle].Start <= position)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    public override string ToString() =>
        $"{Register} {string.Join(" ", _ranges.Select(range => $"[{range.From}, {range.To})"))} in {Location}";

    private int FirstUseFrom(int position)
    {
        var (low, high) = (0, _uses.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_uses[middle].Position < position)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static int FirstRangeEndingAfter(IReadOnlyList<LiveRange> ranges, int position)
    {
        var (low, high) = (0, ranges.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].To <= position)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}

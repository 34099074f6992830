using Pyc.Translation;

namespace Pyc.X64;

/// <summary>Gives every interval a register or memory, splitting where one place does not do throughout.</summary>
/// <remarks>
/// Wimmer and Mössenböck, "Optimized Interval Splitting in a Linear Scan Register Allocator", VEE 2005, sections 3 and 4, on SSA
/// form as in Wimmer and Franz, "Linear Scan Register Allocation on SSA Form", CGO 2010. Different here: a value has its home in
/// memory from its definition on, so it can lose its register even between the sources and the result of one instruction.
/// </remarks>
internal sealed class LinearScan
{
    private readonly LiveIntervals _intervals;
    private readonly Liveness _liveness;
    private readonly X64Register[][] _orders;      // by register class
    private readonly PriorityQueue<LiveInterval, (int Start, int Id)> _unhandled = new();
    private readonly List<LiveInterval> _active = [];
    private readonly List<LiveInterval> _inactive = [];
    private readonly List<(int Number, int Words, int End)> _slots = [];   // one is never used as a part of another
    private readonly Dictionary<LiveInterval, int> _valueEnds = [];
    private readonly int[] _freeUntil = new int[X64Registers.Count];
    private readonly int[] _nextUses = new int[X64Registers.Count];

    internal LinearScan(LiveIntervals intervals, Liveness liveness, IReadOnlyList<X64Register> order)
    {
        (_intervals, _liveness) = (intervals, liveness);
        _orders = [.. Enum.GetValues<RegisterClass>().Select(@class => order.Where(register => register.Class() == @class).ToArray())];
    }

    /// <summary>Number of spill slots used.</summary>
    internal int SlotCount { get; private set; }

    /// <exception cref="InternalCompilerException">An instruction needs more registers than there are.</exception>
    /// <exception cref="FunctionTooLargeException">More values are in memory at once than a frame can hold.</exception>
    internal void Run()
    {
        var earlyEnd = _intervals.EarlyEnd;
        foreach (var interval in _intervals.All.Where(interval => !interval.IsEmpty))
            _valueEnds[interval] = interval.End;
        LoopSpills.Split(_intervals, _liveness, @class => _orders[(int)@class].Length);
        foreach (var interval in _intervals.All.Where(interval => !interval.IsEmpty))
        {
            // Where there is no frame yet, nothing has to be in a register that calls keep.
            var last = interval.PartAt(earlyEnd);
            if (last.Start < earlyEnd && last.End > earlyEnd)
                last.Split(earlyEnd);
            foreach (var part in interval.Parts)
                Enqueue(part);
        }
        while (_unhandled.TryDequeue(out var current, out _))
        {
            Advance(current.Start);
            if (current.BeginsInMemory || (current == current.Root && current.Home.IsMemory))
                KeepInMemory(current);                                  // an argument on the stack begins there too
            else if (!TryTakeFreeRegister(current))
                TakeRegisterFromOthers(current);
            if (current.Location.IsRegister)
                _active.Add(current);
        }
        foreach (var interval in _intervals.All)
        {
            LeaveUnusedRegisters(interval);
            interval.IsStoredLate = interval.Home.Kind == LocationKind.SpillSlot
                && interval.Parts.TrueForAll(part => part.IsEmpty || part.Start >= earlyEnd || part.Location.IsRegister)
                && interval.Parts.Exists(part => !part.IsEmpty && part.Start < earlyEnd);
        }
    }

    /// <summary>
    /// A value that is carried about in registers, and not read by anything that gains from it before or after it is in memory, stays in
    /// memory.
    /// </summary>
    private static void LeaveUnusedRegisters(LiveInterval root)
    {
        var parts = root.Parts;
        for (var index = parts.Count - 2; index > 0; index--)
        {
            if (!parts[index].GainsFromRegister && parts[index + 1].Location.IsMemory)
                parts[index].Location = root.Home;
        }
        for (var index = 1; index < parts.Count; index++)
        {
            if (!parts[index].GainsFromRegister && parts[index - 1].Location.IsMemory)
                parts[index].Location = root.Home;
        }
    }

    private X64Register[] OrderFor(LiveInterval interval) => _orders[(int)interval.Register.Class];

    private void Enqueue(LiveInterval interval) => _unhandled.Enqueue(interval, (interval.Start, interval.Register.Id));

    private void Advance(int position)
    {
        _active.RemoveAll(interval => interval.End <= position);
        _inactive.RemoveAll(interval => interval.End <= position);
        for (var index = _active.Count - 1; index >= 0; index--)
        {
            if (_active[index].Covers(position))
                continue;
            _inactive.Add(_active[index]);
            _active.RemoveAt(index);
        }
        for (var index = _inactive.Count - 1; index >= 0; index--)
        {
            if (!_inactive[index].Covers(position))
                continue;
            _active.Add(_inactive[index]);
            _inactive.RemoveAt(index);
        }
    }

    private bool TryTakeFreeRegister(LiveInterval current)
    {
        var order = OrderFor(current);
        foreach (var register in order)
            _freeUntil[(int)register] = _intervals.FirstConflict(current, register);
        foreach (var interval in _active)
            _freeUntil[(int)interval.Location.Register] = 0;
        foreach (var interval in _inactive)
        {
            ref var free = ref _freeUntil[(int)interval.Location.Register];
            free = Math.Min(free, current.FirstIntersection(interval.Ranges));
        }

        var choice = Preferred(current, order) ?? FreeForLongest(order, current.End);
        var until = _freeUntil[(int)choice];
        if (until >= current.End)
        {
            current.Location = Location.Of(choice);
            return true;
        }
        // What nothing but exits reads from here on is not carried from register to register.
        if (current.NextUse(current.Start) == int.MaxValue)
            return false;
        // Moves stand before instructions: at even positions.
        var split = until & ~1;
        if (split <= current.Start)
            return false;
        current.Location = Location.Of(choice);
        Enqueue(current.Split(BestSplit(Math.Max(current.Start, LastUseBefore(current, split)), split)));
        return true;
    }

    /// <summary>A register that is free for the whole interval and saves a move.</summary>
    private X64Register? Preferred(LiveInterval current, X64Register[] order)
    {
        var root = current.Root;
        return FirstFree(root.Hints) ?? FirstFreeOf(root.Phis) ?? FirstFree(root.LaterHints) ?? FirstFreeOf(root.Related);

        X64Register? FirstFree(List<X64Register> registers)
        {
            foreach (var register in registers)
            {
                if (IsFree(register))
                    return register;
            }
            return null;
        }

        X64Register? FirstFreeOf(List<VirtualRegister> values)
        {
            foreach (var value in values)
            {
                foreach (var part in _intervals[value].Parts)
                {
                    if (part.Location.IsRegister && IsFree(part.Location.Register))
                        return part.Location.Register;
                }
            }
            return null;
        }

        bool IsFree(X64Register register) => Array.IndexOf(order, register) >= 0 && _freeUntil[(int)register] >= current.End;
    }

    private X64Register FreeForLongest(X64Register[] order, int end)
    {
        var choice = order[0];
        foreach (var register in order)
        {
            if (Math.Min(_freeUntil[(int)register], end) > Math.Min(_freeUntil[(int)choice], end))
                choice = register;
        }
        return choice;
    }

    private void TakeRegisterFromOthers(LiveInterval current)
    {
        FindNextUses(current);
        var position = current.Start;
        var usable = OrderFor(current).Where(register => _freeUntil[(int)register] > position).ToList();
        var needed = current.NeedsRegisterAt(position);
        if (usable.Count == 0)
        {
            if (needed)
                throw new InternalCompilerException($"No register is left for {current.Register} at position {position}.");
            KeepInMemory(current);
            return;
        }
        // The register whose value is next used least deep in loops, then the one whose value is next used last.
        var depth = _intervals.BlockAt(position).LoopDepth;
        var choice = usable.MinBy(register => (DepthOf(_nextUses[(int)register], depth), -_nextUses[(int)register]));
        if (!needed && _nextUses[(int)choice] <= current.NextUse(position))
        {
            KeepInMemory(current);
            return;
        }

        current.Location = Location.Of(choice);
        var until = _freeUntil[(int)choice];
        if (until < current.End)
        {
            var split = until & ~1;
            if (split > position)
                Enqueue(current.Split(split));
            else
                KeepInMemory(current.Split(until));
        }
        Evict(current, choice);
    }

    /// <summary>For each register: where its values are used next, and from where on it is not to be had.</summary>
    private void FindNextUses(LiveInterval current)
    {
        var position = current.Start;
        foreach (var register in OrderFor(current))
            _nextUses[(int)register] = _freeUntil[(int)register] = _intervals.FirstConflict(current, register);
        foreach (var interval in _active)
        {
            var register = (int)interval.Location.Register;
            if (interval.NeedsRegisterAt(position))
                _freeUntil[register] = 0;
            else
                _nextUses[register] = Math.Min(_nextUses[register], interval.NextUse(position));
        }
        foreach (var interval in _inactive)
        {
            var register = (int)interval.Location.Register;
            if (current.FirstIntersection(interval.Ranges) < int.MaxValue)
                _nextUses[register] = Math.Min(_nextUses[register], interval.NextUse(position));
        }
    }

    private int DepthOf(int position, int limit) =>
        position == int.MaxValue ? 0 : Math.Min(_intervals.BlockAt(position).LoopDepth, limit);

    private void Evict(LiveInterval current, X64Register register)
    {
        var position = current.Start;
        foreach (var interval in _active.Where(interval => interval.Location.Register == register).ToList())
        {
            _active.Remove(interval);
            KeepInMemory(interval.Start == position ? interval : interval.Split(position));
        }
        foreach (var interval in _inactive.Where(interval => interval.Location.Register == register).ToList())
        {
            if (current.FirstIntersection(interval.Ranges) == int.MaxValue)
                continue;
            _inactive.Remove(interval);
            Enqueue(interval.Split(position));
        }
    }

    /// <summary>Puts an interval in memory, up to where a register is worth having again.</summary>
    private void KeepInMemory(LiveInterval interval)
    {
        if (interval.NeedsRegisterAt(interval.Start))
            throw new InternalCompilerException($"{interval.Register} needs a register at position {interval.Start}.");

        interval.Location = HomeOf(interval.Root);
        var reload = NextReload(interval);
        if (reload > interval.Start && reload < interval.End)
            Enqueue(interval.Split(BestSplit(interval.Start + 1, reload)));
    }

    /// <summary>The next use that needs a register, or reads memory when there is another one behind it.</summary>
    private static int NextReload(LiveInterval interval)
    {
        var uses = interval.Uses;
        for (var index = 0; index < uses.Count; index++)
        {
            var use = uses[index];
            if (use.Position <= interval.Start || use.Kind == UseKind.Any)
                continue;
            if (use.Kind == UseKind.Register || interval.NextUse(use.Position + 1) < int.MaxValue)
                return use.Position & ~1;
        }
        return -1;
    }

    private static int LastUseBefore(LiveInterval interval, int position)
    {
        var last = 0;
        foreach (var use in interval.Uses)
        {
            if (use.Position < position)
                last = use.Position;
        }
        return last;
    }

    /// <summary>Where to split between two positions: late, but not deeper in loops than need be.</summary>
    private int BestSplit(int earliest, int latest)
    {
        var best = latest;
        var depth = _intervals.BlockAt(latest).LoopDepth;
        var block = _intervals.BlockAt(latest);
        while (depth > 0 && _intervals.StartOf(block) > earliest)
        {
            // The start of a block belongs to its edges: they are outside of the loop when the block before is.
            var outside = _intervals.BlockAt(_intervals.StartOf(block) - 1).LoopDepth;
            if (outside < depth)
                (best, depth) = (_intervals.StartOf(block), outside);
            block = _intervals.BlockAt(_intervals.StartOf(block) - 1);
        }
        return best;
    }

    private Location HomeOf(LiveInterval root)
    {
        if (root.Home.IsMemory)
            return root.Home;

        var (start, end, words) = (root.Start, _valueEnds[root], root.Register.Bytes / VirtualRegister.WordBytes);
        var index = _slots.FindIndex(slot => slot.Words == words && slot.End <= start);
        if (index < 0)
        {
            // The search above looks at every slot: it must not go on for longer than a frame can grow.
            if (SlotCount + words > FrameLayout.MaxSlots)
                throw FrameLayout.TooLarge(_intervals.Source);
            index = _slots.Count;
            _slots.Add((SlotCount, words, 0));
            SlotCount += words;
        }
        _slots[index] = _slots[index] with { End = end };
        return root.Home = new Location(LocationKind.SpillSlot, _slots[index].Number);
    }
}

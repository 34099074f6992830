namespace Pyc.X64;

/// <summary>Which values each place is known to hold: the state of <see cref="AllocationChecker"/>.</summary>
internal sealed class PlaceStates
{
    /// <summary>Stands for what an instruction has put into a fixed register.</summary>
    private const int FixedResult = -1;

    private readonly Dictionary<Location, HashSet<int>> _held = [];
    private readonly Stack<HashSet<int>> _pushed = new();

    /// <summary>The arguments in registers that have not been overwritten are whatever is not written yet.</summary>
    private readonly HashSet<Location> _written = [];

    /// <summary>Values that have been held anywhere: only these need to be looked for when they are defined again.</summary>
    private readonly HashSet<int> _seen = [];

    private readonly IReadOnlyList<VirtualRegister> _registers;
    private readonly bool _hasVectors;

    /// <param name="registers">All registers, by number; those that are constants of edges are where their number is.</param>
    internal PlaceStates(IReadOnlyList<VirtualRegister> registers)
        : this(registers, registers.Any(register => register.IsVector))
    {
        foreach (var constant in registers.Where(register => register.Constant is not null))
            _held[new Location(LocationKind.Constant, constant.Constant!.Value)] = [constant.Id]; // not null, just seen
    }

    private PlaceStates(IReadOnlyList<VirtualRegister> registers, bool hasVectors) => (_registers, _hasVectors) = (registers, hasVectors);

    internal PlaceStates Clone()
    {
        var clone = new PlaceStates(_registers, _hasVectors);
        foreach (var (location, values) in _held)
            clone._held[location] = [.. values];
        clone._written.UnionWith(_written);
        clone._seen.UnionWith(_seen);
        return clone;
    }

    internal bool Holds(Location location, VirtualRegister value) => Holds(location, value.Id);

    /// <summary>Whether a register holds the last fixed result, or an argument of the function.</summary>
    internal bool HoldsFixed(X64Register register, bool isArgument)
    {
        var location = Location.Of(register);
        return isArgument ? !_written.Contains(location) : Holds(location, FixedResult);
    }

    internal string Describe(Location location) => _held.TryGetValue(location, out var values) && values.Count > 0
        ? $"holds register number {string.Join(", ", values)}"
        : "holds nothing known";

    /// <summary>Forgets a value wherever it is: it is about to be defined anew.</summary>
    internal void Forget(VirtualRegister value)
    {
        if (_seen.Add(value.Id))
            return;
        foreach (var values in _held.Values)
            values.Remove(value.Id);
    }

    /// <summary>Fixed registers mean something within a block only.</summary>
    internal void ForgetFixedResults()
    {
        foreach (var values in _held.Values)
            values.Remove(FixedResult);
    }

    /// <summary>Registers keep no vectors over what follows.</summary>
    internal void ForgetVectors()
    {
        foreach (var (location, values) in _held)
        {
            if (location.IsRegister)
                values.RemoveWhere(value => BytesOf(value) > VirtualRegister.WordBytes);
        }
    }

    internal void Define(Location location, VirtualRegister value)
    {
        Forget(value);
        Set(location, [value.Id], value.Bytes);
    }

    internal void DefineFixed(X64Register register) => Set(Location.Of(register), [FixedResult], VirtualRegister.WordBytes);

    /// <summary>Wherever a source was before, another value is now too.</summary>
    internal void Alias(PlaceStates before, VirtualRegister source, VirtualRegister alias)
    {
        _seen.Add(alias.Id);
        foreach (var (location, values) in before._held)
        {
            if (values.Contains(source.Id))
                _held[location].Add(alias.Id);
        }
    }

    internal void Apply(MoveStep step)
    {
        switch (step.Kind)
        {
            case MoveKind.Move:
                Set(step.To, Values(step.From, step.Bytes), step.Bytes);
                break;
            case MoveKind.Exchange:
                var (from, to) = (Values(step.From, step.Bytes), Values(step.To, step.Bytes));
                Set(step.From, to, step.Bytes);
                Set(step.To, from, step.Bytes);
                break;
            case MoveKind.Push:
                _pushed.Push(Values(step.From, step.Bytes));
                break;
            case MoveKind.Pop:
                Set(step.To, _pushed.Pop(), step.Bytes);
                break;
        }
    }

    /// <summary>Keeps what both know.</summary>
    /// <returns>Whether anything was lost.</returns>
    internal bool Intersect(PlaceStates other)
    {
        var changed = _written.Count != (_written.Count + other._written.Except(_written).Count());
        _written.UnionWith(other._written);
        _seen.UnionWith(other._seen);
        foreach (var (location, values) in _held)
        {
            var count = values.Count;
            values.IntersectWith(other.Values(location, int.MaxValue));
            changed |= values.Count != count;
        }
        return changed;
    }

    private bool Holds(Location location, int value) => _held.TryGetValue(location, out var values) && values.Contains(value);

    private int BytesOf(int value) => value == FixedResult ? VirtualRegister.WordBytes : _registers[value].Bytes;

    // A fixed result that a move copies is not one any more: instructions name the register. Of what is longer than the move a part is lost.
    private HashSet<int> Values(Location location, int bytes) => _held.TryGetValue(location, out var values)
        ? [.. values.Where(value => value != FixedResult && BytesOf(value) <= bytes)]
        : [];

    private void Set(Location location, HashSet<int> values, int bytes)
    {
        if (_hasVectors && location.Kind == LocationKind.SpillSlot)
            ForgetOverlapping(location.Number, bytes / VirtualRegister.WordBytes);
        _held[location] = values;
        _written.Add(location);
    }

    /// <summary>What lies in other slots that share words with one that is written is gone.</summary>
    private void ForgetOverlapping(long number, int words)
    {
        foreach (var (other, values) in _held)
        {
            if (other.Kind == LocationKind.SpillSlot && other.Number < number + words)
                values.RemoveWhere(value => other.Number + BytesOf(value) / VirtualRegister.WordBytes > number);
        }
    }
}

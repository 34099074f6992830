namespace Pyc.X64;

/// <summary>Which values each place is known to hold: the state of <see cref="AllocationChecker"/>.</summary>
/// <remarks>Sets of values are small and never changed, so that states can share them: a clone costs a copy of one array.</remarks>
internal sealed class PlaceStates
{
    /// <summary>Stands for what an instruction has put into a fixed register.</summary>
    private const int FixedResult = -1;

    private static readonly int[] s_fixedResult = [FixedResult];

    private readonly IReadOnlyList<VirtualRegister> _registers;
    private readonly bool _hasVectors;
    private readonly Dictionary<Location, int> _numbers;    // of places; all states of a function share it
    private readonly List<Location> _places;                // by number
    private readonly Stack<int[]> _pushed = new();
    private int[][] _held;                                  // by number of the place

    /// <summary>The arguments in registers that have not been overwritten are whatever is not written yet.</summary>
    private RegisterSet _written;

    /// <param name="registers">All registers, by number; those that are constants of edges are where their number is.</param>
    internal PlaceStates(IReadOnlyList<VirtualRegister> registers)
    {
        (_registers, _numbers, _places, _held) = (registers, [], [], []);
        _hasVectors = registers.Any(register => register.IsVector);
        foreach (var constant in registers)
        {
            if (constant.Constant is { } number)
                Set(new Location(LocationKind.Constant, number), [constant.Id], VirtualRegister.WordBytes);
        }
    }

    private PlaceStates(PlaceStates other)
    {
        (_registers, _hasVectors, _numbers, _places) = (other._registers, other._hasVectors, other._numbers, other._places);
        (_held, _written) = ((int[][])other._held.Clone(), other._written);
    }

    internal PlaceStates Clone() => new(this);

    internal bool Holds(Location location, VirtualRegister value) => Array.IndexOf(At(location), value.Id) >= 0;

    /// <summary>Whether a register holds the last fixed result, or an argument of the function.</summary>
    internal bool HoldsFixed(X64Register register, bool isArgument) =>
        isArgument ? !_written.Contains(register) : Array.IndexOf(At(Location.Of(register)), FixedResult) >= 0;

    internal string Describe(Location location) =>
        At(location) is { Length: > 0 } values ? $"holds register number {string.Join(", ", values)}" : "holds nothing known";

    /// <summary>Forgets a value wherever it is: it is about to be defined anew.</summary>
    internal void Forget(VirtualRegister value) => Forget(value.Id);

    /// <summary>Fixed registers mean something within a block only.</summary>
    internal void ForgetFixedResults() => Forget(FixedResult);

    /// <summary>Registers keep no vectors over what follows.</summary>
    internal void ForgetVectors()
    {
        for (var place = 0; place < _held.Length; place++)
        {
            if (_places[place].IsRegister)
                Keep(place, value => BytesOf(value) <= VirtualRegister.WordBytes);
        }
    }

    internal void Define(Location location, VirtualRegister value)
    {
        Forget(value);
        Set(location, [value.Id], value.Bytes);
    }

    internal void DefineFixed(X64Register register) => Set(Location.Of(register), s_fixedResult, VirtualRegister.WordBytes);

    /// <summary>Wherever a source was before, another value is now too.</summary>
    internal void Alias(PlaceStates before, VirtualRegister source, VirtualRegister alias)
    {
        for (var place = 0; place < before._held.Length; place++)
        {
            if (Array.IndexOf(before._held[place], source.Id) >= 0)
                _held[place] = [.. _held[place], alias.Id];
        }
    }

    internal void Apply(MoveStep step)
    {
        switch (step.Kind)
        {
            case MoveKind.Move:
                Set(step.To, Moved(step.From, step.Bytes), step.Bytes);
                break;
            case MoveKind.Exchange:
                var (from, to) = (Moved(step.From, step.Bytes), Moved(step.To, step.Bytes));
                Set(step.From, to, step.Bytes);
                Set(step.To, from, step.Bytes);
                break;
            case MoveKind.Push:
                _pushed.Push(Moved(step.From, step.Bytes));
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
        var changed = false;
        foreach (var register in other._written)
        {
            changed |= !_written.Contains(register);
            _written = _written.With(register);
        }
        for (var place = 0; place < _held.Length; place++)
        {
            var others = place < other._held.Length ? other._held[place] : [];
            changed |= _held[place] != others && Keep(place, value => Array.IndexOf(others, value) >= 0);
        }
        return changed;
    }

    private int BytesOf(int value) => value == FixedResult ? VirtualRegister.WordBytes : _registers[value].Bytes;

    private int[] At(Location location) => _numbers.TryGetValue(location, out var place) && place < _held.Length ? _held[place] : [];

    // A fixed result that a move copies is not one any more: instructions name the register. Of what is longer than the move a part is lost.
    private int[] Moved(Location location, int bytes) =>
        Array.FindAll(At(location), value => value != FixedResult && BytesOf(value) <= bytes);

    private void Forget(int value)
    {
        for (var place = 0; place < _held.Length; place++)
        {
            if (Array.IndexOf(_held[place], value) >= 0)
                Keep(place, other => other != value);
        }
    }

    /// <summary>Forgets what lies at a place save certain values; whether there was any.</summary>
    private bool Keep(int place, Predicate<int> isKept)
    {
        if (Array.TrueForAll(_held[place], isKept))
            return false;
        _held[place] = Array.FindAll(_held[place], isKept);
        return true;
    }

    private void Set(Location location, int[] values, int bytes)
    {
        if (!_numbers.TryGetValue(location, out var place))
        {
            _numbers[location] = place = _numbers.Count;
            _places.Add(location);
        }
        var known = _held.Length;
        if (place >= known)
        {
            Array.Resize(ref _held, _numbers.Count);
            Array.Fill(_held, [], known, _held.Length - known);
        }
        if (_hasVectors && location.Kind == LocationKind.SpillSlot)
            ForgetOverlapping(location.Number, bytes / VirtualRegister.WordBytes);
        _held[place] = values;
        if (location.IsRegister)
            _written = _written.With(location.Register);
    }

    /// <summary>What lies in other slots that share words with one that is written is gone.</summary>
    private void ForgetOverlapping(long number, int words)
    {
        for (var place = 0; place < _held.Length; place++)
        {
            var other = _places[place];
            if (other.Kind == LocationKind.SpillSlot && other.Number < number + words && _held[place].Length > 0)
                Keep(place, value => other.Number + BytesOf(value) / VirtualRegister.WordBytes <= number);
        }
    }
}

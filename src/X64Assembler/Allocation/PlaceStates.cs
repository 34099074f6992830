namespace Pyc.X64;

/// <summary>Which values each place is known to hold: the state of <see cref="AllocationChecker"/>.</summary>
/// <remarks>Sets of values are small and never changed, so that states can share them: a clone costs a copy of one array.</remarks>
internal sealed class PlaceStates
{
    /// <summary>Stands for what an instruction has put into a fixed register.</summary>
    private const int FixedResult = -1;

    private static readonly int[] s_fixedResult = [FixedResult];

    private readonly Dictionary<Location, int> _numbers;    // of places; all states of a function share it
    private readonly Stack<int[]> _pushed = new();
    private int[][] _held;                                  // by number of the place

    /// <summary>The arguments in registers that have not been overwritten are whatever is not written yet.</summary>
    private RegisterSet _written;

    /// <param name="constants">The constants of edges: each is where its number is.</param>
    internal PlaceStates(IEnumerable<VirtualRegister> constants)
    {
        (_numbers, _held) = ([], []);
        foreach (var constant in constants)
            Set(new Location(LocationKind.Constant, constant.Constant!.Value), [constant.Id]); // what makes it one
    }

    private PlaceStates(PlaceStates other)
    {
        (_numbers, _held, _written) = (other._numbers, (int[][])other._held.Clone(), other._written);
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

    internal void Define(Location location, VirtualRegister value)
    {
        Forget(value);
        Set(location, [value.Id]);
    }

    internal void DefineFixed(X64Register register) => Set(Location.Of(register), s_fixedResult);

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
                Set(step.To, Moved(step.From));
                break;
            case MoveKind.Exchange:
                var (from, to) = (Moved(step.From), Moved(step.To));
                Set(step.From, to);
                Set(step.To, from);
                break;
            case MoveKind.Push:
                _pushed.Push(Moved(step.From));
                break;
            case MoveKind.Pop:
                Set(step.To, _pushed.Pop());
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
            var (mine, others) = (_held[place], place < other._held.Length ? other._held[place] : []);
            if (mine == others || Array.TrueForAll(mine, value => Array.IndexOf(others, value) >= 0))
                continue;
            _held[place] = Array.FindAll(mine, value => Array.IndexOf(others, value) >= 0);
            changed = true;
        }
        return changed;
    }

    private int[] At(Location location) => _numbers.TryGetValue(location, out var place) && place < _held.Length ? _held[place] : [];

    // A fixed result that a move copies is not one any more: instructions name the register.
    private int[] Moved(Location location) => At(location) is var values && Array.IndexOf(values, FixedResult) < 0
        ? values
        : Array.FindAll(values, value => value != FixedResult);

    private void Forget(int value)
    {
        for (var place = 0; place < _held.Length; place++)
        {
            if (Array.IndexOf(_held[place], value) >= 0)
                _held[place] = Array.FindAll(_held[place], other => other != value);
        }
    }

    private void Set(Location location, int[] values)
    {
        if (!_numbers.TryGetValue(location, out var place))
            _numbers[location] = place = _numbers.Count;
        var known = _held.Length;
        if (place >= known)
        {
            Array.Resize(ref _held, Math.Max(place + 1, _numbers.Count));
            Array.Fill(_held, [], known, _held.Length - known);
        }
        _held[place] = values;
        if (location.IsRegister)
            _written = _written.With(location.Register);
    }
}

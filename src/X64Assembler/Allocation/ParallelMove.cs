namespace Pyc.X64;

/// <summary>Moves that happen all at once: every source is read before any target is written.</summary>
internal sealed class ParallelMove
{
    private readonly List<(Location From, Location To, VirtualRegister? Value)> _pending = [];

    internal bool IsEmpty => _pending.Count == 0;

    /// <summary>Adds a move. No two moves have the same target.</summary>
    internal void Add(Location from, Location to, VirtualRegister? value)
    {
        if (from != to)
            _pending.Add((from, to, value));
    }

    /// <summary>
    /// Puts the moves in an order that has the same effect one after the other; needs no free register. Linear.
    /// </summary>
    internal List<MoveStep> Resolve()
    {
        var steps = new List<MoveStep>(_pending.Count);
        if (_pending is [var only])
        {
            steps.Add(new MoveStep(MoveKind.Move, only.From, only.To, only.Value, BytesOf(only.Value)));
            return steps;
        }
        var byTarget = _pending.ToDictionary(move => move.To);
        var readers = new Dictionary<Location, int>();
        foreach (var move in _pending)
            readers[move.From] = readers.GetValueOrDefault(move.From) + 1;

        // What nobody reads any more can be written.
        var ready = new Stack<Location>(byTarget.Keys.Where(target => !readers.ContainsKey(target)));
        while (ready.TryPop(out var target))
        {
            byTarget.Remove(target, out var move);
            steps.Add(new MoveStep(MoveKind.Move, move.From, move.To, move.Value, BytesOf(move.Value)));
            if (--readers[move.From] == 0 && byTarget.ContainsKey(move.From))
                ready.Push(move.From);
        }

        // All that is left are circles, in which each place is read once.
        while (byTarget.Count > 0)
        {
            var circle = new List<(Location From, Location To, VirtualRegister? Value)>();
            for (var place = byTarget.Keys.First(); byTarget.Remove(place, out var move); place = move.From)
                circle.Add(move);
            Turn(circle, steps);
        }
        return steps;
    }

    /// <summary>Turns a circle, in which each move writes what the one before it reads.</summary>
    private static void Turn(List<(Location From, Location To, VirtualRegister? Value)> circle, List<MoveStep> steps)
    {
        if (circle.TrueForAll(move => move.To.IsRegister))
        {
            // What a place held has moved on to the place before it: the last exchange brings two of them home. Each may move any of them.
            var bytes = circle.Max(move => BytesOf(move.Value));
            foreach (var (from, to, value) in circle.SkipLast(1))
                steps.Add(new MoveStep(MoveKind.Exchange, from, to, value, bytes));
            return;
        }
        // Cut open through the stack.
        var last = circle[^1];
        steps.Add(new MoveStep(MoveKind.Push, last.From, default, last.Value, BytesOf(last.Value)));
        foreach (var (from, to, value) in circle.SkipLast(1))
            steps.Add(new MoveStep(MoveKind.Move, from, to, value, BytesOf(value)));
        steps.Add(new MoveStep(MoveKind.Pop, default, last.To, last.Value, BytesOf(last.Value)));
    }

    private static int BytesOf(VirtualRegister? value) => value?.Bytes ?? VirtualRegister.WordBytes;
}

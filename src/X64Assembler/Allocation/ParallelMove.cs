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

    /// <summary>Puts the moves in an order that has the same effect one after the other; needs no free register.</summary>
    internal List<MoveStep> Resolve()
    {
        var steps = new List<MoveStep>(_pending.Count);
        var popped = new Stack<MoveStep>();
        while (_pending.Count > 0)
        {
            var ready = _pending.FindIndex(move => !_pending.Exists(other => other.From == move.To));
            if (ready >= 0)
            {
                var (from, to, value) = _pending[ready];
                steps.Add(new MoveStep(MoveKind.Move, from, to, value));
                _pending.RemoveAt(ready);
                continue;
            }

            // All that is left are circles. One of registers turns by an exchange, any other one is cut open through the stack.
            var first = _pending[0];
            _pending.RemoveAt(0);
            if (first.From.IsRegister && first.To.IsRegister)
            {
                steps.Add(new MoveStep(MoveKind.Exchange, first.From, first.To, first.Value));
                for (var index = _pending.Count - 1; index >= 0; index--)
                {
                    var move = _pending[index];
                    if (move.From == first.To)
                        _pending[index] = move with { From = first.From };
                    if (_pending[index].From == _pending[index].To)
                        _pending.RemoveAt(index);
                }
                continue;
            }
            steps.Add(new MoveStep(MoveKind.Push, first.From, default, first.Value));
            popped.Push(new MoveStep(MoveKind.Pop, default, first.To, first.Value));
        }
        steps.AddRange(popped);
        return steps;
    }
}

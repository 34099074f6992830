using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Puts a loop around one that steps to a limit, which comes between so many rounds and the next: the rounds themselves stay as they are.</summary>
/// <remarks>
/// The loop then steps to what is nearer: its limit, or where a strip of rounds leads to. There a copy of the old test says whether it was the limit; if not, the next strip
/// begins, with everything as it would have been in the next round. M. Wolfe, "High Performance Compilers for Parallel Computing" (1996), chapter 9. Cost: linear in the phis of the header.
/// </remarks>
internal sealed class StripMining
{
    private readonly SteppedLoop _loop;
    private readonly HashSet<Block> _blocks;
    private readonly long _length;              // of a strip: what the number moves by
    private readonly Function _function;
    private readonly SourceLocation _origin;
    private readonly Func<Value, Interval> _rangeOf;
    private readonly Func<Value, bool> _isOfLoopBefore;

    private StripMining(SteppedLoop loop, HashSet<Block> blocks, long rounds, Func<Value, Interval> rangeOf, Func<Value, bool> isOfLoopBefore)
    {
        (_rangeOf, _isOfLoopBefore) = (rangeOf, isOfLoopBefore);
        _loop = loop;
        _blocks = blocks;
        _length = rounds * loop.Step;
        _function = loop.Loop.Header.Function;
        _origin = loop.Test.Origin;
    }

    private bool IsUp => _length > 0;

    /// <summary>Cuts a loop into strips.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="rounds">Rounds of a strip, 1 to 2³¹.</param>
    /// <param name="early">Where to find out the first strip, if its start is a constant: a terminator on all ways into the loop; null for the ways in themselves.</param>
    /// <param name="rangeOf">What is known of an int from before the loop.</param>
    /// <param name="isOfLoopBefore">Whether a number that the loop starts with is what another loop has come to.</param>
    /// <returns>The block between two strips; it ends in a jump.</returns>
    public static Block Run(SteppedLoop loop, HashSet<Block> blocks, long rounds, Value? early, Func<Value, Interval> rangeOf, Func<Value, bool> isOfLoopBefore) =>
        new StripMining(loop, blocks, rounds, rangeOf, isOfLoopBefore).Run(early);

    private Block Run(Value? early)
    {
        var header = _loop.Loop.Header;
        var (test, condition) = (_loop.Test, _loop.Test.Operands[0]);
        var end = test.Block!;                                                  // a terminator is in a block
        var phis = header.Phis.ToList();
        var counter = phis.IndexOf(_loop.Counter);
        // What each phi is where a strip begins that is not the first.
        var next = phis.ConvertAll(phi => _loop.TestsLast ? phi.Operands[EdgeFrom(end, header)] : phi);
        var (first, behind, between) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock());
        _function.Remarks?.NoteCopy(header, first);

        var starts = phis.ConvertAll(phi => first.Append(_function.NewValue(Op.Phi, [], _origin, phi.Type)));
        var nearer = first.Append(_function.NewValue(Op.Phi, [], _origin, IrType.Int64));
        foreach (var from in header.Predecessors.Where(block => !_blocks.Contains(block)).Distinct().ToList())
        {
            var given = phis.ConvertAll(phi => phi.Operands[EdgeFrom(from, header)]);
            var stripEnd = early is not null && given[counter].Op == Op.IntConstant ? FirstEnd(given[counter], early) : null;
            for (var way = 0; way < from.Successors.Count; way++)
            {
                if (from.Successors[way] == header)
                    Enter(from, way, given, stripEnd);
            }
        }
        first.Append(_function.NewValue(Op.Jump, [], _origin));
        first.AddSuccessor(header);
        for (var i = 0; i < phis.Count; i++)
            phis[i].AddOperand(starts[i]);

        var isEnd = Array.IndexOf([.. end.Successors], end.Successors.First(block => !_blocks.Contains(block)));
        var exit = end.Successors[isEnd];
        var results = exit.Phis.Select(phi => phi.Operands[EdgeFrom(end, exit)]).ToList();
        end.RedirectSuccessor(isEnd, behind);
        // What is needed behind the loop goes there along the edge, so that no more than before reads it in the loop.
        var behindLoop = new Dictionary<Value, Value>();
        var compared = Behind(_loop.Compared);
        next = next.ConvertAll(Behind);
        results = results.ConvertAll(Behind);
        var decides = behind.Append(_function.NewValue(Op.Branch, [condition], _origin));
        decides.SetOperand(0, Put(decides, Compare(compared, LimitAt(decides))));
        behind.AddSuccessor(isEnd == 1 ? between : exit);
        behind.AddSuccessor(isEnd == 1 ? exit : between);
        foreach (var (phi, result) in exit.Phis.Zip(results))
            phi.AddOperand(result);

        between.Append(_function.NewValue(Op.Jump, [], _origin));
        var nextEnd = NextEnd(compared, between.Terminator!);                   // just made
        between.AddSuccessor(first);
        for (var i = 0; i < starts.Count; i++)
            starts[i].AddOperand(next[i]);
        nearer.AddOperand(nextEnd);

        var goesOn = Compare(_loop.Compared, nearer);
        test.SetOperand(0, Put(test, goesOn));
        if (condition.Users.Count == 0)
            condition.Remove();
        return between;

        void Enter(Block from, int way, List<Value> given, Value? stripEnd)
        {
            if (stripEnd is null && from.Successors.Count > 1)
            {
                // What also goes elsewhere may do so often, as the loop before this one does.
                var edge = _function.NewBlock();
                edge.Append(_function.NewValue(Op.Jump, [], _origin));
                from.RedirectSuccessor(way, edge);
                edge.AddSuccessor(first);
                from = edge;
            }
            else
            {
                from.RedirectSuccessor(way, first);
            }
            stripEnd ??= _isOfLoopBefore(given[counter]) ? NoEnd(from.Terminator!) : FirstEnd(given[counter], from.Terminator!);    // a block has a terminator
            for (var i = 0; i < starts.Count; i++)
                starts[i].AddOperand(given[i]);
            nearer.AddOperand(stripEnd);
        }

        static Value Put(Value before, Value value)
        {
            before.InsertBefore(value);
            return value;
        }

        Value Behind(Value value)
        {
            if (value.Block is null || !_blocks.Contains(value.Block) || value.IsAnyConstant())
                return value;
            if (!behindLoop.TryGetValue(value, out var phi))
            {
                behindLoop[value] = phi = _function.NewValue(Op.Phi, [value], value.Origin, value.Type);
                behind.Insert(phi, behind.First);
            }
            return phi;
        }

        Value Compare(Value number, Value other) => _function.NewValue(
            condition.Op, _loop.LimitOperand == 1 ? [number, other] : [other, number], condition.Origin);
    }

    /// <summary>The end of the first strip.</summary>
    /// <param name="start">The number in its first round.</param>
    /// <param name="before">What it is computed before.</param>
    private Value FirstEnd(Value start, Value before)
    {
        // The test compares what lies ahead of the number.
        var way = _length + _loop.Ahead;
        var nearest = IsUp ? Op.IntMin : Op.IntMax;
        var limit = LimitAt(before);
        if (start.Op == Op.IntConstant)
        {
            var sum = (Int128)start.Immediate + way;
            return sum > long.MaxValue || sum < long.MinValue ? limit : before.Make(nearest, limit, before.MakeInt((long)sum));
        }
        // Whether it is still a number of 64 bits behind the strip.
        var least = IsUp ? long.MinValue : long.MinValue - Math.Min(way, _length);
        var most = IsUp ? long.MaxValue - Math.Max(way, _length) : long.MaxValue;
        var end = before.Make(nearest, limit, before.Make(Op.IntAddWrap, start, before.MakeInt(way)));
        if (_rangeOf(start).IsWithin(Interval.Of(least, most)))
            return end;
        var fits = IsUp ? before.Make(Op.IntLessOrEqual, start, before.MakeInt(most)) : before.Make(Op.IntGreaterOrEqual, start, before.MakeInt(least));
        return before.Make(Op.Select, fits, end, limit);
    }

    /// <summary>The end of the next strip, where the limit is not reached yet: the way to it is a number of 64 bits without a sign.</summary>
    /// <param name="number">What was compared with the limit.</param>
    /// <param name="before">What it is computed before.</param>
    private Value NextEnd(Value number, Value before)
    {
        var limit = LimitAt(before);
        var left = IsUp ? before.Make(Op.IntSubWrap, limit, number) : before.Make(Op.IntSubWrap, number, limit);
        var isFar = before.Make(Op.UIntLess, before.MakeUnsigned((ulong)Math.Abs(_length)), before.Make(Op.UIntFromBits, left));
        return before.Make(Op.Select, isFar, before.Make(Op.IntAddWrap, number, before.MakeInt(_length)), limit);
    }

    /// <summary>
    /// An end of no round at all: the loop comes to the copy of its test at once, or behind its first round, and finds out there how long the next strip is. Where a loop is only
    /// the rest of another, it mostly has nothing to do.
    /// </summary>
    private Value NoEnd(Value before) => before.MakeInt(IsUp ? long.MinValue : long.MaxValue);

    // A constant may stand in the loop, which is where it is used.
    private Value LimitAt(Value before) => _loop.Limit.Op == Op.IntConstant ? before.MakeInt(_loop.Limit.Immediate) : _loop.Limit;

    private static int EdgeFrom(Block from, Block to)
    {
        for (var edge = 0; edge < to.Predecessors.Count; edge++)
        {
            if (to.Predecessors[edge] == from)
                return edge;
        }
        throw new ArgumentException($"{from} does not lead to {to}.");
    }
}

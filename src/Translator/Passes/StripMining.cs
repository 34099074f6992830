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

    private StripMining(SteppedLoop loop, HashSet<Block> blocks, long rounds)
    {
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
    /// <param name="placeBefore">
    /// Where to compute, of a block that leads into the loop, what is known as soon as the limit is: a terminator that comes before the loop.
    /// </param>
    /// <returns>The block between two strips; it ends in a jump.</returns>
    public static Block Run(SteppedLoop loop, HashSet<Block> blocks, long rounds, Func<Block, Value> placeBefore) =>
        new StripMining(loop, blocks, rounds).Run(placeBefore);

    private Block Run(Func<Block, Value> placeBefore)
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
            var isKnown = given[counter].Op == Op.IntConstant;
            var stripEnd = StripEnd(given[counter], isKnown ? placeBefore(from) : from.Terminator!);     // a block has a terminator
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
        var decides = behind.Append(_function.NewValue(Op.Branch, [condition], _origin));
        decides.SetOperand(0, Put(decides, Compare(LimitAt(decides))));
        behind.AddSuccessor(isEnd == 1 ? between : exit);
        behind.AddSuccessor(isEnd == 1 ? exit : between);
        foreach (var (phi, result) in exit.Phis.Zip(results))
            phi.AddOperand(result);

        between.Append(_function.NewValue(Op.Jump, [], _origin));
        var nextEnd = StripEnd(next[counter], between.Terminator!);      // just made
        between.AddSuccessor(first);
        for (var i = 0; i < starts.Count; i++)
            starts[i].AddOperand(next[i]);
        nearer.AddOperand(nextEnd);

        var goesOn = Compare(nearer);
        test.SetOperand(0, Put(test, goesOn));
        if (condition.Users.Count == 0)
            condition.Remove();
        return between;

        void Enter(Block from, int way, List<Value> given, Value stripEnd)
        {
            from.RedirectSuccessor(way, first);
            for (var i = 0; i < starts.Count; i++)
                starts[i].AddOperand(given[i]);
            nearer.AddOperand(stripEnd);
        }

        static Value Put(Value before, Value value)
        {
            before.InsertBefore(value);
            return value;
        }

        Value Compare(Value other) => _function.NewValue(
            condition.Op, _loop.LimitOperand == 1 ? [_loop.Compared, other] : [other, _loop.Compared], condition.Origin);
    }

    /// <summary>The end of a strip: where a number of rounds leads to, or the limit where that comes first, or where the sum would not fit 64 bits.</summary>
    /// <param name="start">The number in its first round.</param>
    /// <param name="before">What it is computed before.</param>
    private Value StripEnd(Value start, Value before)
    {
        // The test compares what lies ahead of the number.
        var way = _length + _loop.Ahead;
        var limit = LimitAt(before);
        var nearest = IsUp ? Op.IntMin : Op.IntMax;
        if (start.Op == Op.IntConstant)
        {
            var sum = (Int128)start.Immediate + way;
            return sum > long.MaxValue || sum < long.MinValue ? limit : before.Make(nearest, limit, before.MakeInt((long)sum));
        }
        // So many rounds later it is still a number of 64 bits.
        var fits = IsUp
            ? before.Make(Op.IntLessOrEqual, start, before.MakeInt(long.MaxValue - Math.Max(way, _length)))
            : before.Make(Op.IntGreaterOrEqual, start, before.MakeInt(long.MinValue - Math.Min(way, _length)));
        var end = before.Make(nearest, limit, before.Make(Op.IntAddWrap, start, before.MakeInt(way)));
        return before.Make(Op.Select, fits, end, limit);
    }

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

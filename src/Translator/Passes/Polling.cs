using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Lets code ask, every now and then and wherever it may run for long, whether it is to end: places each <see cref="Op.Poll"/>.</summary>
/// <remarks>
/// <para>
/// Between two polls, or checks of the stack, which are as good, lie some hundred thousand operations at most. So a loop that ends before polls nowhere. One without loops in it
/// that steps to a limit is cut into strips (<see cref="StripMining"/>) and polls between them; another polls once a round, where every round comes by, unless it calls what does. What is called checks
/// the stack where it calls in its turn, so a call tree or a recursion asks as well; what calls nothing polls where it begins, unless it is short.
/// </para>
/// <para>
/// Runs last, on all functions of a unit that were put in the places of their calls before: no pass that changes loops has to know polls. Keeps values, and loops but for the strips around them. Needs
/// <see cref="LoopForest"/>. Cost: linear, times the depth of nesting at worst.
/// </para>
/// </remarks>
public sealed class Polling : IPass
{
    private const long MostOfLeaf = 256;            // of what is called and neither calls nor polls
    private const long MostOfStripped = 64;         // of a round: of more a poll is a small part
    private const int CostOfCall = 16;

    private readonly HashSet<Function> _called;

    /// <summary>For the functions of a unit.</summary>
    /// <param name="called">Those that are called by others, or by themselves.</param>
    public Polling(IEnumerable<Function> called) => _called = [.. called];

    /// <inheritdoc/>
    public string Name => "polling";

    /// <summary>The operations between two polls, about: some of them take many cycles.</summary>
    internal long MostBetween { get; init; } = 1 << 18;

    /// <summary>For a unit.</summary>
    /// <param name="unit">The unit, as it is now.</param>
    public static Polling Of(CallGraph unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return new Polling(unit.Functions.SelectMany(unit.CalleesOf));
    }

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var changed = false;
        if (HasWayBack(function))
        {
            var plan = new LoopPlan(function, MostBetween);
            foreach (var (loop, blocks, weight) in plan.ToStrip.AsEnumerable().Reverse())       // what comes out of one may go into the next
                PollBetweenStrips(loop, blocks, weight, plan);
            changed = plan.ToStrip.Count > 0 | PollEachRound(function, plan);
            if (!_called.Contains(function) || plan.WeightOutside <= MostOfLeaf)
                return changed;
        }
        else if (!_called.Contains(function) || function.ReversePostOrder.Sum(WeightOf) <= MostOfLeaf)
        {
            return false;
        }
        if (!AsksAtEntry(function))
        {
            var first = function.Entry.First(value => value.Op != Op.Parameter);    // a block has a terminator
            Poll(first, first.Origin);
            changed = true;
        }
        return changed;
    }

    private static bool HasWayBack(Function function)
    {
        var seen = new HashSet<Block>();
        foreach (var block in function.ReversePostOrder)
        {
            seen.Add(block);
            if (block.Successors.Any(seen.Contains))
                return true;
        }
        return false;
    }

    private static long WeightOf(Block block)
    {
        var weight = 0L;
        foreach (var value in block)
            weight += value.Op == Op.FrameState || value.IsAnyConstant() ? 0 : value.Op is Op.Call or Op.RuntimeCall || value.Info.IsFloatCall ? CostOfCall : 1;
        return weight;
    }

    private static bool AsksAtEntry(Function function) => function.Entry.Any(value => value.Op is Op.CheckStack or Op.Poll);

    private static void Poll(Value before, in SourceLocation origin) =>
        before.InsertBefore(before.Block!.Function.NewValue(Op.Poll, [], origin, reason: ExitReason.Stop));    // it is in a block

    private void PollBetweenStrips(SteppedLoop loop, HashSet<Block> blocks, long weight, LoopPlan plan)
    {
        var between = StripMining.Run(loop, blocks, Math.Max(MostBetween / Math.Max(weight, 1), 1), plan.BeforeLoops(loop), plan.RangeOf, start => plan.IsOfOtherLoop(start, loop.Loop));
        Poll(between.First!, PlaceOf(loop.Test, loop.Loop.Header));   // it has a terminator
        plan.Settled.Add(between.Successors[0]);
    }

    /// <summary>Lets all loops that are not settled poll once a round.</summary>
    private static bool PollEachRound(Function function, LoopPlan plan)
    {
        if (plan.IsSettled)
            return false;
        var changed = false;
        var dominators = DominatorTree.Of(function);                // strips have added blocks
        var forest = LoopForest.Of(function, dominators);
        foreach (var loop in forest.Loops.Where(loop => !plan.Settled.Contains(loop.Header)))
        {
            if (loop.IsIrreducible)
                changed |= PollOnWaysBack(function, loop, forest);
            else
                changed |= PollEachRound(loop, forest, dominators);
        }
        return changed;
    }

    private static bool PollEachRound(Loop loop, LoopForest forest, DominatorTree dominators)
    {
        // What comes by in every round dominates all that leads back.
        var last = loop.Header.Predecessors.Where(block => forest.Contains(loop, block)).Aggregate(dominators.CommonDominator);
        for (var block = last; ; block = dominators.ImmediateDominator(block)!)     // the header dominates all blocks of the loop
        {
            if (block.Any(value => value.Op == Op.Call && AsksAtEntry(value.Callee!)))      // a call has one
                return false;
            if (block == loop.Header)
                break;
        }
        Poll(last.Terminator!, PlaceOf(last.Terminator!, loop.Header));             // a block has a terminator
        return true;
    }

    /// <summary>Where a cycle can be entered in several places no block need be on all cycles: one edge of each goes back in the order of the blocks.</summary>
    private static bool PollOnWaysBack(Function function, Loop loop, LoopForest forest)
    {
        var seen = new HashSet<Block>();
        foreach (var block in function.ReversePostOrder.Where(block => forest.Contains(loop, block)))
        {
            seen.Add(block);
            if (block.Successors.Any(seen.Contains))
                Poll(block.Terminator!, PlaceOf(block.Terminator!, loop.Header));   // likewise
        }
        return true;
    }

    /// <summary>The place in Python of a value, or of the first in a block that has one.</summary>
    private static SourceLocation PlaceOf(Value value, Block otherwise) =>
        value.Origin.Index >= 0 ? value.Origin : otherwise.Select(other => other.Origin).FirstOrDefault(origin => origin.Index >= 0, value.Origin);

    /// <summary>What is to be done with which loop, found out before any of them changes.</summary>
    private sealed class LoopPlan
    {
        private readonly DominatorTree _dominators;
        private readonly LoopForest _forest;
        private readonly int _blockCount;
        private readonly IntegerRanges? _ranges;                // where some loop starts with what is not known

        internal LoopPlan(Function function, long mostBetween)
        {
            _blockCount = function.BlockCount;
            _dominators = DominatorTree.Of(function);
            _forest = LoopForest.Of(function, _dominators);
            var blocks = _forest.Loops.ToDictionary(loop => loop, _ => new HashSet<Block>());
            var weights = _forest.Loops.ToDictionary(loop => loop, _ => (Int128)0);     // of a round, with the loops in it that poll nowhere
            foreach (var block in function.ReversePostOrder)
            {
                if (_forest.LoopOf(block) is not { } loop)
                {
                    WeightOutside += WeightOf(block);
                    continue;
                }
                weights[loop] += WeightOf(block);
                blocks[loop].Add(block);
            }
            var outer = _forest.Loops.Select(loop => loop.Parent).OfType<Loop>().ToHashSet();
            foreach (var loop in _forest.Loops.Reverse())                               // inner ones first
            {
                var stepped = SteppedLoop.Of(loop, block => _forest.Contains(loop, block));
                var around = loop.Parent is { } parent ? weights[parent] : WeightOutside;
                var rounds = stepped is not null ? MostRoundsOf(stepped) : ShrinkingLoop.Is(loop, block => _forest.Contains(loop, block)) ? ShrinkingLoop.MostRounds : null;
                if (rounds * weights[loop] is { } all && around + all <= mostBetween)
                {
                    if (loop.Parent is null)
                        WeightOutside += (long)all;
                    else
                        weights[loop.Parent] += all;
                    Settled.Add(loop.Header);
                }
                else if (stepped is not null && !outer.Contains(loop) && weights[loop] <= MostOfStripped)
                {
                    ToStrip.Add((stepped, blocks[loop], (long)weights[loop]));
                    Settled.Add(loop.Header);
                }
                else
                {
                    IsSettled = false;
                }
            }
            if (ToStrip.Exists(one => StartsOf(one.Loop).Any(start => start.Op != Op.IntConstant && !IsOfOtherLoop(start, one.Loop.Loop))))
                _ranges = IntegerRanges.Of(function);
        }

        /// <summary>Operations outside of loops, and in those that poll nowhere.</summary>
        internal long WeightOutside { get; private set; }

        /// <summary>The loops that are to be cut into strips, with their blocks and the weight of a round.</summary>
        internal List<(SteppedLoop Loop, HashSet<Block> Blocks, long Weight)> ToStrip { get; } = [];

        /// <summary>The heads of loops that need no poll in each round.</summary>
        internal HashSet<Block> Settled { get; } = [];

        /// <summary>Whether none does.</summary>
        internal bool IsSettled { get; } = true;

        /// <summary>The range of an int as it was before any loop changed.</summary>
        internal Interval RangeOf(Value value) => _ranges?.Of(value) ?? Interval.All;

        /// <summary>Whether a value comes out of a loop that another is not in; what has been added since is such a value.</summary>
        internal bool IsOfOtherLoop(Value value, Loop loop) =>
            value.Block!.Id >= _blockCount || (_forest.LoopOf(value.Block) is { } of && !_forest.Contains(of, loop.Header));   // operands are in blocks

        /// <summary>The end of a block before a loop that is in fewer loops, where the limit of the loop is known; null where there is none.</summary>
        internal Value? BeforeLoops(SteppedLoop loop)
        {
            Block? place = null;
            for (var around = loop.Loop.Parent; around is not null; around = around.Parent)
            {
                var before = _dominators.ImmediateDominator(around.Header);
                while (before is not null && _forest.LoopOf(before) != around.Parent)
                    before = _dominators.ImmediateDominator(before);
                if (before is null || (loop.Limit.Op != Op.IntConstant && !_dominators.Dominates(loop.Limit.Block!, before)))   // operands are in blocks
                    break;
                place = before;
            }
            return place?.Terminator;
        }

        private Int128? MostRoundsOf(SteppedLoop loop)
        {
            Int128? most = 0;
            foreach (var start in StartsOf(loop))
                most = loop.RoundsFrom(start) is { } rounds && most is { } known ? Int128.Max(known, rounds) : null;
            return most;
        }

        private IEnumerable<Value> StartsOf(SteppedLoop loop) =>
            loop.Counter.Operands.Where((_, edge) => !_forest.Contains(loop.Loop, loop.Loop.Header.Predecessors[edge]));
    }
}

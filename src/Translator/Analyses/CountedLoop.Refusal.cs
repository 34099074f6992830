using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

internal sealed partial class CountedLoop
{
    /// <summary>Why other loops of a function than those that count do not, or are not looked at.</summary>
    /// <param name="function">The function.</param>
    /// <param name="forest">Its loops.</param>
    /// <param name="counted">Those that count.</param>
    public static IEnumerable<(Loop Loop, LoopRefusal Refusal)> Others(Function function, LoopForest forest, IReadOnlyList<CountedLoop> counted)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(forest);
        var outer = forest.Loops.Select(loop => loop.Parent).OfType<Loop>().ToHashSet();
        var known = counted.Select(loop => loop.Loop).ToHashSet();
        var blocks = function.ReversePostOrder.Where(block => forest.LoopOf(block) is not null).ToLookup(block => forest.LoopOf(block)!);   // those of innermost loops are all of theirs
        foreach (var loop in forest.Loops)
        {
            if (outer.Contains(loop))
                yield return (loop, new LoopRefusal(LoopObstacle.ContainsLoop));
            else if (!known.Contains(loop))
                yield return (loop, WhyUncounted(loop, [.. blocks[loop]]));
        }
    }

    private static LoopRefusal WhyUncounted(Loop loop, HashSet<Block> isInside)
    {
        var header = loop.Header;
        var outside = header.Predecessors.Where(block => !isInside.Contains(block)).ToList();
        if (loop.IsIrreducible || outside is not [{ Terminator: not null } preheader])
            return new LoopRefusal(LoopObstacle.SeveralEntries);
        var latches = header.Predecessors.Where(isInside.Contains).Distinct().ToList();
        var ends = latches is [var latch] && latch != header ? [header, latch] : new[] { header };
        var refusal = new LoopRefusal(LoopObstacle.NoTest);
        foreach (var block in ends.Where(block => block.Terminator is { Op: Op.Branch } && LeavesOneWay(block, isInside, out _)))
        {
            refusal = WhyNoTest(block.Terminator!.Operands[0], header, preheader, isInside);   // a branch
            if (refusal.Obstacle != LoopObstacle.NoIntComparison)
                return refusal;
        }
        return refusal;
    }

    private static LoopRefusal WhyNoTest(Value condition, Block header, Block preheader, HashSet<Block> isInside)
    {
        if (condition.Op == Op.BoolNot)
            condition = condition.Operands[0];
        if (condition.Op is not (Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual))
            return new LoopRefusal(LoopObstacle.NoIntComparison, condition);
        var counts = condition.Operands.Take(2).Select(operand => IsSum(operand, out var other, out _) ? other : operand)
            .Where(operand => operand.Op == Op.Phi && operand.Block == header && NextOf(operand, preheader) is { } next && IsSum(next, out var before, out var step) && before == operand && step == 1).ToList();
        if (counts.Count == 0)
            return new LoopRefusal(LoopObstacle.NoCounter, condition);
        return condition.Operands.Take(2).Any(operand => IsInvariant(operand, isInside))
            ? new LoopRefusal(LoopObstacle.NoTest, condition)
            : new LoopRefusal(LoopObstacle.ChangingEnd, condition);
    }
}

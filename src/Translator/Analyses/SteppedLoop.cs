using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>A loop that goes on while a number, which moves by the same step in each round, has not come to a limit, which stays.</summary>
/// <remarks>
/// More than a <see cref="CountedLoop"/>: any constant step up or down, so main loops and loops of vectors are among them, and any number of ways in. The test stands at the
/// end of the header, and then what stands before it there may be done again, or at the end of the only block that leads back. Holds until the function changes.
/// </remarks>
internal sealed class SteppedLoop
{
    private const long MaxAhead = 1 << 20;  // of what the test compares, before the counter
    private const long MaxStep = 1 << 20;

    private SteppedLoop(Loop loop, Value test, bool goesOnIf, Value counter, long step, Value compared, long ahead, int limitOperand)
    {
        Loop = loop;
        Test = test;
        GoesOnIf = goesOnIf;
        Counter = counter;
        Step = step;
        Compared = compared;
        Ahead = ahead;
        LimitOperand = limitOperand;
    }

    /// <summary>The loop.</summary>
    public Loop Loop { get; }

    /// <summary>The branch that decides whether it goes on; its condition is a comparison of signed ints.</summary>
    public Value Test { get; }

    /// <summary>What the condition is then.</summary>
    public bool GoesOnIf { get; }

    /// <summary>The number: a phi of the header.</summary>
    public Value Counter { get; }

    /// <summary>What is added to it in each round: positive where it goes on below the limit, negative where it goes on above.</summary>
    public long Step { get; }

    /// <summary>What the test compares: <see cref="Counter"/> plus <see cref="Ahead"/>.</summary>
    public Value Compared { get; }

    /// <summary>See <see cref="Compared"/>.</summary>
    public long Ahead { get; }

    /// <summary>Which operand of the comparison the limit is.</summary>
    public int LimitOperand { get; }

    /// <summary>A constant, or a value from outside.</summary>
    public Value Limit => Test.Operands[0].Operands[LimitOperand];

    /// <summary>Whether the test is the end of a round, and not its beginning.</summary>
    public bool TestsLast => Test.Block!.Successors.Contains(Loop.Header);     // a terminator is in a block

    /// <summary>Recognises one.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="isInside">Whether a block is one of its, or of loops in it.</param>
    public static SteppedLoop? Of(Loop loop, Func<Block, bool> isInside)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(isInside);
        if (loop.IsIrreducible)
            return null;
        var header = loop.Header;
        var latches = header.Predecessors.Where(isInside).Distinct().ToList();
        if (!latches.Contains(header) && header.All(IsRepeatable) && Match(loop, header, isInside) is { } first)
            return first;
        return latches is [var latch] ? Match(loop, latch, isInside) : null;
    }

    /// <summary>The most rounds that it has from one start to one limit; null where these are not known.</summary>
    /// <param name="start">The number in the first round.</param>
    public Int128? RoundsFrom(Value start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.Op != Op.IntConstant || Limit.Op != Op.IntConstant)
            return null;
        var way = (Int128)Limit.Immediate - start.Immediate - Ahead;
        return Int128.Max(Step > 0 ? way : -way, 0) / Math.Abs(Step) + 2;       // where it tests last, or the limit counts
    }

    private static bool IsRepeatable(Value value) => !value.Has(Effects.Writes) && !value.Has(Effects.Ordered);

    private static SteppedLoop? Match(Loop loop, Block block, Func<Block, bool> isInside)
    {
        if (block.Terminator is not { Op: Op.Branch } test || isInside(block.Successors[0]) == isInside(block.Successors[1]))
            return null;
        var condition = test.Operands[0];
        if (condition.Op is not (Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual))
            return null;
        var goesOnIf = isInside(block.Successors[0]);
        for (var operand = 0; operand < 2; operand++)
        {
            var (compared, limit) = (condition.Operands[operand], condition.Operands[1 - operand]);
            if (limit.Op != Op.IntConstant && (limit.Block is null || isInside(limit.Block)))
                continue;
            var counter = compared;
            if (IsMoved(compared, out var other, out var ahead))
                counter = other;
            if (counter.Op != Op.Phi || counter.Block != loop.Header || StepOf(counter, isInside) is not { } step || ahead is < -MaxAhead or > MaxAhead)
                continue;
            var isBelow = (condition.Op is Op.IntLess or Op.IntLessOrEqual) == (operand == 0) == goesOnIf;
            if (isBelow == step > 0)
                return new SteppedLoop(loop, test, goesOnIf, counter, step, compared, ahead, 1 - operand);
        }
        return null;
    }

    private static long? StepOf(Value counter, Func<Block, bool> isInside)
    {
        long? step = null;
        for (var i = 0; i < counter.Operands.Count; i++)
        {
            if (!isInside(counter.Block!.Predecessors[i]))               // a phi of a header is in a block
                continue;
            if (!IsMoved(counter.Operands[i], out var before, out var by) || before != counter || (step ?? by) != by)
                return null;
            step = by;
        }
        return step is not 0 and >= -MaxStep and <= MaxStep ? step : null;
    }

    /// <summary>Whether a value is another plus a constant.</summary>
    private static bool IsMoved(Value value, out Value other, out long by)
    {
        (other, by) = (value, 0);
        if (value.Op is Op.IntAdd or Op.IntAddWrap)
        {
            var constant = value.Operands[1].Op == Op.IntConstant ? 1 : 0;
            if (value.Operands[constant].Op != Op.IntConstant)
                return false;
            (other, by) = (value.Operands[1 - constant], value.Operands[constant].Immediate);
            return true;
        }
        if (value.Op is not (Op.IntSub or Op.IntSubWrap) || value.Operands[1] is not { Op: Op.IntConstant, Immediate: > long.MinValue } subtracted)
            return false;
        (other, by) = (value.Operands[0], -subtracted.Immediate);
        return true;
    }
}

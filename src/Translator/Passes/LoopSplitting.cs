using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Puts a copy of a counted loop before it that needs not check what a limit for its rounds, found out before, says.</summary>
/// <remarks>
/// The copy is a <see cref="MainLoop"/>: the loop itself stays behind it as it is, does the rounds that are left, and all of them where nothing can be said before. So what
/// raises does so where it did. R. Gupta, "Optimizing array bound checks using flow analysis" (1993), moves checks out of loops likewise; P. Würthinger, C. Wimmer, H. Mössenböck,
/// "Array bounds check elimination for the Java HotSpot client compiler" (2007), leave compiled code where that fails. Only innermost loops that save a check, and are not too large for what they save.
/// Keeps loops otherwise. Needs <see cref="LoopForest"/>. Cost: linear; a loop at most doubles.
/// </remarks>
public sealed class LoopSplitting : IPass
{
    private const int MostOperations = 50;       // of a loop that is copied
    private const int MostForACheck = 10;        // more of them for each check that it needs not make
    private const int MostOfAll = 200;
    private const int MostExitsVisited = 16;     // blocks behind loops that are looked at, for each value of the function

    /// <inheritdoc/>
    public string Name => "loop-splitting";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var changed = function.RemoveUnreachableBlocks();
        var results = 0;
        var mostVisits = function.ValueCount * MostExitsVisited;
        var forest = LoopForest.Of(function);
        var loops = CountedLoop.In(function, forest, byRounds: true);
        if (function.Remarks is { } remarks)
        {
            foreach (var (loop, refusal) in CountedLoop.Others(function, forest, loops))
                remarks.NoteRefusal(RemarkKind.NoMainLoop, loop, forest, refusal);
        }
        foreach (var loop in loops)
        {
            var conditions = results <= mostVisits ? ConditionsOf(loop, out var refusal) : Refuse(LoopObstacle.FunctionTooLarge, out refusal);
            if (conditions is null)
            {
                function.Remarks?.NoteRefusal(RemarkKind.NoMainLoop, loop.Loop, forest, refusal);
                loop.RemoveRounds();
                continue;
            }
            if (function.Remarks?.LoopOf(loop.Loop, forest) is { } known)
                known.CheckedBefore ??= [.. conditions.Checked.Select(check => (check.ExitsFor, RemarkCollection.InModule(check.Origin)))];
            results += Split(loop, conditions);
            changed = true;
        }
        return changed;
    }

    /// <summary>What is to be found out before a main loop; <see langword="null"/> where there is to be none.</summary>
    private static SplitConditions? ConditionsOf(CountedLoop loop, out LoopRefusal refusal)
    {
        var size = SizeOf(loop);
        if (!loop.IsInnermost)
            return Refuse(LoopObstacle.ContainsLoop, out refusal);
        if (size > MostOfAll)
            return Refuse(LoopObstacle.TooManyOperations, out refusal, size);
        if (SplitConditions.Of(loop, out refusal) is not { } conditions)
            return null;
        var gains = conditions.Gains;
        if (gains > 0 && size <= MostOperations + gains * MostForACheck && (!HasOtherExits(loop, conditions) || LoopResults.CanRewrite(loop)))
            return conditions;
        conditions.Discard();
        if (gains > 0)
            return Refuse(size > MostOperations + gains * MostForACheck ? LoopObstacle.TooLargeForChecks : LoopObstacle.LeavesWithValues, out refusal, size);
        var check = loop.Blocks.SelectMany(block => block).FirstOrDefault(value => value.Has(Effects.Check) || value.Has(Effects.MayOverflow));
        return Refuse(check is null ? LoopObstacle.NoCheckToSave : LoopObstacle.NotLinear, out refusal, at: check);
    }

    private static SplitConditions? Refuse(LoopObstacle obstacle, out LoopRefusal refusal, int number = 0, Value? at = null)
    {
        refusal = new LoopRefusal(obstacle, at, number);
        return null;
    }

    private static int SizeOf(CountedLoop loop) => loop.Blocks.Sum(block => block.Count(value => value.Op != Op.FrameState && !value.IsAnyConstant()));

    private static int Split(CountedLoop loop, SplitConditions conditions)
    {
        var main = MainLoop.Before(loop, conditions.Limits, step: 1);
        conditions.Demand(main);
        var hasOtherExits = HasOtherExits(loop, conditions);
        var copy = new LoopCopy(loop, main, conditions);
        copy.Fill(1);
        if (!hasOtherExits)
            return 0;
        var results = new LoopResults();
        results.Rewrite(loop, copy.Rounds);
        return results.Visits;
    }

    private static bool HasOtherExits(CountedLoop loop, SplitConditions conditions) =>
        loop.Blocks.Any(block => block.Terminator != loop.Test && !conditions.IsNeedless(block.Terminator!) && block.Successors.Any(successor => !loop.Contains(successor)));
}

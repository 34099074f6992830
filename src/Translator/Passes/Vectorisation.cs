using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Lets loops over arrays do several rounds at once, in the lanes of vectors.</summary>
/// <remarks>
/// Before an innermost loop that counts, a <see cref="MainLoop"/> does the most of its rounds: see <see cref="VectorisationPlan"/> for which loops that can be, and <see cref="VectorisationEmission"/> for
/// how it is made. The original loop does what is left, and whatever exits. Where <see cref="Function.VectorLanes"/> is 0 nothing is changed. Cost: linear.
/// </remarks>
public sealed class Vectorisation : IPass
{
    // Copies of a round hide how long its operations take, as far as there are registers.
    private const int MostCopied = 6;

    /// <inheritdoc/>
    public string Name => "vectorisation";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var (lanes, remarks) = (function.VectorLanes, function.Remarks);
        if (lanes == 0 && remarks is null)
            return false;
        var changed = false;
        var forest = LoopForest.Of(function);
        if (lanes == 0)
        {
            foreach (var loop in forest.Loops)
                remarks!.NoteRefusal(RemarkKind.NotInLanes, loop, forest, new LoopRefusal(LoopObstacle.NoVectors));   // with nobody to tell it has returned
            return false;
        }
        var loops = CountedLoop.In(function, forest);
        if (remarks is not null)
        {
            foreach (var (loop, why) in CountedLoop.Others(function, forest, loops))
                remarks.NoteRefusal(RemarkKind.NotInLanes, loop, forest, why);
        }
        foreach (var loop in loops)
        {
            if (VectorisationPlan.Of(loop, lanes, out var refusal) is not { } plan)
            {
                remarks?.NoteRefusal(RemarkKind.NotInLanes, loop.Loop, forest, refusal);
                continue;
            }
            var copies = CopiesOf(plan);
            if (plan.Memory.Allows(lanes * copies) || (copies > 1 && plan.Memory.Allows(lanes * (copies = 1))))
            {
                if (remarks?.LoopOf(loop.Loop, forest) is { } known)
                    known.Lanes ??= new LanesOfLoop(lanes, plan.ElementTypes, copies);
                VectorisationEmission.Emit(plan, lanes, copies);
                changed = true;
            }
            else
            {
                remarks?.NoteRefusal(RemarkKind.NotInLanes, loop.Loop, forest, new LoopRefusal(LoopObstacle.ReadsWhatIsWritten, plan.Memory.Conflict));
            }
            plan.Predicates.Discard();
        }
        return changed;
    }

    private static int CopiesOf(VectorisationPlan plan)
    {
        var isSmall = plan.Values.Count(value => !plan.Loop.IsInvariant(value)) + plan.Stores.Count <= MostCopied;
        if (!isSmall)
            return 1;
        return plan.Reductions.Exists(reduction => reduction.StartsWithPhi) ? 4 : 2;   // a minimum takes some cycles
    }
}

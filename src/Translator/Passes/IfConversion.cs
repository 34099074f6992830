using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Computes both ways of a branch and selects, where they are short and meet again: no branch can then be guessed wrong.</summary>
/// <remarks>
/// <para>
/// J. Allen, K. Kennedy, C. Porterfield, J. Warren, "Conversion of control dependence to data dependence" (1983). A way is a block of cheap operations without effects
/// which nothing else leads to. What may overflow there is computed of operands that are selected first, so that where Python does not go that way
/// nothing overflows (<see cref="GuardedArm"/>): if it does, Python went that way, and the frame state holds.
/// </para>
/// <para>
/// Which branches are guessed wrong is not known. Those that go by what a loop counts, or by nothing that changes in it, are not;
/// neither is that which finds the greatest of floats, and a conditional move would make each round wait for the one before.
/// Changes the control-flow graph. Needs <see cref="LoopForest"/>. Cost: linear.
/// </para>
/// </remarks>
public sealed class IfConversion : IPass
{
    /// <inheritdoc/>
    public string Name => "if-conversion";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var blocks = function.ReversePostOrder;
        if (!blocks.Any(block => FindDiamond(block) is not null))
            return false;
        var costs = new BranchCosts(function);
        var changed = false;
        // The last first: ways that are branches themselves are blocks by then.
        foreach (var block in blocks.Reverse())
        {
            while (FindDiamond(block) is { } diamond && block.Terminator!.Origin is var where && Convert(block, diamond, costs))   // it has a branch
            {
                function.Remarks?.Add(RemarkKind.Selected, where, "both ways of the condition are computed, and one is chosen: no jump that could be guessed wrong.");
                changed = true;
            }
        }
        function.RemoveUnreachableBlocks();
        return changed;
    }

    /// <summary>The ways that a branch takes to where they meet; none where it is there at once.</summary>
    private static Diamond? FindDiamond(Block block)
    {
        if (block.Terminator is not { Op: Op.Branch } || block.Successors[0] is var first && block.Successors[1] is var second && first == second)
            return null;
        var (firstJoin, secondJoin) = (JoinOf(first), JoinOf(second));
        if (firstJoin is not null && firstJoin == secondJoin && firstJoin != block)
            return new(first, second, firstJoin);
        if (firstJoin == second)
            return new(first, null, second);
        return secondJoin == first ? new(null, second, first) : null;

        static Block? JoinOf(Block arm) => arm.Predecessors.Count == 1 && arm.Terminator is { Op: Op.Jump } && arm.Successors[0] != arm && arm.First is not { Op: Op.Phi }
            ? arm.Successors[0]
            : null;
    }

    private static bool Convert(Block block, in Diamond diamond, BranchCosts costs)
    {
        var branch = block.Terminator!;   // FindDiamond has seen it
        var join = diamond.Join;
        var edges = (IndexOf(join, diamond.WhenTrue ?? block), IndexOf(join, diamond.WhenFalse ?? block));
        var merged = new List<Merge>();
        foreach (var phi in join.Phis)
            merged.Add(new(phi, phi.Operands[edges.Item1], phi.Operands[edges.Item2]));
        if (!costs.IsWorthwhile(block, diamond, merged))
            return false;

        var whenTrue = new GuardedArm(branch, diamond.WhenTrue, isTrue: true);
        var whenFalse = new GuardedArm(branch, diamond.WhenFalse, isTrue: false);
        foreach (var merge in merged)
        {
            whenTrue.Prefer(merge.WhenTrue, merge.WhenFalse);
            whenFalse.Prefer(merge.WhenFalse, merge.WhenTrue);
        }
        whenTrue.Move();
        whenFalse.Move();
        var chosen = merged.ConvertAll(merge => Choose(branch, merge with { WhenTrue = whenTrue.Of(merge.WhenTrue), WhenFalse = whenFalse.Of(merge.WhenFalse) }, whenTrue, whenFalse));

        diamond.WhenTrue?.RemoveSuccessor(0);
        diamond.WhenFalse?.RemoveSuccessor(0);
        block.RemoveSuccessor(1);
        block.RemoveSuccessor(0);
        block.ReplaceTerminator(Op.Jump);
        block.AddSuccessor(join);
        for (var i = 0; i < merged.Count; i++)
            merged[i].Phi.AddOperand(chosen[i]);
        if (join.Predecessors.Count == 1)
            block.AbsorbSuccessor();
        return true;
    }

    private static Value Choose(Value branch, in Merge merge, GuardedArm whenTrue, GuardedArm whenFalse)
    {
        if (merge.WhenTrue == merge.WhenFalse || merge.WhenTrue.IsSameConstant(merge.WhenFalse) || whenTrue.Otherwise(merge.WhenTrue) == merge.WhenFalse)
            return merge.WhenTrue;
        return whenFalse.Otherwise(merge.WhenFalse) == merge.WhenTrue
            ? merge.WhenFalse
            : branch.Make(Op.Select, branch.Operands[0], merge.WhenTrue, merge.WhenFalse);
    }

    private static int IndexOf(Block join, Block predecessor)
    {
        for (var i = 0; i < join.Predecessors.Count; i++)
        {
            if (join.Predecessors[i] == predecessor)
                return i;
        }
        return -1;   // the predecessor leads there
    }

    /// <summary>A branch whose ways meet.</summary>
    /// <param name="WhenTrue">The way when the condition holds; <see langword="null"/> where that leads to the join at once.</param>
    /// <param name="WhenFalse">The other way likewise.</param>
    /// <param name="Join">Where they meet.</param>
    internal readonly record struct Diamond(Block? WhenTrue, Block? WhenFalse, Block Join);

    /// <summary>What a phi of the join takes from the two ways.</summary>
    internal readonly record struct Merge(Value Phi, Value WhenTrue, Value WhenFalse);
}

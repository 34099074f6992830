using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Makes the control-flow graph as small as it can be without moving or copying a value.</summary>
/// <remarks>
/// Removes unreachable blocks, turns a branch with one target into a jump and one on a negation around, goes past blocks that only
/// jump on, and joins a block with the one that follows it alone. Needs nothing. Cost: linear, and a look at the phis for each edge
/// that is led past a block.
/// </remarks>
public sealed class ControlFlowSimplification : IPass
{
    /// <inheritdoc/>
    public string Name => "control-flow";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var changed = function.RemoveUnreachableBlocks();
        var blocks = function.ReversePostOrder;
        // The last first: the many that lead to the first block of a chain are then led past all of it at once.
        foreach (var block in blocks.Reverse())
            changed |= SkipForwarding(block);
        foreach (var block in blocks)
            changed |= SimplifyBranch(block);
        function.RemoveUnreachableBlocks();   // a block that is gone past counts no more as a predecessor

        foreach (var block in function.ReversePostOrder)
        {
            while (CanAbsorb(block))
            {
                block.AbsorbSuccessor();
                changed = true;
            }
        }
        function.RemoveUnreachableBlocks();
        return changed;
    }

    private static bool SimplifyBranch(Block block)
    {
        if (block.Terminator is not { Op: Op.Branch } branch)
            return false;
        if (block.Successors[0] == block.Successors[1])
        {
            block.RemoveSuccessor(1);
            block.ReplaceTerminator(Op.Jump);
            return true;
        }
        if (branch.Operands[0].Op != Op.BoolNot)
            return false;
        branch.SetOperand(0, branch.Operands[0].Operands[0]);
        block.SwapSuccessors();
        return true;
    }

    private static bool SkipForwarding(Block block)
    {
        if (block.First is not { Op: Op.Jump } || block.Predecessors.Count == 0 || block.Successors[0] is var target && target == block)
            return false;
        var changed = false;
        foreach (var predecessor in block.Predecessors.Distinct().ToList())
        {
            if (!CanLeadPast(predecessor, block, target))
                continue;
            for (var i = 0; i < predecessor.Successors.Count; i++)
            {
                if (predecessor.Successors[i] == block)
                    LeadPast(predecessor, i, block, target);
            }
            changed = true;
        }
        return changed;
    }

    // A phi that tells the two ways of a branch apart needs the block between: it cannot have two operands for one predecessor.
    private static bool CanLeadPast(Block predecessor, Block block, Block target)
    {
        var other = IndexOf(target, predecessor);
        if (other < 0)
            return true;
        var own = IndexOf(target, block);
        return target.Phis.All(phi => phi.Operands[own] == phi.Operands[other]);
    }

    private static void LeadPast(Block predecessor, int successor, Block block, Block target)
    {
        var own = IndexOf(target, block);
        predecessor.RedirectSuccessor(successor, target);
        foreach (var phi in target.Phis)
            phi.AddOperand(phi.Operands[own]);
    }

    private static int IndexOf(Block block, Block predecessor)
    {
        for (var i = 0; i < block.Predecessors.Count; i++)
        {
            if (block.Predecessors[i] == predecessor)
                return i;
        }
        return -1;
    }

    private static bool CanAbsorb(Block block) =>
        block.Terminator is { Op: Op.Jump } && block.Successors[0] is var next && next != block && next.Predecessors.Count == 1;
}

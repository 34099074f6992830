using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>The loops of a function and how they nest.</summary>
/// <remarks>
/// Natural loops: an edge back to a block that dominates its source, and all that reaches the source without going through that
/// block (A. Aho, M. Lam, R. Sethi, J. Ullman, "Compilers", 2nd edition, section 9.6.6). A cycle with several ways in has no such
/// edge; the nearest block that dominates its ends stands for the header then: more than the cycle counts as a loop, never less.
/// Inner loops are found first and walked over in one step, so the cost is linear in edges times the depth of nesting at worst.
/// Holds until an edge or a block changes.
/// </remarks>
public sealed class LoopForest
{
    private readonly Loop?[] _innermost;   // by block
    private readonly List<Loop> _loops = [];
    private readonly DominatorTree _dominators;

    private LoopForest(Function function, DominatorTree dominators)
    {
        _dominators = dominators;
        _innermost = new Loop?[function.BlockCount];
        FindLoops(function);
        foreach (var loop in _loops)
            loop.Depth = (loop.Parent?.Depth ?? 0) + 1;
    }

    /// <summary>All loops, an outer one before those inside.</summary>
    public IReadOnlyList<Loop> Loops => _loops;

    /// <summary>Finds the loops of a function as it is now.</summary>
    public static LoopForest Of(Function function) => Of(function, DominatorTree.Of(function));

    /// <summary>Finds the loops of a function as it is now, with its dominators at hand.</summary>
    public static LoopForest Of(Function function, DominatorTree dominators)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(dominators);
        return new LoopForest(function, dominators);
    }

    /// <summary>The innermost loop that a block is in.</summary>
    public Loop? LoopOf(Block block) => _innermost[block.Id];

    /// <summary>In how many loops a block is; 0 outside of all, and for unreachable blocks.</summary>
    public int DepthOf(Block block) => _innermost[block.Id]?.Depth ?? 0;

    /// <summary>Whether a block is one of a loop's, or of those in it.</summary>
    public bool Contains(Loop loop, Block block)
    {
        ArgumentNullException.ThrowIfNull(loop);
        var inner = LoopOf(block);
        while (inner is not null && inner.Depth > loop.Depth)
            inner = inner.Parent;
        return inner == loop;
    }

    private void FindLoops(Function function)
    {
        var order = function.ReversePostOrder;
        var numbers = new int[function.BlockCount];
        for (var i = 0; i < order.Count; i++)
            numbers[order[i].Id] = i;

        var latches = new List<Block>?[function.BlockCount];   // by header
        var irreducible = new bool[function.BlockCount];
        foreach (var block in order)
        {
            foreach (var successor in block.Successors.Where(successor => numbers[successor.Id] <= numbers[block.Id]))
            {
                var header = _dominators.CommonDominator(successor, block);
                irreducible[header.Id] |= header != successor;
                (latches[header.Id] ??= []).Add(block);
            }
        }

        // A header inside another loop comes behind that loop's header in reverse postorder: from the back, inner loops come first.
        for (var i = order.Count - 1; i >= 0; i--)
        {
            if (latches[order[i].Id] is { } sources)
                Collect(new Loop(order[i]) { IsIrreducible = irreducible[order[i].Id] }, sources);
        }
        _loops.Reverse();
    }

    private void Collect(Loop loop, List<Block> latches)
    {
        _loops.Add(loop);
        var pending = new Stack<Block>(latches);
        while (pending.TryPop(out var block))
        {
            if (!_dominators.IsReachable(block))
                continue;
            if (_innermost[block.Id] is not { } inner)
            {
                _innermost[block.Id] = loop;
                if (block != loop.Header)
                    Push(pending, block);
                continue;
            }
            while (inner.Parent is { } outer)
                inner = outer;
            if (inner == loop)
                continue;
            inner.Parent = loop;
            Push(pending, inner.Header);
        }
        if (_innermost[loop.Header.Id] is null)
            _innermost[loop.Header.Id] = loop;
    }

    private static void Push(Stack<Block> pending, Block block)
    {
        foreach (var predecessor in block.Predecessors)
            pending.Push(predecessor);
    }
}

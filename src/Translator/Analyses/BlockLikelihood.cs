using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Which blocks are rarely run, and which ways are rarely taken.</summary>
/// <remarks>
/// A block is cold if every way from it leaves native code, as no assumption is expected to fail often. A loop is expected to go on. Nothing else is known
/// about the answers of branches. Cost: linear.
/// </remarks>
public sealed class BlockLikelihood
{
    private readonly bool[] _isCold;    // by block
    private readonly LoopForest _loops;

    private BlockLikelihood(Function function, LoopForest loops)
    {
        _loops = loops;
        _isCold = new bool[function.BlockCount];
        var pending = new Stack<Block>();
        foreach (var block in function.ReversePostOrder.Where(block => block.Terminator?.Op == Op.Exit))
        {
            _isCold[block.Id] = true;
            pending.Push(block);
        }
        while (pending.TryPop(out var cold))
        {
            foreach (var block in cold.Predecessors)
            {
                if (_isCold[block.Id] || !block.Successors.All(successor => _isCold[successor.Id]))
                    continue;
                _isCold[block.Id] = true;
                pending.Push(block);
            }
        }
    }

    /// <summary>Looks at a function as it is now.</summary>
    /// <param name="function">The function.</param>
    /// <param name="loops">Its loops.</param>
    public static BlockLikelihood Of(Function function, LoopForest loops)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(loops);
        return new BlockLikelihood(function, loops);
    }

    /// <summary>Whether all ways from a block leave native code.</summary>
    public bool IsCold(Block block) => _isCold[block.Id];

    /// <summary>How often a way out of a block is taken.</summary>
    /// <param name="block">The block.</param>
    /// <param name="successor">Index in its <see cref="Block.Successors"/>.</param>
    public Likelihood Of(Block block, int successor)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Successors.Count == 1)
            return Likelihood.Likely;
        var (way, other) = (block.Successors[successor], block.Successors[1 - successor]);
        if (IsCold(way) != IsCold(other))
            return IsCold(way) ? Likelihood.Rare : Likelihood.Likely;
        if (_loops.LoopOf(block) is not { } loop || _loops.Contains(loop, way) == _loops.Contains(loop, other))
            return Likelihood.Unknown;
        return _loops.Contains(loop, way) ? Likelihood.Likely : Likelihood.Rare;
    }
}

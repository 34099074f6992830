using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Which blocks stand on every path from the entry to a block.</summary>
/// <remarks>Holds until an edge or a block changes. Unreachable blocks have no place in it.</remarks>
public sealed class DominatorTree
{
    private readonly Dominance _dominance;
    private readonly Block?[] _blocks;
    private readonly List<Block>?[] _children;

    private DominatorTree(Function function)
    {
        Function = function;
        _blocks = new Block?[function.BlockCount];
        _children = new List<Block>?[function.BlockCount];
        var successors = new IReadOnlyList<int>[function.BlockCount];
        Array.Fill(successors, []);
        foreach (var block in function.Blocks)
        {
            _blocks[block.Id] = block;
            successors[block.Id] = [.. block.Successors.Select(successor => successor.Id)];
        }
        _dominance = new Dominance(function.Entry.Id, successors);
        foreach (var block in function.ReversePostOrder)
        {
            if (ImmediateDominator(block) is { } parent)
                (_children[parent.Id] ??= []).Add(block);
        }
    }

    /// <summary>The function that it was computed for.</summary>
    public Function Function { get; }

    /// <summary>Computes the tree of a function as it is now.</summary>
    public static DominatorTree Of(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new DominatorTree(function);
    }

    /// <summary>Whether the entry reaches a block.</summary>
    public bool IsReachable(Block block) => _dominance.IsReachable(block.Id);

    /// <summary>The nearest other block that dominates; <see langword="null"/> for the entry and for unreachable blocks.</summary>
    public Block? ImmediateDominator(Block block) => _dominance.Parent(block.Id) is >= 0 and var parent ? _blocks[parent] : null;

    /// <summary>The blocks that have this one as their immediate dominator, in reverse postorder.</summary>
    public IReadOnlyList<Block> Children(Block block) => _children[block.Id] ?? (IReadOnlyList<Block>)[];

    /// <summary>Whether every path from the entry to <paramref name="block"/> goes through <paramref name="dominator"/>; a block
    /// dominates itself. <see langword="false"/> when either is unreachable. Constant time.</summary>
    public bool Dominates(Block dominator, Block block) => _dominance.Dominates(dominator.Id, block.Id);

    /// <summary>The nearest block that dominates both, which are reachable.</summary>
    public Block CommonDominator(Block first, Block second)
    {
        while (!Dominates(first, second))
            first = ImmediateDominator(first) ?? throw new ArgumentException($"{first} or {second} is unreachable.");
        return first;
    }
}

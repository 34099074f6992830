using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Which blocks stand on every path from the entry to a block.</summary>
/// <remarks>
/// K. Cooper, T. Harvey, K. Kennedy, "A Simple, Fast Dominance Algorithm" (2001), section 2, figure 3: nearly linear on the graphs
/// that compilers of structured languages make. Holds until an edge or a block changes. Unreachable blocks have no place in it.
/// </remarks>
public sealed class DominatorTree
{
    private readonly Block?[] _parents;
    private readonly List<Block>?[] _children;
    private readonly int[] _entered;    // a block dominates those entered and left between its own entering and leaving
    private readonly int[] _left;

    private DominatorTree(Function function)
    {
        Function = function;
        _parents = new Block?[function.BlockCount];
        _children = new List<Block>?[function.BlockCount];
        _entered = new int[function.BlockCount];
        _left = new int[function.BlockCount];
        FindParents();
        NumberTree();
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
    public bool IsReachable(Block block) => _left[block.Id] > 0;

    /// <summary>The nearest other block that dominates; <see langword="null"/> for the entry and for unreachable blocks.</summary>
    public Block? ImmediateDominator(Block block) => _parents[block.Id];

    /// <summary>The blocks that have this one as their immediate dominator, in reverse postorder.</summary>
    public IReadOnlyList<Block> Children(Block block) => _children[block.Id] ?? (IReadOnlyList<Block>)[];

    /// <summary>Whether every path from the entry to <paramref name="block"/> goes through <paramref name="dominator"/>; a block
    /// dominates itself. <see langword="false"/> when either is unreachable. Constant time.</summary>
    public bool Dominates(Block dominator, Block block) =>
        IsReachable(dominator) && IsReachable(block) &&
        _entered[dominator.Id] <= _entered[block.Id] && _left[block.Id] <= _left[dominator.Id];

    /// <summary>The nearest block that dominates both, which are reachable.</summary>
    public Block CommonDominator(Block first, Block second)
    {
        while (!Dominates(first, second))
            first = _parents[first.Id] ?? throw new ArgumentException($"{first} or {second} is unreachable.");
        return first;
    }

    private void FindParents()
    {
        var order = Function.ReversePostOrder;
        var numbers = new int[Function.BlockCount];
        for (var i = 0; i < order.Count; i++)
            numbers[order[i].Id] = i;

        var parents = new int[order.Count];
        Array.Fill(parents, -1);
        parents[0] = 0;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 1; i < order.Count; i++)
            {
                var parent = -1;
                foreach (var predecessor in order[i].Predecessors)
                {
                    var number = numbers[predecessor.Id];
                    // An unreachable predecessor has number 0, as the entry has, and must not count.
                    if (order[number] != predecessor || parents[number] < 0)
                        continue;
                    parent = parent < 0 ? number : Intersect(parents, parent, number);
                }
                changed |= parents[i] != parent;
                parents[i] = parent;
            }
        }
        for (var i = 1; i < order.Count; i++)
        {
            var parent = order[parents[i]];
            _parents[order[i].Id] = parent;
            (_children[parent.Id] ??= []).Add(order[i]);
        }
    }

    private static int Intersect(int[] parents, int first, int second)
    {
        while (first != second)
        {
            while (first > second)
                first = parents[first];
            while (second > first)
                second = parents[second];
        }
        return first;
    }

    private void NumberTree()
    {
        var clock = 0;
        var path = new Stack<(Block Block, int Next)>();
        path.Push((Function.Entry, 0));
        while (path.TryPop(out var top))
        {
            if (top.Next == 0)
                _entered[top.Block.Id] = ++clock;
            var children = Children(top.Block);
            if (top.Next == children.Count)
            {
                _left[top.Block.Id] = ++clock;
                continue;
            }
            path.Push((top.Block, top.Next + 1));
            path.Push((children[top.Next], 0));
        }
    }
}

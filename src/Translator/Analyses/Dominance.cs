namespace Pyc.Translation.Analyses;

/// <summary>Which nodes of a graph stand on every path from its entry to a node.</summary>
/// <remarks>
/// K. Cooper, T. Harvey, K. Kennedy, "A Simple, Fast Dominance Algorithm" (2001), section 2, figure 3: nearly linear on the graphs
/// that compilers of structured languages make, quadratic on others. Nodes are numbers from 0; unreachable ones have no place in it.
/// </remarks>
public sealed class Dominance
{
    private const int None = -1;

    private readonly int[] _parents;
    private readonly int[] _entered;    // a node dominates those entered and left between its own entering and leaving
    private readonly int[] _left;

    /// <summary>Computes the tree of dominators.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="successors">The nodes that each node has an edge to.</param>
    public Dominance(int entry, IReadOnlyList<IReadOnlyList<int>> successors)
    {
        ArgumentNullException.ThrowIfNull(successors);
        _parents = new int[successors.Count];
        _entered = new int[successors.Count];
        _left = new int[successors.Count];
        Array.Fill(_parents, None);
        ReversePostOrder = Order(entry, successors);
        FindParents(successors);
        NumberTree();
    }

    /// <summary>The reachable nodes; a dominator comes before what it dominates.</summary>
    public IReadOnlyList<int> ReversePostOrder { get; }

    /// <summary>Whether the entry reaches a node.</summary>
    public bool IsReachable(int node) => _left[node] > 0;

    /// <summary>The nearest other node that dominates; −1 for the entry and for unreachable nodes.</summary>
    public int Parent(int node) => _parents[node];

    /// <summary>Whether every path from the entry to <paramref name="node"/> goes through <paramref name="dominator"/>; a node
    /// dominates itself. <see langword="false"/> when either is unreachable. Constant time.</summary>
    public bool Dominates(int dominator, int node) =>
        IsReachable(dominator) && IsReachable(node) && _entered[dominator] <= _entered[node] && _left[node] <= _left[dominator];

    private static List<int> Order(int entry, IReadOnlyList<IReadOnlyList<int>> successors)
    {
        var order = new List<int>();
        var visited = new bool[successors.Count];
        var path = new Stack<(int Node, int Next)>([(entry, 0)]);
        visited[entry] = true;
        while (path.TryPop(out var top))
        {
            if (top.Next == successors[top.Node].Count)
            {
                order.Add(top.Node);
                continue;
            }
            path.Push((top.Node, top.Next + 1));
            var next = successors[top.Node][top.Next];
            if (!visited[next])
            {
                visited[next] = true;
                path.Push((next, 0));
            }
        }
        order.Reverse();
        return order;
    }

    private void FindParents(IReadOnlyList<IReadOnlyList<int>> successors)
    {
        var order = ReversePostOrder;
        var numbers = new int[successors.Count];
        var predecessors = new List<int>[order.Count];             // by place in the order, as the parents here
        for (var i = 0; i < order.Count; i++)
            (numbers[order[i]], predecessors[i]) = (i, []);
        for (var i = 0; i < order.Count; i++)
        {
            foreach (var successor in successors[order[i]])
                predecessors[numbers[successor]].Add(i);
        }

        var parents = new int[order.Count];
        Array.Fill(parents, None);
        parents[0] = 0;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 1; i < order.Count; i++)
            {
                var parent = None;
                foreach (var predecessor in predecessors[i])
                {
                    if (parents[predecessor] != None)
                        parent = parent == None ? predecessor : Intersect(parents, parent, predecessor);
                }
                changed |= parents[i] != parent;
                parents[i] = parent;
            }
        }
        for (var i = 1; i < order.Count; i++)
            _parents[order[i]] = order[parents[i]];
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

    /// <summary>Gives each node an interval that lies in those of its dominators: sizes go up the tree, places down.</summary>
    private void NumberTree()
    {
        var sizes = new int[_parents.Length];
        for (var i = ReversePostOrder.Count - 1; i >= 0; i--)
        {
            var node = ReversePostOrder[i];
            sizes[node]++;
            if (i > 0)
                sizes[_parents[node]] += sizes[node];
        }
        var nextChild = new int[_parents.Length];
        for (var i = 0; i < ReversePostOrder.Count; i++)
        {
            var node = ReversePostOrder[i];
            _entered[node] = i == 0 ? 1 : nextChild[_parents[node]];
            _left[node] = _entered[node] + sizes[node] - 1;
            nextChild[node] = _entered[node] + 1;
            if (i > 0)
                nextChild[_parents[node]] += sizes[node];
        }
    }
}

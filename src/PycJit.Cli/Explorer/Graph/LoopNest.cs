namespace Pyc.Cli.Explorer.Graph;

/// <summary>The natural loops of a graph, and which lies in which.</summary>
/// <remarks>
/// Dominators as in K. Cooper, T. Harvey, K. Kennedy, "A simple, fast dominance algorithm", 2001. A cycle that is entered in two places
/// has no header that dominates it and is no loop here; its edges backwards are drawn as such all the same.
/// </remarks>
internal sealed class LoopNest
{
    private readonly int[] _dominator;

    private LoopNest(ControlFlowGraph graph)
    {
        var count = graph.Nodes.Count;
        Successors = Lists(count, graph.Edges.Select(edge => (edge.From, edge.To)));
        Predecessors = Lists(count, graph.Edges.Select(edge => (edge.To, edge.From)));
        Order = ReversePostOrder(Successors);
        Position = new int[count];
        for (var i = 0; i < count; i++)
            Position[Order[i]] = i;
        _dominator = DominatorsOf(Order, Position, Predecessors);
        LoopOf = new int[count];
        Array.Fill(LoopOf, -1);
        FindLoops(graph);
    }

    /// <summary>Successors of each block, as often as there are edges.</summary>
    public List<int>[] Successors { get; }

    /// <summary>Predecessors of each block.</summary>
    public List<int>[] Predecessors { get; }

    /// <summary>All blocks, in reverse postorder from the entry; those that it does not reach stand last.</summary>
    public int[] Order { get; }

    /// <summary>The place of each block in <see cref="Order"/>.</summary>
    public int[] Position { get; }

    /// <summary>The headers of the loops, outer ones before those in them.</summary>
    public List<int> Headers { get; } = [];

    /// <summary>The loop that each loop lies in, −1 for none.</summary>
    public List<int> Parents { get; } = [];

    /// <summary>How many loops each loop lies in, itself included.</summary>
    public List<int> Depths { get; } = [];

    /// <summary>The innermost loop of each block, −1 for none.</summary>
    public int[] LoopOf { get; }

    /// <summary>Finds the loops of a graph.</summary>
    public static LoopNest Of(ControlFlowGraph graph) => new(graph);

    /// <summary>Whether an edge goes against <see cref="Order"/>: it closes a cycle.</summary>
    public bool IsBack(int from, int to) => Position[to] <= Position[from];

    private static List<int>[] Lists(int count, IEnumerable<(int At, int Item)> pairs)
    {
        var lists = new List<int>[count];
        for (var i = 0; i < count; i++)
            lists[i] = [];
        foreach (var (at, item) in pairs)
            lists[at].Add(item);
        return lists;
    }

    private static int[] ReversePostOrder(List<int>[] successors)
    {
        if (successors.Length == 0)
            return [];
        var postorder = new List<int>(successors.Length);
        var seen = new bool[successors.Length];
        var stack = new Stack<(int Block, int Left)>();
        seen[0] = true;
        stack.Push((0, successors[0].Count));
        while (stack.TryPop(out var top))
        {
            if (top.Left == 0)
            {
                postorder.Add(top.Block);
                continue;
            }
            // The last successor first: then the first one comes right behind its block.
            stack.Push((top.Block, top.Left - 1));
            var successor = successors[top.Block][top.Left - 1];
            if (seen[successor])
                continue;
            seen[successor] = true;
            stack.Push((successor, successors[successor].Count));
        }
        postorder.Reverse();
        postorder.AddRange(Enumerable.Range(0, successors.Length).Where(block => !seen[block]));
        return [.. postorder];
    }

    private static int[] DominatorsOf(int[] order, int[] position, List<int>[] predecessors)
    {
        var dominator = new int[order.Length];
        Array.Fill(dominator, -1);
        if (order.Length == 0)
            return dominator;
        dominator[0] = 0;
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var block in order)
            {
                if (block == 0)
                    continue;
                var common = -1;
                foreach (var predecessor in predecessors[block])
                {
                    if (dominator[predecessor] >= 0)
                        common = common < 0 ? predecessor : Intersect(common, predecessor);
                }
                if (common < 0 || dominator[block] == common)
                    continue;
                dominator[block] = common;
                changed = true;
            }
        }
        return dominator;

        int Intersect(int a, int b)
        {
            while (a != b)
            {
                while (position[a] > position[b])
                    a = dominator[a];
                while (position[b] > position[a])
                    b = dominator[b];
            }
            return a;
        }
    }

    private bool Dominates(int a, int b)
    {
        while (_dominator[b] >= 0 && Position[b] > Position[a])
            b = _dominator[b];
        return a == b;
    }

    private void FindLoops(ControlFlowGraph graph)
    {
        var latches = graph.Edges
            .Where(edge => IsBack(edge.From, edge.To) && Dominates(edge.To, edge.From))
            .ToLookup(edge => edge.To, edge => edge.From);
        // Outer headers come first in the order, so that what is in several loops ends with the innermost one.
        foreach (var header in Order.Where(latches.Contains))
        {
            var loop = Headers.Count;
            Headers.Add(header);
            Parents.Add(LoopOf[header]);
            Depths.Add(LoopOf[header] < 0 ? 1 : Depths[LoopOf[header]] + 1);
            LoopOf[header] = loop;
            var work = new Stack<int>(latches[header]);
            while (work.TryPop(out var block))
            {
                if (LoopOf[block] == loop || _dominator[block] < 0)
                    continue;
                LoopOf[block] = loop;
                foreach (var predecessor in Predecessors[block])
                    work.Push(predecessor);
            }
        }
    }
}

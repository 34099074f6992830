using Pyc.Cli.Explorer.Graph;

namespace Pyc.Explorer.Tests.Graph;

/// <summary>Control-flow graphs as programs have them, and any others.</summary>
internal static class RandomGraphs
{
    /// <summary>Sequences, branches and loops in each other, with ways out of loops and cold exits.</summary>
    /// <param name="random">Where it comes from.</param>
    /// <param name="size">Blocks, at least.</param>
    public static ControlFlowGraph Structured(Random random, int size) => new Grower(random).Grow(size);

    /// <summary>Any edges among blocks that the entry reaches.</summary>
    public static ControlFlowGraph Any(Random random, int size)
    {
        var edges = new List<GraphEdge>();
        for (var block = 1; block < size; block++)
            edges.Add(new(random.Next(block), block, EdgeKind.Normal));
        for (var i = 0; i < size; i++)
            edges.Add(new(random.Next(size), random.Next(size), (EdgeKind)random.Next(3)));
        return new([.. Enumerable.Range(0, size).Select(id => new GraphNode(id, random.Next(40, 140), random.Next(20, 60), random.Next(6) == 0))], edges);
    }

    private sealed class Grower(Random random)
    {
        private readonly List<GraphNode> _nodes = [];
        private readonly List<GraphEdge> _edges = [];
        private readonly List<int> _ends = [];      // where `break` goes

        public ControlFlowGraph Grow(int size)
        {
            var last = Add();
            while (_nodes.Count < size)
                last = Statement(last, depth: 0);
            return new(_nodes, _edges);
        }

        private int Add(bool isCold = false)
        {
            _nodes.Add(new(_nodes.Count, random.Next(60, 120), random.Next(24, 50), isCold));
            return _nodes.Count - 1;
        }

        private int Next(int from)
        {
            var block = Add();
            Join(from, block);
            return block;
        }

        private void Join(int from, int to, EdgeKind kind = EdgeKind.Normal) => _edges.Add(new(from, to, kind));

        private int Statement(int from, int depth)
        {
            switch (random.Next(depth > 4 ? 2 : 6))
            {
                case 0:
                    return Next(from);
                case 1:
                    Join(from, Add(isCold: true), EdgeKind.Cold);
                    return Next(from);
                case 2 or 3:
                    var (left, right) = (Statement(Next(from), depth + 1), random.Next(2) == 0 ? from : Statement(Next(from), depth + 1));
                    var join = Next(left);
                    Join(right, join);
                    return join;
                default:
                    return Loop(from, depth);
            }
        }

        private int Loop(int from, int depth)
        {
            var (header, end) = (Next(from), Add());
            _ends.Add(end);
            Join(header, end);
            var body = Statement(Next(header), depth + 1);
            if (random.Next(3) == 0)
                Join(body, _ends[random.Next(_ends.Count)]);
            Join(body, header, EdgeKind.Likely);
            _ends.RemoveAt(_ends.Count - 1);
            return end;
        }
    }
}

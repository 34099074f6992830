namespace Pyc.Cli.Explorer.Graph;

/// <summary>Makes a picture of a control-flow graph: ranks from the entry down, loops as boxes in boxes, edges back at their left.</summary>
/// <remarks>
/// Each loop is a region of its own, laid out from the innermost one outwards; to the region around it, it is one item. An edge that leaves a loop goes
/// to the lower side of its box and on from there. The same graph always gives the same picture.
/// </remarks>
internal sealed class GraphLayout
{
    private const int ExitWidth = 2;

    private static readonly RegionMargins s_picture = new(Top: 10, Side: 10, Bottom: 10);
    private static readonly RegionMargins s_loop = new(Top: 16, Side: 10, Bottom: 10);

    private readonly ControlFlowGraph _graph;
    private readonly LoopNest _nest;
    private readonly Region[] _regions;         // one for each loop, and the whole last
    private readonly int[] _item;               // of each block, in the region that it lies in

    private GraphLayout(ControlFlowGraph graph)
    {
        _graph = graph;
        _nest = LoopNest.Of(graph);
        _regions = [.. Enumerable.Range(0, _nest.Headers.Count + 1).Select(_ => new Region())];
        _item = new int[graph.Nodes.Count];
    }

    private int Whole => _regions.Length - 1;

    /// <summary>Lays out a graph.</summary>
    public static GraphPicture Of(ControlFlowGraph graph) =>
        graph.Nodes.Count == 0 ? new GraphPicture(0, 0, [], [], []) : new GraphLayout(graph).Run();

    private GraphPicture Run()
    {
        foreach (var block in _nest.Order)
        {
            var node = _graph.Nodes[block];
            var isCold = node.IsCold && _nest.LoopOf[block] < 0;
            _item[block] = _regions[RegionOf(block)].Add(new RegionItem(node.Width, node.Height, node.Width / 2, isCold, _nest.Position[block]));
        }
        foreach (var edge in _graph.Edges)
            Request(edge);
        // Inner loops have higher numbers than those around them.
        for (var loop = _nest.Headers.Count - 1; loop >= 0; loop--)
            LayOutLoop(loop);
        Connect(Whole);
        _regions[Whole].LayOut(s_picture);
        PlaceRegions();
        return new GraphPicture(
            _regions[Whole].Layout.Width, _regions[Whole].Layout.Height,
            [.. _graph.Nodes.Select(Placed)], [.. Enumerable.Range(0, Whole).Select(BoxOf)], [.. _graph.Edges.Select(Route)]);
    }

    private int RegionOf(int block) => _nest.LoopOf[block] < 0 ? Whole : _nest.LoopOf[block];

    private int ParentOf(int loop) => _nest.Parents[loop] < 0 ? Whole : _nest.Parents[loop];

    /// <summary>The loop that lies directly in a region and holds a block; −1 where the block itself does.</summary>
    private int ChildHolding(int region, int block)
    {
        var child = -1;
        for (var loop = RegionOf(block); loop != region; loop = ParentOf(loop))
            child = loop;
        return child;
    }

    private bool Holds(int region, int block)
    {
        var loop = RegionOf(block);
        while (loop != region && loop != Whole)
            loop = ParentOf(loop);
        return loop == region;
    }

    /// <summary>Notes an edge in each region that it goes through, from the innermost outwards, until one holds its target.</summary>
    private void Request(GraphEdge edge)
    {
        var (region, inner) = (RegionOf(edge.From), -1);
        while (true)
        {
            _regions[region].Requests.Add((edge, inner));
            if (Holds(region, edge.To))
                return;
            (region, inner) = (ParentOf(region), region);
        }
    }

    private void LayOutLoop(int loop)
    {
        Connect(loop);
        var region = _regions[loop];
        region.LayOut(s_loop);
        var header = region.Items[_item[_nest.Headers[loop]]];
        region.ItemInParent = _regions[ParentOf(loop)].Add(new RegionItem(
            region.Layout.Width, region.Layout.Height, header.X + header.Entry, isCold: false, header.Order));
    }

    /// <summary>Makes the edges of a region, now that all loops in it have their sizes.</summary>
    private void Connect(int index)
    {
        var region = _regions[index];
        foreach (var group in region.Requests.GroupBy(request => (From: Source(request), To: Target(index, request.Edge))))
        {
            var (first, inner) = group.First();
            int? port = inner < 0 ? null : _regions[inner].Items[_regions[inner].Exits[first.To]].X + ExitWidth / 2;
            var isBack = Holds(index, first.To) && _nest.IsBack(first.From, first.To);
            var weight = group.Max(request => LinkWeights.Of(request.Edge.Kind));
            region.Edges.Add(group.Key, new RegionEdge(group.Key.From, group.Key.To, port, weight, isBack));
        }
    }

    private int Source((GraphEdge Edge, int Inner) request) =>
        request.Inner < 0 ? _item[request.Edge.From] : _regions[request.Inner].ItemInParent;

    private int Target(int index, GraphEdge edge)
    {
        var region = _regions[index];
        if (Holds(index, edge.To))
            return ChildHolding(index, edge.To) is >= 0 and var child ? _regions[child].ItemInParent : _item[edge.To];
        if (!region.Exits.TryGetValue(edge.To, out var exit))
        {
            exit = region.Add(new RegionItem(ExitWidth, 0, ExitWidth / 2, _graph.Nodes[edge.To].IsCold, int.MaxValue) { IsExit = true });
            region.Exits.Add(edge.To, exit);
        }
        return exit;
    }

    private void PlaceRegions()
    {
        for (var loop = 0; loop < Whole; loop++)
        {
            var parent = _regions[ParentOf(loop)];
            var item = parent.Items[_regions[loop].ItemInParent];
            _regions[loop].Origin = new(parent.Origin.X + item.X, parent.Origin.Y + item.Y);
        }
    }

    private PlacedNode Placed(GraphNode node, int block)
    {
        var region = _regions[RegionOf(block)];
        var item = region.Items[_item[block]];
        return new(region.Origin.X + item.X, region.Origin.Y + item.Y, node.Width, node.Height);
    }

    private LoopBox BoxOf(int loop)
    {
        var region = _regions[loop];
        return new(_nest.Headers[loop], _nest.Depths[loop], region.Origin.X, region.Origin.Y, region.Layout.Width, region.Layout.Height);
    }

    private RoutedEdge Route(GraphEdge edge)
    {
        var points = new List<GraphPoint>();
        var (index, inner) = (RegionOf(edge.From), -1);
        while (true)
        {
            var region = _regions[index];
            var route = region.Edges[(Source((edge, inner)), Target(index, edge))];
            foreach (var point in route.Points)
                AddCorner(points, new(region.Origin.X + point.X, region.Origin.Y + point.Y));
            if (Holds(index, edge.To))
            {
                // Into the box of a loop, and on to its header.
                AddCorner(points, points[^1] with { Y = Placed(_graph.Nodes[edge.To], edge.To).Y });
                return new RoutedEdge(edge, points, route.IsBack);
            }
            (index, inner) = (ParentOf(index), index);
        }
    }

    /// <summary>Adds a point; one in the middle of a straight line is no corner.</summary>
    private static void AddCorner(List<GraphPoint> points, GraphPoint point)
    {
        if (points.Count > 0 && points[^1] == point)
            return;
        if (points.Count > 1 && (points[^1].X == point.X && points[^2].X == point.X || points[^1].Y == point.Y && points[^2].Y == point.Y))
            points[^1] = point;
        else
            points.Add(point);
    }

    /// <summary>A loop, or the whole picture.</summary>
    private sealed class Region
    {
        private LayeredRegion? _layout;

        public List<RegionItem> Items { get; } = [];

        /// <summary>Edges that begin here, or that leave the loop <c>Inner</c> in here; −1 for those that begin here.</summary>
        public List<(GraphEdge Edge, int Inner)> Requests { get; } = [];

        public Dictionary<(int From, int To), RegionEdge> Edges { get; } = [];

        /// <summary>The items at the lower side, by the block that edges go on to.</summary>
        public Dictionary<int, int> Exits { get; } = [];

        public int ItemInParent { get; set; } = -1;

        public GraphPoint Origin { get; set; }

        public LayeredRegion Layout => _layout ?? throw new InvalidOperationException("The region has not been laid out.");

        public int Add(RegionItem item)
        {
            Items.Add(item);
            return Items.Count - 1;
        }

        public void LayOut(RegionMargins margins)
        {
            _layout = new LayeredRegion(Items, [.. Edges.Values], margins);
            _layout.Layout();
        }
    }
}

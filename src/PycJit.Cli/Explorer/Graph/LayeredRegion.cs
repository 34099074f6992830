namespace Pyc.Cli.Explorer.Graph;

/// <summary>What is placed in a region: a block, the box of an inner loop, or the place where edges leave the region.</summary>
internal sealed class RegionItem(int width, int height, int entry, bool isCold, int order)
{
    /// <summary>Width.</summary>
    public int Width { get; } = width;

    /// <summary>Height.</summary>
    public int Height { get; } = height;

    /// <summary>Where edges enter at its upper side, from its left side on.</summary>
    public int Entry { get; } = entry;

    /// <summary>Whether it goes to the right of its rank.</summary>
    public bool IsCold { get; } = isCold;

    /// <summary>Its place in an order in which forward edges go forward.</summary>
    public int Order { get; } = order;

    /// <summary>Whether it lies below everything else, at the lower side of the region.</summary>
    public bool IsExit { get; init; }

    /// <summary>Number of the rank, from 0.</summary>
    public int Rank { get; set; }

    /// <summary>Left side in the region.</summary>
    public int X { get; set; }

    /// <summary>Upper side in the region.</summary>
    public int Y { get; set; }
}

/// <summary>An edge of a region; its route is in the coordinates of the region.</summary>
internal sealed class RegionEdge(int from, int to, int? port, int weight, bool isBack)
{
    /// <summary>Index of the source.</summary>
    public int From { get; } = from;

    /// <summary>Index of the target.</summary>
    public int To { get; } = to;

    /// <summary>How much it wants to be straight.</summary>
    public int Weight { get; } = weight;

    /// <summary>Whether it goes up, at the left side.</summary>
    public bool IsBack { get; } = isBack;

    /// <summary>Where it leaves the lower side of its source, from the left side on; chosen by the layout where it was null.</summary>
    public int Port { get; set; } = port ?? -1;

    /// <summary>The corners, from the lower side of the source to the upper side of the target.</summary>
    public List<GraphPoint> Points { get; } = [];
}

/// <summary>Places the items of one region in ranks and routes the edges between them through the gaps between ranks.</summary>
/// <remarks>
/// The steps of K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures", 1981: ranks by
/// longest ways, an order in each rank by barycenters, coordinates that keep the order. An edge over several ranks goes through a cell
/// in each, which all edges to the same target share. In a rank each cell has a column of its own, and horizontal pieces lie between
/// ranks: so no edge runs through an item.
/// </remarks>
internal sealed class LayeredRegion(IReadOnlyList<RegionItem> items, IReadOnlyList<RegionEdge> edges, RegionMargins margins)
{
    private const int PortSpacing = 18;

    private readonly List<RankCell[]> _ranks = [];

    /// <summary>Width with margins.</summary>
    public int Width { get; private set; }

    /// <summary>Height with margins.</summary>
    public int Height { get; private set; }

    /// <summary>Gives every item a place and every edge a route.</summary>
    public void Layout()
    {
        AssignRanks();
        var cells = MakeCells();
        RankOrder.Choose(_ranks);
        AssignPorts(cells);
        RankCoordinates.Assign(_ranks);
        var routes = new RegionRoutes(items, edges, _ranks, cells, margins);
        routes.Place();
        (Width, Height) = (routes.Width, routes.Height);
    }

    private void AssignRanks()
    {
        var outgoing = edges.Where(edge => !edge.IsBack).ToLookup(edge => edge.From);
        foreach (var index in Enumerable.Range(0, items.Count).OrderBy(index => items[index].Order))
        {
            foreach (var edge in outgoing[index])
                items[edge.To].Rank = Math.Max(items[edge.To].Rank, items[index].Rank + 1);
        }
        var last = items.Where(item => !item.IsExit).Max(item => item.Rank);
        foreach (var exit in items.Where(item => item.IsExit))
            exit.Rank = last + 1;
    }

    /// <summary>A cell for each item, and one in each rank that edges to an item go through.</summary>
    private RankCell[][] MakeCells()
    {
        var count = items.Max(item => item.Rank) + 1;
        var ranks = Enumerable.Range(0, count).Select(_ => new List<RankCell>()).ToArray();
        var sources = edges.Where(edge => !edge.IsBack).ToLookup(edge => edge.To);
        // For each item its cells from the highest on; the last one is its own.
        var cells = new RankCell[items.Count][];
        foreach (var index in Enumerable.Range(0, items.Count).OrderBy(index => items[index].Order))
        {
            var item = items[index];
            var highest = sources[index].Select(edge => items[edge.From].Rank + 1).DefaultIfEmpty(item.Rank).Min();
            cells[index] = new RankCell[item.Rank - highest + 1];
            for (var rank = highest; rank <= item.Rank; rank++)
            {
                var cell = rank == item.Rank
                    ? new RankCell(index, item.Width, item.Entry, item.IsCold)
                    : new RankCell(-1, 0, 0, item.IsCold);
                cells[index][rank - highest] = cell;
                ranks[rank].Add(cell);
                if (rank > highest)
                    RankLink.Add(cells[index][rank - highest - 1], cell, LinkWeights.Through);
            }
        }
        foreach (var edge in edges.Where(edge => !edge.IsBack))
        {
            var below = cells[edge.To][^(items[edge.To].Rank - items[edge.From].Rank)];
            RankLink.Add(cells[edge.From][^1], below, edge.Weight, edge);
        }
        _ranks.AddRange(ranks.Select(rank => rank.ToArray()));
        return cells;
    }

    /// <summary>Lets the edges of a block leave it in the order in which their targets lie, those that go back first.</summary>
    private void AssignPorts(RankCell[][] cells)
    {
        foreach (var group in edges.Where(edge => edge.Port < 0).GroupBy(edge => edge.From))
        {
            var sorted = group
                .OrderBy(edge => edge.IsBack ? -1 : cells[edge.To][^(items[edge.To].Rank - items[edge.From].Rank)].Place)
                .ToArray();
            var width = items[group.Key].Width;
            var spacing = Math.Min(PortSpacing, width / (sorted.Length + 1));
            for (var i = 0; i < sorted.Length; i++)
                sorted[i].Port = width / 2 + (2 * i - sorted.Length + 1) * spacing / 2;
        }
    }
}

/// <summary>What is kept free around the items of a region.</summary>
/// <param name="Top">Above.</param>
/// <param name="Side">At the left and the right.</param>
/// <param name="Bottom">Below.</param>
internal readonly record struct RegionMargins(int Top, int Side, int Bottom);

namespace Pyc.Cli.Explorer.Graph;

/// <summary>A column of one rank: an item, or what passes the rank on its way to one below.</summary>
internal sealed class RankCell(int item, int width, int entry, bool isCold)
{
    /// <summary>Index of the item, −1 for a line that passes.</summary>
    public int Item { get; } = item;

    /// <summary>Width of the column.</summary>
    public int Width { get; } = width;

    /// <summary>Where links from above enter, from the left side on.</summary>
    public int Entry { get; } = entry;

    /// <summary>Whether it goes to the right of the rank.</summary>
    public bool IsCold { get; } = isCold;

    /// <summary>Index in its rank.</summary>
    public int Place { get; set; }

    /// <summary>Left side.</summary>
    public int X { get; set; }

    /// <summary>Links from the rank above.</summary>
    public List<RankLink> Above { get; } = [];

    /// <summary>Links to the rank below.</summary>
    public List<RankLink> Below { get; } = [];
}

/// <summary>A piece of an edge between two ranks.</summary>
internal sealed class RankLink(RankCell from, RankCell to, int weight, RegionEdge? edge)
{
    /// <summary>The upper end.</summary>
    public RankCell From { get; } = from;

    /// <summary>The lower end.</summary>
    public RankCell To { get; } = to;

    /// <summary>How much it wants to be straight.</summary>
    public int Weight { get; } = weight;

    /// <summary>Where it leaves the upper end, from its left side on.</summary>
    public int Port => edge?.Port ?? 0;

    /// <summary>Joins two cells.</summary>
    public static void Add(RankCell from, RankCell to, int weight, RegionEdge? edge = null)
    {
        var link = new RankLink(from, to, weight, edge);
        from.Below.Add(link);
        to.Above.Add(link);
    }
}

/// <summary>How much links want to be straight: a bend in the middle of a long line disturbs more than one at its ends.</summary>
internal static class LinkWeights
{
    /// <summary>Between two cells that an edge passes.</summary>
    public const int Through = 8;

    /// <summary>The weight of an edge.</summary>
    public static int Of(EdgeKind kind) => kind switch
    {
        EdgeKind.Likely => 4,
        EdgeKind.Cold => 1,
        _ => 2,
    };
}

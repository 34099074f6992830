namespace Pyc.Cli.Explorer.Graph;

/// <summary>Gives the cells of ranks their x coordinates: links as straight as the order and the widths allow.</summary>
internal static class RankCoordinates
{
    private const int Rounds = 6;
    private const int BetweenItems = 26;
    private const int BesideLine = 14;

    /// <summary>Sets <see cref="RankCell.X"/>; the smallest is 0.</summary>
    public static void Assign(List<RankCell[]> ranks)
    {
        foreach (var rank in ranks)
            Place(rank, _ => (0, 0));
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var rank in ranks)
                Place(rank, WantedByAbove);
            for (var i = ranks.Count - 1; i >= 0; i--)
                Place(ranks[i], WantedByBelow);
        }
        foreach (var rank in ranks)
            Place(rank, WantedByAll);
        var left = ranks.Min(rank => rank[0].X);
        foreach (var cell in ranks.SelectMany(rank => rank))
            cell.X -= left;
    }

    private static (long Sum, long Weight) WantedByAbove(RankCell cell)
    {
        long sum = 0, weight = 0;
        foreach (var link in cell.Above)
        {
            sum += (long)link.Weight * (link.From.X + link.Port - cell.Entry);
            weight += link.Weight;
        }
        return (sum, weight);
    }

    private static (long Sum, long Weight) WantedByBelow(RankCell cell)
    {
        long sum = 0, weight = 0;
        foreach (var link in cell.Below)
        {
            sum += (long)link.Weight * (link.To.X + link.To.Entry - link.Port);
            weight += link.Weight;
        }
        return (sum, weight);
    }

    private static (long Sum, long Weight) WantedByAll(RankCell cell)
    {
        var (above, below) = (WantedByAbove(cell), WantedByBelow(cell));
        return (above.Sum + below.Sum, above.Weight + below.Weight);
    }

    /// <summary>
    /// Places a rank so that the sum of squared distances from the wanted places is smallest, by pooling neighbours that want to stand
    /// in each other's place (R. Barlow and others, "Statistical inference under order restrictions", 1972).
    /// </summary>
    private static void Place(RankCell[] rank, Func<RankCell, (long Sum, long Weight)> wanted)
    {
        var offsets = new int[rank.Length];
        for (var i = 1; i < rank.Length; i++)
        {
            var gap = rank[i].Item < 0 || rank[i - 1].Item < 0 ? BesideLine : BetweenItems;
            offsets[i] = offsets[i - 1] + rank[i - 1].Width + gap;
        }
        var pools = new List<(double Sum, double Weight, int Count)>();
        for (var i = 0; i < rank.Length; i++)
        {
            var (sum, weight) = wanted(rank[i]);
            // What nobody pulls stays where it is, if only just.
            var pool = weight == 0 ? (Sum: 0.01 * (rank[i].X - offsets[i]), Weight: 0.01, Count: 1) : (sum - (double)weight * offsets[i], weight, 1);
            while (pools.Count > 0 && pools[^1].Sum * pool.Weight >= pool.Sum * pools[^1].Weight)
            {
                pool = (pool.Sum + pools[^1].Sum, pool.Weight + pools[^1].Weight, pool.Count + pools[^1].Count);
                pools.RemoveAt(pools.Count - 1);
            }
            pools.Add(pool);
        }
        var next = 0;
        foreach (var pool in pools)
        {
            var shift = (int)Math.Floor(pool.Sum / pool.Weight + 0.5);
            for (var i = 0; i < pool.Count; i++, next++)
                rank[next].X = shift + offsets[next];
        }
    }
}

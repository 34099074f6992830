namespace Pyc.Cli.Explorer.Graph;

/// <summary>Chooses the order of the cells in each rank, so that few links cross.</summary>
internal static class RankOrder
{
    private const int Sweeps = 8;

    /// <summary>Orders the cells of all ranks, and numbers them. What is cold stays at the right.</summary>
    public static void Choose(List<RankCell[]> ranks)
    {
        foreach (var rank in ranks)
            Renumber(rank, _ => 0);
        var best = Snapshot(ranks);
        var fewest = Crossings(ranks);
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            if (sweep % 2 == 0)
            {
                for (var i = 1; i < ranks.Count; i++)
                    Renumber(ranks[i], cell => Mean(cell, cell.Above, link => link.From.Place));
            }
            else
            {
                for (var i = ranks.Count - 2; i >= 0; i--)
                    Renumber(ranks[i], cell => Mean(cell, cell.Below, link => link.To.Place));
            }
            var crossings = Crossings(ranks);
            if (crossings >= fewest)
                continue;
            (fewest, best) = (crossings, Snapshot(ranks));
        }
        for (var i = 0; i < ranks.Count; i++)
        {
            ranks[i] = best[i];
            for (var place = 0; place < best[i].Length; place++)
                best[i][place].Place = place;
        }
    }

    private static List<RankCell[]> Snapshot(List<RankCell[]> ranks) => ranks.ConvertAll(rank => (RankCell[])rank.Clone());

    private static double Mean(RankCell cell, List<RankLink> links, Func<RankLink, int> place) =>
        links.Count == 0 ? cell.Place : links.Sum(link => (double)place(link) * link.Weight) / links.Sum(link => link.Weight);

    private static void Renumber(RankCell[] rank, Func<RankCell, double> key)
    {
        var sorted = rank.Select((cell, place) => (Cell: cell, Key: key(cell), Place: place))
            .OrderBy(entry => entry.Cell.IsCold).ThenBy(entry => entry.Key).ThenBy(entry => entry.Place)
            .Select(entry => entry.Cell).ToArray();
        for (var place = 0; place < sorted.Length; place++)
        {
            rank[place] = sorted[place];
            sorted[place].Place = place;
        }
    }

    private static long Crossings(List<RankCell[]> ranks)
    {
        long crossings = 0;
        for (var i = 0; i + 1 < ranks.Count; i++)
            crossings += CrossingsBelow(ranks[i], ranks[i + 1].Length);
        return crossings;
    }

    /// <summary>Pairs of links between two ranks that cross, counted by a tree of sums (Fenwick) over the places below.</summary>
    private static long CrossingsBelow(RankCell[] rank, int width)
    {
        var sums = new int[width + 1];
        long crossings = 0;
        var seen = 0;
        foreach (var cell in rank)
        {
            foreach (var link in cell.Below)
                crossings += seen - SumUpTo(link.To.Place);
            foreach (var link in cell.Below)
            {
                for (var i = link.To.Place + 1; i <= width; i += i & -i)
                    sums[i]++;
                seen++;
            }
        }
        return crossings;

        int SumUpTo(int place)
        {
            var sum = 0;
            for (var i = place + 1; i > 0; i -= i & -i)
                sum += sums[i];
            return sum;
        }
    }
}

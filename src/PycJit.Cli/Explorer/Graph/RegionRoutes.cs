namespace Pyc.Cli.Explorer.Graph;

/// <summary>Heights of the gaps between ranks, the places of items in a region, and the routes of its edges.</summary>
internal sealed class RegionRoutes(
    IReadOnlyList<RegionItem> items, IReadOnlyList<RegionEdge> edges, List<RankCell[]> ranks, RankCell[][] cells, RegionMargins margins)
{
    private const int TrackSpacing = 9;
    private const int LaneSpacing = 12;
    private const int SmallestGap = 26;
    private const int BackEntry = 16;       // how far left of the others an edge from below enters

    private readonly int[] _top = new int[ranks.Count];
    private readonly int[] _height = [.. ranks.Select(rank => rank.Max(cell => cell.Item < 0 ? 0 : items[cell.Item].Height))];

    // Gap 0 is above rank 0, gap r + 1 below rank r. A line of a gap belongs to the cell or to the item above that it leads to.
    private readonly Tracks[] _gaps = [.. Enumerable.Range(0, ranks.Count + 1).Select(_ => new Tracks())];
    private readonly Dictionary<int, int> _lanes = [];

    /// <summary>Width of the region.</summary>
    public int Width { get; private set; }

    /// <summary>Height of the region.</summary>
    public int Height { get; private set; }

    /// <summary>Does all of it.</summary>
    public void Place()
    {
        foreach (var edge in edges.Where(edge => edge.IsBack).OrderByDescending(edge => items[edge.To].Rank))
            _lanes.TryAdd(edge.To, _lanes.Count);
        var left = margins.Side + _lanes.Count * LaneSpacing;
        foreach (var cell in ranks.SelectMany(rank => rank))
        {
            cell.X += left;
            if (cell.Item >= 0)
                items[cell.Item].X = cell.X;
        }
        Reserve();
        PlaceRanks();
        foreach (var edge in edges)
        {
            if (edge.IsBack)
                RouteBack(edge);
            else
                Route(edge);
        }
        Width = ranks.SelectMany(rank => rank).Max(cell => cell.X + cell.Width) + margins.Side;
    }

    private int LaneX(int target) => margins.Side + (_lanes.Count - 1 - _lanes[target]) * LaneSpacing;

    private int EntryX(int target) => items[target].X + Math.Max(items[target].Entry - BackEntry, items[target].Entry / 2);

    private void Reserve()
    {
        for (var rank = 0; rank + 1 < ranks.Count; rank++)
        {
            foreach (var cell in ranks[rank + 1])
            {
                foreach (var link in cell.Above)
                    _gaps[rank + 1].Reserve(cell, link.From.X + link.Port, cell.X + cell.Entry);
            }
        }
        foreach (var edge in edges.Where(edge => edge.IsBack))
        {
            var lane = LaneX(edge.To);
            _gaps[items[edge.From].Rank + 1].Reserve(items[edge.To], lane, items[edge.From].X + edge.Port);
            _gaps[items[edge.To].Rank].Reserve(items[edge.To], lane, EntryX(edge.To));
        }
        foreach (var gap in _gaps)
            gap.Assign();
    }

    private void PlaceRanks()
    {
        var y = margins.Top + Extent(0, smallest: 0);
        for (var rank = 0; rank < ranks.Count; rank++)
        {
            _top[rank] = y;
            foreach (var cell in ranks[rank].Where(cell => cell.Item >= 0))
                items[cell.Item].Y = y;
            var isLast = rank == ranks.Count - 1;
            y += _height[rank] + Extent(rank + 1, isLast ? 0 : SmallestGap);
        }
        // Where edges leave at the lower side, that side is where they stop.
        Height = y + (items.Any(item => item.IsExit) ? 0 : margins.Bottom);
    }

    private int Extent(int gap, int smallest) =>
        _gaps[gap].Count == 0 ? smallest : Math.Max(smallest, (_gaps[gap].Count + 1) * TrackSpacing + TrackSpacing);

    private int TrackY(int gap, object owner)
    {
        var above = gap == 0 ? margins.Top : _top[gap - 1] + _height[gap - 1];
        var below = gap == ranks.Count ? above + Extent(gap, 0) : _top[gap];
        // In the middle, so that a single line has room for its arrow.
        var first = above + (below - above - (_gaps[gap].Count - 1) * TrackSpacing) / 2 - 2;
        return first + _gaps[gap][owner] * TrackSpacing;
    }

    private void Route(RegionEdge edge)
    {
        var source = items[edge.From];
        var x = source.X + edge.Port;
        edge.Points.Add(new(x, source.Y + source.Height));
        for (var rank = source.Rank + 1; rank <= items[edge.To].Rank; rank++)
        {
            var cell = cells[edge.To][^(items[edge.To].Rank - rank + 1)];
            var next = cell.X + cell.Entry;
            if (next != x)
            {
                var y = TrackY(rank, cell);
                edge.Points.Add(new(x, y));
                edge.Points.Add(new(next, y));
                x = next;
            }
        }
        edge.Points.Add(new(x, items[edge.To].Y));
    }

    private void RouteBack(RegionEdge edge)
    {
        var (source, target) = (items[edge.From], items[edge.To]);
        var (x, lane, entry) = (source.X + edge.Port, LaneX(edge.To), EntryX(edge.To));
        var (below, above) = (TrackY(source.Rank + 1, target), TrackY(target.Rank, target));
        edge.Points.AddRange(
        [
            new(x, source.Y + source.Height), new(x, below), new(lane, below), new(lane, above), new(entry, above), new(entry, target.Y),
        ]);
    }

    /// <summary>The horizontal lines of a gap, spread over tracks so that none lies on another.</summary>
    private sealed class Tracks
    {
        private readonly Dictionary<object, int> _index = [];
        private readonly List<(int Left, int Right)> _spans = [];
        private readonly List<int> _track = [];

        /// <summary>How many tracks are taken.</summary>
        public int Count { get; private set; }

        /// <summary>The track of what leads to something.</summary>
        public int this[object owner] => _track[_index[owner]];

        /// <summary>Asks for a line; all that lead to the same thing share one.</summary>
        public void Reserve(object owner, int from, int to)
        {
            if (from == to)
                return;
            var (left, right) = (Math.Min(from, to), Math.Max(from, to));
            if (_index.TryAdd(owner, _spans.Count))
            {
                _spans.Add((left, right));
                _track.Add(0);
                return;
            }
            var index = _index[owner];
            _spans[index] = (Math.Min(_spans[index].Left, left), Math.Max(_spans[index].Right, right));
        }

        /// <summary>Gives each line the first track that is free from its left end on.</summary>
        public void Assign()
        {
            var ends = new List<int>();
            foreach (var index in Enumerable.Range(0, _spans.Count).OrderBy(index => _spans[index].Left).ThenBy(index => index))
            {
                var track = ends.FindIndex(end => end + 4 < _spans[index].Left);
                if (track < 0)
                {
                    track = ends.Count;
                    ends.Add(0);
                }
                ends[track] = _spans[index].Right;
                _track[index] = track;
            }
            Count = ends.Count;
        }
    }
}

using ScottPlot;

namespace Pyc.Benchmarks;

/// <summary>Draws the ratios of all kernels as dots, one line a kernel.</summary>
internal static class Chart
{
    private const string Font = "DejaVu Sans";                      // Verdana is as wide
    private const int Width = 900;
    private const int HeightOfLine = 15;
    private const int HeightOfFrame = 110;

    private static readonly (string Side, Color Color, MarkerShape Shape)[] s_series =
    [
        ("C#", Color.FromHex("#0072B2"), MarkerShape.FilledCircle), ("gcc", Color.FromHex("#D55E00"), MarkerShape.FilledDiamond),
        ("Numba", Color.FromHex("#009E73"), MarkerShape.FilledSquare),
    ];

    /// <summary>Writes the chart as SVG.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="sides">The columns of the rows.</param>
    /// <param name="groups">What was measured.</param>
    public static void Save(string path, IReadOnlyList<Side> sides, IEnumerable<(KernelGroup Group, List<Row> Rows)> groups)
    {
        var plot = new Plot();
        var (labels, line) = (new List<(double Place, string Text)>(), 0);
        var points = s_series.ToDictionary(series => series.Side, _ => (X: new List<double>(), Y: new List<double>()));
        foreach (var (group, rows) in groups)
        {
            labels.Add((line--, group.Name.ToUpperInvariant()));
            foreach (var row in rows)
            {
                foreach (var (side, _, _) in s_series)
                {
                    if (sides.ToList().FindIndex(other => other.Name == side) is var column and >= 0 && row.Ratio(column) is { } ratio)
                    {
                        points[side].X.Add(Math.Log10(ratio));
                        points[side].Y.Add(line);
                    }
                }
                labels.Add((line--, row.Kernel.Name));
            }
        }
        var one = plot.Add.VerticalLine(0, 1.5f, Colors.Black);
        one.ExcludeFromLegend = true;
        foreach (var (side, color, shape) in s_series.Where(series => points[series.Side].X.Count > 0))
        {
            var markers = plot.Add.Markers(points[side].X.ToArray(), points[side].Y.ToArray(), shape, 7, color);
            markers.LegendText = $"over {side}";
        }
        plot.Axes.Left.SetTicks([.. labels.Select(label => label.Place)], [.. labels.Select(label => label.Text)]);
        double[] ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
        plot.Axes.Bottom.SetTicks([.. ticks.Select(Math.Log10)], [.. ticks.Select(tick => tick.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        plot.Axes.Left.TickLabelStyle.FontSize = 11;
        plot.Axes.SetLimitsY(line + 0.5, 0.5);
        plot.Title("PycJit's time over that of others (left of 1: PycJit is faster)");
        plot.ShowLegend(Edge.Bottom);
        plot.Font.Set(Font);
        var svg = plot.GetSvgXml(Width, HeightOfFrame - line * HeightOfLine);
        File.WriteAllText(path, svg.Replace($"font-family=\"{Font}\"", $"font-family=\"{Font}, Verdana, sans-serif\"", StringComparison.Ordinal));
    }
}

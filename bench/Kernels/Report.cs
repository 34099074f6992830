namespace Pyc.Benchmarks;

/// <summary>Rows of ratios and their geometric means, as text: for the console and for Markdown.</summary>
/// <param name="sides">The columns; PycJit is the first.</param>
internal sealed class Report(IReadOnlyList<Side> sides)
{
    private readonly List<(KernelGroup Group, List<Row> Rows)> _groups = [];

    /// <summary>All that was measured, in its order.</summary>
    public IEnumerable<(KernelGroup Group, List<Row> Rows)> Groups => _groups;

    public void Begin(KernelGroup group) => _groups.Add((group, []));

    public void Add(Row row) => _groups[^1].Rows.Add(row);

    /// <summary>Heads of the columns, then a line of cells.</summary>
    public string[] Head => ["", "called with", "PycJit", .. sides.Skip(1).Select(side => side.Name)];

    public string[] Cells(Row row) =>
        [row.Kernel.Name, row.Kernel.Size, Text(row.Times[0]), .. row.Times.Select((time, i) => row.Ratio(i) is { } ratio ? $"{ratio:F2}" : time.WhyNot?.Word ?? "").Skip(1)];

    /// <summary>Geometric means of the columns, over the kernels that have a time there.</summary>
    public string[] Means(string name, IEnumerable<Row> rows) =>
        [name, "geometric mean", "", .. Enumerable.Range(1, sides.Count - 1).Select(side => Mean(rows, side) is { } mean ? $"{mean:F2}" : "")];

    public static double? Mean(IEnumerable<Row> rows, int side)
    {
        var ratios = rows.Select(row => row.Ratio(side)).OfType<double>().ToList();
        return ratios.Count == 0 ? null : Math.Exp(ratios.Average(Math.Log));
    }

    /// <summary>Why times are not there.</summary>
    public IEnumerable<string> Notes(Row row) =>
        row.Times.Select((time, i) => (time.WhyNot, sides[i].Name)).Where(pair => pair.WhyNot is not null).Select(pair => $"{row.Kernel.Name}, {pair.Name}: {pair.WhyNot!.Value.Word}: {pair.WhyNot.Value.Reason}");

    private static string Text(Time time) => time.Seconds switch
    {
        null => time.WhyNot?.Word ?? "",
        < 1e-3 => $"{time.Seconds * 1e6:F1} µs",
        _ => $"{time.Seconds * 1e3:F2} ms",
    };
}

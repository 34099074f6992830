using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Pyc.Benchmarks;

/// <summary>Writes what was measured into docs/performance.md, between two markers, and the chart beside it.</summary>
internal static class DocsPage
{
    private const string Begin = "<!-- begin of what bench/Kernels writes -->";
    private const string End = "<!-- end of what bench/Kernels writes -->";

    public static void Write(IReadOnlyList<Side> sides, Report report)
    {
        var path = Repository.PathTo("docs", "performance.md");
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (begin < 0 || end < begin)
            throw new InvalidOperationException($"{path} lacks its markers.");
        File.WriteAllText(path, $"{page[..begin]}{Begin}\n{Tables(sides, report)}{page[end..]}");
        Chart.Save(Repository.PathTo("docs", "performance.svg"), sides, report.Groups);
    }

    private static string Tables(IReadOnlyList<Side> sides, Report report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Processor()}; {string.Join(", ", sides.Skip(2).Select(side => $"{side.Name} {side.Version}"))}.\n");
        AppendLine(text.Append('\n'), report.Head);
        AppendLine(text, [.. report.Head.Select((_, i) => i < 2 ? "---" : "---:")]);
        foreach (var (group, rows) in report.Groups)
        {
            AppendLine(text, Bold(report.Means(group.Name, rows)));
            foreach (var row in rows)
                AppendLine(text, report.Cells(row));
        }
        AppendLine(text, Bold(report.Means("all", report.Groups.SelectMany(group => group.Rows))));
        foreach (var note in report.Groups.SelectMany(group => group.Rows).SelectMany(report.Notes))
            text.Append(CultureInfo.InvariantCulture, $"\n- {note}");
        return text.Append("\n\n").ToString();
    }

    private static void AppendLine(StringBuilder text, string[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string[] Bold(string[] cells) => [.. cells.Select(cell => cell.Length == 0 ? "" : $"**{cell}**")];

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info) ? File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return $"{line?.Split(':')[1].Trim() ?? "A processor"}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}";
    }
}

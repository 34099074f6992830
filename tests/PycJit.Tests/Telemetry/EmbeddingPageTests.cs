using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Pyc.Tests.Telemetry;

/// <summary>The tables of docs/embedding.md are made of what the code declares.</summary>
public sealed class EmbeddingPageTests
{
    private static readonly string s_page = Repository.PathTo("docs", "embedding.md");

    [Test]
    public void It_lists_all_log_events() => Check("log events", new StringBuilder("| id | name | level | message |\n|---|---|---|---|\n").AppendJoin(
        "", LogEvents.All().Select(one => $"| {one.Id} | `{one.Name}` | {one.Level} | {one.Message} |\n")));

    [Test]
    public void It_lists_all_instruments_with_their_tags()
    {
        using var metrics = new RecordedMetrics();
        PycJit.Load(Repository.Pyc("straight")).Dispose();                     // makes them
        var table = new StringBuilder("| instrument | kind | unit | |\n|---|---|---|---|\n");
        foreach (var instrument in metrics.Instruments.OrderBy(instrument => instrument.Name, StringComparer.Ordinal))
            table.Append($"| `{instrument.Name}` | {KindOf(instrument)} | `{instrument.Unit}` | {instrument.Description} |\n");
        Check("instruments", table);
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableUpDownCounter<long> => "up-down counter",
        _ => throw new ArgumentException($"{instrument.Name} is of a kind that the page does not name."),
    };

    private static void Check(string section, StringBuilder table)
    {
        var page = File.ReadAllText(s_page).ReplaceLineEndings("\n");
        var part = new Regex($"(?<=<!-- {section} -->\n).*?(?=<!-- end -->)", RegexOptions.Singleline);
        Assert.That(part.IsMatch(page), section);
        Golden.CheckFile(s_page, part.Replace(page, _ => table.ToString()));
    }
}

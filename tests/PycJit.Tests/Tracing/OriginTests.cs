using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc.Tests.Tracing;

/// <summary>How much of what a function becomes says where in Python it comes from.</summary>
public sealed class OriginTests
{
    [Test]
    public void Nearly_all_lines_say_where_they_come_from()
    {
        var values = FixtureTraces.All.SelectMany(fixture => fixture.Trace.Snapshots.SelectMany(snapshot => snapshot.Functions).Distinct()
            .SelectMany(function => function.Blocks).SelectMany(block => block.Lines)).ToList();
        var code = FixtureTraces.All.SelectMany(fixture => fixture.Trace.Assembly).Where(line => line.Kind == CodeLineKind.Instruction).ToList();
        var ofValues = code.Where(line => line.ValueId >= 0).ToList();
        TestContext.Out.WriteLine($"{FixtureTraces.All.Count} functions, {FixtureTraces.All.Sum(fixture => fixture.Trace.Snapshots.Length)} snapshots");
        TestContext.Out.WriteLine($"values {values.Count}: {Share(values.Select(line => line.Origin)):p4}");
        TestContext.Out.WriteLine($"instructions of values {ofValues.Count}: {Share(ofValues.Select(line => line.Origin)):p4}");
        TestContext.Out.WriteLine($"instructions {code.Count}: {Share(code.Select(line => line.Origin)):p4}");
        foreach (var group in values.Where(line => line.Origin is null).GroupBy(line => string.Join(' ', line.Text.Split(' ').Where(word => !word.StartsWith('v')).Take(2))).OrderByDescending(group => group.Count()).Take(25))
            TestContext.Out.WriteLine($"  {group.Count()} {group.Key} {group.First().Text}");
        foreach (var group in code.Where(line => line.Origin is null).GroupBy(line => string.Join(' ', line.Comment.Split(' ').Where(word => !word.StartsWith('v')).Take(2))).OrderByDescending(group => group.Count()).Take(25))
            TestContext.Out.WriteLine($"  {group.Count()} {group.Key} {group.First().Text}   {group.First().Comment}");
    }

    private static double Share(IEnumerable<TraceOrigin?> origins) => origins.Average(origin => origin is null ? 0.0 : 1.0);
}

using System.Globalization;
using Pyc.Translation;
using Pyc.X64;

namespace Pyc.Cli.Explorer.Data;

/// <summary>What to know of a compiled function at a glance.</summary>
internal static class FactDocuments
{
    /// <summary>The facts, the weightiest first.</summary>
    /// <param name="trace">How it was compiled.</param>
    /// <param name="explanation">What is said about it.</param>
    public static IReadOnlyList<FactDocument> Of(CompilationTrace trace, Explanation explanation)
    {
        var instructions = trace.Assembly.Count(line => line.Kind == CodeLineKind.Instruction);
        var facts = new List<FactDocument> { new("machine code", Count(trace.CodeSize, "byte"), Count(instructions, "instruction")) };
        if (explanation.Tier == ExecutionTier.Native)
        {
            facts.Add(Checks(explanation));
            if (!explanation.Loops.IsEmpty)
                facts.Add(Loops(explanation));
            if (explanation.Remarks.Count(remark => remark.Kind == RemarkKind.Inlined) is > 0 and var inlined)
                facts.Add(new("calls inlined", Number(inlined), null));
            if (explanation.Code is { } code)
                facts.Add(new("stack", code.FrameSize == 0 ? "none" : Count(code.FrameSize, "byte"), code.SpillSlots == 0 ? "all values in registers" : $"{Count(code.SpillSlots, "value")} in memory for want of registers"));
        }
        facts.Add(new("passes", Number(trace.Snapshots.Length - 1), "that changed something"));
        return facts;
    }

    private static FactDocument Checks(Explanation explanation)
    {
        var left = explanation.Checks.Count(check => !check.IsUnconditional);
        return new(
            "checks left", explanation.RemovedChecks == 0 ? Number(left) : $"{Number(left)} of {Number(left + explanation.RemovedChecks)}",
            explanation.RemovedChecks == 0 ? null : $"{Number(explanation.RemovedChecks)} that Python demands can never fail");
    }

    private static FactDocument Loops(Explanation explanation)
    {
        var inLanes = explanation.Loops.Where(loop => loop.Form == LoopForm.InLanes).ToList();
        var count = Number(explanation.Loops.Length);
        return inLanes.Count == 0 ? new("loops", count, "none in lanes of vectors")
            : new("loops in lanes", $"{Number(inLanes.Count)} of {count}", string.Join(", ", inLanes.Select(loop => $"line {loop.Where.Line}: {loop}")));
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(int count, string unit) => $"{Number(count)} {unit}{(count == 1 ? "" : "s")}";
}

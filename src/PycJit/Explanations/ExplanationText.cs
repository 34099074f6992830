using System.Globalization;
using System.Text;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.Explanations;

/// <summary>Writes an <see cref="Explanation"/> for people: what it comes to first, then what they would ask next.</summary>
/// <param name="explanation">The explanation.</param>
internal sealed class ExplanationText(Explanation explanation)
{
    private const int MostInALine = 100;      // columns of what is listed one behind the other

    /// <summary>The text; a line feed stands between two lines.</summary>
    public static string Write(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var text = new StringBuilder();
        foreach (var line in new ExplanationText(explanation).Lines())
            text.Append(text.Length > 0 ? "\n" : "").Append(' ', line.Text.Length == 0 ? 0 : 2 * line.Indent).Append(line.Text);
        return text.ToString();
    }

    /// <summary>The lines.</summary>
    public IEnumerable<ExplanationLine> Lines()
    {
        var place = explanation.Line > 0 ? $"{explanation.File}:{Number(explanation.Line)}" : explanation.File;
        yield return new(ExplanationLineKind.Title, 0, $"{explanation.Declaration}    {place}, CPython {explanation.Version}");
        foreach (var line in explanation.Tier == ExecutionTier.Native ? [.. Summary(), .. Types(), .. Loops(), .. Checks(), .. Calls(), .. Notes(), .. Ends()] : Refusal())
            yield return line;
    }

    private IEnumerable<ExplanationLine> Refusal()
    {
        yield return new(ExplanationLineKind.Bad, 1, explanation.Tier == ExecutionTier.Interpreted ? "runs interpreted, if Fallback = Interpreter allows it; else asking for it is an error" : "is unavailable");
        if (explanation.Damage is { } damage)
            yield return new(ExplanationLineKind.Item, 1, damage);
        if (explanation.WhyNot is { } whyNot)
        {
            yield return new(ExplanationLineKind.Empty, 0, "");
            yield return new(ExplanationLineKind.Heading, 1, $"{whyNot.Descriptor.Id}: {whyNot.Descriptor.Title}");
            yield return new(ExplanationLineKind.Item, 1, $"{Place(whyNot.Where)}{whyNot.What}{(whyNot.ValueType.Length > 0 ? $", a value of type {whyNot.ValueType}" : "")}", whyNot.Where);
            yield return new(ExplanationLineKind.Detail, 2, $"why: {whyNot.Reason}");
            for (var cause = whyNot.Cause; cause is not null; cause = cause.Cause)
                yield return new(ExplanationLineKind.Detail, 2, $"there: {Place(cause.Where)}{cause.What}", cause.Where);
            if (whyNot.Remedy.Length > 0)
                yield return new(ExplanationLineKind.Detail, 2, $"what to do: {whyNot.Remedy}");
        }
        if (explanation.Also.IsEmpty)
            yield break;
        yield return new(ExplanationLineKind.Empty, 0, "");
        yield return new(ExplanationLineKind.Heading, 1, "native code has nothing for these instructions either:");
        foreach (var other in explanation.Also)
            yield return new(ExplanationLineKind.Item, 2, $"{Place(other.Where)}{other.Opcode}", other.Where);
    }

    private IEnumerable<ExplanationLine> Summary()
    {
        if (explanation.Code is not { } code)
            yield break;
        var frame = code.FrameSize == 0 ? "no stack" : $"{Number(code.FrameSize)} bytes of stack";
        var spills = code.SpillSlots == 0 ? "all values in registers" : $"{Count(code.SpillSlots, "value")} in memory for want of registers";
        yield return new(ExplanationLineKind.Good, 1, $"runs natively: {explanation.Signature}");
        yield return new(ExplanationLineKind.Item, 1, $"{Number(code.Size)} bytes of code, {frame}, {spills}");
    }

    private IEnumerable<ExplanationLine> Types()
    {
        if (explanation.Variables.IsEmpty)
            yield break;
        yield return new(ExplanationLineKind.Empty, 0, "");
        yield return new(ExplanationLineKind.Heading, 1, "types");
        foreach (var group in explanation.Variables.GroupBy(variable => (variable.File, variable.Function)))
        {
            var isOther = group.Key.Function != explanation.Variables[0].Function;
            if (isOther)
                yield return new(ExplanationLineKind.Detail, 2, $"in {group.Key.Function}");
            foreach (var line in Wrapped(group.Select(Describe)))
                yield return new(ExplanationLineKind.Item, isOther ? 3 : 2, line);
        }
    }

    // Where it has one type it has that wherever it is stored.
    internal static string Describe(VariableType variable) => variable.Types is [var only]
        ? $"{variable.Name}: {only.Type}"
        : $"{variable.Name}: {string.Join(", then ", variable.Types.Select(type => $"{type.Type}{(type.Lines.IsEmpty ? "" : $" (line {string.Join(", ", type.Lines.Select(Number))})")}"))}";

    private IEnumerable<ExplanationLine> Loops()
    {
        if (explanation.Loops.IsEmpty)
            yield break;
        yield return new(ExplanationLineKind.Empty, 0, "");
        yield return new(ExplanationLineKind.Heading, 1, "loops");
        foreach (var loop in explanation.Loops)
        {
            var of = loop.Within.Line > 0 ? "the loop in the call " : "";
            yield return new(ExplanationLineKind.Item, 2, $"{Place(loop.Where)}{of}{loop}", loop.Where);
            if (!loop.CheckedBefore.IsEmpty)
                yield return new(ExplanationLineKind.Detail, 3, $"once before it instead of in each round: {string.Join(", ", loop.CheckedBefore.Select(Describe))}");
            if (loop.WhyChecked is { } checks)
                yield return new(ExplanationLineKind.Detail, 3, $"checks in each round: {checks.Text}", Other(checks.Where, loop.Where));
            if (loop.WhyNotInLanes is { } lanes && lanes.Text != loop.WhyChecked?.Text)
                yield return new(ExplanationLineKind.Detail, 3, $"not in lanes: {lanes.Text}", Other(lanes.Where, loop.Where));
        }
    }

    private IEnumerable<ExplanationLine> Checks()
    {
        var checks = explanation.Checks.Where(check => !check.IsUnconditional).ToList();
        yield return new(ExplanationLineKind.Empty, 0, "");
        var removed = explanation.RemovedChecks == 0 ? "" : $"; {Number(explanation.RemovedChecks)} that Python demands can never fail and {(explanation.RemovedChecks == 1 ? "is" : "are")} gone";
        yield return new(ExplanationLineKind.Heading, 1, $"checks: {(checks.Count == 0 ? "none" : $"{Number(checks.Count)} left")}{removed}");
        foreach (var check in checks)
        {
            yield return new(ExplanationLineKind.Item, 2, $"{Place(check.Where)}{NameOf(check.Kind)}{Of(check)}, {NameOf(check.Frequency)}", check.Where);
            yield return new(ExplanationLineKind.Detail, 3, check.Why);
        }
    }

    private IEnumerable<ExplanationLine> Calls()
    {
        var inlined = explanation.Remarks.Where(remark => remark.Kind is RemarkKind.Inlined or RemarkKind.NotInlined).ToList();
        var others = explanation.Calls.Where(call => call.Kind != CallKind.Python).ToList();
        if (inlined.Count + others.Count == 0)
            yield break;
        yield return new(ExplanationLineKind.Empty, 0, "");
        yield return new(ExplanationLineKind.Heading, 1, "calls");
        foreach (var remark in inlined)
            yield return new(ExplanationLineKind.Item, 2, $"{Place(remark.Where)}{remark.Text}", remark.Where);
        foreach (var call in others)
            yield return new(ExplanationLineKind.Item, 2, $"{Place(call.Where)}{call.Name} is a call of {(call.Kind == CallKind.Lists ? "what keeps lists" : "a mathematical function")}{(call.IsInLoop ? ", in a loop" : "")}", call.Where);
    }

    private IEnumerable<ExplanationLine> Notes()
    {
        var notes = explanation.Remarks.Where(remark => remark.Kind is not (RemarkKind.Inlined or RemarkKind.NotInlined)).ToList();
        if (notes.Count == 0)
            yield break;
        yield return new(ExplanationLineKind.Empty, 0, "");
        yield return new(ExplanationLineKind.Heading, 1, "also");
        foreach (var remark in notes)
            yield return new(ExplanationLineKind.Item, 2, $"{Place(remark.Where)}{remark.Text}", remark.Where);
    }

    private IEnumerable<ExplanationLine> Ends()
    {
        var ends = explanation.Checks.Where(check => check.IsUnconditional).ToList();
        yield return new(ExplanationLineKind.Empty, 0, "");
        var total = explanation.Exits.Sum(exit => exit.Count);
        yield return new(ExplanationLineKind.Heading, 1, total == 0
            ? "never leaves native code"
            : $"leaves native code in {Count(total, "place")}, and the interpreter goes on there: {string.Join(", ", explanation.Exits.Select(exit => $"{Number(exit.Count)} {NameOf(exit.Reason)}"))}");
        foreach (var end in ends)
            yield return new(ExplanationLineKind.Item, 2, $"{Place(end.Where)}{end.Why}", end.Where);
        if (explanation.Code is { Times: var times })
        {
            yield return new(ExplanationLineKind.Heading, 1, string.Create(CultureInfo.InvariantCulture,
                $"compiled in {times.Total.TotalMilliseconds:0.00} ms: build {times.Build.TotalMilliseconds:0.00}, optimise {times.Optimise.TotalMilliseconds:0.00}, select {times.Select.TotalMilliseconds:0.00}, allocate {times.Allocate.TotalMilliseconds:0.00}, emit {times.Emit.TotalMilliseconds:0.00}, install {times.Install.TotalMilliseconds:0.00}"));
        }
    }

    private static IEnumerable<string> Wrapped(IEnumerable<string> parts)
    {
        var line = new StringBuilder();
        foreach (var part in parts)
        {
            if (line.Length > 0 && line.Length + part.Length > MostInALine)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " · " : "").Append(part);
        }
        if (line.Length > 0)
            yield return line.ToString();
    }

    private string Place(SourceLocation where)
    {
        if (where.Line == 0)
            return "";
        var column = where.Column > 0 ? $":{Number(where.Column)}" : "";
        var function = where.Function == explanation.Name || where.Function.Length == 0 ? "" : $" in {where.Function}";
        return where.File == explanation.File ? $"{Number(where.Line)}{column}{function}: " : $"{where.ShortFile}:{Number(where.Line)}{column}{function}: ";
    }

    // A line of the source that was shown just now is not shown again.
    private static SourceLocation Other(SourceLocation where, SourceLocation shown) => where.Line == shown.Line ? SourceLocation.None : where;

    // What is checked before most rounds is checked in those that are left.
    internal string Describe(LoopCheck check) =>
        explanation.Checks.FirstOrDefault(left => left.Where == check.Where && left.Reason == check.Reason) is { } left ? NameOf(left.Kind) + Of(left) : NameOf(check.Reason);

    internal static string Of(RemainingCheck check) =>
        check.Expression == ExpressionText.Unknown || check.Kind is CheckKind.Stack ? "" : $" of {check.Expression}";

    private static string NameOf(ExitReason reason) => IrPrinter.NameOf(reason).Replace('_', ' ');

    internal static string NameOf(CheckKind kind) => kind switch
    {
        CheckKind.Overflow => "overflow",
        CheckKind.Bounds => "bounds",
        CheckKind.DivisionByZero => "division by zero",
        CheckKind.Domain => "domain",
        CheckKind.Shift => "sign",
        CheckKind.Exactness => "exactness",
        CheckKind.Range => "range",
        CheckKind.Memory => "memory",
        CheckKind.Stack => "stack",
        CheckKind.Raise => "error",
        _ => "operands",
    };

    internal static string NameOf(CheckFrequency frequency) => frequency switch
    {
        CheckFrequency.EachRound => "in each round",
        CheckFrequency.InRest => "only in rounds that the fast copy of the loop leaves",
        _ => "once",
    };

    private static string Count(int count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}

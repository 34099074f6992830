using System.Text.Json.Serialization;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.Cli.Json;

/// <summary>What <c>pycjit explain --json</c> writes.</summary>
internal sealed record ExplainDocument() : CommandDocument("explain")
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The CPython series that compiled it: <c>3.12</c>.</summary>
    public required string Python { get; init; }

    /// <summary>The functions that were asked for, and names that are unavailable.</summary>
    public required IReadOnlyList<ExplainedFunction> Functions { get; init; }

    /// <summary>The document for explanations.</summary>
    public static ExplainDocument Of(string path, PycModule module, IEnumerable<Explanation> explanations) => new()
    {
        File = path,
        Python = module.Version.ToString(),
        Functions = [.. explanations.Select(ExplainedFunction.Of)],
    };
}

/// <summary>A place in Python.</summary>
/// <param name="File">The source file, as the compiler was given it.</param>
/// <param name="Line">The line, from 1; 0 where unknown.</param>
/// <param name="Column">The column, from 1, in bytes of UTF-8; 0 where unknown, as before 3.11.</param>
/// <param name="Function">Qualified name of the function.</param>
internal sealed record ExplainedPlace(string File, int Line, int Column, string Function)
{
    /// <summary>The place; null where it is none.</summary>
    public static ExplainedPlace? Of(SourceLocation where) => where.Line == 0 && where.File.Length == 0 ? null : new(where.File, where.Line, where.Column, where.Function);
}

/// <summary>One function, or a name that is unavailable.</summary>
internal sealed record ExplainedFunction
{
    /// <summary>The name that the module binds it to.</summary>
    public required string Name { get; init; }

    /// <summary>As Python declares it: <c>foo(a, b)</c>.</summary>
    public required string Declaration { get; init; }

    /// <summary>The source file, as the compiler was given it.</summary>
    public required string SourceFile { get; init; }

    /// <summary>The line of its <c>def</c>; 0 where unknown.</summary>
    public required int Line { get; init; }

    /// <summary>Where it runs: <c>native</c>, <c>interpreted</c> or <c>unavailable</c>.</summary>
    public required ExecutionTier Tier { get; init; }

    /// <summary>Why it does not run natively; null where it does.</summary>
    public required ExplainedRefusal? WhyNot { get; init; }

    /// <summary>What is wrong with its code; null where that is sound.</summary>
    public required string? Damage { get; init; }

    /// <summary>Other instructions that native code has nothing for.</summary>
    public required IReadOnlyList<ExplainedInstruction> Also { get; init; }

    /// <summary>Parameters and result in terms of the IR; null where it does not run natively, and so is what follows.</summary>
    public required string? Signature { get; init; }

    /// <summary>Bytes of machine code.</summary>
    public required int? Size { get; init; }

    /// <summary>Bytes of native stack that a call takes.</summary>
    public required int? FrameSize { get; init; }

    /// <summary>Values in memory for want of registers.</summary>
    public required int? SpillSlots { get; init; }

    /// <summary>How long its compilation took, by stage, in milliseconds.</summary>
    public required ExplainedTimes? Milliseconds { get; init; }

    /// <summary>The types of variables.</summary>
    public required IReadOnlyList<ExplainedVariable> Variables { get; init; }

    /// <summary>The loops.</summary>
    public required IReadOnlyList<ExplainedLoop> Loops { get; init; }

    /// <summary>The checks that are left.</summary>
    public required IReadOnlyList<ExplainedCheck> Checks { get; init; }

    /// <summary>How many checks never fail and are gone.</summary>
    public required int RemovedChecks { get; init; }

    /// <summary>What passes say of single places.</summary>
    public required IReadOnlyList<ExplainedRemark> Remarks { get; init; }

    /// <summary>The calls that are left.</summary>
    public required IReadOnlyList<ExplainedCall> Calls { get; init; }

    /// <summary>In how many places it leaves for the interpreter, by reason.</summary>
    public required IReadOnlyList<ExplainedExits> Exits { get; init; }

    /// <summary>The same as the library gives it.</summary>
    public static ExplainedFunction Of(Explanation explanation) => new()
    {
        Name = explanation.Name,
        Declaration = explanation.Declaration,
        SourceFile = explanation.File,
        Line = explanation.Line,
        Tier = explanation.Tier,
        WhyNot = explanation.WhyNot is { } whyNot ? ExplainedRefusal.Of(whyNot) : null,
        Damage = explanation.Damage,
        Also = [.. explanation.Also.Select(other => new ExplainedInstruction(other.Opcode, other.Offset, ExplainedPlace.Of(other.Where)))],
        Signature = explanation.Code?.Signature,
        Size = explanation.Code?.Size,
        FrameSize = explanation.Code?.FrameSize,
        SpillSlots = explanation.Code?.SpillSlots,
        Milliseconds = explanation.Code is { Times: var times }
            ? new ExplainedTimes(
                times.Build.TotalMilliseconds, times.Optimise.TotalMilliseconds, times.Select.TotalMilliseconds, times.Allocate.TotalMilliseconds,
                times.Emit.TotalMilliseconds, times.Install.TotalMilliseconds, times.Total.TotalMilliseconds)
            : null,
        Variables = [.. explanation.Variables.Select(variable => new ExplainedVariable(
            variable.Name, variable.Function, [.. variable.Types.Select(type => new ExplainedType(type.Type, type.Lines))]))],
        Loops = [.. explanation.Loops.Select(ExplainedLoop.Of)],
        Checks = [.. explanation.Checks.Select(ExplainedCheck.Of)],
        RemovedChecks = explanation.RemovedChecks,
        Remarks = [.. explanation.Remarks.Select(remark => new ExplainedRemark(remark.Kind, ExplainedPlace.Of(remark.Where), remark.Text))],
        Calls = [.. explanation.Calls.Select(call => new ExplainedCall(call.Kind, call.Name, ExplainedPlace.Of(call.Where), call.IsInLoop))],
        Exits = [.. explanation.Exits.Select(exits => new ExplainedExits(exits.Reason, exits.Count))],
    };
}

/// <summary>Why a function does not run natively.</summary>
/// <param name="Code">The code of the reason: <c>PYJ1004</c>.</param>
/// <param name="Title">What it is, in short.</param>
/// <param name="Where">The place.</param>
/// <param name="Opcode">CPython's name of the instruction; empty where it is about none.</param>
/// <param name="Offset">Its offset in <c>co_code</c>; −1 where it is about none.</param>
/// <param name="ValueType">The Python type of the value that it is about; empty for none.</param>
/// <param name="Reason">Why.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record ExplainedRefusal(string Code, string Title, ExplainedPlace? Where, string Opcode, int Offset, string ValueType, string Reason, string Remedy)
{
    public static ExplainedRefusal Of(Diagnostic diagnostic) => new(
        diagnostic.Descriptor.Id, diagnostic.Descriptor.Title, ExplainedPlace.Of(diagnostic.Where), diagnostic.Opcode, diagnostic.Offset, diagnostic.ValueType,
        diagnostic.Reason, diagnostic.Remedy);
}

/// <summary>An instruction.</summary>
internal sealed record ExplainedInstruction(string Opcode, int Offset, ExplainedPlace? Where);

/// <summary>Milliseconds by stage.</summary>
internal sealed record ExplainedTimes(double Build, double Optimise, double Select, double Allocate, double Emit, double Install, double Total);

/// <summary>A variable of a function and its types.</summary>
internal sealed record ExplainedVariable(string Name, string Function, IReadOnlyList<ExplainedType> Types);

/// <summary>A type, and the lines that store it.</summary>
internal sealed record ExplainedType(string Type, IReadOnlyList<int> Lines);

/// <summary>A loop and how it runs.</summary>
/// <param name="Where">Where it begins.</param>
/// <param name="Form">How it runs.</param>
/// <param name="Lanes">The number of lanes; 0 for none.</param>
/// <param name="ElementTypes">What lies in them, in the names of the IR.</param>
/// <param name="CheckedBefore">What is checked once before it.</param>
/// <param name="CheckedInRounds">What is checked in each round.</param>
/// <param name="WhyNotInLanes">Why it does not run in lanes; null where it does.</param>
/// <param name="WhyChecked">Why its checks are made in each round; null where they are not.</param>
internal sealed record ExplainedLoop(
    ExplainedPlace? Where, LoopForm Form, int Lanes, IReadOnlyList<string> ElementTypes, IReadOnlyList<ExplainedLoopCheck> CheckedBefore,
    IReadOnlyList<ExplainedLoopCheck> CheckedInRounds, string? WhyNotInLanes, string? WhyChecked)
{
    public static ExplainedLoop Of(LoopVerdict loop) => new(
        ExplainedPlace.Of(loop.Where), loop.Form, loop.Lanes, [.. loop.ElementTypes.Select(IrPrinter.NameOf)],
        [.. loop.CheckedBefore.Select(ExplainedLoopCheck.Of)], [.. loop.CheckedInRounds.Select(ExplainedLoopCheck.Of)], loop.WhyNotInLanes?.Text, loop.WhyChecked?.Text);
}

/// <summary>A check of a loop.</summary>
internal sealed record ExplainedLoopCheck(ExitReason Reason, ExplainedPlace? Where)
{
    public static ExplainedLoopCheck Of(LoopCheck check) => new(check.Reason, ExplainedPlace.Of(check.Where));
}

/// <summary>A check that is left.</summary>
/// <param name="Kind">What is checked.</param>
/// <param name="Reason">Why code leaves where it fails.</param>
/// <param name="Where">The place.</param>
/// <param name="Opcode">CPython's name of the instruction.</param>
/// <param name="Offset">Its offset in <c>co_code</c>.</param>
/// <param name="Expression">The expression, put together from instructions.</param>
/// <param name="Why">Why it is left.</param>
/// <param name="Frequency">How often it is made.</param>
/// <param name="IsUnconditional">Whether code always leaves here.</param>
/// <param name="Exits">How many exits of the machine code it has.</param>
internal sealed record ExplainedCheck(
    CheckKind Kind, ExitReason Reason, ExplainedPlace? Where, string Opcode, int Offset, string Expression, string Why, CheckFrequency Frequency, bool IsUnconditional, int Exits)
{
    public static ExplainedCheck Of(RemainingCheck check) => new(
        check.Kind, check.Reason, ExplainedPlace.Of(check.Where), check.Opcode, check.Offset, check.Expression, check.Why, check.Frequency, check.IsUnconditional, check.Exits);
}

/// <summary>What a pass says.</summary>
internal sealed record ExplainedRemark(RemarkKind Kind, ExplainedPlace? Where, string Text);

/// <summary>A call that is left.</summary>
internal sealed record ExplainedCall(CallKind Kind, string Name, ExplainedPlace? Where, bool IsInLoop);

/// <summary>In how many places code leaves for a reason.</summary>
internal sealed record ExplainedExits(ExitReason Reason, int Count);

/// <summary>How the document is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters =
[
    typeof(CamelCaseEnum<ExecutionTier>), typeof(CamelCaseEnum<LoopForm>), typeof(CamelCaseEnum<CheckKind>), typeof(CamelCaseEnum<CheckFrequency>),
    typeof(CamelCaseEnum<CallKind>), typeof(CamelCaseEnum<RemarkKind>), typeof(CamelCaseEnum<ExitReason>),
])]
[JsonSerializable(typeof(ExplainDocument))]
internal sealed partial class ExplainJson : JsonSerializerContext;

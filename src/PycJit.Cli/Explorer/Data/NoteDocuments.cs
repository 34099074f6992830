using Pyc.Explanations;
using Pyc.Translation;

namespace Pyc.Cli.Explorer.Data;

/// <summary>What is said about the lines of a function: why it is not compiled, what passes did, what is checked.</summary>
/// <param name="traces">The code objects, whose lines it is about.</param>
/// <param name="codes">Their documents.</param>
internal sealed class NoteDocuments(IReadOnlyList<CodeTrace> traces, IReadOnlyList<CodeDocument> codes)
{
    private const string Refused = "refused";
    private const string Done = "done";
    private const string Missed = "missed";
    private const string Check = "check";
    private const string Types = "types";

    /// <summary>Why a function has no native code.</summary>
    /// <param name="diagnostic">Why.</param>
    /// <param name="line">The line of the function, for what is about no other.</param>
    public NoteDocument Of(Diagnostic diagnostic, int line) => new(
        CodeOf(diagnostic.Where), diagnostic.Where.Line > 0 ? diagnostic.Where.Line : line, Refused, diagnostic.Descriptor.Id, PageText.Line(diagnostic.Descriptor.Title),
        PageText.Line($"{diagnostic.What}: {diagnostic.Reason}."), PageText.Line(diagnostic.Remedy));

    /// <summary>What an explanation says about lines, in their order.</summary>
    public IReadOnlyList<NoteDocument> Of(Explanation explanation) =>
    [
        .. ((IEnumerable<NoteDocument>)
        [
            .. explanation.Variables.GroupBy(variable => (variable.File, variable.Function)).Select(OfVariables),
            .. explanation.Loops.Select(loop => Of(loop, explanation)),
            .. explanation.Checks.Select(Of),
            .. explanation.Remarks.Where(remark => !remark.IsOfLoop).Select(Of),
            .. explanation.Also.Select(Of),
        ]).OrderBy(note => note.Code).ThenBy(note => note.Line),
    ];

    private NoteDocument OfVariables(IGrouping<(string File, string Function), VariableType> variables)
    {
        var code = Math.Max(0, IndexOf(variables.Key.File, variables.Key.Function));
        return new(Home(code), traces[code].FirstLine, Types, null, "types", PageText.Line(string.Join(" · ", variables.Select(ExplanationText.Describe))), null);
    }

    private NoteDocument Of(LoopVerdict loop, Explanation explanation)
    {
        var more = new List<string>();
        if (!loop.CheckedBefore.IsEmpty)
            more.Add($"Once before it instead of in each round: {string.Join(", ", loop.CheckedBefore.Select(new ExplanationText(explanation).Describe))}.");
        if (loop.WhyChecked is { } checks)
            more.Add($"Checks in each round: {checks.Text}");
        if (loop.WhyNotInLanes is { } lanes && lanes.Text != loop.WhyChecked?.Text)
            more.Add($"Not in lanes: {lanes.Text}");
        return Note(loop.Where, loop.Form == LoopForm.Checked ? Missed : Done, "loop", loop.ToString(), string.Join(" ", more));
    }

    private NoteDocument Of(RemainingCheck check) => check.IsUnconditional
        ? Note(check.Where, Check, "leaves native code", check.Why)
        : Note(check.Where, Check, ExplanationText.NameOf(check.Kind) + ExplanationText.Of(check), $"{ExplanationText.NameOf(check.Frequency)}: {check.Why}");

    private NoteDocument Of(Remark remark) => remark.Kind is RemarkKind.NotInlined or RemarkKind.NoTailCall
        ? Note(remark.Where, Missed, remark.Kind == RemarkKind.NotInlined ? "call" : "recursion", remark.Text)
        : Note(remark.Where, Done, remark.Kind == RemarkKind.Inlined ? "inlined" : "", remark.Text);

    private NoteDocument Of(FurtherObstacle obstacle) => Note(obstacle.Where, Refused, obstacle.Opcode, "native code has nothing for this either.");

    private NoteDocument Note(SourceLocation where, string kind, string title, string text, string more = "") => new(
        CodeOf(where), where.Line, kind, null, title.Length > 0 ? PageText.Line(title) : null, PageText.Line(text), more.Length > 0 ? PageText.Line(more) : null);

    private int CodeOf(SourceLocation where)
    {
        var exact = IndexOf(where.File, where.Function);
        if (exact < 0)
            exact = Enumerable.Range(0, traces.Count).FirstOrDefault(index => traces[index].File == where.File && traces[index].Lines.Any(line => line.Line == where.Line));
        return Home(exact);
    }

    private int IndexOf(string file, string function)
    {
        for (var index = 0; index < traces.Count; index++)
        {
            if (traces[index].Name == function && traces[index].File == file)
                return index;
        }
        return -1;
    }

    /// <summary>The code object in whose source the lines of one are shown.</summary>
    private int Home(int code) => code < codes.Count ? codes[code].Within ?? code : code;
}

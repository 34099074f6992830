using Pyc.Loader;
using Pyc.Translation;
using Pyc.X64;

namespace Pyc.Cli.Explorer.Data;

/// <summary>Makes the documents of the functions of a module.</summary>
internal sealed class FunctionDocuments(PycModule module)
{
    private readonly CodeDocuments _codes = new(module);

    /// <summary>The document of a function, and its place in the list.</summary>
    /// <param name="function">The function.</param>
    /// <param name="types">C# types of its parameters; empty for those that it says itself.</param>
    public (FunctionEntry Entry, FunctionDocument Document) Of(PycFunction function, Type[] types)
    {
        // It compiles the function. What comes first of all takes long, because .NET compiles the compiler: the trace is to show the times of a second time.
        var explanation = function.Explain(types);
        try
        {
            return Compiled(function, function.Trace(types), explanation);
        }
        catch (PycJitException exception) when (exception is IDiagnosed { Diagnostic: not null })
        {
            return Refused(function, ((IDiagnosed)exception).Diagnostic, explanation);
        }
    }

    private (FunctionEntry, FunctionDocument) Compiled(PycFunction function, CompilationTrace trace, Explanation explanation)
    {
        var codes = _codes.Of(trace.Codes);
        var ir = new IrDocuments();
        var snapshots = ir.Add(trace.Snapshots);
        var document = new FunctionDocument
        {
            Declaration = PageText.Line(trace.Function),
            Signature = PageText.Line(trace.Signature),
            Tier = "native",
            Size = trace.CodeSize,
            Facts = FactDocuments.Of(trace, explanation),
            Stages = StagesOf(trace.Times),
            Codes = codes,
            Notes = new NoteDocuments(trace.Codes, codes).Of(explanation),
            SeveralUnits = trace.Snapshots.Any(snapshot => snapshot.Functions.Length > 1) ? true : null,
            Lines = ir.Lines,
            Blocks = ir.Blocks,
            Units = ir.Units,
            Snapshots = snapshots,
            Pictures = ir.Pictures,
            Sites = trace.CallSites.IsEmpty ? null : [.. trace.CallSites.Select(site => new SiteDocument(site.Code, site.Line, site.Instruction, IrDocuments.SiteOf(site)))],
            Assembly = [.. trace.Assembly.Select(DocumentOf)],
        };
        return (new FunctionEntry(PageText.Name(function.Name), function.Line, document.Tier, document.Size, null), document);
    }

    private (FunctionEntry, FunctionDocument) Refused(PycFunction function, Diagnostic diagnostic, Explanation explanation)
    {
        CodeTrace[] traces = BytecodeOf(function) is { } code ? [code] : [];
        var codes = _codes.Of(traces);
        var notes = new NoteDocuments(traces, codes);
        var document = new FunctionDocument
        {
            Declaration = PageText.Line(function.Declaration),
            Tier = "interpreted",
            Codes = codes,
            Notes = [notes.Of(diagnostic, function.Line), .. notes.Of(explanation)],
        };
        return (new FunctionEntry(PageText.Name(function.Name), function.Line, document.Tier, null, diagnostic.Descriptor.Id), document);
    }

    private static CodeTrace? BytecodeOf(PycFunction function)
    {
        if (function.BytecodeSize == 0)
            return null;
        try
        {
            return function.TraceBytecode();
        }
        catch (PycFormatException)
        {
            return null;        // what is damaged has no instructions to show, and the diagnostic says so
        }
    }

    private static AssemblyDocument DocumentOf(AssemblyLine line) => new(
        KindOf(line.Kind), line.Offset, line.Bytes.Length > 0 ? line.Bytes : null, PageText.Line(line.Text),
        line is { StartsComment: true, Comment.Length: > 0 } ? PageText.Line(line.Comment) : null,
        line.ValueId >= 0 ? line.ValueId : null, line.Block >= 0 ? line.Block : null, line.Function.Length > 0 ? PageText.Name(line.Function) : null,
        line.Origin?.Code, line.Origin?.Line, line.Origin?.Instruction, IrDocuments.SiteOf(line.Origin));

    private static string KindOf(CodeLineKind kind) => kind switch
    {
        CodeLineKind.Note => "note",
        CodeLineKind.Function or CodeLineKind.Label => "label",
        CodeLineKind.Instruction => "instruction",
        _ => "constant",
    };

    private static StageDocument[] StagesOf(CompileTimes times) =>
    [
        new("build", times.Build.TotalMicroseconds), new("optimise", times.Optimise.TotalMicroseconds), new("select", times.Select.TotalMicroseconds),
        new("allocate", times.Allocate.TotalMicroseconds), new("emit", times.Emit.TotalMicroseconds),
    ];
}

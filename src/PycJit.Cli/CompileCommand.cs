using System.CommandLine;
using System.Diagnostics;
using Pyc.Cli.Compilation;
using Pyc.Cli.Completion;
using Pyc.Cli.Json;

namespace Pyc.Cli;

/// <summary><c>pycjit compile</c>: what of a tree of files is native, and why the rest is not.</summary>
internal static class CompileCommand
{
    private const long DefaultLoadBudget = 10_000_000;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "A .pyc or .pyo file, or a folder with some in it or below.",
            HelpName = "PATH",
            Arity = ArgumentArity.OneOrMore,
        };
        paths.CompletionSources.Add(FileSuggestions.Files);
        var verbose = new Option<bool>("--verbose") { Description = "Tell of each function." };
        var strict = new Option<bool>("--strict") { Description = "End with code 4 if any function is not native." };
        var wrap64 = CommandContext.Wrap64Option();
        var budget = new Option<long>("--load-budget")
        {
            Description = "Steps that the top level of a file may take; beyond that it counts as one that cannot be loaded.",
            HelpName = "STEPS",
            DefaultValueFactory = _ => DefaultLoadBudget,
        };
        var threads = new Option<int?>("--threads")
        {
            Description = "How many files are compiled at a time; as many as there are processors when left out.",
            HelpName = "N",
        };
        var command = new Command("compile", "Compile all functions of files and folders, and count what is native and why the rest is not.")
        {
            paths, verbose, strict, wrap64, budget, threads, context.Json,
        };
        command.SetAction(result => (int)Run(
            new CompileRequest
            {
                Paths = result.GetRequiredValue(paths),
                Verbose = result.GetValue(verbose),
                Strict = result.GetValue(strict),
                Compiler = new FileCompiler(AtLeastOne(budget, result.GetValue(budget)), result.GetValue(wrap64) ? IntegerMode.Wrap64 : IntegerMode.Exact),
                Threads = (int)AtLeastOne(threads, result.GetValue(threads) ?? Environment.ProcessorCount),
                Json = result.GetValue(context.Json),
            },
            context.Terminal));
        context.Examples[command] = """
            pycjit compile build/                            counts, and a table of the reasons
            pycjit compile build/ --verbose | grep PYJ1101   a line a function
            pycjit compile rules.pyc --strict                for a build: ends with code 4 unless all is native
            pycjit compile build/ --json | jq '.reasons[] | "\(.count) \(.code) \(.title)"'
            """;
        return command;
    }

    private static ExitCode Run(CompileRequest request, Terminal terminal)
    {
        var start = Stopwatch.GetTimestamp();
        var paths = FileList.Of(request.Paths);
        var files = ProgressBar.Run(
            terminal, "compiling", paths.Count, advance => FilesCompiler.Compile(paths, request.Compiler, request.Threads, _ => advance()));
        var elapsed = Stopwatch.GetElapsedTime(start);
        var summary = new CompilationSummary(files);

        foreach (var file in summary.Unreadable)
            terminal.Error.WriteLine(Printable.Line($"pycjit: error: {file.Problem}"));
        foreach (var (path, function) in summary.Faults)
            terminal.Error.WriteLine(Printable.Line($"pycjit: error: a fault of pycjit itself, please report it: {function.Name} of {path}: {function.Fault}"));
        if (request.Json)
        {
            JsonOutput.Write(terminal.Output, DocumentOf(files, summary, elapsed, request.Verbose), CompileJson.Default.CompileDocument);
        }
        else
        {
            if (request.Verbose)
                CompilationReport.WriteFunctions(files, terminal.Output);
            CompilationReport.WriteSummary(files, summary, elapsed, terminal);
        }
        return summary.Faults.Count > 0 ? ExitCode.Fault
            : summary.Unreadable.Count > 0 ? ExitCode.BadFile
            : request.Strict && summary.CountOf(CompiledTier.Compiled) + summary.CountOf(CompiledTier.Within) < summary.Functions ? ExitCode.NotSupported
            : ExitCode.Success;
    }

    private static CompileDocument DocumentOf(
        IReadOnlyList<CompiledFile> files, CompilationSummary summary, TimeSpan elapsed, bool verbose) => new()
        {
            Functions = new FunctionCounts(
                summary.Functions, summary.CountOf(CompiledTier.Compiled), summary.CountOf(CompiledTier.Within), summary.CountOf(CompiledTier.Interpreted),
                summary.CountOf(CompiledTier.Unavailable), summary.CountOf(CompiledTier.Fault)),
            CodeSize = summary.CodeSize,
            CompileMilliseconds = summary.CompileTime.TotalMilliseconds,
            Milliseconds = elapsed.TotalMilliseconds,
            Reasons = [.. summary.Reasons.Select(reason => new ReasonOfFunctions(
                reason.Descriptor.Id, reason.Descriptor.Title, reason.Count, new ExampleOfReason(reason.Place(isShort: false), reason.Example.WhyNot!.ToString())))],
            Files = [.. files.Select(file => new FileOfCompilation
            {
                Path = file.Path,
                Python = file.Version?.ToString(),
                Error = file.Problem,
                Milliseconds = file.Time.TotalMilliseconds,
                Functions = verbose ? [.. file.Functions.Select(DocumentOf)] : null,
            })],
        };

    private static FunctionOfCompilation DocumentOf(CompiledFunction function) => new()
    {
        Name = function.Name,
        SourceFile = function.SourceFile,
        Line = function.Line,
        Tier = function.Tier,
        Code = function.WhyNot?.Descriptor.Id,
        Message = function.Fault ?? function.WhyNot?.ToString(),
        Signature = function.Signature,
        CodeSize = function.CodeSize,
    };

    private static long AtLeastOne(Option option, long value) =>
        value >= 1 ? value : throw new CommandException(ExitCode.Usage, $"{option.Name} takes a number from 1, not {value}");
}

/// <summary>What is to be compiled, and what is to be told.</summary>
internal sealed record CompileRequest
{
    /// <summary>Files and folders.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Whether each function is told of.</summary>
    public required bool Verbose { get; init; }

    /// <summary>Whether a function that is not native is a failure.</summary>
    public required bool Strict { get; init; }

    /// <summary>What compiles a file.</summary>
    public required FileCompiler Compiler { get; init; }

    /// <summary>How many files are compiled at a time.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether a document is written.</summary>
    public required bool Json { get; init; }
}

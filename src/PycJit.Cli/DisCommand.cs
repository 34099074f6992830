using System.CommandLine;
using Pyc.Cli.Json;

namespace Pyc.Cli;

/// <summary><c>pycjit dis</c>: what functions look like at one stage of the compilation.</summary>
internal static class DisCommand
{
    private const string DefaultStage = "asm";

    private static readonly (string Name, CompilationStage Stage)[] s_stages =
    [
        ("bytecode", CompilationStage.Bytecode),
        ("ir", CompilationStage.Ir),
        ("optimised", CompilationStage.OptimisedIr),
        (DefaultStage, CompilationStage.Assembly),
    ];

    private static readonly string s_stageNames =
        string.Join(", ", s_stages[..^1].Select(stage => stage.Name)) + " or " + s_stages[^1].Name;

    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = CommandContext.FileArgument();
        var function = new Argument<string?>("FUNCTION")
        {
            Description = "A function that the file defines at its top level; all when left out.",
            HelpName = "FUNCTION",
            Arity = ArgumentArity.ZeroOrOne,
        };
        CommandContext.CompleteFunctions(function, file);
        var stage = new Option<string>("--stage")
        {
            Description = "Which form: " + s_stageNames + ".",
            HelpName = "STAGE",
            DefaultValueFactory = _ => DefaultStage,
        };
        stage.CompletionSources.Add([.. s_stages.Select(known => known.Name)]);
        var types = new Option<string?>("--types")
        {
            Description = "C# types of its parameters, with commas in between: long, double[], Span<float>, List<int>. "
                + "When left out, those of its annotations, long where there is none.",
            HelpName = "TYPES",
        };
        var wrap64 = CommandContext.Wrap64Option();
        var command = new Command("dis", "Show what a function is compiled to, line by line.") { file, function, stage, types, wrap64, context.Json };
        command.SetAction(result => (int)Run(
            new DisRequest(
                result.GetRequiredValue(file), result.GetValue(function), result.GetRequiredValue(stage), result.GetValue(types), result.GetValue(wrap64)),
            result.GetValue(context.Json), context.Terminal.Output));
        context.Examples[command] = """
            pycjit dis straight.pyc foo                      machine code
            pycjit dis straight.pyc foo --stage bytecode     the instructions that CPython compiled it to
            pycjit dis straight.pyc foo --stage ir           SSA form as it was built
            pycjit dis straight.pyc --stage optimised        SSA form behind the optimiser, of all functions
            pycjit dis arrays.pyc dot --types "double[],double[]"

            The text of a source line is shown where the source file is found: from the working directory, from the folders
            above the .pyc, beside the .pyc, or beside its __pycache__.
            """;
        return command;
    }

    private static ExitCode Run(DisRequest request, bool json, TextWriter output)
    {
        var stage = Array.Find(s_stages, known => known.Name == request.Stage);
        if (stage.Name is null)
            throw new CommandException(ExitCode.Usage, $"--stage takes {s_stageNames}, not '{request.Stage}'");

        if (request.Types is not null && request.Function is null)
            throw new CommandException(ExitCode.Usage, "--types says the types of the parameters of one function: name it");
        var parameters = request.Types is null ? [] : TypeList.Parse(request.Types);

        using var module = ModuleFile.Load(request.Path, new PycOptions
        {
            Integers = request.Wrap64 ? IntegerMode.Wrap64 : IntegerMode.Exact,
            Output = TextWriter.Null,
        });
        var listings = request.Function is null
            ? module.Functions.Select(function => ListingOrReason(module, function, stage.Stage))
            : [Listing(module, Named(module, request.Function, request.Types is null ? null : parameters), stage.Stage, parameters)];
        if (json)
        {
            JsonOutput.Write(output, new DisDocument
            {
                File = request.Path,
                Python = module.Version.ToString(),
                Stage = stage.Name,
                Functions = [.. listings],
            }, DisJson.Default.DisDocument);
            return ExitCode.Success;
        }
        var isFirst = true;
        foreach (var listing in listings)
        {
            if (!isFirst)
                output.WriteLine();
            isFirst = false;
            Write(module, listing, stage.Stage, output);
        }
        return ExitCode.Success;
    }

    private static PycFunction Named(PycModule module, string name, Type[]? types)
    {
        var function = module[name];
        if (types is not null && !function.Accepts(types.Length))
            throw new CommandException(ExitCode.Usage, $"{function.Declaration} takes {function.ArgumentCounts}, --types says {types.Length} {(types.Length == 1 ? "type" : "types")}");
        return function;
    }

    private static DisassembledFunction ListingOrReason(PycModule module, PycFunction function, CompilationStage stage)
    {
        // Bytecode is there whether or not it can be compiled, which is no cheap question.
        if (stage == CompilationStage.Bytecode && function.BytecodeSize > 0)
            return Listing(module, function, stage, []);
        return function.IsCompilable(out var whyNot) ? Listing(module, function, stage, []) : Describe(function) with { WhyNot = whyNot };
    }

    private static DisassembledFunction Listing(PycModule module, PycFunction function, CompilationStage stage, Type[] types)
    {
        var dump = Printable.Lines(function.Dump(stage, types));
        var code = stage == CompilationStage.Assembly ? function.Compile(types) : null;
        return Describe(function) with
        {
            Signature = code?.Signature,
            Size = code?.Size,
            Lines = SourceAnnotation.Apply(dump, stage, function, SourceText.Find(module, function.SourceFile)).TrimEnd('\n').Split('\n'),
        };
    }

    private static DisassembledFunction Describe(PycFunction function) => new()
    {
        Name = function.Name,
        Declaration = function.Declaration,
        SourceFile = function.SourceFile,
        Line = function.Line,
    };

    private static void Write(PycModule module, DisassembledFunction listing, CompilationStage stage, TextWriter output)
    {
        if (listing.Lines is not { } lines)
        {
            output.WriteLine(Printable.Line($"; {listing.Declaration} is not compiled: {listing.WhyNot}"));
            return;
        }
        if (stage == CompilationStage.Assembly)
        {
            output.WriteLine(Printable.Line(
                $"; {listing.Declaration} of {listing.SourceFile}:{listing.Line}, CPython {module.Version}, {listing.Signature}, {listing.Size} bytes"));
        }
        foreach (var line in lines)
            output.WriteLine(line);
    }
}

/// <summary>What is to be shown.</summary>
/// <param name="Path">The file.</param>
/// <param name="Function">The function; null for all.</param>
/// <param name="Stage">The stage, as it was named.</param>
/// <param name="Types">C# types of its parameters; null where none were given.</param>
/// <param name="Wrap64">Whether ints are computed modulo 2⁶⁴.</param>
internal sealed record DisRequest(string Path, string? Function, string Stage, string? Types, bool Wrap64);

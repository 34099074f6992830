namespace Pyc.Cli;

/// <summary><c>pycjit dis</c>: what functions look like at one stage of the compilation.</summary>
internal static class DisCommand
{
    /// <summary>The stage that is shown unless another is asked for.</summary>
    public const string DefaultStage = "asm";

    private static readonly (string Name, CompilationStage Stage)[] s_stages =
    [
        ("bytecode", CompilationStage.Bytecode),
        ("ir", CompilationStage.Ir),
        ("optimised", CompilationStage.OptimisedIr),
        (DefaultStage, CompilationStage.Assembly),
    ];

    /// <summary>The stages, for people: <c>bytecode, ir, optimised or asm</c>.</summary>
    public static string StageNames { get; } =
        string.Join(", ", s_stages[..^1].Select(stage => stage.Name)) + " or " + s_stages[^1].Name;

    /// <summary>Runs the command.</summary>
    public static ExitCode Run(string path, string? name, string stageName, string? types, bool wrap64, Terminal terminal)
    {
        var stage = Array.Find(s_stages, known => known.Name == stageName);
        if (stage.Name is null)
            throw new CommandException(ExitCode.Usage, $"--stage takes {StageNames}, not '{stageName}'");

        if (types is not null && name is null)
            throw new CommandException(ExitCode.Usage, "--types says the types of the parameters of one function: name it");
        var parameters = types is null ? [] : TypeList.Parse(types);

        using var module = ModuleFile.Load(path, new PycOptions
        {
            Integers = wrap64 ? IntegerMode.Wrap64 : IntegerMode.Exact,
            Output = TextWriter.Null,
        });
        if (name is not null)
        {
            var named = module[name];
            if (types is not null && !named.Accepts(parameters.Length))
                throw new CommandException(ExitCode.Usage, $"{named.Declaration} takes {named.ArgumentCounts}, --types says {parameters.Length} {(parameters.Length == 1 ? "type" : "types")}");
            Write(module, named, stage.Stage, parameters, terminal.Output);
            return ExitCode.Success;
        }
        foreach (var function in module.Functions)
        {
            if (function != module.Functions[0])
                terminal.Output.WriteLine();
            string? whyNot = null;
            if (function.IsCompilable(out whyNot) || (stage.Stage == CompilationStage.Bytecode && function.BytecodeSize > 0))
                Write(module, function, stage.Stage, [], terminal.Output);
            else
                terminal.Output.WriteLine(Printable.Line($"; {function.Declaration} is not compiled: {whyNot}"));
        }
        return ExitCode.Success;
    }

    private static void Write(PycModule module, PycFunction function, CompilationStage stage, Type[] types, TextWriter output)
    {
        var dump = Printable.Lines(function.Dump(stage, types));
        if (stage == CompilationStage.Assembly)
        {
            var code = function.Compile(types);
            output.WriteLine(Printable.Line(
                $"; {function.Declaration} of {function.SourceFile}:{function.Line}, CPython {module.Version}, "
                + $"{code.Signature}, {code.Size} bytes"));
        }
        output.Write(SourceAnnotation.Apply(dump, stage, function, SourceText.Find(module, function.SourceFile)));
    }
}

using System.Collections.Immutable;
using System.CommandLine;
using Pyc.Cli.Json;

namespace Pyc.Cli;

/// <summary><c>pycjit explain</c>: where functions run and why, what their native code checks, calls and repeats.</summary>
internal static class ExplainCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = CommandContext.FileArgument();
        var function = new Argument<string?>("FUNCTION")
        {
            Description = "A function that the file defines at its top level, or a name that is unavailable; all when left out.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "FUNCTION",
        };
        CommandContext.CompleteFunctions(function, file);
        var types = new Option<string?>("--types")
        {
            Description = "C# types of its parameters, with commas in between: long, double[], Span<float>, List<int>. "
                + "When left out, those of its annotations, and what its use tells where there is none.",
            HelpName = "TYPES",
        };
        var wrap64 = CommandContext.Wrap64Option();
        var command = new Command("explain", "Say where functions run and why, and what their native code checks, calls and repeats.") { file, function, types, wrap64, context.Json };
        command.SetAction(result => (int)Run(
            result.GetRequiredValue(file), result.GetValue(function), result.GetValue(types), result.GetValue(wrap64), result.GetValue(context.Json), context.Terminal));
        context.Examples[command] = """
            pycjit explain arrays.pyc dot                    types, loops, checks that are left, calls
            pycjit explain lists.pyc                         all functions, and the names that are unavailable
            pycjit explain arrays.pyc dot --types "Span<float>,Span<float>"
            pycjit explain lists.pyc --json | jq '.functions[] | select(.whyNot) | {name, code: .whyNot.code}'

            Source lines are shown with the place marked, where the source file is found as for dis.
            """;
        return command;
    }

    private static ExitCode Run(string path, string? name, string? typeList, bool wrap64, bool json, Terminal terminal)
    {
        if (typeList is not null && name is null)
            throw new CommandException(ExitCode.Usage, "--types says the types of the parameters of one function: name it");
        var types = typeList is null ? [] : TypeList.Parse(typeList);
        var options = new PycOptions
        {
            Integers = wrap64 ? IntegerMode.Wrap64 : IntegerMode.Exact,
            Output = TextWriter.Null,
        };
        using var module = ModuleFile.Load(path, options);
        if (name is not null && typeList is not null && module[name] is var named && !named.Accepts(types.Length))
            throw new CommandException(ExitCode.Usage, $"{named.Declaration} takes {named.ArgumentCounts}, --types says {types.Length} {(types.Length == 1 ? "type" : "types")}");
        // The first compilation of a process is mostly .NET's compilation of the compiler: the times that are told are those of the second.
        using (var rehearsal = ModuleFile.Load(path, options))
            Explain(rehearsal);
        var explanations = Explain(module);
        if (json)
        {
            JsonOutput.Write(terminal.Output, ExplainDocument.Of(path, module, explanations), ExplainJson.Default.ExplainDocument);
            return ExitCode.Success;
        }
        var writer = new ExplanationWriter(module, terminal);
        var isFirst = true;
        foreach (var explanation in explanations)
        {
            if (!isFirst)
                terminal.Output.WriteLine();
            isFirst = false;
            writer.Write(explanation);
        }
        return ExitCode.Success;

        ImmutableArray<Explanation> Explain(PycModule of) => name is null ? of.Explain() : [of.Explain(name, types)];
    }
}

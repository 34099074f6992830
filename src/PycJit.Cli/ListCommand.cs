using System.CommandLine;
using Pyc.Cli.Json;

namespace Pyc.Cli;

/// <summary><c>pycjit list</c>: the functions of a file, their signatures and sizes, and which run interpreted.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandContext context)
    {
        var file = CommandContext.FileArgument();
        var command = new Command("list", "List the functions of a file, and why one runs interpreted.") { file, context.Json };
        command.SetAction(result =>
        {
            using var module = ModuleFile.Load(result.GetRequiredValue(file), new PycOptions { Output = TextWriter.Null });
            var rows = module.Functions.Select(FunctionRow.Of).ToList();
            if (result.GetValue(context.Json))
                JsonOutput.Write(context.Terminal.Output, DocumentOf(result.GetRequiredValue(file), module, rows), ListJson.Default.ListDocument);
            else
                WriteText(result.GetRequiredValue(file), module, rows, context.Terminal);
            return (int)ExitCode.Success;
        });
        context.Examples[command] = """
            pycjit list straight.pyc
            pycjit list straight.pyc | grep bool             in a pipe: a line a function, nothing wrapped
            pycjit list straight.pyc --json | jq '.functions[] | select(.tier == "interpreted") | .name'
            """;
        return command;
    }

    private static void WriteText(string path, PycModule module, List<FunctionRow> rows, Terminal terminal)
    {
        var count = rows.Count == 1 ? "1 function" : $"{rows.Count} functions";
        terminal.Output.WriteLine(Printable.Line($"{path}: CPython {module.Version}, magic {module.File.Magic}, {count}"));
        if (rows.Count > 0 && terminal.IsInteractive)
            FunctionTable.WriteBoxed(rows, terminal);
        else if (rows.Count > 0)
            FunctionTable.WritePlain(rows, terminal.Output);
        foreach (var group in module.UnavailableNames.GroupBy(unavailable => unavailable.Why.Reason, unavailable => unavailable.Name))
            terminal.Output.WriteLine(Printable.Line($"{string.Join(", ", group)}: {group.Key}"));
    }

    private static ListDocument DocumentOf(string path, PycModule module, List<FunctionRow> rows) => new()
    {
        File = path,
        Python = module.Version.ToString(),
        Magic = module.File.Magic.Value,
        Functions = [.. rows.Select(row => new ListedFunction
        {
            Name = row.Function.Name,
            Parameters = row.Function.Parameters,
            Tier = row.IsNative ? RunTier.Native : RunTier.Interpreted,
            WhyInterpreted = row.WhyNot,
            Code = row.Code,
            Result = row.Result,
            Line = row.Function.Line,
            BytecodeSize = row.Function.BytecodeSize,
            NativeSize = row.NativeSize,
        })],
        Unavailable = [.. module.UnavailableNames.Select(
            unavailable => new UnavailableName(unavailable.Name, unavailable.Why.Descriptor.Id, unavailable.Why.Reason))],
    };
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Pyc.Cli.Json;

namespace Pyc.Cli;

/// <summary>The command line of pycjit: what it understands, and how every command ends.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration s_parsing = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,       // an argument that starts with @ is an argument
    };

    // In the order of the help.
    private static readonly Func<CommandContext, Command>[] s_commands =
    [
        RunCommand.Create,
        ListCommand.Create,
        DisCommand.Create,
        ExplainCommand.Create,
        Explorer.ExploreCommand.Create,
        CompileCommand.Create,
        BenchCommand.Create,
        CompletionCommand.Create,
    ];

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The arguments, without the name of the program.</param>
    /// <param name="terminal">Where output and errors go.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Invoke(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var context = new CommandContext(terminal);
        var root = Root(context);
        var result = root.Parse(arguments, s_parsing);
        if (result.Action is not { ClearsParseErrors: true } && ProblemOf(result, arguments, root) is { } problem)
        {
            End(context, result, new Failure(ExitCode.Usage, problem));
            terminal.Error.WriteLine($"Try 'pycjit {CommandName(result, " ")}--help'.");
            return (int)ExitCode.Usage;
        }
        try
        {
            return result.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception)
        {
            // The end of the process: whatever it is becomes a line and an exit code.
            var failure = Failure.Of(exception);
            End(context, result, failure);
            return (int)failure.Code;
        }
    }

    private static void End(CommandContext context, ParseResult result, Failure failure)
    {
        if (result.GetResult(context.Json) is { Implicit: false })
            JsonOutput.Write(context.Terminal.Output, new ErrorDocument(CommandName(result), failure), ErrorJson.Default.ErrorDocument);
        context.Terminal.Output.Flush();
        context.Terminal.Error.WriteLine(Printable.Line($"pycjit: error: {failure.Message}"));
    }

    private static RootCommand Root(CommandContext context)
    {
        var root = new RootCommand("Runs functions of .pyc files of CPython 2.7 and 3.0 to 3.15 as native code, without CPython.")
        {
            HelpName = "pycjit",
        };
        root.Directives.Clear();
        root.Options.Clear();
        root.Add(new HelpOption { Action = new HelpWithExamples(context.Examples), Recursive = true });
        root.Add(new Option<bool>("--version") { Description = "Show the version.", Action = new VersionAction() });
        context.Examples[root] = """
            pycjit run straight.pyc foo 7 3
            pycjit list straight.pyc
            pycjit dis straight.pyc foo --stage asm
            pycjit bench straight.pyc foo 7 3
            pycjit compile build/
            """;
        foreach (var create in s_commands)
            root.Add(create(context));
        root.Add(CompletionCommand.CreateComplete(context, root, s_parsing));
        return root;
    }

    /// <summary>What is wrong with a command line, if anything.</summary>
    private static string? ProblemOf(ParseResult result, IReadOnlyList<string> arguments, RootCommand root)
    {
        if (arguments.Count == 0)
            return $"a command is expected: {CommandNames(root)}";
        if (result.CommandResult.Command is RootCommand && arguments[0] is not ['-', ..])
            return $"unknown command '{arguments[0]}': {CommandNames(root)} is expected";
        // The parser takes an option that it does not know for an argument, as -5 must be. Behind -- everything is one.
        foreach (var token in result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            if (token is { Type: TokenType.Argument, Value: ['-', var first, ..] } && !char.IsAsciiDigit(first) && first != '.'
                && token.Value is not ("-inf" or "-nan"))
                return $"unknown option '{token.Value}'";
        }
        return result.Errors.Count > 0 ? result.Errors[0].Message : null;
    }

    /// <summary><c>run, list or dis</c>.</summary>
    private static string CommandNames(RootCommand root)
    {
        var names = root.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        return $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
    }

    private static string CommandName(ParseResult result, string behind = "") =>
        result.CommandResult.Command is RootCommand ? "" : result.CommandResult.Command.Name + behind;
}

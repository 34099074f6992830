using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Reflection;
using Pyc.Loader;
using Pyc.Native;

namespace Pyc.Cli;

/// <summary>The command line of pycjit: what it understands, and how every command ends.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration s_parsing = new()
    {
        EnablePosixBundling = false,
        ResponseFileTokenReplacer = null,       // an argument that starts with @ is an argument
    };

    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The arguments, without the name of the program.</param>
    /// <param name="terminal">Where output and errors go.</param>
    /// <returns>The exit code of the process.</returns>
    public static int Invoke(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var code = ExitCode.Success;
        try
        {
            code = Dispatch(arguments, terminal);
        }
        catch (Exception exception)
        {
            // The end of the process: whatever it is becomes a line and an exit code.
            (code, var message) = Explain(exception);
            terminal.Output.Flush();
            WriteError(terminal, message);
        }
        return (int)code;
    }

    private static ExitCode Dispatch(IReadOnlyList<string> arguments, Terminal terminal)
    {
        var root = Root(terminal);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        var result = root.Parse(arguments, s_parsing);
        if (result.Action is not { ClearsParseErrors: true } && ProblemOf(result, arguments) is { } problem)
        {
            WriteError(terminal, problem);
            terminal.Error.WriteLine($"Try 'pycjit {CommandName(result)}--help'.");
            return ExitCode.Usage;
        }
        return (ExitCode)result.Invoke(configuration);
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Runs functions of .pyc files of CPython 2.7 and 3.0 to 3.15 as native code, without CPython.")
        {
            HelpName = "pycjit",
        };
        var examples = new Dictionary<Command, string>
        {
            [root] = """
                pycjit run straight.pyc foo 7 3
                pycjit list straight.pyc
                pycjit dis straight.pyc foo --stage asm
                """,
        };
        root.Directives.Clear();
        root.Options.Clear();
        root.Add(new HelpOption { Action = new HelpWithExamples(examples), Recursive = true });
        root.Add(new Option<bool>("--version") { Description = "Show the version.", Action = new VersionAction() });

        AddRun(root, examples, terminal);
        AddList(root, examples, terminal);
        AddDis(root, examples, terminal);
        return root;
    }

    private static void AddRun(RootCommand root, Dictionary<Command, string> examples, Terminal terminal)
    {
        var file = FileArgument();
        var function = new Argument<string>("FUNCTION") { Description = "A function that the file defines at its top level." };
        var arguments = new Argument<string[]>("ARGS")
        {
            Description = "Its arguments as Python writes them: 42, -5, 1_000, 0xFF, 1.5, True, None, 'text', [1, 2], (3, 4).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var wrap64 = Wrap64Option();
        var nativeOnly = new Option<bool>("--native-only") { Description = "Do not run in the interpreter what native code cannot do." };
        var command = new Command("run", "Call a function and print what it returns.") { file, function, arguments, wrap64, nativeOnly };
        command.SetAction(result => (int)RunCommand.Run(
            result.GetRequiredValue(file), result.GetRequiredValue(function), result.GetValue(arguments) ?? [], result.GetValue(wrap64),
            result.GetValue(nativeOnly), terminal));
        examples[command] = """
            pycjit run straight.pyc foo 7 3                  prints 40
            pycjit run straight.pyc shift_left -1 100        prints an integer of any size, exactly
            pycjit run straight.pyc floor_divide 1 0         prints Python's ZeroDivisionError; exit code 1
            pycjit run straight.pyc cube 10_000_000 --wrap64
            pycjit run arrays.pyc dot "[1.0, 2.5]" "[4.0, 2.0]"
            pycjit run arrays.pyc total "[1, 2.5, 3]"        runs interpreted, as it says on standard error
            """;
        root.Add(command);
    }

    private static void AddList(RootCommand root, Dictionary<Command, string> examples, Terminal terminal)
    {
        var file = FileArgument();
        var command = new Command("list", "List the functions of a file, and why one runs interpreted.") { file };
        command.SetAction(result => (int)ListCommand.Run(result.GetRequiredValue(file), terminal));
        examples[command] = """
            pycjit list straight.pyc
            pycjit list straight.pyc | grep bool             in a pipe: a line a function, nothing wrapped
            """;
        root.Add(command);
    }

    private static void AddDis(RootCommand root, Dictionary<Command, string> examples, Terminal terminal)
    {
        var file = FileArgument();
        var function = new Argument<string?>("FUNCTION")
        {
            Description = "A function that the file defines at its top level; all when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var stage = new Option<string>("--stage")
        {
            Description = "Which form: " + DisCommand.StageNames + ".",
            HelpName = "STAGE",
            DefaultValueFactory = _ => DisCommand.DefaultStage,
        };
        var types = new Option<string?>("--types")
        {
            Description = "C# types of its parameters, with commas in between: long, double[], Span<float>, List<int>. "
                + "When left out, those of its annotations, long where there is none.",
            HelpName = "TYPES",
        };
        var wrap64 = Wrap64Option();
        var command = new Command("dis", "Show what a function is compiled to, line by line.") { file, function, stage, types, wrap64 };
        command.SetAction(result => (int)DisCommand.Run(
            result.GetRequiredValue(file), result.GetValue(function), result.GetRequiredValue(stage), result.GetValue(types), result.GetValue(wrap64), terminal));
        examples[command] = """
            pycjit dis straight.pyc foo                      machine code
            pycjit dis straight.pyc foo --stage bytecode     the instructions that CPython compiled it to
            pycjit dis straight.pyc foo --stage ir           SSA form as it was built
            pycjit dis straight.pyc --stage optimised        SSA form behind the optimiser, of all functions
            pycjit dis arrays.pyc dot --types "double[],double[]"

            The text of a source line is shown where the source file is found: from the working directory, from the folders
            above the .pyc, beside the .pyc, or beside its __pycache__.
            """;
        root.Add(command);
    }

    private static Argument<string> FileArgument() => new("FILE") { Description = "A .pyc or .pyo file." };

    private static Option<bool> Wrap64Option() => new("--wrap64")
    {
        Description = "Compute modulo 2**64, as machine integers do, instead of exactly as Python does.",
    };

    /// <summary>What is wrong with a command line, if anything.</summary>
    private static string? ProblemOf(ParseResult result, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
            return "a command is expected: run, list or dis";
        // The parser takes an option that it does not know for an argument, as -5 must be. Behind -- everything is one.
        foreach (var token in result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            if (token is { Type: TokenType.Argument, Value: ['-', var first, ..] } && !char.IsAsciiDigit(first) && first != '.'
                && token.Value is not ("-inf" or "-nan"))
                return $"unknown option '{token.Value}'";
        }
        if (result.CommandResult.Command is RootCommand && result.Errors.Count > 0)
            return $"unknown command '{arguments[0]}': run, list or dis is expected";
        return result.Errors.Count > 0 ? result.Errors[0].Message : null;
    }

    private static string CommandName(ParseResult result) =>
        result.CommandResult.Command is RootCommand ? "" : result.CommandResult.Command.Name + " ";

    private static void WriteError(Terminal terminal, string message) =>
        terminal.Error.WriteLine(Printable.Line($"pycjit: error: {message}"));

    private static (ExitCode Code, string Message) Explain(Exception exception) => exception switch
    {
        CommandException command => (command.Code, command.Message),
        FunctionNotFoundException or SignatureMismatchException => (ExitCode.Usage, exception.Message),
        UnsupportedBytecodeException or FunctionUnavailableException => (ExitCode.NotSupported, exception.Message),
        PycFormatException => (ExitCode.BadFile, exception.Message),
        OverflowException or ResultTypeException or PythonException => (ExitCode.Raised, exception.Message),
        NativeMemoryException or PlatformNotSupportedException => (ExitCode.NotSupported, exception.Message),
        PycJitException => (ExitCode.NotSupported, exception.Message),
        _ => (ExitCode.Fault, $"a fault of pycjit itself, please report it: {exception.GetType().Name}: {exception.Message}"),
    };

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var version = typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            parseResult.InvocationConfiguration.Output.WriteLine($"pycjit {version?.Split('+')[0]}");
            return 0;
        }
    }
}

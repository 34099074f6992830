using System.CommandLine;
using Pyc.Cli.Completion;

namespace Pyc.Cli;

/// <summary>What a command is made with: where it writes, and what it shares with the others.</summary>
/// <param name="terminal">Where output and errors go.</param>
internal sealed class CommandContext(Terminal terminal)
{
    /// <summary>Where output and errors go.</summary>
    public Terminal Terminal { get; } = terminal;

    /// <summary>What stands below <c>Examples:</c> in the help of each command.</summary>
    public Dictionary<Command, string> Examples { get; } = [];

    /// <summary>
    /// <c>--json</c>, of every command that has it: one document on standard output, whatever comes. Being one option for all, it can be asked for
    /// even where the command line is wrong.
    /// </summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Write one JSON document instead of text, also when it fails." };

    /// <summary>A .pyc that a command is about.</summary>
    public static Argument<string> FileArgument()
    {
        var argument = new Argument<string>("FILE") { Description = "A .pyc or .pyo file.", HelpName = "FILE" };        // or help would list the files
        argument.CompletionSources.Add(FileSuggestions.Files);
        return argument;
    }

    /// <summary>A function of it.</summary>
    /// <param name="file">The file.</param>
    public static Argument<string> FunctionArgument(Argument<string> file)
    {
        var argument = new Argument<string>("FUNCTION") { Description = "A function that the file defines at its top level.", HelpName = "FUNCTION" };
        CompleteFunctions(argument, file);
        return argument;
    }

    /// <summary>Lets an argument be completed to a function of the file that was named before.</summary>
    public static void CompleteFunctions(Argument argument, Argument<string> file) => argument.CompletionSources.Add(
        context => context.ParseResult.GetResult(file)?.Tokens is [var path, ..] ? FileSuggestions.Functions(path.Value) : []);

    /// <summary>Arguments of a call.</summary>
    public static Argument<string[]> CallArguments() => new("ARGS")
    {
        Description = "Its arguments as Python writes them: 42, -5, 1_000, 0xFF, 1.5, True, None, 'text', [1, 2], (3, 4).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>How ints are computed.</summary>
    public static Option<bool> Wrap64Option() => new("--wrap64")
    {
        Description = "Compute modulo 2**64, as machine integers do, instead of exactly as Python does.",
    };
}

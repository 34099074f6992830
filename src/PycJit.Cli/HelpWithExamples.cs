using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pyc.Cli;

/// <summary>Help as System.CommandLine writes it, with examples and the exit codes behind it.</summary>
internal sealed class HelpWithExamples(IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    private const string ExitCodes = """
        Exit codes:
          0   done
          1   the Python function raised an exception, or a number does not fit
          2   the command line is wrong: an unknown option or function, a wrong number or form of arguments
          3   the file cannot be read, or is no .pyc of a supported CPython, or is damaged
          4   the function does what is not supported, or this system cannot run native code
          70  a fault of pycjit itself
          124 the call, or the load, exceeded a limit that it was given
          130 Ctrl+C ended the call
        """;

    // Fixed, so that help is the same in a pipe and in any window.
    private readonly HelpAction _help = new() { MaxWidth = 100 };

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        ArgumentNullException.ThrowIfNull(parseResult);
        var code = _help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var line in examples[parseResult.CommandResult.Command].Split('\n'))
            output.WriteLine(line.Length > 0 ? "  " + line : "");
        output.WriteLine();
        output.WriteLine(ExitCodes);
        return code;
    }
}

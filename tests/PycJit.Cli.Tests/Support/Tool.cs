namespace Pyc.Cli.Tests.Support;

/// <summary>Runs command lines in this process.</summary>
internal static class Tool
{
    /// <summary>Path of a fixture as it is written from the root of the repository, the working directory of these tests.</summary>
    public static string Fixture(string module, string version = "3.12") => $"fixtures/pyc/{version}/{module}.pyc";

    /// <summary>Runs a command line whose output goes into a pipe.</summary>
    public static ToolResult Run(params string[] arguments) => Run(isInteractive: false, arguments);

    /// <summary>Runs a command line; interactive, as in a window of 80 columns without colours.</summary>
    public static ToolResult Run(bool isInteractive, params string[] arguments)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        using var terminal = new Terminal(output, error) { IsInteractive = isInteractive };
        var code = CommandLine.Invoke(arguments, terminal);
        return new ToolResult(code, output.ToString(), error.ToString());
    }
}

/// <summary>How a command line ended and what it wrote.</summary>
internal sealed record ToolResult(int Code, string Output, string Error);

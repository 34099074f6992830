namespace Pyc.Cli;

/// <summary>The process: standard streams in, exit code out.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using var terminal = Terminal.OfProcess();
        return CommandLine.Invoke(arguments, terminal);
    }
}

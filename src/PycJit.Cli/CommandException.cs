namespace Pyc.Cli;

/// <summary>Ends a command with a message and an exit code.</summary>
internal sealed class CommandException(ExitCode code, string message) : Exception(message)
{
    /// <summary>How the process ends.</summary>
    public ExitCode Code { get; } = code;
}

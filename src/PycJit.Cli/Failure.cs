using Pyc.Loader;
using Pyc.Native;

namespace Pyc.Cli;

/// <summary>How a command ends that does not reach its end.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Message">What went wrong, for people.</param>
internal sealed record Failure(ExitCode Code, string Message)
{
    /// <summary>What an exception is to the caller of pycjit.</summary>
    public static Failure Of(Exception exception) => exception switch
    {
        CommandException command => new(command.Code, command.Message),
        FunctionNotFoundException or SignatureMismatchException => new(ExitCode.Usage, exception.Message),
        UnsupportedBytecodeException or FunctionUnavailableException => new(ExitCode.NotSupported, exception.Message),
        PycFormatException => new(ExitCode.BadFile, exception.Message),
        OverflowException or ResultTypeException or PythonException => new(ExitCode.Raised, exception.Message),
        NativeMemoryException or PlatformNotSupportedException => new(ExitCode.NotSupported, exception.Message),
        ExecutionLimitException => new(ExitCode.Stopped, exception.Message),
        OperationCanceledException => new(ExitCode.Interrupted, exception.Message),
        PycJitException => new(ExitCode.NotSupported, exception.Message),
        _ => new(ExitCode.Fault, $"a fault of pycjit itself, please report it: {exception.GetType().Name}: {exception.Message}"),
    };
}

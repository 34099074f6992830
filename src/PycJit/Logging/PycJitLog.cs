using Microsoft.Extensions.Logging;

// The code of a diagnostic is a property for filters, named like the others; the text has it already, in the reason.
#pragma warning disable SYSLIB1015

namespace Pyc.Logging;

/// <summary>What the facade logs; event ids from 5000. Ids and names stay what they are: what filters by them is outside.</summary>
/// <remarks>
/// Information is what happens once for a module or a function and whoever runs the program may want to know; a warning what makes it slower, or less
/// than was asked for. What a caller is told by an exception is no more than Debug.
/// </remarks>
internal static partial class PycJitLog
{
    [LoggerMessage(5000, LogLevel.Information, "Loaded {Module} (CPython {Version}): {Functions} functions", EventName = "ModuleLoaded")]
    public static partial void ModuleLoaded(ILogger logger, string module, string version, int functions);

    [LoggerMessage(5001, LogLevel.Debug,
        "Compiled {Function} of {Module} for {Signature}: {Functions} functions, {Bytes} bytes at 0x{Address:x}, {Spills} spill slots, {Milliseconds:F2} ms",
        EventName = "FunctionCompiled")]
    public static partial void FunctionCompiled(
        ILogger logger, string module, string function, string signature, int functions, int bytes, nint address, int spills,
        double milliseconds);

    [LoggerMessage(5002, LogLevel.Debug, "{Function} of {Module} is not compiled: {Reason}", EventName = "FunctionRefused")]
    public static partial void FunctionRefused(ILogger logger, string module, string function, string reason, string DiagnosticCode);

    [LoggerMessage(5003, LogLevel.Debug, "Disposed {Module}; delegates that are still held keep their code", EventName = "ModuleDisposed")]
    public static partial void ModuleDisposed(ILogger logger, string module);

    [LoggerMessage(5004, LogLevel.Information, "{Function} of {Module} runs interpreted: {Reason}", EventName = "FunctionInterpreted")]
    public static partial void FunctionInterpreted(ILogger logger, string module, string function, string reason, string DiagnosticCode);

    [LoggerMessage(5005, LogLevel.Warning,
        "{Function} of {Module} runs interpreted for {Signature} from now on: native code left {Failures} calls early, the last for {Reason}",
        EventName = "FunctionGivenUp")]
    public static partial void FunctionGivenUp(
        ILogger logger, string function, string module, string signature, long failures, string reason);

    [LoggerMessage(5006, LogLevel.Debug, "{Name} of {Module} is unavailable: {Reason}", EventName = "NameUnavailable")]
    public static partial void NameUnavailable(ILogger logger, string module, string name, string reason, string DiagnosticCode);

    [LoggerMessage(5007, LogLevel.Information, "Compiled functions are written for profilers to {Path}", EventName = "ProfilingStarted")]
    public static partial void ProfilingStarted(ILogger logger, string path);

    [LoggerMessage(5008, LogLevel.Warning, "{File} in {Path} is not written any more: {Reason}", EventName = "ProfilingFailed")]
    public static partial void ProfilingFailed(ILogger logger, string file, string path, string reason);

    [LoggerMessage(5009, LogLevel.Warning, "Profiling: {Problem}", EventName = "ProfilingSettingIgnored")]
    public static partial void ProfilingSettingIgnored(ILogger logger, string problem);

    [LoggerMessage(5010, LogLevel.Warning, "{Module} has no native code here: {Reason}", EventName = "NativeCodeUnavailable")]
    public static partial void NativeCodeUnavailable(ILogger logger, string module, string reason, string DiagnosticCode);

    [LoggerMessage(5011, LogLevel.Debug, "A call of {Module} was stopped: {Reason}", EventName = "CallStopped")]
    public static partial void CallStopped(ILogger logger, string module, string reason);
}

using Microsoft.Extensions.Logging;

namespace Pyc.Logging;

/// <summary>What the facade logs; event ids from 5000.</summary>
internal static partial class PycJitLog
{
    [LoggerMessage(5000, LogLevel.Debug, "Loaded {Module} (CPython {Version}): {Functions} functions")]
    public static partial void ModuleLoaded(ILogger logger, string module, string version, int functions);

    [LoggerMessage(5001, LogLevel.Debug,
        "Compiled {Function} of {Module} for {Signature}: {Functions} functions, {Bytes} bytes at 0x{Address:x}, {Spills} spill slots, {Milliseconds:F2} ms")]
    public static partial void FunctionCompiled(
        ILogger logger, string module, string function, string signature, int functions, int bytes, nint address, int spills,
        double milliseconds);

    [LoggerMessage(5002, LogLevel.Debug, "{Function} of {Module} is not compiled: {Reason}")]
    public static partial void FunctionRefused(ILogger logger, string module, string function, string reason);

    [LoggerMessage(5003, LogLevel.Debug, "Disposed {Module}; delegates that are still held keep their code")]
    public static partial void ModuleDisposed(ILogger logger, string module);

    [LoggerMessage(5004, LogLevel.Debug, "{Function} of {Module} runs interpreted: {Reason}")]
    public static partial void FunctionInterpreted(ILogger logger, string module, string function, string reason);

    [LoggerMessage(5005, LogLevel.Debug,
        "{Function} of {Module} runs interpreted for {Signature} from now on: native code left {Failures} calls early, the last for {Reason}")]
    public static partial void FunctionGivenUp(
        ILogger logger, string function, string module, string signature, long failures, string reason);

    [LoggerMessage(5007, LogLevel.Information, "Compiled functions are written for profilers to {Path}")]
    public static partial void ProfilingStarted(ILogger logger, string path);

    [LoggerMessage(5008, LogLevel.Warning, "{File} in {Path} is not written any more: {Reason}")]
    public static partial void ProfilingFailed(ILogger logger, string file, string path, string reason);

    [LoggerMessage(5009, LogLevel.Warning, "{Problem}")]
    public static partial void ProfilingSettingIgnored(ILogger logger, string problem);
}

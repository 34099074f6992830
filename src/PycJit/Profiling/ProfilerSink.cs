using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Pyc.Logging;
using Pyc.Telemetry;

namespace Pyc.Profiling;

/// <summary>A file of the process for profilers, made when there is something to write, and given up once it cannot be written.</summary>
/// <param name="kind">Which file.</param>
/// <param name="directory">Its folder.</param>
internal sealed class ProfilerSink(ProfilerFiles kind, string directory)
{
    private readonly Lock _opening = new();
    private volatile IProfilerFile? _file;
    private volatile bool _hasFailed;

    /// <summary>Which file it is.</summary>
    public ProfilerFiles Kind => kind;

    /// <summary>The file; null before there is anything in it.</summary>
    public IProfilerFile? File => _file;

    /// <summary>Tells of code.</summary>
    /// <param name="logger">Who is told what goes wrong.</param>
    /// <param name="address">Where the code runs.</param>
    /// <param name="code">The code.</param>
    /// <param name="symbols">The functions in it.</param>
    public void Add(ILogger logger, nint address, ReadOnlySpan<byte> code, ImmutableArray<CodeSymbol> symbols)
    {
        if (_hasFailed || !OperatingSystem.IsLinux())
            return;
        try
        {
            Opened(logger)?.Add(address, code, symbols);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fail(logger, error);
        }
    }

    [SupportedOSPlatform("linux")]
    private IProfilerFile? Opened(ILogger logger)
    {
        if (_file is { } opened)
            return opened;
        lock (_opening)
        {
            if (_file is null && !_hasFailed)
            {
                _file = Open();
                PycJitLog.ProfilingStarted(logger, _file.Path);
            }
            return _file;
        }
    }

    [SupportedOSPlatform("linux")]
    private IProfilerFile Open()
    {
        if (kind == ProfilerFiles.PerfMap)
            return new PerfMapFile(directory);
        var dump = new JitDumpFile(directory);
        EventHandler atExit = (_, _) => dump.Dispose();
        AppDomain.CurrentDomain.ProcessExit += atExit;
        ContextUnloading.Register(() =>
        {
            AppDomain.CurrentDomain.ProcessExit -= atExit;
            dump.Dispose();
        });
        return dump;
    }

    private void Fail(ILogger logger, Exception error)
    {
        lock (_opening)
        {
            if (_hasFailed)
                return;
            _hasFailed = true;
        }
        PycJitLog.ProfilingFailed(logger, kind == ProfilerFiles.PerfMap ? "The perf map" : "The jitdump", _file?.Path ?? directory, error.Message);
    }
}

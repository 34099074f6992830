using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pyc.Logging;
using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc.Profiling;

/// <summary>Tells profilers about the code of a module, in the files that its options and the environment ask for.</summary>
/// <remarks>What goes wrong with the files is logged once, and no compilation fails for it.</remarks>
internal sealed class Profiler
{
    // A profiler knows the files by the number of the process, so a process has one of each in a folder, whatever modules it loads.
    private static readonly ConcurrentDictionary<(ProfilerFiles Kind, string Directory), Lazy<ProfilerSink>> s_sinks = [];

    private readonly CodeSymbols _symbols;
    private readonly ILogger _logger;
    private readonly ImmutableArray<ProfilerSink> _sinks;

    private Profiler(PycModule module, ImmutableArray<ProfilerSink> sinks)
    {
        _symbols = new CodeSymbols(module);
        _logger = module.Options.Logger;
        _sinks = sinks;
    }

    /// <summary>The profiler of a module; null where nothing is asked for.</summary>
    public static Profiler? For(PycModule module)
    {
        var options = module.Options;
        var settings = ProfilingSettings.Of(options, Environment.GetEnvironmentVariable, out var problem);
        if (problem is not null)
            PycJitLog.ProfilingSettingIgnored(options.Logger, problem);
        if (settings.Files == ProfilerFiles.None)
            return null;
        if (!OperatingSystem.IsLinux())
        {
            PycJitLog.ProfilingSettingIgnored(options.Logger, "The profilers that read perf maps and jitdumps are those of Linux.");
            return null;
        }
        ProfilerFiles[] kinds = [ProfilerFiles.PerfMap, ProfilerFiles.JitDump];
        return new Profiler(module, [.. kinds
            .Where(kind => settings.Files.HasFlag(kind))
            .Select(kind => s_sinks.GetOrAdd((kind, Path.GetFullPath(settings.Directory)), Make).Value)]);
    }

    /// <summary>Whether there is a map, which <c>perf</c> reads for code in anonymous memory alone.</summary>
    public bool NeedsAnonymousPages => _sinks.Any(sink => sink.Kind == ProfilerFiles.PerfMap);

    /// <summary>Tells of code before it runs.</summary>
    /// <param name="address">Where it runs.</param>
    /// <param name="code">The code.</param>
    /// <param name="parameters">What the function takes that is called from outside.</param>
    public void Add(nint address, MachineCode code, ImmutableArray<ParameterType> parameters)
    {
        var symbols = _symbols.Of(code, parameters);
        foreach (var sink in _sinks)
            sink.Add(_logger, address, code.Bytes.AsSpan(), symbols);
    }

    private static Lazy<ProfilerSink> Make((ProfilerFiles Kind, string Directory) key) => new(() => new ProfilerSink(key.Kind, key.Directory));
}

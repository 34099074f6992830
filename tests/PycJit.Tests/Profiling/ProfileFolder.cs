using Microsoft.Extensions.Logging;

namespace Pyc.Tests.Profiling;

/// <summary>A folder for the files of one test, in which the process has files of their own.</summary>
internal sealed class ProfileFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pycjit");

    public string FullName => _folder.FullName;

    public string Map => Path.Combine(FullName, $"perf-{Environment.ProcessId}.map");

    public string Dump => _folder.GetFiles($"jit-{Environment.ProcessId}.dump", SearchOption.AllDirectories).Single().FullName;

    public PycOptions Options(ProfilerFiles files, ILogger? logger = null) => logger is null
        ? new PycOptions { Profiling = files, ProfilingDirectory = FullName }
        : new PycOptions { Profiling = files, ProfilingDirectory = FullName, Logger = logger };

    public void Dispose() => _folder.Delete(recursive: true);
}

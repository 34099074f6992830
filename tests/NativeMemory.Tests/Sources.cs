namespace Pyc.Native.Tests;

/// <summary>The ways of getting pages that the system under test has, by name so that test cases read well.</summary>
internal static class Sources
{
    internal const string MemoryFile = "memory file";
    internal const string Protected = "changed protection";
    internal const string System = "this system";

    /// <summary>Those that can run here: the fallback is tested too, not only what the system would choose.</summary>
    internal static IEnumerable<string> Available => OperatingSystem.IsLinux() ? [MemoryFile, Protected] : [System];

    internal static CodeHeap NewHeap(string name, CodeMemoryUsage? usage = null) => new(Named(name), usage);

    internal static IPageSource Named(string name) => name switch
    {
        MemoryFile when OperatingSystem.IsLinux() => new LinuxPageSource(),
        Protected when OperatingSystem.IsLinux() => PosixPageSource.ForLinux(),
        System => PageSource.ForThisSystem(),
        _ => throw new ArgumentException($"No page source '{name}' here.", nameof(name)),
    };
}

using System.Globalization;

namespace Pyc.Native.Tests;

/// <summary>What the kernel says about this process's memory: proc(5), /proc/pid/maps. Linux only.</summary>
internal static class ProcessMaps
{
    /// <summary>One mapping; <paramref name="Protection"/> is like <c>r-xs</c>.</summary>
    internal readonly record struct Mapping(long Start, long End, string Protection, string Name);

    /// <summary>All mappings now.</summary>
    internal static List<Mapping> Read() => [.. File.ReadLines("/proc/self/maps").Select(Parse)];

    /// <summary>The protection at an address; null where nothing is mapped.</summary>
    internal static string? ProtectionAt(nint address) => Read()
        .Where(mapping => mapping.Start <= address && address < mapping.End)
        .Select(mapping => mapping.Protection)
        .FirstOrDefault();

    /// <summary>Mappings of our memory files.</summary>
    internal static List<Mapping> MemoryFiles() =>
        Read().FindAll(mapping => mapping.Name.Contains("pyc-code", StringComparison.Ordinal));

    private static Mapping Parse(string line)
    {
        var parts = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        var range = parts[0].Split('-');
        return new Mapping(
            long.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            long.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            parts[1],
            parts.Length > 5 ? parts[5] : "");
    }
}

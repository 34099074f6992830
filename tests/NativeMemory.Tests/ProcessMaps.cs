using System.Globalization;
using System.Runtime.InteropServices;

namespace Pyc.Native.Tests;

/// <summary>What the system says about this process's memory: proc(5), /proc/pid/maps, or VirtualQuery of Windows.</summary>
internal static partial class ProcessMaps
{
    /// <summary>The name on Windows of what belongs to a program or library, whose pages are the loader's; nothing else has a name there.</summary>
    internal const string Image = "image";

    /// <summary>One mapping; <paramref name="Protection"/> is like <c>r-xs</c>, or <c>r-x</c> on Windows.</summary>
    internal readonly record struct Mapping(long Start, long End, string Protection, string Name);

    /// <summary>All mappings now.</summary>
    internal static List<Mapping> Read() =>
        OperatingSystem.IsWindows() ? ReadWindows() : [.. File.ReadLines("/proc/self/maps").Select(Parse)];

    /// <summary>The protection at an address; null where nothing is mapped.</summary>
    internal static string? ProtectionAt(nint address) => Read()
        .Where(mapping => mapping.Start <= address && address < mapping.End)
        .Select(mapping => mapping.Protection)
        .FirstOrDefault();

    /// <summary>Mappings of our memory files.</summary>
    internal static List<Mapping> MemoryFiles() =>
        Read().FindAll(mapping => mapping.Name.Contains("pyc-code", StringComparison.Ordinal));

    private static List<Mapping> ReadWindows()
    {
        var mappings = new List<Mapping>();
        nint address = 0;
        while (Query(address, out var range, (nuint)Marshal.SizeOf<MemoryRange>()) != 0)
        {
            // MEM_COMMIT, as free and reserved memory cannot be accessed, and MEM_IMAGE.
            const uint committed = 0x1000, image = 0x100_0000;
            if (range.State == committed)
                mappings.Add(new(range.Start, range.Start + range.Length, ProtectionOf(range.Protection), range.Type == image ? Image : ""));
            address = range.Start + range.Length;
        }
        return mappings;
    }

    // winnt.h: the low byte of PAGE_*; above are PAGE_GUARD and the like.
    private static string ProtectionOf(uint protection) => (protection & 0xFF) switch
    {
        0x01 => "---",
        0x02 => "r--",
        0x04 or 0x08 => "rw-",
        0x10 => "--x",
        0x20 => "r-x",
        0x40 or 0x80 => "rwx",
        _ => throw new ArgumentException($"Protection {protection:x} is none that winnt.h has.", nameof(protection)),
    };

    // memoryapi.h
    [LibraryImport("kernel32", EntryPoint = "VirtualQuery")]
    private static partial nuint Query(nint address, out MemoryRange range, nuint size);

    /// <summary>MEMORY_BASIC_INFORMATION of winnt.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MemoryRange
    {
        public nint Start;
        public nint Allocation;
        public uint AllocationProtection;
        public ushort Partition;
        public nint Length;
        public uint State;
        public uint Protection;
        public uint Type;
    }

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

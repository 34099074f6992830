using System.Globalization;

namespace Pyc.Tests.Support;

/// <summary>Memory of this process, as the kernel of Linux tells: proc(5), /proc/pid/maps.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address behind it.</param>
/// <param name="Protection">Like <c>r-xs</c>.</param>
/// <param name="Name">The file; empty where there is none.</param>
internal sealed record ProcessMapping(nint Start, nint End, string Protection, string Name)
{
    public bool IsExecutable => Protection.Contains('x', StringComparison.Ordinal);

    /// <summary>All of it now.</summary>
    public static List<ProcessMapping> All() => [.. File.ReadLines("/proc/self/maps").Select(Parse)];

    /// <summary>What an address lies in; null where it is in none.</summary>
    public static ProcessMapping? At(nint address) => All().Find(mapping => mapping.Start <= address && address < mapping.End);

    // 7f00c0000000-7f00c0001000 r-xs 00000000 00:01 2048 /memfd:pyc-code (deleted)
    private static ProcessMapping Parse(string line)
    {
        var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
        var range = fields[0].Split('-');
        return new ProcessMapping(AddressOf(range[0]), AddressOf(range[1]), fields[1], fields.Length > 5 ? fields[5] : "");
    }

    private static nint AddressOf(string digits) => (nint)ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Pyc.Tests.Profiling;

/// <summary>A perf map that is read back.</summary>
internal static partial class PerfMap
{
    internal sealed record Entry(ulong Address, int Size, string Name);

    /// <summary>Its lines, each of which must be whole.</summary>
    public static List<Entry> Read(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = file.ReadToEnd();
        Assert.That(text, Does.EndWith("\n"));
        return [.. text[..^1].Split('\n').Select(line =>
        {
            var match = Line().Match(line);
            Assert.That(match.Success, $"'{line}' is no line of a map");
            return new Entry(
                ulong.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                int.Parse(match.Groups[2].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture), match.Groups[3].Value);
        })];
    }

    [GeneratedRegex("^(?:0x)?([0-9a-f]+) ([0-9a-f]+) (.+)$")]
    private static partial Regex Line();
}

namespace Pyc.Translation.Tests.Documentation;

/// <summary>Sets of versions as people write them.</summary>
internal static class Versions
{
    /// <summary>All versions as folders of the fixtures are named, the oldest first.</summary>
    public static IReadOnlyList<string> All => Repository.PythonVersions;

    /// <summary>Ranges: <c>2.7, 3.2–3.6, 3.9–</c>; the last goes on to the newest. Empty for all versions of <paramref name="among"/>.</summary>
    public static string Ranges(IEnumerable<string> versions, IReadOnlyList<string>? among = null)
    {
        var all = among ?? All;
        var present = versions.ToHashSet();
        if (all.All(present.Contains))
            return "";
        var ranges = new List<string>();
        for (var i = 0; i < all.Count; i++)
        {
            if (!present.Contains(all[i]))
                continue;
            var first = i;
            while (i + 1 < all.Count && present.Contains(all[i + 1]))
                i++;
            ranges.Add(first == i ? all[i] : i == all.Count - 1 ? $"{all[first]}–" : $"{all[first]}–{all[i]}");
        }
        return string.Join(", ", ranges);
    }

    /// <summary>A name in code, with its versions where they are not all: <c>`cbrt` (3.11–)</c>.</summary>
    public static string Named(string name, IEnumerable<string> versions, IReadOnlyList<string>? among = null) =>
        Ranges(versions, among) is { Length: > 0 } ranges ? $"`{name}` ({ranges})" : $"`{name}`";
}

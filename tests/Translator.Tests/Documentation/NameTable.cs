namespace Pyc.Translation.Tests.Documentation;

/// <summary>Names with the versions in which they are native, interpreted only, or unavailable.</summary>
/// <param name="among">The versions that count as all.</param>
internal sealed class NameTable(IEnumerable<string> among)
{
    private readonly IReadOnlyList<string> _among = [.. among];
    private readonly Dictionary<string, List<string>> _native = [];
    private readonly Dictionary<string, List<string>> _interpreted = [];
    private readonly Dictionary<(string Name, string Reason), List<string>> _unavailable = [];

    /// <summary>The names that native code has, by name.</summary>
    public string Native => Join(_native);

    /// <summary>The names that only the interpreter has.</summary>
    public string Interpreted => Join(_interpreted);

    /// <summary>The names that cannot be used.</summary>
    public string Unavailable => string.Join(
        ", ", _unavailable.OrderBy(row => row.Key.Name, StringComparer.Ordinal).Select(row => Versions.Named(row.Key.Name, row.Value, _among)));

    /// <summary>A row for each reason why names cannot be used.</summary>
    public string UnavailableByReason => string.Join('\n', _unavailable.GroupBy(row => row.Key.Reason).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => $"| {group.Key} | " + string.Join(
            ", ", group.OrderBy(row => row.Key.Name, StringComparer.Ordinal).Select(row => Versions.Named(row.Key.Name, row.Value, _among))) + " |"));

    /// <summary>Notes a name of a version.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">The version.</param>
    /// <param name="whyNot">Why it cannot be used; null where it can.</param>
    /// <param name="isNative">Whether native code has it.</param>
    public void Add(string name, string version, string? whyNot, Func<bool> isNative)
    {
        if (whyNot is not null)
            _unavailable.GetOrAdd((name, whyNot)).Add(version);
        else
            (isNative() ? _native : _interpreted).GetOrAdd(name).Add(version);
    }

    // A name whose versions differ stands in both, each time with its versions.
    private string Join(Dictionary<string, List<string>> names) => string.Join(
        ", ", names.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => Versions.Named(row.Key, row.Value, _among)));
}

/// <summary>Dictionaries of lists.</summary>
internal static class Lists
{
    /// <summary>The list of a key, made where there is none.</summary>
    public static List<TItem> GetOrAdd<TKey, TItem>(this Dictionary<TKey, List<TItem>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        return list;
    }
}

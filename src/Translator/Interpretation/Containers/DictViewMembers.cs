namespace Pyc.Translation.Interpretation;

/// <summary>The methods of a dict's views.</summary>
internal static class DictViewMembers
{
    /// <summary>A row for each method of a view of values.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];

    /// <summary>A row for each method of a view of keys or items.</summary>
    public static IEnumerable<BuiltinRow> SetRows { get; } = [];
}

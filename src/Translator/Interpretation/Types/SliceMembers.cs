namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>slice</c>.</summary>
internal static class SliceMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

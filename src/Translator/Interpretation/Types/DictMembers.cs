namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>dict</c>.</summary>
internal static class DictMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

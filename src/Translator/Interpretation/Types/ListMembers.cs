namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>list</c>.</summary>
internal static class ListMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

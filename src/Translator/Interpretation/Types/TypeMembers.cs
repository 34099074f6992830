namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>type</c>.</summary>
internal static class TypeMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

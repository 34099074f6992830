namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>object</c>.</summary>
internal static class ObjectMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>int</c>.</summary>
internal static class IntMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

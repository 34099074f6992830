namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>set</c>.</summary>
internal static class SetMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>range</c>.</summary>
internal static class RangeMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

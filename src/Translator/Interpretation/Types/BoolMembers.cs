namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>bool</c>.</summary>
internal static class BoolMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

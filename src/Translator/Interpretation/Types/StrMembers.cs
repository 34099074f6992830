namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>str</c>.</summary>
internal static class StrMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

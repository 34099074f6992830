namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>float</c>.</summary>
internal static class FloatMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

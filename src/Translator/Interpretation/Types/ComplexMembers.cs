namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>complex</c>.</summary>
internal static class ComplexMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

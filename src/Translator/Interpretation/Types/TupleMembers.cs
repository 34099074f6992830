namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>tuple</c>.</summary>
internal static class TupleMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

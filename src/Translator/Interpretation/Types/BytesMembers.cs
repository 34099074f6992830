namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>bytes</c>.</summary>
internal static class BytesMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

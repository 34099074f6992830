namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>frozenset</c>.</summary>
internal static class FrozenSetMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>generator</c>.</summary>
internal static class GeneratorMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

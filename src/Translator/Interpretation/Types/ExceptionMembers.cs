namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>exception</c>.</summary>
internal static class ExceptionMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];
}

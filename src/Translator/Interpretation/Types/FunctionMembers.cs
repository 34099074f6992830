namespace Pyc.Translation.Interpretation;

/// <summary>The methods of functions and of bound methods.</summary>
internal static class FunctionMembers
{
    /// <summary>A row for each method of a function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [];

    /// <summary>A row for each method of a bound method.</summary>
    public static IEnumerable<BuiltinRow> MethodRows { get; } = [];
}

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor of <c>complex</c>, which refuses.</summary>
internal static class ComplexMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, real=, imag=)", static (_, _) => throw NumberSemantics.NoComplex("complex() is called")),
    ];
}

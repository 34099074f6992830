using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor of <c>bool</c>; its methods are those of <c>int</c>.</summary>
internal static class BoolMembers
{
    private static readonly PythonVersion s_37 = new(3, 7);

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, x=)", New, Until: s_37),
        new("__new__(cls, x=, /)", New, s_37),
    ];

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        NumberConversions.CheckClass(a[0], PyTypes.Bool);
        return PyValue.FromBool(!a[1].IsUnbound && Operators.IsTrue(runtime, a[1]));
    }
}

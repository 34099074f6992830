using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Python 2's order of values that have nothing in common.</summary>
/// <remarks>CPython 2.7: <c>Objects/object.c</c>, <c>default_3way_compare</c>.</remarks>
internal static class DefaultOrder
{
    /// <summary>The sign of the comparison: of one class by address; None first, then numbers, then by the name of the class.</summary>
    public static int Compare(PythonRuntime runtime, PyValue left, PyValue right)
    {
        if (ReferenceEquals(left.Type, right.Type))
            return AddressOf(left).CompareTo(AddressOf(right));
        if (left.IsNone)
            return -1;
        if (right.IsNone)
            return 1;
        var names = string.CompareOrdinal(NameOf(runtime, left), NameOf(runtime, right));
        return names != 0 ? Math.Sign(names) : AddressOf(left.Type).CompareTo(AddressOf(right.Type));
    }

    // Numbers sort as if their class had no name.
    private static string NameOf(PythonRuntime runtime, PyValue value) =>
        value.IsInt || value.IsBool || value.IsFloat || value.Object is PyInteger || Attributes.TryGet(runtime, value, "__float__", out _) ? "" : value.Type.Name;

    private static int AddressOf(PyValue value) => value.Object is { } target ? RuntimeHelpers.GetHashCode(target) : 0;
}

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>frozenset</c>.</summary>
/// <remarks>CPython: <c>Objects/setobject.c</c>.</remarks>
internal static class FrozenSetMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } = [new("__new__(cls, iterable=, /)", New), .. SetMembers.SharedRows];

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        SlotRows.CheckClass(runtime, PyTypes.FrozenSet, arguments);
        if (arguments[1].Object is PySet { IsFrozen: true } same)
            return same;
        var set = new PySet(isFrozen: true);
        if (!arguments[1].IsUnbound)
            SetOperations.Update(runtime, set, arguments[1]);
        return set;
    }
}

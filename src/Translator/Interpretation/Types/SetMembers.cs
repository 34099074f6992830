using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>set</c>, and those that <c>frozenset</c> shares.</summary>
/// <remarks>CPython: <c>Objects/setobject.c</c>.</remarks>
internal static class SetMembers
{
    /// <summary>A row for each method that reads.</summary>
    public static IEnumerable<BuiltinRow> SharedRows { get; } =
    [
        new("copy(self, /)", Copy),
        new("union(self, /, *others)", Union),
        new("intersection(self, /, *others)", Intersection),
        new("difference(self, /, *others)", Difference),
        new("symmetric_difference(self, other, /)", static (runtime, arguments) => SetOperations.SymmetricDifference(runtime, Self(arguments), arguments[1])),
        new("issubset(self, other, /)", IsSubset),
        new("issuperset(self, other, /)", IsSuperset),
        new("isdisjoint(self, other, /)", static (runtime, arguments) => PyValue.FromBool(SetOperations.AreDisjoint(runtime, Self(arguments), arguments[1]))),
        .. SlotRows.Of(SlotRows.Walking),
    ];

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, iterable=, /)", New),
        new("add(self, item, /)", Add),
        new("remove(self, item, /)", Remove),
        new("discard(self, item, /)", Discard),
        new("pop(self, /)", Pop),
        new("clear(self, /)", Clear),
        new("update(self, /, *others)", Update),
        new("intersection_update(self, /, *others)", IntersectionUpdate),
        new("difference_update(self, /, *others)", DifferenceUpdate),
        new("symmetric_difference_update(self, other, /)", SymmetricDifferenceUpdate),
        .. SharedRows,
    ];

    private static PySet Self(ReadOnlySpan<PyValue> arguments) => SlotRows.Self<PySet>(arguments);

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        SlotRows.CheckClass(runtime, PyTypes.Set, arguments);
        var set = new PySet();
        if (!arguments[1].IsUnbound)
            SetOperations.Update(runtime, set, arguments[1]);
        return set;
    }

    private static PyValue Copy(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var set = Self(arguments);
        return set.IsFrozen ? set : set.Copy(runtime, isFrozen: false);
    }

    private static PyValue Add(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Self(arguments).Add(runtime, arguments[1]);
        return PyValue.None;
    }

    private static PyValue Remove(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        Self(arguments).Remove(runtime, arguments[1]) ? PyValue.None : throw PyErrors.KeyError(arguments[1]);

    private static PyValue Discard(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Self(arguments).Remove(runtime, arguments[1]);
        return PyValue.None;
    }

    private static PyValue Pop(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var set = Self(arguments);
        return set.Count == 0 ? throw PyErrors.KeyError(PyValue.FromText("pop from an empty set")) : set.Pop(runtime);
    }

    private static PyValue Clear(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Self(arguments).Clear();
        return PyValue.None;
    }

    private static PyValue Update(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var set = Self(arguments);
        foreach (var other in arguments[1..])
            SetOperations.Update(runtime, set, other);
        return PyValue.None;
    }

    private static PyValue Union(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var set = Self(arguments);
        var result = set.Copy(runtime, set.IsFrozen);
        foreach (var other in arguments[1..])
        {
            if (!ReferenceEquals(set, other.Object))
                SetOperations.Update(runtime, result, other);
        }
        return result;
    }

    private static PyValue Intersection(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var set = Self(arguments);
        if (arguments.Length == 1)
            return Copy(runtime, arguments);
        foreach (var other in arguments[1..])
            set = SetOperations.Intersection(runtime, set, other);
        return set;
    }

    private static PyValue IntersectionUpdate(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var result = Intersection(runtime, arguments);
        if (result.Object is PySet set && !ReferenceEquals(set, arguments[0].Object))
            Self(arguments).TakeFrom(set);
        return PyValue.None;
    }

    private static PyValue Difference(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var set = Self(arguments);
        if (arguments.Length == 1)
            return set.Copy(runtime, set.IsFrozen);
        var result = SetOperations.Difference(runtime, set, arguments[1]);
        foreach (var other in arguments[2..])
            SetOperations.DifferenceUpdate(runtime, result, other);
        return result;
    }

    private static PyValue DifferenceUpdate(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var set = Self(arguments);
        foreach (var other in arguments[1..])
            SetOperations.DifferenceUpdate(runtime, set, other);
        return PyValue.None;
    }

    private static PyValue SymmetricDifferenceUpdate(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        SetOperations.SymmetricDifferenceUpdate(runtime, Self(arguments), arguments[1]);
        return PyValue.None;
    }

    private static PyValue IsSubset(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        PyValue.FromBool(SetOperations.IsSubset(runtime, Self(arguments), ToSet(runtime, arguments[1])));

    private static PyValue IsSuperset(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        PyValue.FromBool(SetOperations.IsSubset(runtime, ToSet(runtime, arguments[1]), Self(arguments)));

    private static PySet ToSet(PythonRuntime runtime, PyValue value)
    {
        if (value.Object is PySet same)
            return same;
        var set = new PySet();
        SetOperations.Update(runtime, set, value);
        return set;
    }
}

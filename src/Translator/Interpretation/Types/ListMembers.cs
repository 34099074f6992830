using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>list</c>.</summary>
/// <remarks>CPython: <c>Objects/listobject.c</c>.</remarks>
internal static class ListMembers
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, iterable=, /)", New, Since: new(3, 7)),
        new("__new__(cls, iterable=)", New, Since: s_python3, Until: new(3, 7)),
        new("__new__(cls, sequence=)", New, Until: s_python3),
        new("append(self, object, /)", Append),
        new("extend(self, iterable, /)", Extend),
        new("insert(self, index, object, /)", Insert),
        new("pop(self, index=, /)", Pop),
        new("remove(self, value, /)", Remove),
        new("index(self, value, start=, stop=, /)", Index),
        new("count(self, value, /)", static (runtime, arguments) => PyValue.FromInt(Self(arguments).CountOf(runtime, arguments[1]))),
        new("reverse(self, /)", Reverse),
        new("sort(self, /, *arguments, key=, reverse=)", SortByKey, Since: s_python3),
        new("sort(self, cmp=, key=, reverse=)", static (runtime, arguments) => Sort(runtime, Self(arguments), arguments[1], arguments[2], arguments[3]), Until: s_python3),
        new("clear(self, /)", Clear, Since: new(3, 3)),
        new("copy(self, /)", static (runtime, arguments) => new PyList(Self(arguments).ToArray(runtime)), Since: new(3, 3)),
        new("__reversed__(self, /)", static (_, arguments) => new PyListReverseIterator(Self(arguments), Self(arguments).Count)),
        .. SlotRows.Of(SlotRows.Reading | SlotRows.Writing),
    ];

    private static PyList Self(ReadOnlySpan<PyValue> arguments) => SlotRows.Self<PyList>(arguments);

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        SlotRows.CheckClass(runtime, PyTypes.List, arguments);
        return arguments[1].IsUnbound ? new PyList() : new PyList(Iteration.ToArray(runtime, arguments[1]));
    }

    private static PyValue Append(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Self(arguments).Append(runtime, arguments[1]);
        return PyValue.None;
    }

    private static PyValue Extend(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Self(arguments).Extend(runtime, arguments[1]);
        return PyValue.None;
    }

    private static PyValue Insert(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var list = Self(arguments);
        var index = SequenceIndex.Argument(runtime, arguments[1]);
        if (index < 0)
            index = Math.Max(0, index + list.Count);
        list.Replace(runtime, (int)Math.Min(index, list.Count), 0, [arguments[2]]);
        return PyValue.None;
    }

    private static PyValue Pop(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var list = Self(arguments);
        var index = arguments[1].IsUnbound ? -1 : SequenceIndex.Argument(runtime, arguments[1]);
        if (list.Count == 0)
            throw PyErrors.IndexError("pop from empty list");
        if (index < 0)
            index += list.Count;
        if (index < 0 || index >= list.Count)
            throw PyErrors.IndexError("pop index out of range");
        return list.RemoveAt(runtime, (int)index);
    }

    private static PyValue Remove(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var list = Self(arguments);
        var index = list.IndexOf(runtime, arguments[1]);
        if (index < 0)
            throw PyErrors.ValueError("list.remove(x): x not in list");
        if (index < list.Count)                         // the comparison may have made the list shorter
            list.RemoveAt(runtime, index);
        return PyValue.None;
    }

    private static PyValue Index(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var list = Self(arguments);
        var start = SequenceIndex.SearchBound(runtime, arguments[2], 0, list.Count);
        var stop = SequenceIndex.SearchBound(runtime, arguments[3], long.MaxValue, list.Count);
        var index = list.IndexOf(runtime, arguments[1], start, stop);
        return index >= 0 ? PyValue.FromInt(index) : throw PyErrors.ValueError(runtime.Semantics.Containers.NotInList(runtime, arguments[1]));
    }

    private static PyValue Reverse(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Self(arguments).Reverse(runtime);
        return PyValue.None;
    }

    private static PyValue Clear(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var list = Self(arguments);
        list.Replace(runtime, 0, list.Count, []);
        return PyValue.None;
    }

    private static PyValue SortByKey(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) => arguments.Length == 3
        ? Sort(runtime, Self(arguments), default, arguments[1], arguments[2])
        : throw PyErrors.TypeError(runtime.Semantics.Containers.SortTakesNames);

    private static PyValue Sort(PythonRuntime runtime, PyList list, PyValue comparison, PyValue key, PyValue reverse)
    {
        ListSort.Sort(runtime, list, comparison, key, !reverse.IsUnbound && IsSet(runtime, reverse));
        return PyValue.None;
    }

    private static bool IsSet(PythonRuntime runtime, PyValue flag)
    {
        var containers = runtime.Semantics.Containers;
        if (containers.TakesAnyTruthAsFlag)
            return Operators.IsTrue(runtime, flag);
        if (flag.IsFloat || !SequenceIndex.TryGetInteger(runtime, flag, out var integer))
            throw PyErrors.TypeError(containers.BadFlag(flag.Type.Name));
        return integer < int.MinValue || integer > int.MaxValue ? throw PyErrors.OverflowError(containers.FlagTooLarge(integer)) : !integer.IsZero;
    }
}

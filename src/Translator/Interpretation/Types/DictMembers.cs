using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>dict</c>.</summary>
/// <remarks>CPython: <c>Objects/dictobject.c</c>.</remarks>
internal static class DictMembers
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, mapping=, /, **kwargs)", New),
        new("fromkeys(cls, iterable, value=, /)", FromKeys),
        new("get(self, key, default=, /)", Get),
        new("setdefault(self, key, default=, /)", SetDefault),
        new("pop(self, key, default=, /)", Pop),
        new("popitem(self, /)", PopItem),
        new("clear(self, /)", Clear),
        new("copy(self, /)", static (runtime, arguments) => Self(arguments).Copy(runtime)),
        new("update(self, mapping=, /, **kwargs)", UpdateMethod),
        new("has_key(self, key, /)", static (runtime, arguments) => PyValue.FromBool(Self(arguments).Contains(runtime, arguments[1])), Until: s_python3),
        .. PartRows("keys", DictPart.Keys),
        .. PartRows("values", DictPart.Values),
        .. PartRows("items", DictPart.Items),
        new("__reversed__(self, /)", static (_, arguments) => new PyDictIterator(Self(arguments), DictPart.Keys, isReversed: true), Since: new(3, 8)),
        .. SlotRows.Of(SlotRows.Reading | SlotRows.Writing),
    ];

    /// <summary>Takes over what a mapping or an iterable of pairs holds.</summary>
    public static void Update(PythonRuntime runtime, PyDict dict, PyValue source)
    {
        if (source.Object is PyDict other)
        {
            dict.Merge(runtime, other);
            return;
        }
        if (source.Object is { Type.IsBuiltin: false } && Attributes.TryGet(runtime, source, "keys", out var keys))
        {
            var names = Operators.GetIterator(runtime, Operators.Call(runtime, keys));
            while (names.TryNext(runtime, out var key))
                dict.Set(runtime, key, Operators.GetItem(runtime, source, key));
            return;
        }
        var iterator = Operators.GetIterator(runtime, source);
        for (var number = 0; iterator.TryNext(runtime, out var element); number++)
        {
            if (element.Object is not PySequence && element.Object?.GetIterator(runtime) is null)
                throw PyErrors.TypeError($"cannot convert dictionary update sequence element #{number} to a sequence");
            var pair = Iteration.ToArray(runtime, element);
            if (pair.Length != 2)
                throw PyErrors.ValueError($"dictionary update sequence element #{number} has length {pair.Length}; 2 is required");
            dict.Set(runtime, pair[0], pair[1]);
        }
    }

    private static PyDict Self(ReadOnlySpan<PyValue> arguments) => SlotRows.Self<PyDict>(arguments);

    // Python 2 gives lists, and views under names of their own.
    private static IEnumerable<BuiltinRow> PartRows(string name, DictPart part) =>
    [
        new(name + "(self, /)", (_, arguments) => new PyDictView(Self(arguments), part), Since: s_python3),
        new(name + "(self, /)", (runtime, arguments) => new PyList(Iteration.ToArray(runtime, new PyDictIterator(Self(arguments), part))), Until: s_python3),
        new("iter" + name + "(self, /)", (_, arguments) => new PyDictIterator(Self(arguments), part), Until: s_python3),
        new("view" + name + "(self, /)", (_, arguments) => new PyDictView(Self(arguments), part), Until: s_python3),
    ];

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        SlotRows.CheckClass(runtime, PyTypes.Dict, arguments);
        var dict = new PyDict();
        Fill(runtime, dict, arguments[1], arguments[2]);
        return dict;
    }

    private static PyValue UpdateMethod(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Fill(runtime, Self(arguments), arguments[1], arguments[2]);
        return PyValue.None;
    }

    private static void Fill(PythonRuntime runtime, PyDict dict, PyValue source, PyValue keywords)
    {
        if (!source.IsUnbound)
            Update(runtime, dict, source);
        if (keywords.Object is PyDict named)
            dict.Merge(runtime, named);
    }

    private static PyValue FromKeys(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var dict = new PyDict();
        var value = arguments[2].IsUnbound ? PyValue.None : arguments[2];
        runtime.Semantics.Containers.PrepareFromKeys(runtime, dict, arguments[1]);
        var iterator = Operators.GetIterator(runtime, arguments[1]);
        var isFilled = runtime.Semantics.Containers.FillsTableFromKeys && arguments[1].Object is (PyDict or PySet);
        while (iterator.TryNext(runtime, out var key))
        {
            if (isFilled)
                dict.SetFilled(runtime, key, value);
            else
                dict.Set(runtime, key, value);
        }
        return dict;
    }

    private static PyValue Get(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        Self(arguments).TryGet(runtime, arguments[1], out var value) ? value
        : arguments[2].IsUnbound ? PyValue.None : arguments[2];

    private static PyValue SetDefault(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var dict = Self(arguments);
        if (dict.TryGet(runtime, arguments[1], out var value))
            return value;
        value = arguments[2].IsUnbound ? PyValue.None : arguments[2];
        dict.Set(runtime, arguments[1], value);
        return value;
    }

    private static PyValue Pop(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var dict = Self(arguments);
        if (dict.Count == 0 && arguments[2].IsUnbound)
            throw runtime.Semantics.Containers.EmptyPop(arguments[1]);
        if (dict.Count != 0 && dict.Remove(runtime, arguments[1], out var value))
            return value;
        return arguments[2].IsUnbound ? throw PyErrors.KeyError(arguments[1]) : arguments[2];
    }

    private static PyValue PopItem(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var dict = Self(arguments);
        return dict.Count == 0
            ? throw PyErrors.KeyError(PyValue.FromText("popitem(): dictionary is empty"))
            : dict.PopItem(runtime);
    }

    private static PyValue Clear(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Self(arguments).Clear();
        return PyValue.None;
    }
}

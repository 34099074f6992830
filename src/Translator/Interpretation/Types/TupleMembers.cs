using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>tuple</c>.</summary>
/// <remarks>CPython: <c>Objects/tupleobject.c</c>.</remarks>
internal static class TupleMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, iterable=, /)", New, Since: new(3, 7)),
        new("__new__(cls, sequence=)", New, Until: new(3, 7)),
        new("index(self, value, start=, stop=, /)", Index),
        new("count(self, value, /)", static (runtime, arguments) => PyValue.FromInt(Self(arguments).CountOf(runtime, arguments[1]))),
        .. SlotRows.Of(SlotRows.Reading),
    ];

    private static PyTuple Self(ReadOnlySpan<PyValue> arguments) => SlotRows.Self<PyTuple>(arguments);

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        SlotRows.CheckClass(runtime, PyTypes.Tuple, arguments);
        if (arguments[1].IsUnbound)
            return PyTuple.Empty;
        if (arguments[1].Object is PyTuple same)
            return same;
        var items = Iteration.ToArray(runtime, arguments[1]);
        return items.Length == 0 ? PyTuple.Empty : new PyTuple(items);
    }

    private static PyValue Index(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var tuple = Self(arguments);
        var start = SequenceIndex.SearchBound(runtime, arguments[2], 0, tuple.Count);
        var stop = SequenceIndex.SearchBound(runtime, arguments[3], long.MaxValue, tuple.Count);
        var index = tuple.IndexOf(runtime, arguments[1], start, stop);
        return index >= 0 ? PyValue.FromInt(index) : throw PyErrors.ValueError("tuple.index(x): x not in tuple");
    }
}

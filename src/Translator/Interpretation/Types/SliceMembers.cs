using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>slice</c>.</summary>
/// <remarks>CPython: <c>Objects/sliceobject.c</c>.</remarks>
internal static class SliceMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, start, stop=, step=, /)", New),
        new("indices(self, length, /)", Indices),
    ];

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        SlotRows.CheckClass(runtime, PyTypes.Slice, arguments);
        var step = arguments[3].IsUnbound ? PyValue.None : arguments[3];
        return arguments[2].IsUnbound
            ? new PySlice(PyValue.None, arguments[1], step)
            : new PySlice(arguments[1], arguments[2], step);
    }

    private static PyValue Indices(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var slice = SlotRows.Self<PySlice>(arguments);
        if (!SequenceIndex.TryGetInteger(runtime, arguments[1], out var length))
            throw PyErrors.TypeError(runtime.Semantics.Containers.BadSliceLength(arguments[1].Type.Name));
        if (length.Sign < 0 && runtime.Semantics.Containers.RefusesNegativeLength)
            throw PyErrors.ValueError("length should not be negative");
        if (!runtime.Semantics.Containers.RefusesNegativeLength)
        {
            if (length < long.MinValue || length > long.MaxValue)
                throw PyErrors.OverflowError($"cannot fit '{arguments[1].Type.Name}' into an index-sized integer");
            var range = slice.Resolve(runtime, (long)length);
            return new PyTuple([PyValue.FromInt(range.Start), PyValue.FromInt(range.Stop), PyValue.FromInt(range.Step)]);
        }
        var (start, stop, step) = RangeSlice.Resolve(runtime, slice, length);
        return new PyTuple([Integers.Make(start), Integers.Make(stop), Integers.Make(step)]);
    }
}

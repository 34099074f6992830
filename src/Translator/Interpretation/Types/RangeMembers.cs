using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>range</c> and of Python 2's <c>xrange</c>.</summary>
/// <remarks>CPython: <c>Objects/rangeobject.c</c>.</remarks>
internal static class RangeMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, start, stop=, step=, /)", New),
        new("index(self, value, /)", Index, Since: new(3, 2)),
        new("count(self, value, /)", Count, Since: new(3, 2)),
        new("__reversed__(self, /)", static (_, arguments) => Self(arguments).GetReversedIterator()),
        .. SlotRows.Of(SlotRows.Reading),
    ];

    private static PyRange Self(ReadOnlySpan<PyValue> arguments) => SlotRows.Self<PyRange>(arguments);

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var isXRange = ReferenceEquals(arguments[0].Object, PyTypes.XRange);
        SlotRows.CheckClass(runtime, isXRange ? PyTypes.XRange : PyTypes.Range, arguments);
        var first = Part(runtime, arguments[1], isXRange);
        var range = arguments[2].IsUnbound
            ? (Start: BigInteger.Zero, Stop: first)
            : (Start: first, Stop: Part(runtime, arguments[2], isXRange));
        var step = arguments[3].IsUnbound ? BigInteger.One : Part(runtime, arguments[3], isXRange);
        if (step.IsZero)
            throw PyErrors.ValueError(isXRange ? "xrange() arg 3 must not be zero" : "range() arg 3 must not be zero");
        var result = new PyRange(runtime, range.Start, range.Stop, step, isXRange);
        if (isXRange && result.Count > long.MaxValue)
            throw PyErrors.OverflowError("xrange() result has too many items");
        return result;
    }

    private static BigInteger Part(PythonRuntime runtime, PyValue value, bool isXRange)
    {
        if (isXRange)
            return ClassicPart(runtime, value);
        return SequenceIndex.TryGetInteger(runtime, value, out var integer)
            ? integer
            : throw PyErrors.TypeError(runtime.Semantics.Containers.BadIntegerArgument(value));
    }

    // A C long, as Python 2 reads it from an argument.
    private static BigInteger ClassicPart(PythonRuntime runtime, PyValue value)
    {
        if (value.IsFloat)
            throw PyErrors.TypeError("integer argument expected, got float");
        if (!SequenceIndex.TryGetInteger(runtime, value, out var integer))
            throw PyErrors.TypeError("an integer is required");
        return integer >= long.MinValue && integer <= long.MaxValue
            ? integer
            : throw PyErrors.OverflowError("Python int too large to convert to C long");
    }

    private static PyValue Index(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var range = Self(arguments);
        if (IsInteger(arguments[1]) && SequenceIndex.TryGetInteger(runtime, arguments[1], out var number))
        {
            return range.TryIndexOf(runtime, number, out var index)
                ? Integers.Make(index)
                : throw PyErrors.ValueError($"{Operators.Repr(runtime, arguments[1])} is not in range");
        }
        var iterator = range.GetIterator(runtime);
        for (var i = 0L; iterator.TryNext(runtime, out var item); i++)
        {
            if (Operators.AreEqual(runtime, item, arguments[1]))
                return PyValue.FromInt(i);
        }
        throw PyErrors.ValueError("sequence.index(x): x not in sequence");
    }

    private static PyValue Count(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var range = Self(arguments);
        if (IsInteger(arguments[1]) && SequenceIndex.TryGetInteger(runtime, arguments[1], out var number))
            return PyValue.FromInt(range.TryIndexOf(runtime, number, out _) ? 1 : 0);
        var count = 0L;
        var iterator = range.GetIterator(runtime);
        while (iterator.TryNext(runtime, out var item))
        {
            if (Operators.AreEqual(runtime, item, arguments[1]))
                count++;
        }
        return PyValue.FromInt(count);
    }

    private static bool IsInteger(PyValue value) => value.IsInt || value.IsBool || value.Object is PyInteger;
}

using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Built-in functions of Python 2 that Python 3 has not, or has as classes.</summary>
/// <remarks>CPython 2.7: <c>Python/bltinmodule.c</c>.</remarks>
internal static class Python2Functions
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        Of("apply(function, args=, kwargs=, /)", Apply),
        Of("cmp(x, y, /)", Compare),
        Of("filter(function, sequence, /)", Filter),
        Of("intern(string, /)", (_, arguments) => arguments[0].Object is PyStr { IsUnicode: false }
            ? arguments[0]
            : throw PyErrors.TypeError($"must be string, not {arguments[0].Type.Name}")),
        Of("map(*arguments)", Map),
        Of("range(start, stop=, step=, /)", Range),
        Of("reduce(function, sequence, initial=, /)", ReduceFunction.Reduce),
        Of("zip(*iterables)", Zip),
    ];

    private static BuiltinRow Of(string signature, BuiltinBody body) => new(signature, body, Until: s_python3);

    private static PyValue Apply(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var values = new List<PyValue>();
        var names = new List<string>();
        if (!arguments[1].IsUnbound)
        {
            if (arguments[1].Object is not (PyTuple or PyList or PyStr or PyRange) && arguments[1].Type.IsBuiltin)
                throw PyErrors.TypeError($"apply() arg 2 expected sequence, found {arguments[1].Type.Name}");
            values.AddRange(BuiltinArguments.ToArray(runtime, arguments[1]));
        }
        if (!arguments[2].IsUnbound)
        {
            if (arguments[2].Object is not PyDict keywords)
                throw PyErrors.TypeError($"apply() arg 3 expected dictionary, found {arguments[2].Type.Name}");
            var position = 0;
            while (keywords.TryNextEntry(ref position, out var key, out var value))
            {
                names.Add(key.As<PyStr>()?.Value ?? throw PyErrors.TypeError("keywords must be strings"));
                values.Add(value);
            }
        }
        return Operators.Call(runtime, arguments[0], new CallArguments(values.ToArray(), names.ToArray()));
    }

    private static PyValue Compare(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var (left, right) = (arguments[0], arguments[1]);
        if (left.IsSame(right))
            return PyValue.FromInt(0);
        if (SpecialMethods.TryCall(runtime, left, "__cmp__", out var result, right) && result.IsInt)
            return PyValue.FromInt(Math.Sign(result.Int));
        if (Operators.IsTrue(runtime, Operators.Compare(runtime, ComparisonOperator.Equal, left, right)))
            return PyValue.FromInt(0);
        return PyValue.FromInt(Operators.IsLess(runtime, left, right) ? -1 : 1);
    }

    private static PyValue Map(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        if (arguments.Length < 2)
            throw PyErrors.TypeError("map() requires at least two args");
        var function = arguments[0];
        var iterators = BuiltinArguments.Iterators(runtime, "map", arguments[1..]);
        var result = new PyList();
        var items = new PyValue[iterators.Length];
        var done = new bool[iterators.Length];
        while (true)
        {
            // The longest iterable decides; None stands for what the others lack.
            var isAny = false;
            for (var i = 0; i < iterators.Length; i++)
            {
                done[i] = done[i] || !iterators[i].TryNext(runtime, out items[i]);
                if (done[i])
                    items[i] = PyValue.None;
                isAny |= !done[i];
            }
            if (!isAny)
                return result;
            if (!function.IsNone)
                result.Append(runtime, Operators.Call(runtime, function, items));
            else
                result.Append(runtime, items.Length == 1 ? items[0] : new PyTuple([.. items]));
        }
    }

    private static PyValue Filter(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var (function, sequence) = (arguments[0], arguments[1]);
        var kept = new PyList();
        var items = Operators.GetIterator(runtime, sequence);
        while (items.TryNext(runtime, out var item))
        {
            if (FilterIterator.Accepts(runtime, function, item))
                kept.Append(runtime, item);
        }
        return sequence.Object switch
        {
            PyTuple => new PyTuple(kept.OwnItems.ToArray()),
            PyStr text => new PyStr(string.Concat(kept.OwnItems.ToArray().Select(item => item.As<PyStr>()?.Value)), text.IsUnicode),
            _ => kept,
        };
    }

    private static PyValue Zip(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var iterators = BuiltinArguments.Iterators(runtime, "zip", arguments);
        var result = new PyList();
        while (iterators.Length > 0)
        {
            var items = new PyValue[iterators.Length];
            if (!StrictIteration.TryNext(runtime, iterators, items, isStrict: false, "zip"))
                break;
            result.Append(runtime, new PyTuple(items));
        }
        return result;
    }

    private static PyValue Range(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var isShort = arguments[1].IsUnbound;
        var stop = RangeArgument(isShort ? arguments[0] : arguments[1], "end");          // the end is looked at first
        var start = isShort ? BigInteger.Zero : RangeArgument(arguments[0], "start");
        var step = arguments[2].IsUnbound ? BigInteger.One : RangeArgument(arguments[2], "step");
        if (step.IsZero)
            throw PyErrors.ValueError("range() step argument must not be zero");
        var distance = step.Sign > 0 ? stop - start : start - stop;
        var count = distance.Sign <= 0 ? BigInteger.Zero : ((distance - 1) / BigInteger.Abs(step)) + 1;
        if (count > long.MaxValue)
            throw PyErrors.OverflowError("range() result has too many items");
        runtime.Memory.Check((long)count, PythonMemory.ValueSize);
        // Where all arguments fit, ints are counted; else all numbers are longs, those that fit too. CPython: handle_range_longs.
        var areLong = !FitsInt(start) || !FitsInt(stop) || !FitsInt(step);
        var items = new PyValue[(int)count];
        for (var i = 0; i < items.Length; i++)
        {
            runtime.ChargeStretch(i);
            items[i] = Integers.Make(start + (i * step), areLong);
        }
        return new PyList(items);
    }

    private static bool FitsInt(BigInteger value) => value >= long.MinValue && value <= long.MaxValue;

    private static BigInteger RangeArgument(PyValue value, string which)
    {
        UnavailableObject.Check(value);
        return Numbers.TryGetInteger(value, out var integer)
            ? integer
            : throw PyErrors.TypeError($"range() integer {which} argument expected, got {value.Type.Name}.");
    }
}

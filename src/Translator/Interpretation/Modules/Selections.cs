using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Iterators of <c>itertools</c> that leave items out.</summary>
internal static class Selections
{
    /// <summary><c>compress(data, selectors)</c>.</summary>
    public static IEnumerable<PyValue> Compress(PythonRuntime runtime, PyValue[] arguments)
    {
        return Items(runtime, Operators.GetIterator(runtime, arguments[0]), Operators.GetIterator(runtime, arguments[1]));

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyIterator data, PyIterator selectors)
        {
            while (data.TryNext(runtime, out var item) && selectors.TryNext(runtime, out var selector))
            {
                if (Operators.IsTrue(runtime, selector))
                    yield return item;
            }
        }
    }

    /// <summary><c>takewhile(predicate, iterable)</c>.</summary>
    public static IEnumerable<PyValue> TakeWhile(PythonRuntime runtime, PyValue[] arguments)
    {
        return Items(runtime, arguments[0], Operators.GetIterator(runtime, arguments[1]));

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue predicate, PyIterator items)
        {
            while (items.TryNext(runtime, out var item) && Operators.IsTrue(runtime, Operators.Call(runtime, predicate, item)))
                yield return item;
        }
    }

    /// <summary><c>dropwhile(predicate, iterable)</c>.</summary>
    public static IEnumerable<PyValue> DropWhile(PythonRuntime runtime, PyValue[] arguments)
    {
        return Items(runtime, arguments[0], Operators.GetIterator(runtime, arguments[1]));

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue predicate, PyIterator items)
        {
            var isDropping = true;
            while (items.TryNext(runtime, out var item))
            {
                isDropping = isDropping && Operators.IsTrue(runtime, Operators.Call(runtime, predicate, item));
                if (!isDropping)
                    yield return item;
            }
        }
    }

    /// <summary>Python 2's <c>ifilter(function, iterable)</c>.</summary>
    public static IEnumerable<PyValue> Filter(PythonRuntime runtime, PyValue[] arguments) =>
        Filtered(runtime, arguments[0], Operators.GetIterator(runtime, arguments[1]), keeps: true);

    /// <summary><c>filterfalse(function, iterable)</c>.</summary>
    public static IEnumerable<PyValue> FilterFalse(PythonRuntime runtime, PyValue[] arguments) =>
        Filtered(runtime, arguments[0], Operators.GetIterator(runtime, arguments[1]), keeps: false);

    /// <summary><c>islice(iterable, stop)</c>, <c>islice(iterable, start, stop, step)</c>.</summary>
    public static IEnumerable<PyValue> Slice(PythonRuntime runtime, PyValue[] arguments)
    {
        var isShort = arguments[2].IsUnbound;
        var most = runtime.Version.IsAtLeast(3, 0) ? "sys.maxsize" : "maxint";
        var stop = Bound(isShort ? arguments[1] : arguments[2], long.MaxValue);
        var start = isShort ? 0 : Bound(arguments[1], 0);
        if (stop == -1)
            throw PyErrors.ValueError($"Stop argument for islice() must be None or an integer: 0 <= x <= {most}.");
        if (start < 0 || stop < 0)
            throw PyErrors.ValueError($"Indices for islice() must be None or an integer: 0 <= x <= {most}.");
        var step = arguments[3].IsUnbound ? 1 : Bound(arguments[3], 1);
        if (step < 1)
            throw PyErrors.ValueError("Step for islice() must be a positive integer or None.");
        return Items(runtime, Operators.GetIterator(runtime, arguments[0]), start, stop, step);

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyIterator items, long start, long stop, long step)
        {
            var index = 0L;
            for (var next = (BigInteger)start; next < stop; next += step)
            {
                PyValue item = default;
                for (; index <= next; index++)
                {
                    if (!items.TryNext(runtime, out item))
                        yield break;
                }
                yield return item;
            }
            // CPython draws the items before the end as well, which others may be waiting for.
            while (index < stop && stop != long.MaxValue && items.TryNext(runtime, out _))
                index++;
        }

        // −1 is what CPython has of anything that is no int, or is too large.
        static long Bound(PyValue value, long standard)
        {
            UnavailableObject.Check(value);
            if (value.IsNone)
                return standard;
            return Numbers.TryGetInteger(value, out var bound) && bound >= long.MinValue && bound <= long.MaxValue ? (long)bound : -1;
        }
    }

    private static IEnumerable<PyValue> Filtered(PythonRuntime runtime, PyValue function, PyIterator items, bool keeps)
    {
        while (items.TryNext(runtime, out var item))
        {
            if (FilterIterator.Accepts(runtime, function, item) == keeps)
                yield return item;
        }
    }
}

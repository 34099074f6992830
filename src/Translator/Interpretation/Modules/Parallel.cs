namespace Pyc.Translation.Interpretation;

/// <summary>Iterators of <c>itertools</c> over several iterables.</summary>
internal static class Parallel
{
    /// <summary><c>chain(*iterables)</c>.</summary>
    public static IEnumerable<PyValue> Chain(PythonRuntime runtime, PyValue[] iterables)
    {
        foreach (var iterable in iterables)
        {
            var items = Operators.GetIterator(runtime, iterable);
            while (items.TryNext(runtime, out var item))
                yield return item;
        }
    }

    /// <summary><c>chain.from_iterable(iterable)</c>.</summary>
    public static IEnumerable<PyValue> ChainFrom(PythonRuntime runtime, PyIterator iterables)
    {
        while (iterables.TryNext(runtime, out var iterable))
        {
            var items = Operators.GetIterator(runtime, iterable);
            while (items.TryNext(runtime, out var item))
                yield return item;
        }
    }

    /// <summary><c>starmap(function, iterable)</c>.</summary>
    public static IEnumerable<PyValue> StarMap(PythonRuntime runtime, PyValue[] arguments)
    {
        return Items(runtime, arguments[0], Operators.GetIterator(runtime, arguments[1]));

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue function, PyIterator items)
        {
            while (items.TryNext(runtime, out var item))
                yield return Operators.Call(runtime, function, BuiltinArguments.ToArray(runtime, item));
        }
    }

    /// <summary>Python 2's <c>izip(*iterables)</c>.</summary>
    public static IEnumerable<PyValue> Zip(PythonRuntime runtime, PyValue[] arguments)
    {
        return Items(runtime, BuiltinArguments.Iterators(runtime, "izip", arguments));

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyIterator[] iterators)
        {
            while (iterators.Length > 0)
            {
                var items = new PyValue[iterators.Length];
                if (!StrictIteration.TryNext(runtime, iterators, items, isStrict: false, "izip"))
                    yield break;
                yield return new PyTuple(items);
            }
        }
    }

    /// <summary>Python 2's <c>imap(function, *iterables)</c>.</summary>
    public static IEnumerable<PyValue> Map(PythonRuntime runtime, PyValue[] arguments)
    {
        if (arguments.Length < 2)
            throw PyErrors.TypeError("imap() must have at least two arguments.");
        return Items(runtime, arguments[0], BuiltinArguments.Iterators(runtime, "imap", arguments.AsSpan(1)));

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyValue function, PyIterator[] iterators)
        {
            while (true)
            {
                var items = new PyValue[iterators.Length];
                if (!StrictIteration.TryNext(runtime, iterators, items, isStrict: false, "imap"))
                    yield break;
                yield return function.IsNone ? new PyTuple(items) : Operators.Call(runtime, function, items);
            }
        }
    }

    /// <summary><c>zip_longest(*iterables, fillvalue)</c>; the fill value comes first here.</summary>
    public static IEnumerable<PyValue> ZipLongest(PythonRuntime runtime, PyValue[] arguments)
    {
        var fill = arguments[0].IsUnbound ? PyValue.None : arguments[0];
        return Items(runtime, BuiltinArguments.Iterators(runtime, "zip_longest", arguments.AsSpan(1)), fill);

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyIterator[] iterators, PyValue fill)
        {
            var isDone = new bool[iterators.Length];
            while (true)
            {
                var items = new PyValue[iterators.Length];
                for (var i = 0; i < items.Length; i++)
                {
                    isDone[i] = isDone[i] || !iterators[i].TryNext(runtime, out items[i]);
                    if (isDone[i])
                        items[i] = fill;
                }
                if (isDone.All(done => done))
                    yield break;
                yield return new PyTuple(items);
            }
        }
    }
}

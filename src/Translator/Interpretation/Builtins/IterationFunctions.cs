using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Built-in functions that draw items from iterables.</summary>
internal static class IterationFunctions
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("all(iterable, /)", (runtime, arguments) => All(runtime, arguments[0], expected: true)),
        new("any(iterable, /)", (runtime, arguments) => PyValue.FromBool(!All(runtime, arguments[0], expected: false).Bool)),
        new("iter(object, sentinel=, /)", Iter),
        new("len(obj, /)", (runtime, arguments) => PyValue.FromInt(Operators.Length(runtime, arguments[0]))),
        new("next(iterator, default=, /)", Next),
        new("sorted(iterable, cmp=, key=, reverse=)", SortedWithComparison, Until: s_python3),
        new("sorted(iterable, /, *, key=, reverse=)", Sorted, Since: s_python3),
        new("sum(iterable, start=, /)", SumFunction.Sum, Until: new PythonVersion(3, 8)),
        new("sum(iterable, /, start=)", SumFunction.Sum, Since: new PythonVersion(3, 8)),
    ];

    private static PyValue All(PythonRuntime runtime, PyValue iterable, bool expected)
    {
        var items = Operators.GetIterator(runtime, iterable);
        while (items.TryNext(runtime, out var item))
        {
            if (Operators.IsTrue(runtime, item) != expected)
                return PyValue.False;
        }
        return PyValue.True;
    }

    private static PyValue Iter(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var value = arguments[0];
        if (!arguments[1].IsUnbound)
        {
            UnavailableObject.Check(value);
            return ObjectFunctions.IsCallable(runtime, value)
                ? new CallableIterator(value, arguments[1])
                : throw PyErrors.TypeError(runtime.Semantics.Builtins.IterNotCallable);
        }
        // What a class of Python's own code gives is the iterator itself, not what draws from it.
        if (!value.Type.IsBuiltin && SpecialMethods.TryCall(runtime, value, "__iter__", out var iterator))
        {
            return iterator.As<PyIterator>() is not null || iterator.Type.TryLookup(runtime, runtime.Semantics.Builtins.NameOfNext, out _)
                ? iterator
                : throw PyErrors.TypeError($"iter() returned non-iterator of type '{iterator.Type.Name}'");
        }
        return Operators.GetIterator(runtime, value);
    }

    private static PyValue Next(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var (iterator, fallback) = (arguments[0], arguments[1]);
        UnavailableObject.Check(iterator);
        // The method of a generator knows what the generator returned, which StopIteration carries.
        if (iterator.As<PyIterator>() is { } own && !ReferenceEquals(own.Type, PyTypes.Generator))
        {
            if (own.TryNext(runtime, out var item))
                return item;
            return !fallback.IsUnbound ? fallback : throw new PythonError(new PyException(ExceptionTypes.StopIteration, []));
        }
        try
        {
            return SpecialMethods.TryCall(runtime, iterator, runtime.Semantics.Builtins.NameOfNext, out var item)
                ? item
                : throw PyErrors.TypeError(runtime.Semantics.Builtins.NotAnIterator(iterator));
        }
        catch (PythonError error) when (!fallback.IsUnbound && error.Value.Type.IsSubtypeOf(ExceptionTypes.StopIteration))
        {
            return fallback;
        }
    }

    private static PyValue Sorted(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        Sort(runtime, arguments[0], ["key", "reverse"], arguments[1..]);

    private static PyValue SortedWithComparison(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments) =>
        Sort(runtime, arguments[0], ["cmp", "key", "reverse"], arguments[1..]);

    private static PyList Sort(PythonRuntime runtime, PyValue iterable, ReadOnlySpan<string> names, ReadOnlySpan<PyValue> options)
    {
        var list = BuiltinArguments.ToList(runtime, iterable);
        var (givenNames, given) = (new List<string>(), new List<PyValue>());
        for (var i = 0; i < names.Length; i++)
        {
            if (options[i].IsUnbound)
                continue;
            givenNames.Add(names[i]);
            given.Add(options[i]);
        }
        Operators.Call(
            runtime, Attributes.Get(runtime, list, "sort"), new CallArguments(given.ToArray(), givenNames.ToArray()));
        return list;
    }
}

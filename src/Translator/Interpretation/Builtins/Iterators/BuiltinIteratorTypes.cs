using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The classes of the iterators that the built-in functions make.</summary>
internal static class BuiltinIteratorTypes
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    public static PyType Enumerate { get; } = Of("enumerate", [
        new("__new__(cls, sequence, start=)", EnumerateIterator.New, Until: s_python3),
        new("__new__(cls, iterable, start=)", EnumerateIterator.New, Since: s_python3),
    ]);

    public static PyType Reversed { get; } = Of("reversed", [new("__new__(cls, sequence, /)", ReversedIterator.New)]);

    /// <summary>Python 3's; in Python 2 <c>zip</c> is a function that makes a list.</summary>
    public static PyType Zip { get; } = Of("zip", [
        new("__new__(cls, /, *iterables)", ZipIterator.New, Until: new PythonVersion(3, 10)),
        new("__new__(cls, /, *iterables, strict=)", ZipIterator.NewStrict, Since: new PythonVersion(3, 10)),
    ]);

    /// <summary>Python 3's; in Python 2 <c>map</c> is a function that makes a list.</summary>
    public static PyType Map { get; } = Of("map", [
        new("__new__(cls, /, *arguments)", MapIterator.New, Until: new PythonVersion(3, 14)),
        new("__new__(cls, /, *arguments, strict=)", MapIterator.NewStrict, Since: new PythonVersion(3, 14)),
    ]);

    /// <summary>Python 3's; in Python 2 <c>filter</c> is a function that makes a list.</summary>
    public static PyType Filter { get; } = Of("filter", [new("__new__(cls, function, iterable, /)", FilterIterator.New)]);

    /// <summary>What <c>iter(callable, sentinel)</c> gives.</summary>
    public static PyType Callable { get; } = Of("callable_iterator", []);

    /// <summary>A class of iterators.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="constructors">The rows <c>__new__</c>.</param>
    public static PyType Of(string name, BuiltinRow[] constructors) =>
        PyType.Builtin(name, PyTypes.Object, () => constructors.Concat(Methods()));

    private static IEnumerable<BuiltinRow> Methods() =>
    [
        new("__iter__(self, /)", (_, arguments) => arguments[0]),
        new("__next__(self, /)", Next, Since: s_python3),
        new("next(self, /)", Next, Until: s_python3),
    ];

    private static PyValue Next(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        if (arguments[0].As<PyIterator>() is not { } iterator)
            throw PyErrors.TypeError($"descriptor requires an iterator but received a '{arguments[0].Type.Name}'");
        return iterator.TryNext(runtime, out var item) ? item : throw new PythonError(new PyException(ExceptionTypes.StopIteration, []));
    }
}

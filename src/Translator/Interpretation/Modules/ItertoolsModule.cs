using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The module <c>itertools</c>.</summary>
/// <remarks>CPython: <c>Modules/itertoolsmodule.c</c>.</remarks>
internal static class ItertoolsModule
{
    private static readonly PythonVersion s_python3 = new(3, 0);

    // The classes, and for each the rows of its constructor; what does not name the class is a parameter.
    private static readonly (string Name, BuiltinRow[] Rows)[] s_classes =
    [
        Class("accumulate", Accumulations.Accumulate,
            ("iterable", new(3, 2), new(3, 3)), ("iterable, func=", new(3, 3), new(3, 8)), ("iterable, func=, *, initial=", new(3, 8), null)),
        Class("batched", Grouping.Batched, ("iterable, n", new(3, 12), new(3, 13)), ("iterable, n, *, strict=", new(3, 13), null)),
        Class("combinations", Combinatorics.Combinations, ("iterable, r", null, null)),
        Class("combinations_with_replacement", Combinatorics.CombinationsWithReplacement, ("iterable, r", null, null)),
        Class("compress", Selections.Compress, ("data, selectors", null, null)),
        Class("count", Endless.Count, ("start=, step=", null, null)),
        Class("cycle", Endless.Cycle, ("iterable, /", null, null)),
        Class("dropwhile", Selections.DropWhile, ("predicate, iterable, /", null, null)),
        Class("filterfalse", Selections.FilterFalse, ("function, iterable, /", s_python3, null)),
        Class("groupby", Grouping.GroupBy, ("iterable, key=", null, null)),
        Class("ifilter", Selections.Filter, ("function, iterable, /", null, s_python3)),
        Class("ifilterfalse", Selections.FilterFalse, ("function, iterable, /", null, s_python3)),
        Class("imap", Parallel.Map, ("/, *arguments", null, s_python3)),
        Class("islice", Selections.Slice, ("iterable, start, stop=, step=, /", null, null)),
        Class("izip", Parallel.Zip, ("/, *iterables", null, s_python3)),
        Class("izip_longest", Parallel.ZipLongest, ("/, *iterables, fillvalue=", null, s_python3)),
        Class("pairwise", Grouping.Pairwise, ("iterable, /", new(3, 10), null)),
        Class("permutations", Combinatorics.Permutations, ("iterable, r=", null, null)),
        Class("product", Combinatorics.Product, ("/, *iterables, repeat=", null, null)),
        Class("repeat", Endless.Repeat, ("object, times=", null, null)),
        Class("starmap", Parallel.StarMap, ("function, iterable, /", null, null)),
        Class("takewhile", Selections.TakeWhile, ("predicate, iterable, /", null, null)),
        Class("zip_longest", Parallel.ZipLongest, ("/, *iterables, fillvalue=", s_python3, null)),
    ];

    private static readonly PyType[] s_types =
        [.. s_classes.Select(row => BuiltinIteratorTypes.Of($"itertools.{row.Name}", row.Rows)), Chain()];

    private static readonly BuiltinRow s_tee = new("tee(iterable, n=, /)", Grouping.Tee);

    /// <summary>An iterator's items, given the arguments of its constructor.</summary>
    private delegate IEnumerable<PyValue> Maker(PythonRuntime runtime, PyValue[] arguments);

    /// <summary>The module as a version has it.</summary>
    public static PyModule Make(PythonRuntime runtime)
    {
        var module = StandardModules.Of(runtime, "itertools", [s_tee]);
        foreach (var type in s_types)
        {
            if (type.TryLookupOwn(runtime, "__new__", out _))
                module.Names[type.Name["itertools.".Length..]] = type;
        }
        return module;
    }

    private static (string Name, BuiltinRow[] Rows) Class(
        string name, Maker maker, params (string Parameters, PythonVersion? Since, PythonVersion? Until)[] versions) =>
        (name, [.. versions.Select(version => new BuiltinRow(
            $"__new__(cls, {version.Parameters})",
            (runtime, arguments) => new EnumeratedIterator((PyType)arguments[0].Object!, maker(runtime, arguments[1..].ToArray())),
            version.Since, version.Until))]);

    private static PyType Chain() => BuiltinIteratorTypes.Of("itertools.chain", [
        new("__new__(cls, /, *iterables)", (runtime, arguments) => new EnumeratedIterator(
            (PyType)arguments[0].Object!, Parallel.Chain(runtime, arguments[1..].ToArray()))),
        new("from_iterable(cls, iterable, /)", (runtime, arguments) => new EnumeratedIterator(
            (PyType)arguments[0].Object!, Parallel.ChainFrom(runtime, Operators.GetIterator(runtime, arguments[1])))),
    ]);
}

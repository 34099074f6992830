using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The module <c>functools</c>.</summary>
/// <remarks>CPython: <c>Lib/functools.py</c>, <c>Modules/_functoolsmodule.c</c>.</remarks>
internal static class FunctoolsModule
{
    private static readonly PythonVersion s_sinceCache = new(3, 2);
    private static readonly PythonVersion s_sinceDirectCache = new(3, 8);

    private static readonly (string Name, PythonVersion Since)[] s_unavailable =
        [("partialmethod", new(3, 4)), ("singledispatch", new(3, 4)), ("cached_property", new(3, 8)), ("singledispatchmethod", new(3, 8))];

    private static readonly BuiltinRow[] s_rows =
    [
        new("reduce(function, iterable, initial=, /)", ReduceFunction.Reduce, Until: new PythonVersion(3, 14)),
        new("reduce(function, iterable, /, initial=)", ReduceFunction.Reduce, Since: new PythonVersion(3, 14)),
        new("cmp_to_key(mycmp)", (_, arguments) => new KeyMaker(arguments[0])),
        new("update_wrapper(wrapper, wrapped)", (runtime, arguments) => Update(runtime, arguments[0], arguments[1])),
        new("wraps(wrapped)", Wraps),
        new("lru_cache(maxsize=, typed=)", (runtime, arguments) => Cache(runtime, arguments, 100, isDirect: false),
            Since: s_sinceCache, Until: new PythonVersion(3, 3)),
        new("lru_cache(maxsize=, typed=)", (runtime, arguments) => Cache(runtime, arguments, 128, isDirect: false),
            Since: new PythonVersion(3, 3), Until: s_sinceDirectCache),
        new("lru_cache(maxsize=, typed=)", (runtime, arguments) => Cache(runtime, arguments, 128, isDirect: true), Since: s_sinceDirectCache),
        new("cache(user_function, /)", (runtime, arguments) => LruCache.Make(runtime, arguments[0], null, isTyped: false),
            Since: new PythonVersion(3, 9)),
    ];

    /// <summary>The module as a version has it.</summary>
    public static PyModule Make(PythonRuntime runtime)
    {
        var module = StandardModules.Of(runtime, "functools", s_rows, "total_ordering", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES");
        module.Names["partial"] = PartialFunction.Class;
        foreach (var (name, since) in s_unavailable)
        {
            if (runtime.Version >= since)
                module.Names[name] = new UnavailableObject(
                    DiagnosticDescriptors.NotBuiltIn, $"functools.{name}", StandardModules.NotBuiltIn, StandardModules.WriteIt);
        }
        return module;
    }

    /// <summary>Gives a wrapper the names of what it wraps.</summary>
    public static PyValue Update(PythonRuntime runtime, PyValue wrapper, PyValue wrapped)
    {
        if (wrapper.Object is not { } target)
            throw Attributes.CannotSet(runtime, wrapper, "__module__");
        foreach (var name in (ReadOnlySpan<string>)["__module__", "__name__", "__qualname__", "__doc__"])
        {
            if (Attributes.TryGet(runtime, wrapped, name, out var value))
                target.SetAttribute(runtime, name, value);
        }
        if (wrapped.Object is PyFunction { Attributes: { } attributes })
        {
            foreach (var (name, value) in attributes)
                target.SetAttribute(runtime, name, value);
        }
        if (runtime.Semantics.Builtins.WrappersKnowWrapped)
            target.SetAttribute(runtime, "__wrapped__", wrapped);
        return wrapper;
    }

    private static PyValue Wraps(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var wrapped = arguments[0];
        return new BuiltinRow("update_wrapper(wrapper)", (current, given) => Update(current, given[0], wrapped)).Function;
    }

    private static PyValue Cache(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments, long standard, bool isDirect)
    {
        var maximum = arguments[0];
        var isTyped = !arguments[1].IsUnbound && Operators.IsTrue(runtime, arguments[1]);
        if (isDirect && !maximum.IsUnbound && !Numbers.IsInteger(maximum) && ObjectFunctions.IsCallable(runtime, maximum))
            return LruCache.Make(runtime, maximum, standard, isTyped);
        long? size = maximum.IsUnbound ? standard : null;
        if (!maximum.IsUnbound && !maximum.IsNone)
        {
            if (!Numbers.TryGetInteger(maximum, out var integer))
                throw PyErrors.TypeError(runtime.Semantics.Builtins.BadCacheSize);
            size = (long)System.Numerics.BigInteger.Clamp(integer, 0, long.MaxValue);
        }
        return new BuiltinRow(
            "decorating_function(user_function)", (current, given) => LruCache.Make(current, given[0], size, isTyped)).Function;
    }
}

using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary><c>min</c> and <c>max</c>.</summary>
/// <remarks>CPython: <c>Python/bltinmodule.c</c>, <c>min_max</c>.</remarks>
internal static class ExtremeFunctions
{
    private static readonly PythonVersion s_sinceDefault = new(3, 4);

    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("min(*args, key=)", (runtime, arguments) => WithoutDefault(runtime, "min", ComparisonOperator.Less, arguments), Until: s_sinceDefault),
        new("max(*args, key=)", (runtime, arguments) => WithoutDefault(runtime, "max", ComparisonOperator.Greater, arguments), Until: s_sinceDefault),
        new("min(*args, key=, default=)", (runtime, arguments) => WithDefault(runtime, "min", ComparisonOperator.Less, arguments), Since: s_sinceDefault),
        new("max(*args, key=, default=)", (runtime, arguments) => WithDefault(runtime, "max", ComparisonOperator.Greater, arguments), Since: s_sinceDefault),
    ];

    private static PyValue WithoutDefault(PythonRuntime runtime, string name, ComparisonOperator op, ReadOnlySpan<PyValue> arguments) =>
        Extreme(runtime, name, op, arguments[1..], arguments[0], PyValue.Unbound);

    private static PyValue WithDefault(PythonRuntime runtime, string name, ComparisonOperator op, ReadOnlySpan<PyValue> arguments) =>
        Extreme(runtime, name, op, arguments[2..], arguments[0], arguments[1]);

    private static PyValue Extreme(
        PythonRuntime runtime, string name, ComparisonOperator op, ReadOnlySpan<PyValue> values, PyValue key, PyValue fallback)
    {
        if (values.IsEmpty)
            throw PyErrors.TypeError(runtime.Semantics.Builtins.ExtremeOfNothing(name));
        if (values.Length > 1 && !fallback.IsUnbound)
            throw PyErrors.TypeError($"Cannot specify a default for {name}() with multiple positional arguments");
        if (key.IsNone && runtime.Semantics.Builtins.ExtremeTakesNoneAsKey)
            key = PyValue.Unbound;

        var (best, bestKey) = (PyValue.Unbound, PyValue.Unbound);
        if (values.Length > 1)
        {
            for (var i = 0; i < values.Length; i++)
            {
                runtime.ChargeStretch(i);
                Consider(runtime, op, key, values[i], ref best, ref bestKey);
            }
            return best;
        }
        var items = Operators.GetIterator(runtime, values[0]);
        while (items.TryNext(runtime, out var item))
            Consider(runtime, op, key, item, ref best, ref bestKey);
        if (!best.IsUnbound)
            return best;
        return !fallback.IsUnbound ? fallback : throw PyErrors.ValueError(runtime.Semantics.Builtins.ExtremeOfEmpty(name));
    }

    private static void Consider(
        PythonRuntime runtime, ComparisonOperator op, PyValue key, PyValue value, ref PyValue best, ref PyValue bestKey)
    {
        var valueKey = key.IsUnbound ? value : Operators.Call(runtime, key, value);
        if (!best.IsUnbound && !Operators.IsTrue(runtime, Operators.Compare(runtime, op, valueKey, bestKey)))
            return;
        (best, bestKey) = (value, valueKey);
    }
}

namespace Pyc.Translation.Interpretation;

/// <summary>Conversions that ask objects for a number: <c>__float__</c>, <c>__index__</c>.</summary>
internal static class NumberConversions
{
    private static readonly Loader.PythonVersion s_indexSince = new(3, 8);

    /// <summary>The float that a C function takes for an argument: CPython's <c>PyFloat_AsDouble</c>.</summary>
    /// <exception cref="PythonError">It is no number: TypeError. It is too large: OverflowError.</exception>
    public static double ToFloat(PythonRuntime runtime, PyValue value) =>
        TryToFloat(runtime, value, out var number) ? number
        : throw PyErrors.TypeError(
            runtime.Semantics.Numbers.HasLong || !runtime.Version.IsAtLeast(3, 5) ? "a float is required" : $"must be real number, not {value.Type.Name}");

    /// <summary>The float of a number, or of what <c>__float__</c> or, from 3.8 on, <c>__index__</c> gives.</summary>
    public static bool TryToFloat(PythonRuntime runtime, PyValue value, out double number)
    {
        if (Numbers.TryGetFloat(value, out number))
            return true;
        if (value.Object is not { } target)
            return false;
        if (target is not PyStr && SpecialMethods.TryCall(runtime, value, "__float__", out var result))
        {
            number = result.IsFloat ? result.Float : throw PyErrors.TypeError(NotAFloat(runtime, target, result));
            return true;
        }
        return runtime.Version >= s_indexSince
            && Numbers.TryGetIndex(runtime, value, out var index)
            && Numbers.TryGetFloat(Numbers.Integer(runtime, index), out number);
    }

    private static string NotAFloat(PythonRuntime runtime, PyObject target, PyValue result) =>
        runtime.Version.IsAtLeast(3, 6)
            ? $"{target.Type.Name}.__float__ returned non-float (type {result.Type.Name})"
            : $"__float__ returned non-float (type {result.Type.Name})";
}

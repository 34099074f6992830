namespace Pyc.Translation.Interpretation;

/// <summary>Python 2's <c>reduce</c>, and <c>functools.reduce</c>.</summary>
internal static class ReduceFunction
{
    /// <summary><c>reduce(function, iterable, initial)</c>.</summary>
    public static PyValue Reduce(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        PyIterator items;
        try
        {
            items = Operators.GetIterator(runtime, arguments[1]);
        }
        catch (PythonError error) when (error.Value.Type == ExceptionTypes.TypeError)
        {
            throw PyErrors.TypeError("reduce() arg 2 must support iteration");
        }
        var result = arguments[2];
        while (items.TryNext(runtime, out var item))
            result = result.IsUnbound ? item : Operators.Call(runtime, arguments[0], result, item);
        return !result.IsUnbound ? result : throw PyErrors.TypeError(runtime.Semantics.Builtins.ReduceOfEmpty);
    }
}

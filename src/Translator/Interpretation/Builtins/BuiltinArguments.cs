using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Reads what is passed to functions of Python's own.</summary>
internal static class BuiltinArguments
{
    /// <summary>An int of any size, as <c>operator.index</c> gives it.</summary>
    /// <exception cref="PythonError">It is none: TypeError.</exception>
    public static BigInteger Integer(PythonRuntime runtime, PyValue value)
    {
        UnavailableObject.Check(value);
        if (Numbers.TryGetInteger(value, out var integer))
            return integer;
        if (!SpecialMethods.TryCall(runtime, value, "__index__", out var index))
            throw PyErrors.TypeError(runtime.Semantics.Builtins.NotAnIndex(value));
        return Numbers.TryGetInteger(index, out integer)
            ? integer
            : throw PyErrors.TypeError($"__index__ returned non-{runtime.Semantics.Builtins.NameOfInt} (type {index.Type.Name})");
    }

    /// <summary>An iterator over each of several values.</summary>
    /// <exception cref="PythonError">One is not iterable: TypeError.</exception>
    public static PyIterator[] Iterators(PythonRuntime runtime, string function, ReadOnlySpan<PyValue> values)
    {
        var iterators = new PyIterator[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            try
            {
                iterators[i] = Operators.GetIterator(runtime, values[i]);
            }
            catch (PythonError error) when (
                error.Value.Type == ExceptionTypes.TypeError && runtime.Semantics.Builtins.NotIterable(function, i) is { } message)
            {
                throw PyErrors.TypeError(message);
            }
        }
        return iterators;
    }

    /// <summary>The name of an attribute.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The argument.</param>
    /// <param name="message">The message of the TypeError for what is no string.</param>
    public static string AttributeName(PythonRuntime runtime, PyValue value, string message)
    {
        UnavailableObject.Check(value);
        return value.As<PyStr>()?.Value ?? throw PyErrors.TypeError(message);
    }

    /// <summary>All items, as a list.</summary>
    public static PyList ToList(PythonRuntime runtime, PyValue iterable)
    {
        var list = new PyList();
        var iterator = Operators.GetIterator(runtime, iterable);
        while (iterator.TryNext(runtime, out var item))
            list.Append(runtime, item);
        return list;
    }

    /// <summary>All items, as an array.</summary>
    public static PyValue[] ToArray(PythonRuntime runtime, PyValue iterable) => ToList(runtime, iterable).OwnItems.ToArray();
}

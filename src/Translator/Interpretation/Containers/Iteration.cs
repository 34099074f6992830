namespace Pyc.Translation.Interpretation;

/// <summary>Draws items from iterables.</summary>
internal static class Iteration
{
    /// <summary>All items of an iterable.</summary>
    public static PyValue[] ToArray(PythonRuntime runtime, PyValue iterable)
    {
        if (iterable.Object is not PySequence sequence)
            return ToArray(runtime, Operators.GetIterator(runtime, iterable));
        return sequence.ToArray(runtime);
    }

    /// <summary>All items that are left.</summary>
    public static PyValue[] ToArray(PythonRuntime runtime, PyIterator iterator)
    {
        var items = new PyList();
        while (iterator.TryNext(runtime, out var item))
            items.Append(runtime, item);
        return items.TakeAll(runtime);
    }
}

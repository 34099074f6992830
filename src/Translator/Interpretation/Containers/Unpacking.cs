namespace Pyc.Translation.Interpretation;

/// <summary><c>a, b = value</c> and <c>a, *b, c = value</c>.</summary>
/// <remarks>CPython: <c>Python/ceval.c</c>, <c>unpack_iterable</c>.</remarks>
internal static class Unpacking
{
    /// <summary>Takes a value apart into exactly that many items.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The value.</param>
    /// <param name="count">How many items.</param>
    /// <param name="into">Where they go, the first one first.</param>
    /// <exception cref="PythonError">It has more or fewer (ValueError), or cannot be iterated over (TypeError).</exception>
    public static void Sequence(PythonRuntime runtime, PyValue value, int count, Span<PyValue> into)
    {
        if (value.Object is PySequence sequence)
        {
            if (sequence.Count == count)
                sequence.View(runtime).CopyTo(into);
            else if (sequence.Count < count)
                throw TooFew(runtime, count, sequence.Count);
            else
                throw TooMany(runtime, count, value);
            return;
        }
        var iterator = GetIterator(runtime, value);
        for (var i = 0; i < count; i++)
        {
            if (!iterator.TryNext(runtime, out into[i]))
                throw TooFew(runtime, count, i);
        }
        if (iterator.TryNext(runtime, out _))
            throw TooMany(runtime, count, value);
    }

    /// <summary>Takes a value apart into items, a list of those in the middle, and items again.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The value.</param>
    /// <param name="before">How many items before the list.</param>
    /// <param name="after">How many behind it.</param>
    /// <returns>All of them in their order: <paramref name="before"/> + 1 + <paramref name="after"/> values.</returns>
    public static PyValue[] Starred(PythonRuntime runtime, PyValue value, int before, int after)
    {
        var words = runtime.Semantics.Containers.UnpackingWords;
        var result = new PyValue[before + 1 + after];
        var iterator = GetIterator(runtime, value);
        for (var i = 0; i < before; i++)
        {
            if (!iterator.TryNext(runtime, out result[i]))
                throw PyErrors.ValueError(words.TooFewForStarred(before + after, i));
        }
        var rest = Iteration.ToArray(runtime, iterator);
        if (rest.Length < after)
            throw PyErrors.ValueError(words.TooFewBehindStarred(before + after, before + rest.Length));
        result[before] = new PyList(rest[..^after]);
        rest.AsSpan(rest.Length - after).CopyTo(result.AsSpan(before + 1));
        return result;
    }

    private static PyIterator GetIterator(PythonRuntime runtime, PyValue value)
    {
        if (value.Object is { } target)
        {
            return target.GetIterator(runtime) ?? throw NotIterable(runtime, value);
        }
        throw NotIterable(runtime, value);
    }

    private static PythonError NotIterable(PythonRuntime runtime, PyValue value) =>
        PyErrors.TypeError(runtime.Semantics.Containers.UnpackingWords.NotIterable(value.Type.Name));

    private static PythonError TooFew(PythonRuntime runtime, int expected, int got) =>
        PyErrors.ValueError(runtime.Semantics.Containers.UnpackingWords.TooFew(expected, got));

    private static PythonError TooMany(PythonRuntime runtime, int expected, PyValue value) =>
        PyErrors.ValueError(runtime.Semantics.Containers.UnpackingWords.TooMany(
            expected, value.Object switch { PySequence sequence => sequence.Count, PyDict dict => dict.Count, _ => null }));
}

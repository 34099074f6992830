namespace Pyc.Translation.Interpretation;

/// <summary>Draws an item from each of several iterators, as <c>zip</c> and <c>map</c> do.</summary>
internal static class StrictIteration
{
    /// <summary>Draws the items; false as soon as one iterator is at its end.</summary>
    /// <exception cref="PythonError">Strict, and not all are at their end: ValueError.</exception>
    public static bool TryNext(PythonRuntime runtime, PyIterator[] iterators, Span<PyValue> items, bool isStrict, string function)
    {
        for (var i = 0; i < iterators.Length; i++)
        {
            if (iterators[i].TryNext(runtime, out items[i]))
                continue;
            if (!isStrict)
                return false;
            if (i > 0)
                throw Mismatch(function, i, "shorter");
            for (var other = 1; other < iterators.Length; other++)
            {
                if (iterators[other].TryNext(runtime, out _))
                    throw Mismatch(function, other, "longer");
            }
            return false;
        }
        return true;
    }

    private static PythonError Mismatch(string function, int index, string how) => PyErrors.ValueError(
        $"{function}() argument {index + 1} is {how} than {(index == 1 ? "argument 1" : $"arguments 1-{index}")}");
}

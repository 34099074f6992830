using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The order of two dicts in Python 2.</summary>
/// <remarks>CPython 2.7: <c>Objects/dictobject.c</c>, <c>dict_compare</c>.</remarks>
internal static class DictOrder
{
    /// <summary>The sign of the comparison: by size, then by the smallest key that differs, then by its value.</summary>
    public static int Compare(PythonRuntime runtime, PyDict left, PyDict right)
    {
        if (left.Count != right.Count)
            return left.Count.CompareTo(right.Count);
        runtime.EnterComparison();
        try
        {
            if (!TrySmallestDifference(runtime, left, right, out var leftKey, out var leftValue)
                || !TrySmallestDifference(runtime, right, left, out var rightKey, out var rightValue))
            {
                return 0;
            }
            var keys = Sign(runtime, leftKey, rightKey);
            return keys != 0 ? keys : Sign(runtime, leftValue, rightValue);
        }
        finally
        {
            runtime.Leave();
        }
    }

    private static bool TrySmallestDifference(PythonRuntime runtime, PyDict dict, PyDict other, out PyValue smallest, out PyValue its)
    {
        (smallest, its) = (default, default);
        for (var position = 0; dict.TryNextEntry(ref position, out var key, out var value);)
        {
            runtime.Charge();
            if (!smallest.IsUnbound && !Operators.IsLess(runtime, key, smallest))
                continue;
            if (!other.TryGet(runtime, key, out var theirs) || !Operators.AreEqual(runtime, value, theirs))
                (smallest, its) = (key, value);
        }
        return !smallest.IsUnbound;
    }

    private static int Sign(PythonRuntime runtime, PyValue left, PyValue right) =>
        Operators.AreEqual(runtime, left, right) ? 0 : Operators.IsLess(runtime, left, right) ? -1 : 1;
}

using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>The stable sort of <c>list.sort</c> and <c>sorted</c>.</summary>
/// <remarks>
/// CPython: <c>Objects/listobject.c</c>, <c>list.sort</c>. A merge sort asks <c>right &lt; left</c> only, and any answers, even
/// contradictory ones, leave a permutation of the items.
/// </remarks>
internal static class ListSort
{
    private const int RunLength = 16;                       // shorter stretches are sorted by insertion

    /// <summary>Sorts a list in place. While Python code runs, the list is empty.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="list">The list.</param>
    /// <param name="comparison">Python 2's <c>cmp</c>; None or nothing for the usual order.</param>
    /// <param name="key">Gives what to sort by; None or nothing for the items themselves.</param>
    /// <param name="isReversed">Whether the largest comes first; equal items keep their order.</param>
    public static void Sort(PythonRuntime runtime, PyList list, PyValue comparison, PyValue key, bool isReversed)
    {
        if (list.Count == 0)
            return;
        var items = list.TakeAll();
        bool isChanged;
        try
        {
            Sort(runtime, items, comparison, key, isReversed);
        }
        finally
        {
            isChanged = list.WasTouched;
            list.PutAll(items);
        }
        if (isChanged)
            throw PyErrors.ValueError("list modified during sort");
    }

    /// <summary>Sorts items in place.</summary>
    public static void Sort(PythonRuntime runtime, PyValue[] items, PyValue key, bool reverse) =>
        Sort(runtime, items, default, key, reverse);

    /// <summary>Sorts items in place, in Python 2 by a function that compares.</summary>
    public static void Sort(PythonRuntime runtime, PyValue[] items, PyValue comparison, PyValue key, bool isReversed)
    {
        runtime.Charge((long)items.Length * BitOperations.Log2((uint)items.Length | 1) >> 2);
        var hasKey = !key.IsUnbound && !key.IsNone;
        var keys = items;
        if (hasKey)
        {
            keys = new PyValue[items.Length];
            for (var i = 0; i < items.Length; i++)
                keys[i] = Operators.Call(runtime, key, items[i]);
        }
        // Sorting what is turned around, and turning the result around, keeps equal items in their order.
        if (isReversed)
        {
            Array.Reverse(items);
            if (hasKey)
                Array.Reverse(keys);
        }
        try
        {
            var hasComparison = !comparison.IsUnbound && !comparison.IsNone;
            if (hasComparison || !TrySortPlain(keys, items))
                Merge(runtime, keys, items, hasComparison ? comparison : default);
        }
        finally
        {
            if (isReversed)
                Array.Reverse(items);
        }
    }

    /// <summary>Sorts where all keys are ints of 64 bits, or all are floats without nan, or all are str: no Python code runs.</summary>
    private static bool TrySortPlain(PyValue[] keys, PyValue[] items)
    {
        if (keys.Length < 2)
            return true;
        if (keys[0].IsInt)
        {
            if (!Array.TrueForAll(keys, static value => value.IsInt))
                return false;
            SortStably(keys, items, static value => value.Int, static (left, right) => left.CompareTo(right));
            return true;
        }
        if (keys[0].IsFloat)
        {
            if (!Array.TrueForAll(keys, static value => value.IsFloat && !double.IsNaN(value.Float)))
                return false;
            SortStably(keys, items, static value => value.Float, static (left, right) => left < right ? -1 : left > right ? 1 : 0);
            return true;
        }
        return false;
    }

    private static void SortStably<T>(PyValue[] keys, PyValue[] items, Func<PyValue, T> select, Comparison<T> compare)
    {
        var order = new (T Key, int Number)[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (select(keys[i]), i);
        Array.Sort(order, (left, right) => compare(left.Key, right.Key) is var sign and not 0 ? sign : left.Number.CompareTo(right.Number));
        var source = (PyValue[])items.Clone();
        for (var i = 0; i < order.Length; i++)
            items[i] = source[order[i].Number];
    }

    private static void Merge(PythonRuntime runtime, PyValue[] keys, PyValue[] items, PyValue comparison)
    {
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        try
        {
            for (var start = 0; start < order.Length; start += RunLength)
                SortRun(runtime, keys, order.AsSpan(start, Math.Min(RunLength, order.Length - start)), comparison);
            var spare = new int[order.Length];
            for (var width = (long)RunLength; width < order.Length; width *= 2)
            {
                for (var start = 0L; start + width < order.Length; start += 2 * width)
                {
                    var end = (int)Math.Min(start + (2 * width), order.Length);
                    MergeRuns(runtime, keys, order, spare, (int)start, (int)(start + width), end, comparison);
                }
            }
        }
        finally
        {
            // An exception leaves the items in the order that was reached, as CPython does.
            var source = (PyValue[])items.Clone();
            for (var i = 0; i < order.Length; i++)
                items[i] = source[order[i]];
        }
    }

    private static void SortRun(PythonRuntime runtime, PyValue[] keys, Span<int> run, PyValue comparison)
    {
        for (var i = 1; i < run.Length; i++)
        {
            var number = run[i];
            var (low, high) = (0, i);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (IsLess(runtime, keys[number], keys[run[middle]], comparison))
                    high = middle;
                else
                    low = middle + 1;
            }
            run[low..i].CopyTo(run[(low + 1)..]);
            run[low] = number;
        }
    }

    private static void MergeRuns(
        PythonRuntime runtime, PyValue[] keys, int[] order, int[] spare, int start, int middle, int end, PyValue comparison)
    {
        if (!IsLess(runtime, keys[order[middle]], keys[order[middle - 1]], comparison))
            return;                                         // already in order
        var (left, right, target) = (start, middle, start);
        while (left < middle && right < end)
        {
            var takesRight = IsLess(runtime, keys[order[right]], keys[order[left]], comparison);
            spare[target++] = takesRight ? order[right++] : order[left++];
        }
        while (left < middle)
            spare[target++] = order[left++];
        while (right < end)
            spare[target++] = order[right++];
        Array.Copy(spare, start, order, start, end - start);
    }

    private static bool IsLess(PythonRuntime runtime, PyValue left, PyValue right, PyValue comparison)
    {
        if (comparison.IsUnbound)
            return Operators.IsLess(runtime, left, right);
        var sign = Operators.Call(runtime, comparison, left, right);
        if (sign.IsInt || sign.IsBool)
            return sign.Int < 0;
        return sign.Object is PyInteger large
            ? large.Value.Sign < 0
            : throw PyErrors.TypeError($"comparison function must return int, not {sign.Type.Name}");
    }
}

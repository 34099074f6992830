
namespace Pyc.Translation.Interpretation;

/// <summary>The stable sort of <c>list.sort</c> and <c>sorted</c>.</summary>
/// <remarks>CPython: <c>Objects/listobject.c</c>, <c>list.sort</c>.</remarks>
internal static class ListSort
{
    /// <summary>Sorts a list in place. While Python code runs, the list is empty, but for one that C# has lent.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="list">The list.</param>
    /// <param name="comparison">Python 2's <c>cmp</c>; None or nothing for the usual order.</param>
    /// <param name="key">Gives what to sort by; None or nothing for the items themselves.</param>
    /// <param name="isReversed">Whether the largest comes first; equal items keep their order.</param>
    public static void Sort(PythonRuntime runtime, PyList list, PyValue comparison, PyValue key, bool isReversed)
    {
        if (list.Count == 0)
            return;
        if (list.Count > 1)
            list.Memory?.CheckReordering();
        var items = list.TakeAll(runtime);
        bool isChanged;
        try
        {
            Sort(runtime, items, comparison, key, isReversed);
        }
        finally
        {
            isChanged = list.WasTouched;
            list.PutAll(runtime, items);
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
        runtime.Memory.Check(items.Length, 3 * PythonMemory.ValueSize);        // keys, and what a merge sets aside
        PyValue[]? keys = null;
        if (!key.IsUnbound && !key.IsNone)
        {
            keys = new PyValue[items.Length];
            for (var i = 0; i < items.Length; i++)
            {
                runtime.ChargeStretch(i);
                keys[i] = Operators.Call(runtime, key, items[i]);
            }
        }
        if (items.Length < 2)
            return;
        // Sorting what is turned around, and turning the result around, keeps equal items in their order.
        if (isReversed)
        {
            Array.Reverse(items);
            if (keys is not null)
                Array.Reverse(keys);
        }
        try
        {
            if (comparison.IsUnbound || comparison.IsNone)
                SortByKind(runtime, keys, items);
            else
                SortBy(runtime, new FunctionOrder(runtime, comparison), keys, items);
        }
        finally
        {
            if (isReversed)
                Array.Reverse(items);
        }
    }

    private static void SortByKind(PythonRuntime runtime, PyValue[]? given, PyValue[] items)
    {
        var keys = given ?? items;
        var policy = runtime.Semantics.Containers.Sorting;
        var kind = keys[0].Type;
        if (keys[0].IsInt && Have(runtime, keys, static value => value.IsInt))
            TimSort<long, IntOrder>.Sort(runtime, default, Convert(runtime, keys, static value => value.Int), items);
        else if (keys[0].IsFloat && Have(runtime, keys, static value => value.IsFloat))
            TimSort<double, FloatOrder>.Sort(runtime, default, Convert(runtime, keys, static value => value.Float), items);
        else if (policy.AsksClassFirst && !kind.IsBuiltin && Have(runtime, keys, value => ReferenceEquals(value.Type, kind)))
            SortBy(runtime, new SameClassOrder(runtime), given, items);
        else if (policy.AsksClassFirst && HasOneClassInTuples(runtime, keys))
            SortBy(runtime, new TupleOrder(runtime), given, items);
        else
            SortBy(runtime, new ValueOrder(runtime), given, items);
    }

    private static void SortBy<TOrder>(PythonRuntime runtime, TOrder order, PyValue[]? keys, PyValue[] items)
        where TOrder : struct, ISortOrder<PyValue> =>
        TimSort<PyValue, TOrder>.Sort(runtime, order, keys ?? items, keys is null ? null : items);

    private static bool Have(PythonRuntime runtime, PyValue[] keys, Func<PyValue, bool> property)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            runtime.ChargeStretch(i);
            if (!property(keys[i]))
                return false;
        }
        return true;
    }

    private static T[] Convert<T>(PythonRuntime runtime, PyValue[] keys, Func<PyValue, T> convert)
    {
        var converted = new T[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            runtime.ChargeStretch(i);
            converted[i] = convert(keys[i]);
        }
        return converted;
    }

    private static bool HasOneClassInTuples(PythonRuntime runtime, PyValue[] keys)
    {
        if (keys[0].Object is not PyTuple { Count: > 0 } first || first[0].Type.IsBuiltin)
            return false;
        var kind = first[0].Type;
        return Have(runtime, keys, value => value.Object is PyTuple { Count: > 0 } tuple && ReferenceEquals(tuple[0].Type, kind));
    }
}

using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What tuple and list have in common.</summary>
/// <remarks>CPython: <c>Objects/listobject.c</c>, <c>Objects/tupleobject.c</c>.</remarks>
internal abstract class PySequence : PyObject
{
    /// <summary>The number of items.</summary>
    public abstract int Count { get; }

    /// <summary>The item at an index within the sequence.</summary>
    public abstract PyValue ItemAt(PythonRuntime runtime, int index);

    /// <summary>All items; valid until the sequence changes its size. Of a list that C# has lent they are a copy, which takes time.</summary>
    public abstract ReadOnlySpan<PyValue> View(PythonRuntime runtime);

    /// <summary>All items, in an array of their own.</summary>
    public abstract PyValue[] ToArray(PythonRuntime runtime);

    /// <inheritdoc/>
    public sealed override bool IsTrue(PythonRuntime runtime) => Count != 0;

    /// <inheritdoc/>
    public sealed override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = Count;
        return true;
    }

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key)
    {
        if (key.IsInt)
        {
            var length = Count;
            var index = key.Int < 0 ? key.Int + length : key.Int;
            if ((ulong)index < (ulong)length)
                return ItemAt(runtime, (int)index);
            throw PyErrors.IndexError($"{Type.Name} index out of range");
        }
        if (key.Object is PySlice slice)
            return Make(Slice(runtime, slice));
        return ItemAt(runtime, ResolveIndex(runtime, key, $"{Type.Name} index out of range"));
    }

    /// <inheritdoc/>
    public sealed override bool Contains(PythonRuntime runtime, PyValue item)
    {
        for (var i = 0; i < Count; i++)
        {
            runtime.ChargeStretch(i);
            if (Operators.AreEqual(runtime, ItemAt(runtime, i), item))
                return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        if (op == BinaryOperator.Add && !isReflected)
        {
            if (right.Object is not PySequence other || !ReferenceEquals(other.Type, Type))
            {
                if (!right.Type.IsBuiltin && right.Object!.TryBinary(runtime, op, left, right, isReflected: true, out result))
                    return true;
                throw runtime.Semantics.Containers.CannotConcatenate(Type, right);
            }
            result = Concatenate(runtime, View(runtime), other.View(runtime));
            return true;
        }
        if (op == BinaryOperator.Multiply)
        {
            var count = isReflected ? left : right;
            if (!isReflected && count.Object is PySequence)
                throw SequenceIndex.CannotRepeat(count);
            if (!SequenceIndex.TryGetRepeatCount(runtime, count, out var times))
            {
                if (!isReflected && !count.Type.IsBuiltin && count.Object!.TryBinary(runtime, op, left, right, isReflected: true, out result))
                    return true;
                throw SequenceIndex.CannotRepeat(count);
            }
            result = Make(Repeat(runtime, View(runtime), times));
            return true;
        }
        return false;
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (right.Object is not PySequence other || !ReferenceEquals(other.Type, Type))
            return false;
        runtime.EnterComparison();
        try
        {
            result = Compare(runtime, op, other);
            return true;
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <summary>The items of a slice, copied.</summary>
    public PyValue[] Slice(PythonRuntime runtime, PySlice slice)
    {
        var range = slice.Resolve(runtime, () => Count);
        if (range.Count == 0)
            return [];
        runtime.Memory.Check(range.Count, PythonMemory.ValueSize);
        return CopyOf(runtime, range);
    }

    /// <summary>The index of an item that equals, from <paramref name="start"/> up to <paramref name="stop"/>; -1 where there is none.</summary>
    public int IndexOf(PythonRuntime runtime, PyValue item, long start = 0, long stop = long.MaxValue)
    {
        for (var i = (int)Math.Min(start, int.MaxValue); i < stop && i < Count; i++)
        {
            runtime.ChargeStretch(i);
            if (Operators.AreEqual(runtime, ItemAt(runtime, i), item))
                return i;
        }
        return -1;
    }

    /// <summary>How many items equal.</summary>
    public long CountOf(PythonRuntime runtime, PyValue item)
    {
        var count = 0L;
        for (var i = 0; i < Count; i++)
        {
            runtime.ChargeStretch(i);
            if (Operators.AreEqual(runtime, ItemAt(runtime, i), item))
                count++;
        }
        return count;
    }

    /// <summary>The items, that many times.</summary>
    protected static PyValue[] Repeat(PythonRuntime runtime, ReadOnlySpan<PyValue> items, long times)
    {
        if (times <= 0 || items.IsEmpty)
            return [];
        runtime.Memory.Check(times, PythonMemory.ValueSize);           // so that the product below fits
        runtime.Memory.Check(times * items.Length, PythonMemory.ValueSize);
        var result = new PyValue[times * items.Length];
        Bulk.Fill(runtime, result, items);
        return result;
    }

    /// <summary>An index within the sequence from any value that is an index.</summary>
    protected int ResolveIndex(PythonRuntime runtime, PyValue key, string outOfRange)
    {
        var index = Numbers.Index(runtime, key, runtime.Semantics.Containers.BadIndex(Type, key));
        var length = Count;
        if (index < 0)
            index += length;
        if (index < 0 || index >= length)
            throw PyErrors.IndexError(outOfRange);
        return (int)index;
    }

    /// <summary>The items with certain indexes, copied.</summary>
    protected virtual PyValue[] CopyOf(PythonRuntime runtime, SliceRange range)
    {
        if (range.Step == 1)
        {
            var copy = new PyValue[range.Count];
            Bulk.Copy(runtime, View(runtime).Slice((int)range.Start, (int)range.Count), copy);
            return copy;
        }
        var items = new PyValue[range.Count];
        for (var i = 0; i < items.Length; i++)
        {
            runtime.ChargeStretch(i);
            items[i] = ItemAt(runtime, (int)range[i]);
        }
        return items;
    }

    /// <summary>A sequence of the same class.</summary>
    protected abstract PyValue Make(PyValue[] items);

    /// <summary>The repr of all items, separated by commas.</summary>
    protected string ReprOfItems(PythonRuntime runtime)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < Count; i++)
        {
            runtime.Charge();
            if (i > 0)
                text.Append(", ");
            text.Append(Operators.Repr(runtime, ItemAt(runtime, i)));
            runtime.Memory.Check(text.Length, sizeof(char));
        }
        return text.ToString();
    }

    private PyValue Concatenate(PythonRuntime runtime, ReadOnlySpan<PyValue> first, ReadOnlySpan<PyValue> second)
    {
        runtime.Memory.Check((long)first.Length + second.Length, PythonMemory.ValueSize);
        var items = new PyValue[first.Length + second.Length];
        Bulk.Copy(runtime, first, items);
        Bulk.Copy(runtime, second, items.AsSpan(first.Length));
        return Make(items);
    }

    // The items are read anew in each step: comparing may change the sequences.
    private PyValue Compare(PythonRuntime runtime, ComparisonOperator op, PySequence other)
    {
        var isEquality = op is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (isEquality && this is PyList && Count != other.Count)
            return PyValue.FromBool(op == ComparisonOperator.NotEqual);
        for (var i = 0; i < Count && i < other.Count; i++)
        {
            runtime.ChargeStretch(i);
            var (mine, theirs) = (ItemAt(runtime, i), other.ItemAt(runtime, i));
            if (Operators.AreEqual(runtime, mine, theirs))
                continue;
            if (i >= Count || i >= other.Count)
                break;                                  // the comparison has made one of them shorter
            return isEquality
                ? PyValue.FromBool(op == ComparisonOperator.NotEqual)
                : Operators.Compare(runtime, op, mine, theirs);
        }
        return PyValue.FromBool(SequenceIndex.Holds(op, Count.CompareTo(other.Count)));
    }
}

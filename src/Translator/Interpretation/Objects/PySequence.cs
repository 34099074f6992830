using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What tuple and list have in common.</summary>
/// <remarks>CPython: <c>Objects/listobject.c</c>, <c>Objects/tupleobject.c</c>.</remarks>
internal abstract class PySequence : PyObject
{
    /// <summary>The items; valid until the sequence changes its size.</summary>
    public abstract ReadOnlySpan<PyValue> View { get; }

    /// <inheritdoc/>
    public sealed override bool IsTrue(PythonRuntime runtime) => !View.IsEmpty;

    /// <inheritdoc/>
    public sealed override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = View.Length;
        return true;
    }

    /// <inheritdoc/>
    public sealed override PyValue GetItem(PythonRuntime runtime, PyValue key)
    {
        var length = View.Length;
        if (key.IsInt)
        {
            var index = key.Int < 0 ? key.Int + length : key.Int;
            if ((ulong)index < (ulong)length)
                return View[(int)index];
            throw PyErrors.IndexError($"{Type.Name} index out of range");
        }
        if (key.Object is PySlice slice)
            return Make(Slice(runtime, slice));
        return View[ResolveIndex(runtime, key, $"{Type.Name} index out of range")];
    }

    /// <inheritdoc/>
    public sealed override bool Contains(PythonRuntime runtime, PyValue item)
    {
        for (var i = 0; i < View.Length; i++)
        {
            if (Operators.AreEqual(runtime, View[i], item))
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
            result = Concatenate(runtime, View, other.View);
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
            result = Make(Repeat(runtime, View, times));
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
        var range = slice.Resolve(runtime, () => View.Length);
        if (range.Count == 0)
            return [];
        runtime.Memory.Check(range.Count, PythonMemory.ValueSize);
        runtime.ChargeCopy(range.Count);
        if (range.Step == 1)
            return View.Slice((int)range.Start, (int)range.Count).ToArray();
        var items = new PyValue[range.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = View[(int)range[i]];
        return items;
    }

    /// <summary>The index of an item that equals, from <paramref name="start"/> up to <paramref name="stop"/>; -1 where there is none.</summary>
    public int IndexOf(PythonRuntime runtime, PyValue item, long start = 0, long stop = long.MaxValue)
    {
        runtime.ChargeCopy(View.Length);
        for (var i = (int)Math.Min(start, int.MaxValue); i < stop && i < View.Length; i++)
        {
            if (Operators.AreEqual(runtime, View[i], item))
                return i;
        }
        return -1;
    }

    /// <summary>How many items equal.</summary>
    public long CountOf(PythonRuntime runtime, PyValue item)
    {
        var count = 0L;
        runtime.ChargeCopy(View.Length);
        for (var i = 0; i < View.Length; i++)
        {
            if (Operators.AreEqual(runtime, View[i], item))
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
        runtime.ChargeCopy(times * items.Length);
        var result = new PyValue[times * items.Length];
        if (items.Length == 1)
        {
            Array.Fill(result, items[0]);
            return result;
        }
        for (var i = 0; i < result.Length; i += items.Length)
            items.CopyTo(result.AsSpan(i));
        return result;
    }

    /// <summary>An index within the sequence from any value that is an index.</summary>
    protected int ResolveIndex(PythonRuntime runtime, PyValue key, string outOfRange)
    {
        var index = Numbers.Index(runtime, key, runtime.Semantics.Containers.BadIndex(Type, key));
        var length = View.Length;
        if (index < 0)
            index += length;
        if (index < 0 || index >= length)
            throw PyErrors.IndexError(outOfRange);
        return (int)index;
    }

    /// <summary>A sequence of the same class.</summary>
    protected abstract PyValue Make(PyValue[] items);

    /// <summary>The repr of all items, separated by commas.</summary>
    protected string ReprOfItems(PythonRuntime runtime)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < View.Length; i++)
        {
            if (i > 0)
                text.Append(", ");
            text.Append(Operators.Repr(runtime, View[i]));
            runtime.Memory.Check(text.Length, sizeof(char));
        }
        return text.ToString();
    }

    private PyValue Concatenate(PythonRuntime runtime, ReadOnlySpan<PyValue> first, ReadOnlySpan<PyValue> second)
    {
        runtime.Memory.Check((long)first.Length + second.Length, PythonMemory.ValueSize);
        runtime.ChargeCopy((long)first.Length + second.Length);
        var items = new PyValue[first.Length + second.Length];
        first.CopyTo(items);
        second.CopyTo(items.AsSpan(first.Length));
        return Make(items);
    }

    // The items are read anew in each step: comparing may change the sequences.
    private PyValue Compare(PythonRuntime runtime, ComparisonOperator op, PySequence other)
    {
        var isEquality = op is ComparisonOperator.Equal or ComparisonOperator.NotEqual;
        if (isEquality && this is PyList && View.Length != other.View.Length)
            return PyValue.FromBool(op == ComparisonOperator.NotEqual);
        for (var i = 0; i < View.Length && i < other.View.Length; i++)
        {
            var (mine, theirs) = (View[i], other.View[i]);
            if (Operators.AreEqual(runtime, mine, theirs))
                continue;
            if (i >= View.Length || i >= other.View.Length)
                break;                                  // the comparison has made one of them shorter
            return isEquality
                ? PyValue.FromBool(op == ComparisonOperator.NotEqual)
                : Operators.Compare(runtime, op, mine, theirs);
        }
        return PyValue.FromBool(SequenceIndex.Holds(op, View.Length.CompareTo(other.View.Length)));
    }
}

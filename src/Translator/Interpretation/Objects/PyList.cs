using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A list.</summary>
internal sealed partial class PyList : PySequence
{
    // Empty like any other empty array, but recognised.
    private static readonly PyValue[] s_taken = GC.AllocateArray<PyValue>(0);

    private PyValue[] _items;

    /// <summary>A list without items.</summary>
    public PyList()
        : this([])
    {
    }

    /// <summary>A list of these items; the array is the list's from now on.</summary>
    public PyList(PyValue[] items)
    {
        _items = items;
        Count = items.Length;
    }

    /// <summary>The number of items.</summary>
    public int Count { get; private set; }

    /// <summary>The items; valid until the list changes its size.</summary>
    public Span<PyValue> Items => _items.AsSpan(0, Count);

    /// <inheritdoc/>
    public override ReadOnlySpan<PyValue> View => _items.AsSpan(0, Count);

    /// <inheritdoc/>
    public override PyType Type => PyTypes.List;

    /// <summary>Appends an item.</summary>
    public void Append(PythonRuntime runtime, PyValue item)
    {
        if (Count == _items.Length)
            Grow(runtime, Count + 1L);
        _items[Count++] = item;
    }

    /// <summary>Appends all items of an iterable, which may be the list itself.</summary>
    public void Extend(PythonRuntime runtime, PyValue iterable)
    {
        if (iterable.Object is PySequence sequence)
        {
            Replace(runtime, Count, 0, sequence.View.ToArray());
            return;
        }
        var iterator = Operators.GetIterator(runtime, iterable);
        while (iterator.TryNext(runtime, out var item))
            Append(runtime, item);
    }

    /// <summary>Puts items in the place of others.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="start">Index of the first item to go, at most <see cref="Count"/>.</param>
    /// <param name="count">How many go.</param>
    /// <param name="items">What comes; not a part of this list.</param>
    public void Replace(PythonRuntime runtime, int start, int count, ReadOnlySpan<PyValue> items)
    {
        var newCount = (long)Count - count + items.Length;
        if (newCount > _items.Length)
            Grow(runtime, newCount);
        _items.AsSpan(start + count, Count - start - count).CopyTo(_items.AsSpan(start + items.Length));
        items.CopyTo(_items.AsSpan(start));
        if (newCount < Count)
            _items.AsSpan((int)newCount, Count - (int)newCount).Clear();       // what left the list is free for the collector
        Count = (int)newCount;
    }

    /// <summary>Removes the item at an index within the list and gives it.</summary>
    public PyValue RemoveAt(int index)
    {
        var item = _items[index];
        Count--;
        Array.Copy(_items, index + 1, _items, index, Count - index);
        _items[Count] = default;
        return item;
    }

    /// <summary>Whether the list has had items since <see cref="TakeAll"/>.</summary>
    public bool WasTouched => !ReferenceEquals(_items, s_taken);

    /// <summary>Removes all items and gives them.</summary>
    public PyValue[] TakeAll()
    {
        var items = Items.ToArray();
        (_items, Count) = (s_taken, 0);
        return items;
    }

    /// <summary>Makes these the list's items; the array is the list's from now on.</summary>
    public void PutAll(PyValue[] items) => (_items, Count) = (items, items.Length);

    /// <inheritdoc/>
    public override void SetItem(PythonRuntime runtime, PyValue key, PyValue value)
    {
        if (key.IsInt)
        {
            var index = key.Int < 0 ? key.Int + Count : key.Int;
            if ((ulong)index >= (ulong)Count)
                throw PyErrors.IndexError("list assignment index out of range");
            _items[index] = value;
        }
        else if (key.Object is PySlice slice)
        {
            SetSlice(runtime, slice, value);
        }
        else
        {
            _items[ResolveIndex(runtime, key, "list assignment index out of range")] = value;
        }
    }

    /// <inheritdoc/>
    public override void DeleteItem(PythonRuntime runtime, PyValue key)
    {
        if (key.Object is PySlice slice)
            DeleteSlice(runtime, slice);
        else
            RemoveAt(ResolveIndex(runtime, key, "list assignment index out of range"));
    }

    /// <inheritdoc/>
    public override PyIterator GetIterator(PythonRuntime runtime) => new PyListIterator(this);

    /// <inheritdoc/>
    public override bool TryBinaryInPlace(PythonRuntime runtime, BinaryOperator op, PyValue right, out PyValue result)
    {
        result = this;
        if (op is not (BinaryOperator.Add or BinaryOperator.Multiply))
            return false;
        if (!right.Type.IsBuiltin && right.Object!.TryBinary(runtime, op, this, right, isReflected: true, out result))
            return true;
        result = this;
        if (op == BinaryOperator.Add)
        {
            Extend(runtime, right);
            return true;
        }
        if (!SequenceIndex.TryGetRepeatCount(runtime, right, out var times))
            throw SequenceIndex.CannotRepeat(right);
        if (Count > 0)                                      // an empty one stays as it is, also while it is sorted
            PutAll(Repeat(runtime, View, times));
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) => throw ContainerSemantics.Unhashable(this);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        if (!ReprGuard.TryEnter(runtime, this))
            return "[...]";
        try
        {
            return $"[{ReprOfItems(runtime)}]";
        }
        finally
        {
            ReprGuard.Leave(runtime, this);
        }
    }

    /// <inheritdoc/>
    protected override PyValue Make(PyValue[] items) => new PyList(items);

    private void SetSlice(PythonRuntime runtime, PySlice slice, PyValue value)
    {
        var range = slice.Resolve(runtime, () => Count);
        if (range.Step == 1)
        {
            var items = ItemsOf(runtime, value, runtime.Semantics.Containers.NotIterableForSlice);
            range = range.Fit(Count);                       // drawing the items may have changed the list
            Replace(runtime, (int)range.Start, (int)range.Count, items);
            return;
        }
        var replacement = ItemsOf(runtime, value, "must assign iterable to extended slice");
        range = range.Fit(Count);
        if (replacement.Length != range.Count)
        {
            throw PyErrors.ValueError(
                $"attempt to assign sequence of size {replacement.Length} to extended slice of size {range.Count}");
        }
        for (var i = 0; i < replacement.Length; i++)
            _items[range[i]] = replacement[i];
    }

    private void DeleteSlice(PythonRuntime runtime, PySlice slice)
    {
        var range = slice.Resolve(runtime, () => Count);
        if (range.Count == 0)
            return;
        if (range.Step == 1)
        {
            Replace(runtime, (int)range.Start, (int)range.Count, []);
            return;
        }
        var ascending = range.Step > 0 ? range : range.Reversed();
        var (kept, next, removed) = (ascending.Start, ascending.Start, 0L);
        for (var i = ascending.Start; i < Count; i++)
        {
            if (removed < ascending.Count && i == next)
            {
                next += ascending.Step;
                removed++;
                continue;
            }
            _items[kept++] = _items[i];
        }
        Replace(runtime, (int)kept, Count - (int)kept, []);
    }

    private static PyValue[] ItemsOf(PythonRuntime runtime, PyValue iterable, string otherwise)
    {
        if (iterable.Object is PySequence sequence)
            return sequence.View.ToArray();
        if (iterable.Object?.GetIterator(runtime) is not { } iterator)
            throw PyErrors.TypeError(otherwise);
        return Iteration.ToArray(runtime, iterator);
    }

    /// <summary>Makes room for that many items.</summary>
    private void Grow(PythonRuntime runtime, long needed)
    {
        var capacity = Math.Max(needed, Count + (Count >> 1) + 4L);
        runtime.Memory.Check(capacity, PythonMemory.ValueSize);
        runtime.ChargeCopy(capacity);
        Array.Resize(ref _items, (int)capacity);
    }
}

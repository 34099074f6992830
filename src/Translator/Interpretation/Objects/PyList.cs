using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A list.</summary>
internal sealed partial class PyList : PySequence
{
    private const string OutOfRangeForStore = "list assignment index out of range";

    // Empty like any other empty array, but recognised.
    private static readonly PyValue[] s_taken = GC.AllocateArray<PyValue>(0);

    // Of a list over lent memory these are empty: what looks at them first finds nothing there, and only then asks for the memory.
    private PyValue[] _items;
    private int _count;

    /// <summary>A list without items.</summary>
    public PyList()
        : this([])
    {
    }

    /// <summary>A list of these items; the array is the list's from now on.</summary>
    public PyList(PyValue[] items)
    {
        _items = items;
        _count = items.Length;
    }

    /// <summary>A list of fixed length over memory that C# has lent.</summary>
    public PyList(ElementMemory memory)
        : this([]) => Memory = memory;

    /// <summary>The memory that C# has lent and in which the items lie; <see langword="null"/> for all other lists.</summary>
    public ElementMemory? Memory { get; }

    /// <inheritdoc/>
    /// <exception cref="PythonError">The list lies over memory that is no longer lent: ValueError.</exception>
    public override int Count => Memory is null ? _count : Memory.Count;

    /// <summary>
    /// The items that lie in the list itself, valid until it changes its size: all, or none where they lie in <see cref="Memory"/>. See
    /// <see cref="View"/> for what takes any list.
    /// </summary>
    public Span<PyValue> OwnItems => _items.AsSpan(0, _count);

    /// <summary>The number of <see cref="OwnItems"/>.</summary>
    public int OwnCount => _count;

    /// <inheritdoc/>
    public override PyValue ItemAt(PythonRuntime runtime, int index) => Memory is null ? _items[index] : Memory.Get(runtime, index);

    /// <inheritdoc/>
    public override ReadOnlySpan<PyValue> View(PythonRuntime runtime) => Memory is null ? _items.AsSpan(0, _count) : ToArray(runtime);

    /// <inheritdoc/>
    public override PyValue[] ToArray(PythonRuntime runtime)
    {
        if (Memory is not null)
            return CopyOfMemory(runtime, Memory);
        if (_count == 0)
            return [];
        runtime.Memory.Check(_count, PythonMemory.ValueSize);
        var items = new PyValue[_count];
        Bulk.Copy(runtime, _items.AsSpan(0, _count), items);
        return items;
    }

    /// <inheritdoc/>
    public override PyType Type => PyTypes.List;

    /// <summary>Appends an item.</summary>
    public void Append(PythonRuntime runtime, PyValue item)
    {
        if (_count == _items.Length)
            Grow(runtime, _count + 1L);
        _items[_count++] = item;
    }

    /// <summary>Appends all items of an iterable, which may be the list itself.</summary>
    public void Extend(PythonRuntime runtime, PyValue iterable)
    {
        if (iterable.Object is PySequence sequence)
        {
            Replace(runtime, Count, 0, sequence.ToArray(runtime));
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
        if (Memory is not null)
        {
            if (items.Length != count)
                throw LengthIsFixed();
            Memory.SetAll(runtime, new SliceRange(start, start + count, 1, count), items);
            return;
        }
        var newCount = (long)_count - count + items.Length;
        runtime.ChargeCopy((long)_count - start - count + items.Length);      // what is behind moves
        if (newCount > _items.Length)
            Grow(runtime, newCount);
        _items.AsSpan(start + count, _count - start - count).CopyTo(_items.AsSpan(start + items.Length));
        items.CopyTo(_items.AsSpan(start));
        if (newCount < _count)
            _items.AsSpan((int)newCount, _count - (int)newCount).Clear();      // what left the list is free for the collector
        _count = (int)newCount;
    }

    /// <summary>Removes the item at an index within the list and gives it.</summary>
    public PyValue RemoveAt(PythonRuntime runtime, int index)
    {
        if (Memory is not null)
            throw LengthIsFixed();
        runtime.ChargeCopy(_count - index);
        var item = _items[index];
        _count--;
        Array.Copy(_items, index + 1, _items, index, _count - index);
        _items[_count] = default;
        return item;
    }

    /// <summary>Whether the list has had items since <see cref="TakeAll"/>.</summary>
    public bool WasTouched => Memory is null && !ReferenceEquals(_items, s_taken);

    /// <summary>Removes all items and gives them; from lent memory, which keeps them, a copy.</summary>
    public PyValue[] TakeAll(PythonRuntime runtime)
    {
        var items = ToArray(runtime);
        (_items, _count) = (Memory is null ? s_taken : _items, 0);
        return items;
    }

    /// <summary>Makes these the list's items; the array is the list's from now on.</summary>
    public void PutAll(PythonRuntime runtime, PyValue[] items)
    {
        if (Memory is null)
            (_items, _count) = (items, items.Length);
        else if (items.Length > 1)                          // a single one is where it was
            Replace(runtime, 0, Memory.Count, items);
    }

    /// <summary>Turns the order of the items round.</summary>
    public void Reverse(PythonRuntime runtime)
    {
        if (Memory is null)
            Bulk.Reverse(runtime, OwnItems);
        else
            ReverseMemory(runtime, Memory);
    }

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key)
    {
        if (Memory is not { } memory)
            return base.GetItem(runtime, key);
        if (key.IsInt && (ulong)key.Int < (ulong)memory.Count)          // as nearly all indexes are
            return memory.Get(runtime, (int)key.Int);
        return memory is GridElements grid && key.As<PyTuple>() is { } pair ? ItemOfGrid(runtime, grid, pair) : base.GetItem(runtime, key);
    }

    /// <inheritdoc/>
    public override void SetItem(PythonRuntime runtime, PyValue key, PyValue value)
    {
        if (key.IsInt)
        {
            var count = Count;
            var index = key.Int < 0 ? key.Int + count : key.Int;
            if ((ulong)index >= (ulong)count)
                throw PyErrors.IndexError(OutOfRangeForStore);
            Put(runtime, (int)index, value);
        }
        else if (key.Object is PySlice slice)
        {
            SetSlice(runtime, slice, value);
        }
        else if (Memory is GridElements grid && key.As<PyTuple>() is { } pair)
        {
            SetItemOfGrid(runtime, grid, pair, value);
        }
        else
        {
            Put(runtime, ResolveIndex(runtime, key, OutOfRangeForStore), value);
        }
    }

    /// <inheritdoc/>
    public override void DeleteItem(PythonRuntime runtime, PyValue key)
    {
        if (key.Object is PySlice slice)
            DeleteSlice(runtime, slice);
        else
            RemoveAt(runtime, ResolveIndex(runtime, key, OutOfRangeForStore));
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
        if (Count == 0)                                     // an empty one stays as it is, also while it is sorted
            return true;
        if (Memory is null)
            PutAll(runtime, Repeat(runtime, OwnItems, times));
        else if (times != 1)
            throw LengthIsFixed();
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
        if (Memory is not null)
        {
            Memory.SetAll(runtime, range, replacement);
            return;
        }
        for (var i = 0; i < replacement.Length; i++)
        {
            runtime.ChargeStretch(i);
            _items[range[i]] = replacement[i];
        }
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
        if (Memory is not null)
            throw LengthIsFixed();
        runtime.Charge(_count >> 2);
        var ascending = range.Step > 0 ? range : range.Reversed();
        var (kept, next, removed) = (ascending.Start, ascending.Start, 0L);
        for (var i = ascending.Start; i < _count; i++)
        {
            if (removed < ascending.Count && i == next)
            {
                next += ascending.Step;
                removed++;
                continue;
            }
            _items[kept++] = _items[i];
        }
        Replace(runtime, (int)kept, _count - (int)kept, []);
    }

    private void Put(PythonRuntime runtime, int index, PyValue value)
    {
        if (Memory is null)
            _items[index] = value;
        else
            Memory.Set(runtime, index, value);
    }

    private static PyValue[] ItemsOf(PythonRuntime runtime, PyValue iterable, string otherwise)
    {
        if (iterable.Object is PySequence sequence)
            return sequence.ToArray(runtime);
        if (iterable.Object?.GetIterator(runtime) is not { } iterator)
            throw PyErrors.TypeError(otherwise);
        return Iteration.ToArray(runtime, iterator);
    }

    /// <summary>Makes room for that many items.</summary>
    private void Grow(PythonRuntime runtime, long needed)
    {
        if (Memory is not null)
            throw LengthIsFixed();
        var capacity = Math.Max(needed, _count + (_count >> 1) + 4L);
        runtime.Memory.Check(capacity, PythonMemory.ValueSize);
        runtime.ChargeCopy(capacity);
        Array.Resize(ref _items, (int)capacity);
    }
}

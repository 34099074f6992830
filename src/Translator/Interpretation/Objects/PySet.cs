using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A set or a frozenset.</summary>
/// <remarks>CPython: <c>Objects/setobject.c</c>.</remarks>
internal sealed partial class PySet(bool isFrozen = false) : PyObject
{
    private KeyTable? _table;                               // made at the first item: what it is like depends on the version
    private long? _hash;

    /// <summary>Whether it is a frozenset.</summary>
    public bool IsFrozen { get; } = isFrozen;

    /// <summary>The number of items.</summary>
    public int Count => _table?.Count ?? 0;

    /// <inheritdoc/>
    public override PyType Type => IsFrozen ? PyTypes.FrozenSet : PyTypes.Set;

    /// <summary>Adds an item; false where it was there.</summary>
    /// <exception cref="PythonError">The item cannot be hashed, or comparing raises.</exception>
    public bool Add(PythonRuntime runtime, PyValue item) => Table(runtime).Set(runtime, item, HashOf(runtime, item), default);

    /// <summary>Removes an item; false where it was not there.</summary>
    public bool Remove(PythonRuntime runtime, PyValue item)
    {
        var hash = SearchHash(runtime, item);
        return _table is { } table && table.Remove(runtime, item, hash, out _);
    }

    /// <summary>Removes all items.</summary>
    public void Clear() => _table?.Clear();

    /// <summary>Removes the item that <c>pop</c> takes; the set is not empty.</summary>
    public PyValue Pop(PythonRuntime runtime) => Table(runtime).PopFromFinger().Key;

    /// <summary>Walks through the items in Python's order: start at position 0; false at the end.</summary>
    public bool TryNextItem(ref int position, out PyValue item) => TryNextItem(ref position, out item, out _);

    /// <summary>Walks through the items with their hashes.</summary>
    public bool TryNextItem(ref int position, out PyValue item, out long hash)
    {
        if (_table is { } table && table.Next(ref position) is var index and >= 0)
        {
            (item, hash) = (table[index].Key, table[index].Hash);
            return true;
        }
        (item, hash) = (default, 0);
        return false;
    }

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => Count != 0;

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = Count;
        return true;
    }

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item)
    {
        var hash = SearchHash(runtime, item);
        return ContainsHashed(runtime, item, hash);
    }

    /// <summary>Whether it contains an item whose hash is known.</summary>
    public bool ContainsHashed(PythonRuntime runtime, PyValue item, long hash) =>
        _table is { } table && table.Find(runtime, item, hash) >= 0;

    /// <summary>Adds an item whose hash is known.</summary>
    public bool AddHashed(PythonRuntime runtime, PyValue item, long hash) => Table(runtime).Set(runtime, item, hash, default);

    /// <summary>Removes an item whose hash is known.</summary>
    public bool RemoveHashed(PythonRuntime runtime, PyValue item, long hash) =>
        _table is { } table && table.Remove(runtime, item, hash, out _);

    /// <inheritdoc/>
    public override PyIterator GetIterator(PythonRuntime runtime) => new PySetIterator(this);

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        if (!SetOperations.IsOperator(op) || !SetOperations.IsSet(left) || !SetOperations.IsSet(right) || left.Object is not PySet first)
            return false;
        result = SetOperations.Combine(runtime, op, first, right);
        return true;
    }

    /// <inheritdoc/>
    public override bool TryBinaryInPlace(PythonRuntime runtime, BinaryOperator op, PyValue right, out PyValue result)
    {
        result = this;
        if (IsFrozen || !SetOperations.IsOperator(op) || right.Object is not PySet)
            return false;
        SetOperations.CombineInPlace(runtime, op, this, right);
        return true;
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (right.Object is not PySet other)
            return false;
        runtime.EnterComparison();
        try
        {
            result = PyValue.FromBool(op switch
            {
                ComparisonOperator.Equal => IsEqualTo(runtime, other),
                ComparisonOperator.NotEqual => !IsEqualTo(runtime, other),
                ComparisonOperator.Less => Count < other.Count && SetOperations.IsSubset(runtime, this, other),
                ComparisonOperator.LessOrEqual => SetOperations.IsSubset(runtime, this, other),
                ComparisonOperator.Greater => Count > other.Count && SetOperations.IsSubset(runtime, other, this),
                _ => SetOperations.IsSubset(runtime, other, this),
            });
            return true;
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime)
    {
        if (!IsFrozen)
            throw ContainerSemantics.Unhashable(this);
        return _hash ??= ContainerHash.OfSet(runtime, this, runtime.Semantics.Containers.ShufflesSetHash);
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        if (!ReprGuard.TryEnter(runtime, this))
            return $"{Type.Name}(...)";
        try
        {
            if (Count == 0)
                return runtime.Semantics.Containers.HasSetLiterals ? $"{Type.Name}()" : $"{Type.Name}([])";
            var text = new System.Text.StringBuilder();
            for (var position = 0; TryNextItem(ref position, out var item);)
            {
                runtime.Charge();
                text.Append(text.Length > 0 ? ", " : "").Append(Operators.Repr(runtime, item));
                runtime.Memory.Check(text.Length, sizeof(char));
            }
            if (!runtime.Semantics.Containers.HasSetLiterals)
                return $"{Type.Name}([{text}])";
            return IsFrozen ? $"frozenset({{{text}}})" : $"{{{text}}}";
        }
        finally
        {
            ReprGuard.Leave(runtime, this);
        }
    }

    /// <summary>A set or frozenset with the same items.</summary>
    public PySet Copy(PythonRuntime runtime, bool isFrozen)
    {
        var copy = new PySet(isFrozen);
        copy.Merge(runtime, this);
        return copy;
    }

    /// <summary>Adds all items of another set.</summary>
    public void Merge(PythonRuntime runtime, PySet other)
    {
        if (ReferenceEquals(this, other) || other._table is not { Count: > 0 } source)
            return;
        if (runtime.Semantics.Containers.PrepareSetMerge(runtime, Table(runtime), source) is { } clone)
        {
            runtime.ChargeCopy(4L * source.Count);
            _table = clone;
            return;
        }
        for (var position = 0; other.TryNextItem(ref position, out var item, out var hash);)
        {
            runtime.Charge();
            AddHashed(runtime, item, hash);
        }
    }

    /// <summary>Makes the other set's items this set's.</summary>
    public void TakeFrom(PySet other) => (_table, other._table) = (other._table, null);

    /// <summary>Makes room before all keys of a dict are added.</summary>
    public void Reserve(PythonRuntime runtime, int added)
    {
        var table = Table(runtime);
        if (runtime.Semantics.Containers.IsFullForMerge(table.Fill + (long)added, table.SlotCount))
            table.Resize(runtime, (table.Count + (long)added) * 2);
    }

    /// <summary>Rebuilds the table where many items were removed.</summary>
    public void Compact(PythonRuntime runtime)
    {
        if (_table is { } table && runtime.Semantics.Containers.HasManyDummies(table.Fill - table.Count, table.SlotCount))
            table.Resize(runtime, runtime.Semantics.Containers.SetPolicy.SizeAfterGrowth(table.Count, table.SlotCount));
    }

    private bool IsEqualTo(PythonRuntime runtime, PySet other) =>
        Count == other.Count
        && (_hash is null || other._hash is null || _hash == other._hash)
        && SetOperations.IsSubset(runtime, this, other);

    private KeyTable Table(PythonRuntime runtime) => _table ??= new KeyTable(runtime.Semantics.Containers.SetPolicy);

    private static long HashOf(PythonRuntime runtime, PyValue item) => KeyHash.Of(runtime, item, runtime.Semantics.Containers.UnhashableElement);

    // A set is no key, but to look for one is to look for the frozenset that equals it.
    private static long SearchHash(PythonRuntime runtime, PyValue item) =>
        item.Object is PySet { IsFrozen: false } set
            ? ContainerHash.OfSet(runtime, set, runtime.Semantics.Containers.ShufflesSetHash)
            : HashOf(runtime, item);
}

using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A dict.</summary>
/// <remarks>CPython: <c>Objects/dictobject.c</c>.</remarks>
internal sealed partial class PyDict : PyObject
{
    private KeyTable? _table;                               // made at the first key: what it is like depends on the version

    /// <summary>The number of keys.</summary>
    public int Count => _table?.Count ?? 0;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Dict;

    /// <summary>The value of a key, if it is there.</summary>
    /// <exception cref="PythonError">The key cannot be hashed, or comparing raises.</exception>
    public bool TryGet(PythonRuntime runtime, PyValue key, out PyValue value)
    {
        var hash = HashOf(runtime, key);
        if (_table is { } table && table.Find(runtime, key, hash) is var index and >= 0)
        {
            value = table[index].Value;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Sets the value of a key.</summary>
    public void Set(PythonRuntime runtime, PyValue key, PyValue value) => Table(runtime).Set(runtime, key, HashOf(runtime, key), value);

    /// <summary>Sets the value of a key without making the table larger, as long as there is room.</summary>
    public void SetFilled(PythonRuntime runtime, PyValue key, PyValue value) =>
        Table(runtime).Set(runtime, key, HashOf(runtime, key), value, isFilled: true);

    /// <summary>Removes a key and gives its value; false where it was not there.</summary>
    public bool Remove(PythonRuntime runtime, PyValue key, out PyValue value)
    {
        var hash = HashOf(runtime, key);
        value = default;
        return _table is { } table && table.Remove(runtime, key, hash, out value);
    }

    /// <summary>Removes all keys.</summary>
    public void Clear() => _table = null;

    /// <summary>Walks through the entries in Python's order: start at position 0; false at the end.</summary>
    public bool TryNextEntry(ref int position, out PyValue key, out PyValue value)
    {
        if (_table is { } table && table.Next(ref position) is var index and >= 0)
        {
            (key, value) = (table[index].Key, table[index].Value);
            return true;
        }
        (key, value) = (default, default);
        return false;
    }

    /// <summary>Walks backwards, as <c>reversed</c> does: start at <see cref="int.MaxValue"/>; false at the end.</summary>
    public bool TryPreviousEntry(ref int position, out PyValue key, out PyValue value)
    {
        if (_table is { } table && table.Previous(ref position) is var index and >= 0)
        {
            (key, value) = (table[index].Key, table[index].Value);
            return true;
        }
        (key, value) = (default, default);
        return false;
    }

    /// <summary>Removes the entry that <c>popitem</c> takes; the dict is not empty.</summary>
    public PyTuple PopItem(PythonRuntime runtime)
    {
        var entry = Table(runtime).PopItem();
        return new PyTuple([entry.Key, entry.Value]);
    }

    /// <summary>Takes over all entries of another dict, as <c>update</c> does.</summary>
    public void Merge(PythonRuntime runtime, PyDict other)
    {
        if (ReferenceEquals(this, other) || other.Count == 0)
            return;
        runtime.Semantics.Containers.PrepareMerge(runtime, Table(runtime), other.Count);
        var (position, count) = (0, other.Count);
        while (other._table is { } source && source.Next(ref position) is var index and >= 0)
        {
            runtime.Charge();
            var entry = source[index];
            Table(runtime).Set(runtime, entry.Key, entry.Hash, entry.Value);
            if (other.Count != count)
                throw PyErrors.RuntimeError("dict mutated during update");
        }
    }

    /// <summary>Makes room for keys, which decides the order of iteration where insertion does not.</summary>
    public void Reserve(PythonRuntime runtime, int count) => Table(runtime).Resize(runtime, count);

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => Count != 0;

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = Count;
        return true;
    }

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key) =>
        TryGet(runtime, key, out var value) ? value : throw PyErrors.KeyError(key);

    /// <inheritdoc/>
    public override void SetItem(PythonRuntime runtime, PyValue key, PyValue value) => Set(runtime, key, value);

    /// <inheritdoc/>
    public override void DeleteItem(PythonRuntime runtime, PyValue key)
    {
        if (!Remove(runtime, key, out _))
            throw PyErrors.KeyError(key);
    }

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item) => TryGet(runtime, item, out _);

    /// <inheritdoc/>
    public override PyIterator GetIterator(PythonRuntime runtime) => new PyDictIterator(this, DictPart.Keys);

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        if (op != BinaryOperator.Or || !runtime.Semantics.Containers.HasDictUnion
            || left.Object is not PyDict first || right.Object is not PyDict second)
        {
            return false;
        }
        var union = first.Copy(runtime);
        union.Merge(runtime, second);
        result = union;
        return true;
    }

    /// <inheritdoc/>
    public override bool TryBinaryInPlace(PythonRuntime runtime, BinaryOperator op, PyValue right, out PyValue result)
    {
        result = this;
        if (op != BinaryOperator.Or || !runtime.Semantics.Containers.HasDictUnion)
            return false;
        DictMembers.Update(runtime, this, right);
        return true;
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (right.Object is not PyDict other)
            return false;
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            if (!runtime.Semantics.Containers.HasDefaultOrder)
                return false;
            result = PyValue.FromBool(SequenceIndex.Holds(op, DictOrder.Compare(runtime, this, other)));
            return true;
        }
        runtime.EnterComparison();
        try
        {
            result = PyValue.FromBool(IsEqualTo(runtime, other) == (op == ComparisonOperator.Equal));
            return true;
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) => throw ContainerSemantics.Unhashable(this);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        if (!ReprGuard.TryEnter(runtime, this))
            return "{...}";
        try
        {
            var text = new System.Text.StringBuilder("{");
            for (var position = 0; TryNextEntry(ref position, out var key, out var value);)
            {
                runtime.Charge();
                if (text.Length > 1)
                    text.Append(", ");
                text.Append(Operators.Repr(runtime, key)).Append(": ").Append(Operators.Repr(runtime, value));
                runtime.Memory.Check(text.Length, sizeof(char));
            }
            return text.Append('}').ToString();
        }
        finally
        {
            ReprGuard.Leave(runtime, this);
        }
    }

    /// <summary><c>dict.copy()</c>.</summary>
    public PyDict Copy(PythonRuntime runtime)
    {
        var copy = new PyDict();
        copy.Merge(runtime, this);
        return copy;
    }

    private bool IsEqualTo(PythonRuntime runtime, PyDict other)
    {
        if (Count != other.Count)
            return false;
        for (var position = 0; _table is { } table && table.Next(ref position) is var index and >= 0;)
        {
            runtime.Charge();
            var entry = table[index];
            if (other._table is not { } theirs || theirs.Find(runtime, entry.Key, entry.Hash) is var found && found < 0)
                return false;
            if (!Operators.AreEqual(runtime, theirs[found].Value, entry.Value))
                return false;
        }
        return true;
    }

    private KeyTable Table(PythonRuntime runtime) => _table ??= new KeyTable(runtime.Semantics.Containers.DictPolicy);

    private static long HashOf(PythonRuntime runtime, PyValue key) => KeyHash.Of(runtime, key, runtime.Semantics.Containers.UnhashableKey);
}

namespace Pyc.Translation.Interpretation;

/// <summary>Iterators of <c>itertools</c> that put neighbours together, and <c>tee</c>.</summary>
internal static class Grouping
{
    private static readonly PyType s_grouper = BuiltinIteratorTypes.Of("itertools._grouper", []);
    private static readonly PyType s_tee = BuiltinIteratorTypes.Of("itertools._tee", []);

    /// <summary><c>pairwise(iterable)</c>.</summary>
    public static IEnumerable<PyValue> Pairwise(PythonRuntime runtime, PyValue[] arguments)
    {
        return Items(runtime, Operators.GetIterator(runtime, arguments[0]));

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyIterator items)
        {
            if (!items.TryNext(runtime, out var previous))
                yield break;
            while (items.TryNext(runtime, out var item))
            {
                yield return new PyTuple([previous, item]);
                previous = item;
            }
        }
    }

    /// <summary><c>batched(iterable, n, strict)</c>; 3.12 has no <c>strict</c>.</summary>
    public static IEnumerable<PyValue> Batched(PythonRuntime runtime, PyValue[] arguments)
    {
        var size = BuiltinArguments.Integer(runtime, arguments[1]);
        if (size.Sign <= 0)
            throw PyErrors.ValueError("n must be at least one");
        var isStrict = arguments.Length > 2 && !arguments[2].IsUnbound && Operators.IsTrue(runtime, arguments[2]);
        return Items(
            runtime, Operators.GetIterator(runtime, arguments[0]), (long)System.Numerics.BigInteger.Min(size, long.MaxValue), isStrict);

        static IEnumerable<PyValue> Items(PythonRuntime runtime, PyIterator items, long size, bool isStrict)
        {
            while (true)
            {
                var batch = new PyList();
                while (batch.Count < size && items.TryNext(runtime, out var item))
                    batch.Append(runtime, item);
                if (batch.Count == 0)
                    yield break;
                if (isStrict && batch.Count < size)
                    throw PyErrors.ValueError("batched(): incomplete batch");
                yield return new PyTuple(batch.OwnItems.ToArray());
                if (batch.Count < size)
                    yield break;
            }
        }
    }

    /// <summary><c>groupby(iterable, key)</c>.</summary>
    public static IEnumerable<PyValue> GroupBy(PythonRuntime runtime, PyValue[] arguments)
    {
        var key = arguments[1].IsNone ? PyValue.Unbound : arguments[1];
        return new Groups(Operators.GetIterator(runtime, arguments[0]), key).All(runtime);
    }

    /// <summary><c>tee(iterable, n)</c>.</summary>
    public static PyValue Tee(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var count = arguments[1].IsUnbound ? 2 : BuiltinArguments.Integer(runtime, arguments[1]);
        if (count.Sign < 0)
            throw PyErrors.ValueError("n must be >= 0");
        runtime.Memory.Check((long)System.Numerics.BigInteger.Min(count, long.MaxValue), PythonMemory.ValueSize * 8);
        var source = Operators.GetIterator(runtime, arguments[0]);
        var first = new Link();
        var copies = new PyValue[(int)count];
        for (var i = 0; i < copies.Length; i++)
            copies[i] = new EnumeratedIterator(s_tee, Copy(runtime, source, first));
        return new PyTuple(copies);
    }

    private static IEnumerable<PyValue> Copy(PythonRuntime runtime, PyIterator source, Link link)
    {
        while (true)
        {
            if (link.Next is null)
            {
                if (!source.TryNext(runtime, out var item))
                    yield break;
                // The source may have advanced this very chain while it was asked.
                link.Next ??= new Link();
                link.Item = item;
            }
            yield return link.Item;
            link = link.Next;
        }
    }

    /// <summary>An item that one of the copies has drawn, and where the next one will be.</summary>
    private sealed class Link
    {
        public PyValue Item { get; set; }

        public Link? Next { get; set; }
    }

    /// <summary>The state that <c>groupby</c> shares with the groups it gives.</summary>
    private sealed class Groups(PyIterator items, PyValue key)
    {
        private PyValue _item;
        private PyValue _itemKey;
        private PyValue _groupKey;
        private object? _current;

        public IEnumerable<PyValue> All(PythonRuntime runtime)
        {
            while (true)
            {
                _current = null;
                while (_itemKey.IsUnbound || (!_groupKey.IsUnbound && Operators.AreEqual(runtime, _groupKey, _itemKey)))
                {
                    if (!Advance(runtime))
                        yield break;
                }
                _groupKey = _itemKey;
                var group = new object();
                _current = group;
                yield return new PyTuple([_groupKey, new EnumeratedIterator(s_grouper, Group(runtime, group, _groupKey))]);
            }
        }

        // A group ends for good when the next one is asked for; before 3.7 the last one had kept its first item.
        private IEnumerable<PyValue> Group(PythonRuntime runtime, object group, PyValue groupKey)
        {
            while (_current == group || !runtime.Semantics.Builtins.GroupsEnd)
            {
                if (_item.IsUnbound && !Advance(runtime))
                    yield break;
                if (!Operators.AreEqual(runtime, groupKey, _itemKey))
                    yield break;
                var item = _item;
                _item = PyValue.Unbound;
                yield return item;
            }
        }

        private bool Advance(PythonRuntime runtime)
        {
            if (!items.TryNext(runtime, out var item))
                return false;
            _itemKey = key.IsUnbound ? item : Operators.Call(runtime, key, item);
            _item = item;
            return true;
        }
    }
}

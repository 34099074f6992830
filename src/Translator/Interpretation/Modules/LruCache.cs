namespace Pyc.Translation.Interpretation;

/// <summary>A function that <c>functools.lru_cache</c> wraps.</summary>
/// <remarks>CPython: <c>Modules/_functoolsmodule.c</c>, <c>lru_cache_make_key</c> and <c>bounded_lru_cache_wrapper</c>.</remarks>
internal sealed class LruCache : PyCallable, IDescriptor
{
    private static readonly PyType s_type = PyType.Builtin("functools._lru_cache_wrapper", PyTypes.Object, () => []);
    private static readonly PyType s_info = PyType.Builtin("CacheInfo", PyTypes.Object, () => []);

    private readonly PyValue _function;
    private readonly long? _maximum;
    private readonly bool _isTyped;
    private readonly LinkedList<Entry> _order = [];              // the entry used last comes last
    private readonly Mark _keywordMark = new();
    private readonly Dictionary<string, PyValue> _attributes = [];
    private PyDict _entries = new();
    private (long Hits, long Misses) _counts;

    private LruCache(PyValue function, long? maximum, bool isTyped)
    {
        _function = function;
        _maximum = maximum;
        _isTyped = isTyped;
    }

    /// <inheritdoc/>
    public override PyType Type => s_type;

    /// <summary>Wraps a function.</summary>
    public static PyValue Make(PythonRuntime runtime, PyValue function, long? maximum, bool isTyped)
    {
        if (!ObjectFunctions.IsCallable(runtime, function))
            throw PyErrors.TypeError("the first argument must be callable");
        return FunctoolsModule.Update(runtime, new LruCache(function, maximum, isTyped), function);
    }

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type) => self.IsUnbound ? this : new PyMethod(this, self);

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        if (_maximum == 0)
        {
            _counts.Misses++;
            return Operators.Call(runtime, _function, arguments);
        }
        var key = KeyOf(runtime, arguments);
        if (_entries.TryGet(runtime, key, out var found) && found.As<Entry>() is { } hit)
        {
            _counts.Hits++;
            if (hit.Node.List is not null)
            {
                _order.Remove(hit.Node);
                _order.AddLast(hit.Node);
            }
            return hit.Result;
        }
        _counts.Misses++;
        var result = Operators.Call(runtime, _function, arguments);
        // The call may have added this very key.
        if (_entries.TryGet(runtime, key, out _))
            return result;
        if (_maximum is { } maximum && _entries.Count >= maximum && _order.First is { } oldest)
        {
            _order.Remove(oldest);
            _entries.Remove(runtime, oldest.Value.Key, out _);
        }
        var entry = new Entry(key, result);
        _entries.Set(runtime, key, entry);
        _order.AddLast(entry.Node);
        return result;
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        switch (name)
        {
            case "cache_info":
                value = new BuiltinRow("cache_info()", (_, _) => Info()).Function;
                return true;
            case "cache_clear":
                value = new BuiltinRow("cache_clear()", (_, _) => Clear()).Function;
                return true;
            default:
                return _attributes.TryGetValue(name, out value) || base.TryGetAttribute(runtime, name, out value);
        }
    }

    /// <inheritdoc/>
    public override void SetAttribute(PythonRuntime runtime, string name, PyValue value) => _attributes[name] = value;

    private PyValue KeyOf(PythonRuntime runtime, in CallArguments arguments)
    {
        var values = arguments.Values;
        // An int or str alone is its own key, so that 1 and 1.0 have an entry each.
        if (!_isTyped && runtime.Semantics.Builtins.CacheKeepsSimpleKeys && values.Length == 1 && arguments.Names.IsEmpty && (values[0].IsInt || values[0].Object is PyStr or PyInteger))
            return values[0];
        var parts = new List<PyValue>();
        parts.AddRange(arguments.Positional);
        if (!arguments.Names.IsEmpty)
            parts.Add(_keywordMark);
        for (var i = 0; i < arguments.Names.Length; i++)
        {
            parts.Add(PyValue.FromText(arguments.Names[i]));
            parts.Add(arguments.Named[i]);
        }
        if (_isTyped)
        {
            foreach (var value in values)
                parts.Add(value.Type);
        }
        return new PyTuple([.. parts]);
    }

    private PyRecord Info() => new(
        s_info, ["hits", "misses", "maxsize", "currsize"],
        new PyTuple(
        [
            PyValue.FromInt(_counts.Hits), PyValue.FromInt(_counts.Misses),
            _maximum is { } maximum ? PyValue.FromInt(maximum) : PyValue.None, PyValue.FromInt(_entries.Count),
        ]));

    private PyValue Clear()
    {
        _entries = new PyDict();
        _order.Clear();
        _counts = default;
        return PyValue.None;
    }

    private sealed class Entry : PyObject
    {
        public Entry(PyValue key, PyValue result)
        {
            (Key, Result) = (key, result);
            Node = new LinkedListNode<Entry>(this);
        }

        public PyValue Key { get; }

        public PyValue Result { get; }

        public LinkedListNode<Entry> Node { get; }

        /// <inheritdoc/>
        public override PyType Type => PyTypes.Object;
    }

    // Stands between positional and named arguments in a key; there it is equal to itself alone.
    private sealed class Mark : PyObject
    {
        /// <inheritdoc/>
        public override PyType Type => PyTypes.Object;
    }
}

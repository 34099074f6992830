namespace Pyc.Translation.Interpretation;

/// <summary>A list.</summary>
internal sealed partial class PyList : PyObject
{
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
    public override PyType Type => PyTypes.List;

    /// <summary>Appends an item.</summary>
    public void Append(PythonRuntime runtime, PyValue item)
    {
        if (Count == _items.Length)
            Grow(runtime, Count + 1L);
        _items[Count++] = item;
    }

    /// <summary>Makes room for that many items.</summary>
    private void Grow(PythonRuntime runtime, long needed)
    {
        var capacity = Math.Max(needed, Count + (Count >> 1) + 4L);
        runtime.Memory.Check(capacity, PythonMemory.ValueSize);
        Array.Resize(ref _items, (int)capacity);
    }
}

namespace Pyc.Translation.Interpretation;

/// <summary>Walks through a list by index, so that the list may change meanwhile.</summary>
/// <param name="list">The list.</param>
/// <param name="given">How many items it has given.</param>
internal sealed class PyListIterator(PyList list, int given = 0) : PyIterator
{
    private PyList? _list = list;
    private int _index = given;

    /// <inheritdoc/>
    public override PyType Type => ContainerTypes.List;

    /// <inheritdoc/>
    public override int LengthHint => _list is null ? 0 : Math.Max(0, _list.Count - _index);

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.ChargeStretch(_index);
        if (_list is { } list)
        {
            var items = list.OwnItems;
            if ((uint)_index < (uint)items.Length)
            {
                item = items[_index++];
                return true;
            }
            if (list.Memory is { } memory && _index < memory.Count)
            {
                item = memory.Get(runtime, _index++);
                return true;
            }
        }
        _list = null;                                  // once at the end, it stays there, even if the list grows
        item = default;
        return false;
    }
}

/// <summary>Walks backwards through a list by index.</summary>
/// <param name="list">The list.</param>
/// <param name="left">How many items it has to give.</param>
internal sealed class PyListReverseIterator(PyList list, int left) : PyIterator
{
    private int _index = left - 1;

    /// <inheritdoc/>
    public override PyType Type => ContainerTypes.ListReverse;

    /// <inheritdoc/>
    public override int LengthHint => _index < list.Count ? _index + 1 : 0;

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.ChargeStretch(_index);
        if (_index >= 0 && _index < list.Count)
        {
            item = list.ItemAt(runtime, _index--);
            return true;
        }
        _index = -1;
        item = default;
        return false;
    }
}

/// <summary>Walks through a tuple.</summary>
/// <param name="tuple">The tuple.</param>
/// <param name="given">How many items it has given.</param>
internal sealed class PyTupleIterator(PyTuple tuple, int given = 0) : PyIterator
{
    private int _index = given;

    /// <inheritdoc/>
    public override PyType Type => ContainerTypes.Tuple;

    /// <inheritdoc/>
    public override int LengthHint => tuple.Count - _index;

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.ChargeStretch(_index);
        var items = tuple.Items;
        if ((uint)_index < (uint)items.Length)
        {
            item = items[_index++];
            return true;
        }
        item = default;
        return false;
    }
}

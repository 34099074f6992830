namespace Pyc.Translation.Interpretation;

/// <summary>Walks through a set, and notices when the set changes its size meanwhile.</summary>
internal sealed class PySetIterator(PySet set) : PyIterator
{
    private PySet? _set = set;
    private int _expected = set.Count;
    private int _left = set.Count;
    private int _position;

    /// <inheritdoc/>
    public override PyType Type => ContainerTypes.Set;

    /// <inheritdoc/>
    public override int LengthHint => _set is not null && _expected == _set.Count ? _left : 0;

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        item = default;
        if (_set is not { } set)
            return false;
        if (set.Count != _expected)
        {
            _expected = -1;                            // the error comes again at the next attempt
            throw PyErrors.RuntimeError("Set changed size during iteration");
        }
        runtime.ChargeStretch(_left);
        var position = _position;
        var isFound = set.TryNextItem(ref _position, out item);
        runtime.ChargeScan(_position - position);              // it may have gone over many places of removed items
        if (!isFound)
        {
            _set = null;
            return false;
        }
        _left--;
        return true;
    }
}

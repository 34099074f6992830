namespace Pyc.Translation.Interpretation;

/// <summary>What of a dict's entries is asked for.</summary>
internal enum DictPart
{
    Keys,
    Values,
    Items,
}

/// <summary>Walks through a dict, and notices when the dict changes its size meanwhile.</summary>
internal sealed class PyDictIterator(PyDict dict, DictPart part, bool isReversed = false) : PyIterator
{
    private PyDict? _dict = dict;
    private int _expected = dict.Count;
    private int _left = dict.Count;
    private int _position = isReversed ? int.MaxValue : 0;

    /// <inheritdoc/>
    public override PyType Type => (part, isReversed) switch
    {
        (DictPart.Keys, false) => ContainerTypes.DictKey,
        (DictPart.Values, false) => ContainerTypes.DictValue,
        (DictPart.Items, false) => ContainerTypes.DictItem,
        (DictPart.Keys, true) => ContainerTypes.DictReverseKey,
        (DictPart.Values, true) => ContainerTypes.DictReverseValue,
        _ => ContainerTypes.DictReverseItem,
    };

    /// <inheritdoc/>
    public override int LengthHint => _dict is not null && _expected == _dict.Count ? _left : 0;

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        item = default;
        if (_dict is not { } dict)
            return false;
        if (dict.Count != _expected)
        {
            _expected = -1;                            // the error comes again at the next attempt
            throw PyErrors.RuntimeError("dictionary changed size during iteration");
        }
        runtime.ChargeStretch(_left);
        var position = _position;
        var isFound = isReversed
            ? dict.TryPreviousEntry(ref _position, out var key, out var value)
            : dict.TryNextEntry(ref _position, out key, out value);
        runtime.ChargeScan(Math.Abs((long)_position - position));          // it may have gone over many places of removed keys
        if (!isFound)
        {
            _dict = null;
            return false;
        }
        if (_left == 0 && !isReversed && runtime.Semantics.Containers.NoticesChangedKeys)
        {
            _dict = null;
            throw PyErrors.RuntimeError("dictionary keys changed during iteration");
        }
        _left--;
        item = part switch
        {
            DictPart.Keys => key,
            DictPart.Values => value,
            _ => new PyTuple([key, value]),
        };
        return true;
    }
}

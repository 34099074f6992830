namespace Pyc.Translation.Interpretation;

/// <summary>Draws the bytes of a <c>bytes</c> as ints.</summary>
internal sealed class BytesIterator(PyBytes bytes) : PyIterator
{
    private static readonly PyType s_type = PyType.Builtin("bytes_iterator", PyTypes.Object, () => []);

    private int _index;

    /// <inheritdoc/>
    public override PyType Type => s_type;

    /// <inheritdoc/>
    public override int LengthHint => bytes.Value.Length - _index;

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.ChargeStretch(_index);
        var isMore = _index < bytes.Value.Length;
        item = isMore ? PyValue.FromInt(bytes.Value[_index++]) : default;
        return isMore;
    }
}

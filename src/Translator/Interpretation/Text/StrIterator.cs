namespace Pyc.Translation.Interpretation;

/// <summary>Draws the characters of a string.</summary>
internal sealed class StrIterator(PyStr text) : PyIterator
{
    private static readonly PyType s_type = PyType.Builtin("str_iterator", PyTypes.Object, () => []);

    private int _index;

    /// <inheritdoc/>
    public override PyType Type => s_type;

    /// <inheritdoc/>
    public override int LengthHint => text.Length - _index;

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.ChargeStretch(_index);
        if (_index >= text.Length)
        {
            item = default;
            return false;
        }
        item = text.CharacterAt(_index++);
        return true;
    }
}

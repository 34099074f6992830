namespace Pyc.Translation.Interpretation;

/// <summary>An object of a class that the module defines, or a bare <c>object()</c>.</summary>
internal sealed class PyInstance(PyType type) : PyUserObject
{
    private PyValue[]? _slots;

    /// <inheritdoc/>
    public override PyType Type { get; } = type;

    /// <summary>The values of the names in <c>__slots__</c>.</summary>
    public PyValue[] Slots => _slots ??= new PyValue[Type.SlotCount];
}

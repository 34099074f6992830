namespace Pyc.Translation.Interpretation;

/// <summary>An object of a class that the module defines, or a bare <c>object()</c>.</summary>
internal sealed partial class PyInstance(PyType type) : PyObject
{
    /// <inheritdoc/>
    public override PyType Type { get; } = type;
}

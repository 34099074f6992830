namespace Pyc.Translation.Interpretation;

/// <summary>The locals' mapping of a module or class body, where code takes it in hand.</summary>
internal sealed class PyNames(PyNamespace names) : PyObject
{
    /// <summary>The names.</summary>
    public PyNamespace Names { get; } = names;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Dict;
}

namespace Pyc.Translation.Interpretation;

/// <summary>A module: the one that the file holds, or one of Python's own.</summary>
internal sealed class PyModule(string name, PyNamespace names) : PyObject
{
    /// <summary><c>__name__</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Its names.</summary>
    public PyNamespace Names { get; } = names;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Module;

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value) =>
        Names.TryGet(name, out value) || base.TryGetAttribute(runtime, name, out value);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<module '{Name}' (built-in)>";
}

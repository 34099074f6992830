namespace Pyc.Translation.Interpretation;

/// <summary>A module: the one that the file holds, or one of Python's own.</summary>
internal sealed class PyModule(string name, PyNamespace names) : PyObject
{
    /// <summary><c>__name__</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Its names.</summary>
    public PyNamespace Names { get; } = names;

    /// <summary>What stands for a name that the module has in CPython and not here; null where it has no more names.</summary>
    public Func<string, PyValue>? Unknown { get; init; }

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Module;

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        if (Names.TryGet(name, out value) || base.TryGetAttribute(runtime, name, out value))
            return true;
        value = name switch
        {
            "__name__" => PyValue.FromText(Name),
            "__doc__" => new UnavailableObject(
                DiagnosticDescriptors.NotBuiltIn, $"{Name}.__doc__", "PycJit has no docstrings of Python's own modules", "Leave it out."),
            _ => Unknown?.Invoke(name) ?? PyValue.Unbound,
        };
        return !value.IsUnbound;
    }

    /// <inheritdoc/>
    public override void SetAttribute(PythonRuntime runtime, string name, PyValue value) => Names[name] = value;

    /// <inheritdoc/>
    public override void DeleteAttribute(PythonRuntime runtime, string name)
    {
        if (!Names.TryGet(name, out _))
            throw runtime.Semantics.Exceptions.NoAttributeToDelete(this, name);
        Names[name] = PyValue.Unbound;
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<module '{Name}' (built-in)>";
}

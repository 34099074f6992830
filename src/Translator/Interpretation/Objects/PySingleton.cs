namespace Pyc.Translation.Interpretation;

/// <summary>The objects of which there is one: NotImplemented and Ellipsis.</summary>
internal sealed class PySingleton : PyObject
{
    private readonly string _name;

    private PySingleton(string name, PyType type)
    {
        _name = name;
        Type = type;
    }

    /// <summary><c>NotImplemented</c>.</summary>
    public static PySingleton NotImplemented { get; } = new("NotImplemented", PyTypes.NotImplementedType);

    /// <summary><c>...</c>.</summary>
    public static PySingleton Ellipsis { get; } = new("Ellipsis", PyTypes.Ellipsis);

    /// <inheritdoc/>
    public override PyType Type { get; }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => _name;
}

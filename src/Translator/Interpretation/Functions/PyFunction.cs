namespace Pyc.Translation.Interpretation;

/// <summary>A function that Python code defines.</summary>
internal sealed partial class PyFunction(PyCode code, PyNamespace globals) : PyObject
{
    /// <summary>Its code.</summary>
    public PyCode Code { get; } = code;

    /// <summary>The globals of its module.</summary>
    public PyNamespace Globals { get; } = globals;

    /// <summary><c>__name__</c>.</summary>
    public string Name { get; set; } = code.Code.Name;

    /// <summary><c>__qualname__</c>.</summary>
    public string QualifiedName { get; set; } = code.Code.QualifiedName;

    /// <summary><c>__defaults__</c>: of the last positional parameters.</summary>
    public PyValue[] Defaults { get; set; } = [];

    /// <summary><c>__kwdefaults__</c>, by name; null for none.</summary>
    public Dictionary<string, PyValue>? KeywordDefaults { get; set; }

    /// <summary>The cells of its free variables.</summary>
    public PyCell[] Closure { get; set; } = [];

    /// <summary>Attributes set on it; null for none.</summary>
    public Dictionary<string, PyValue>? Attributes { get; set; }

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Function;
}

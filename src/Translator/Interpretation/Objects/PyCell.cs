namespace Pyc.Translation.Interpretation;

/// <summary>A variable that functions share: a closure's, or a global's place in its namespace.</summary>
internal sealed class PyCell : PyObject
{
    /// <summary>What it holds; nothing where the variable is unbound.</summary>
    public PyValue Value;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Cell;
}

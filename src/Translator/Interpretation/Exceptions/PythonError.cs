namespace Pyc.Translation.Interpretation;

/// <summary>Carries a Python exception through C# code, until a handler in Python or the caller of PycJit gets it.</summary>
internal sealed class PythonError(PyException value) : Exception
{
    /// <summary>The exception.</summary>
    public PyException Value { get; } = value;

    /// <inheritdoc/>
    public override string Message => Value.Type.Name;
}

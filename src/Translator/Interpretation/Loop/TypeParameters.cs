using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Type parameters and aliases, which say something to type checkers only: objects with a name and nothing else.</summary>
internal static class TypeParameters
{
    /// <summary>An operation of one operand.</summary>
    public static PyValue Unary(TypeOperation operation, PyValue operand) => operation switch
    {
        // Generic[…] as a base adds nothing that a computation sees.
        TypeOperation.SubscriptGeneric => PyTypes.Object,
        TypeOperation.TypeAlias => Of(operand.As<PyTuple>() is { Count: > 0 } parts ? parts[0] : PyValue.None),
        _ => Of(operand),
    };

    /// <summary>An operation of two operands.</summary>
    public static PyValue Binary(TypeOperation operation, PyValue first, PyValue second) => operation switch
    {
        TypeOperation.SetFunctionTypeParameters or TypeOperation.SetTypeParameterDefault => first,
        _ => Of(first),
    };

    private static PyTypeParameter Of(PyValue name) => new(name.As<PyStr>()?.Value ?? "");
}

/// <summary>A type parameter or alias.</summary>
internal sealed class PyTypeParameter(string name) : PyObject
{
    /// <inheritdoc/>
    public override PyType Type => PyTypes.TypeParameter;

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string attribute, out PyValue value)
    {
        if (attribute != "__name__")
            return base.TryGetAttribute(runtime, attribute, out value);
        value = PyValue.FromText(name);
        return true;
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => name;
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>A function of Python's own, or a method of one of its classes before it is bound.</summary>
internal sealed class PyBuiltinFunction(BuiltinSignature signature, BuiltinBody body) : PyObject
{
    // The usual call needs no new order: all parameters given by position. -1 where there is no such call.
    private readonly int _plainCount = signature is { KeywordOnlyCount: 0, TakesKeywords: false } ? signature.Parameters.Length : -1;

    /// <summary>Its name.</summary>
    public string Name => Signature.Name;

    /// <summary>The module that it belongs to; null for built-in functions and methods.</summary>
    public string? Module { get; init; }

    /// <summary>What native code calls in its place; null where the function has no such part.</summary>
    public FloatFunction? Float { get; init; }

    /// <summary>Its parameters.</summary>
    public BuiltinSignature Signature { get; } = signature;

    /// <summary>Whether it is the row of a class method: its first parameter is the class.</summary>
    public bool IsClassMethod { get; } = signature is { Name: not "__new__", Parameters: [{ Name: "cls" }, ..] };

    /// <summary>Whether it is the row of a constructor, which nothing binds.</summary>
    public bool IsConstructor { get; } = signature.Name == "__new__";

    /// <inheritdoc/>
    public override PyType Type => PyTypes.BuiltinFunction;

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        if (arguments.Values.Length == _plainCount && arguments.Names.IsEmpty)
            return body(runtime, arguments.Values);
        return body(runtime, Signature.Bind(runtime, arguments));
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        value = name switch
        {
            "__name__" or "__qualname__" => PyValue.FromText(Name),
            "__doc__" => new UnavailableObject(
                DiagnosticDescriptors.NotBuiltIn, $"{Name}.__doc__", "PycJit has no docstrings of Python's own functions", "Leave it out."),
            _ => PyValue.Unbound,
        };
        return !value.IsUnbound || base.TryGetAttribute(runtime, name, out value);
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<built-in function {Name}>";
}

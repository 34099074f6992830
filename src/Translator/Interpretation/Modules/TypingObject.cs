using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A name of <c>typing</c>: annotations may combine it as they like, and nothing comes of it.</summary>
/// <param name="name">The name.</param>
/// <param name="argument">What is in brackets behind it; nothing where there are none.</param>
internal sealed class TypingObject(string name, PyValue argument = default) : PyCallable
{
    private static readonly PyType s_type = PyType.Builtin("annotation", PyTypes.Object, () => []);

    /// <summary>What to do where it is used as a value.</summary>
    public const string Remedy = "Use it in annotations alone.";

    /// <summary>The name; <c>Union</c> of what <c>|</c> combines.</summary>
    public string Name { get; } = name;

    /// <summary>What is in brackets behind it: a tuple where that is several; nothing where there are none.</summary>
    public PyValue Argument { get; } = argument;

    /// <inheritdoc/>
    public override PyType Type => s_type;

    /// <summary>The exception that a use of it as a value raises.</summary>
    public UnavailableException Used() => new(DiagnosticDescriptors.AnnotationOnly, $"typing.{Name}", "PycJit knows it in annotations only", Remedy);

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) => this;

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key) => new TypingObject(Name, key);

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = op == BinaryOperator.Or ? new TypingObject("Union", new PyTuple([left, right])) : throw Used();
        return true;
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value) => throw Used();

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length) => throw Used();

    /// <inheritdoc/>
    public override PyIterator? GetIterator(PythonRuntime runtime) => throw Used();

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => throw Used();
}

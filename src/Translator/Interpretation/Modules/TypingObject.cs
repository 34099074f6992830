using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A name of <c>typing</c>: annotations may combine it as they like, and nothing comes of it.</summary>
internal sealed class TypingObject(string name) : PyCallable
{
    private static readonly PyType s_type = PyType.Builtin("annotation", PyTypes.Object, () => []);

    /// <inheritdoc/>
    public override PyType Type => s_type;

    /// <summary>The exception that a use of it as a value raises.</summary>
    public UnavailableException Used() => new($"typing.{name}", "PycJit knows it in annotations only", "");

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) => this;

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key) => this;

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = this;
        return op == BinaryOperator.Or ? true : throw Used();
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

using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Stands for a value that PycJit cannot have: every use of it raises <see cref="UnavailableException"/>.</summary>
/// <remarks>
/// It may be bound to names, passed and returned by Python code; what would have to know its value raises. <c>is</c> and
/// <c>type(…)</c> ask no slot: whoever implements them asks <see cref="Check"/> first.
/// </remarks>
/// <param name="descriptor">What kind of thing it is.</param>
/// <param name="name">What it is, as Python names it: <c>open</c>, <c>numpy.array</c>.</param>
/// <param name="reason">Why it is not there: a clause, without a full stop.</param>
/// <param name="remedy">What the user can do: a sentence.</param>
internal sealed class UnavailableObject(DiagnosticDescriptor descriptor, string name, string reason, string remedy) : PyObject
{
    /// <summary>What kind of thing it is.</summary>
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    /// <summary>What it is, as Python names it.</summary>
    public string Name { get; } = name;

    /// <summary>Why it is not there.</summary>
    public string Reason { get; } = reason;

    /// <summary>What the user can do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>Nobody knows its class: whoever asks, if only to word an error, raises.</summary>
    public override PyType Type => throw Used();

    /// <summary>The exception that a use of it raises.</summary>
    public UnavailableException Used() => new(Descriptor, Name, Reason, Remedy);

    /// <summary>Raises if the value is one of these.</summary>
    /// <exception cref="UnavailableException">It is.</exception>
    public static void Check(PyValue value)
    {
        if (value.Object is UnavailableObject unavailable)
            throw unavailable.Used();
        if (value.Object is TypingObject annotation)
            throw annotation.Used();
    }

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => throw Used();

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) => throw Used();

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value) => throw Used();

    /// <inheritdoc/>
    public override void SetAttribute(PythonRuntime runtime, string name, PyValue value) => throw Used();

    /// <inheritdoc/>
    public override void DeleteAttribute(PythonRuntime runtime, string name) => throw Used();

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key) => throw Used();

    /// <inheritdoc/>
    public override void SetItem(PythonRuntime runtime, PyValue key, PyValue value) => throw Used();

    /// <inheritdoc/>
    public override void DeleteItem(PythonRuntime runtime, PyValue key) => throw Used();

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length) => throw Used();

    /// <inheritdoc/>
    public override PyIterator? GetIterator(PythonRuntime runtime) => throw Used();

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item) => throw Used();

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result) => throw Used();

    /// <inheritdoc/>
    public override bool TryBinaryInPlace(PythonRuntime runtime, BinaryOperator op, PyValue right, out PyValue result) => throw Used();

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result) => throw Used();

    /// <inheritdoc/>
    public override bool TryUnary(PythonRuntime runtime, UnaryOperator op, out PyValue result) => throw Used();

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) => throw Used();

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => throw Used();

    /// <inheritdoc/>
    public override string Str(PythonRuntime runtime) => throw Used();

    /// <inheritdoc/>
    public override string Format(PythonRuntime runtime, string specification) => throw Used();
}

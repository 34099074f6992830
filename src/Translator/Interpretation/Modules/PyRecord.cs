using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A tuple whose items have names, such as <c>sys.version_info</c>.</summary>
internal sealed class PyRecord(PyType type, string[] names, PyTuple items) : PyObject
{
    /// <summary>The items.</summary>
    public PyTuple Items { get; } = items;

    /// <inheritdoc/>
    public override PyType Type => type;

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => Items.Count > 0;

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        var index = Array.IndexOf(names, name);
        if (index < 0)
            return base.TryGetAttribute(runtime, name, out value);
        value = Items[index];
        return true;
    }

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key) => Items.GetItem(runtime, key);

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = Items.Count;
        return true;
    }

    /// <inheritdoc/>
    public override PyIterator? GetIterator(PythonRuntime runtime) => Items.GetIterator(runtime);

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item) => Items.Contains(runtime, item);

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result) =>
        Items.TryCompare(runtime, op, right.As<PyRecord>()?.Items ?? right, out result);

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) => Items.Hash(runtime);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) =>
        $"{type.Name}({string.Join(", ", names.Select((name, index) => $"{name}={Operators.Repr(runtime, Items[index])}"))})";
}

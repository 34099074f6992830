namespace Pyc.Translation.Interpretation;

/// <summary>An iterator of <c>itertools</c>, written as a C# iterator.</summary>
internal sealed class EnumeratedIterator(PyType type, IEnumerable<PyValue> items) : PyIterator
{
    private readonly IEnumerator<PyValue> _items = items.GetEnumerator();

    /// <inheritdoc/>
    public override PyType Type => type;

    /// <inheritdoc/>
    public override bool TryNext(PythonRuntime runtime, out PyValue item)
    {
        runtime.EnsureStack();
        runtime.Charge();
        var isThere = _items.MoveNext();
        item = isThere ? _items.Current : default;
        return isThere;
    }
}

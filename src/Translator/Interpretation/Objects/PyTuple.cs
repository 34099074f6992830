namespace Pyc.Translation.Interpretation;

/// <summary>A tuple.</summary>
/// <param name="items">The items; owned by the tuple from now on, and never changed.</param>
internal sealed partial class PyTuple(PyValue[] items) : PySequence
{
    /// <summary>The items.</summary>
    public ReadOnlySpan<PyValue> Items => items;

    /// <inheritdoc/>
    public override int Count => items.Length;

    /// <summary>The item at an index within the tuple.</summary>
    public PyValue this[int index] => items[index];

    /// <summary>The tuple without items.</summary>
    public static PyTuple Empty { get; } = new([]);

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Tuple;

    /// <inheritdoc/>
    public override PyValue ItemAt(PythonRuntime runtime, int index) => items[index];

    /// <inheritdoc/>
    public override ReadOnlySpan<PyValue> View(PythonRuntime runtime) => items;

    /// <inheritdoc/>
    public override PyValue[] ToArray(PythonRuntime runtime)
    {
        if (items.Length == 0)
            return [];
        runtime.Memory.Check(items.Length, PythonMemory.ValueSize);
        var copy = new PyValue[items.Length];
        Bulk.Copy(runtime, items, copy);
        return copy;
    }

    /// <inheritdoc/>
    public override PyIterator GetIterator(PythonRuntime runtime) => new PyTupleIterator(this);

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime)
    {
        runtime.Enter();
        try
        {
            return runtime.Semantics.Containers.UsesTupleXxHash ? ContainerHash.OfTuple(runtime, items) : ContainerHash.OfTupleBefore38(runtime, items);
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        if (!ReprGuard.TryEnter(runtime, this))
            return "(...)";
        try
        {
            return items.Length == 1 ? $"({ReprOfItems(runtime)},)" : $"({ReprOfItems(runtime)})";
        }
        finally
        {
            ReprGuard.Leave(runtime, this);
        }
    }

    /// <inheritdoc/>
    protected override PyValue Make(PyValue[] items) => items.Length == 0 ? Empty : new PyTuple(items);
}

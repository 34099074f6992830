namespace Pyc.Translation.Interpretation;

/// <summary>A tuple.</summary>
/// <param name="items">The items; owned by the tuple from now on, and never changed.</param>
internal sealed partial class PyTuple(PyValue[] items) : PyObject
{
    /// <summary>The items.</summary>
    public ReadOnlySpan<PyValue> Items => items;

    /// <summary>The number of items.</summary>
    public int Count => items.Length;

    /// <summary>The item at an index within the tuple.</summary>
    public PyValue this[int index] => items[index];

    /// <summary>The tuple without items.</summary>
    public static PyTuple Empty { get; } = new([]);

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Tuple;
}

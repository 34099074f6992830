namespace Pyc.Translation.Interpretation;

/// <summary>A set or a frozenset.</summary>
internal sealed partial class PySet(bool isFrozen = false) : PyObject
{
    /// <summary>Whether it is a frozenset.</summary>
    public bool IsFrozen { get; } = isFrozen;

    /// <summary>The number of items.</summary>
    public int Count => throw new NotSupportedException();

    /// <summary>Adds an item; false where it was there.</summary>
    /// <exception cref="PythonError">The item cannot be hashed, or comparing raises.</exception>
    public bool Add(PythonRuntime runtime, PyValue item) => throw new NotSupportedException();

    /// <summary>Removes an item; false where it was not there.</summary>
    public bool Remove(PythonRuntime runtime, PyValue item) => throw new NotSupportedException();

    /// <summary>Walks through the items in Python's order: start at position 0; false at the end.</summary>
    public bool TryNextItem(ref int position, out PyValue item) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override PyType Type => IsFrozen ? PyTypes.FrozenSet : PyTypes.Set;
}

using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A dict.</summary>
internal sealed partial class PyDict : PyObject
{
    /// <summary>The number of keys.</summary>
    public int Count => throw new NotSupportedException();

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Dict;

    /// <summary>The value of a key, if it is there.</summary>
    /// <exception cref="PythonError">The key cannot be hashed, or comparing raises.</exception>
    public bool TryGet(PythonRuntime runtime, PyValue key, out PyValue value) => throw new NotSupportedException();

    /// <summary>Sets the value of a key.</summary>
    public void Set(PythonRuntime runtime, PyValue key, PyValue value) => throw new NotSupportedException();

    /// <summary>Removes a key and gives its value; false where it was not there.</summary>
    public bool Remove(PythonRuntime runtime, PyValue key, out PyValue value) => throw new NotSupportedException();

    /// <summary>Removes all keys.</summary>
    public void Clear() => throw new NotSupportedException();

    /// <summary>Walks through the entries in Python's order: start at position 0; false at the end.</summary>
    public bool TryNextEntry(ref int position, out PyValue key, out PyValue value) => throw new NotSupportedException();
}

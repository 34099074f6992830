using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>The rows of a lent array of arrays: lists of fixed length themselves, or None.</summary>
/// <param name="rows">The rows; the array belongs to this from now on.</param>
internal sealed class RowElements(PyValue[] rows) : ElementMemory(ElementKind.Sequence, rows.Length, isReadOnly: false)
{
    /// <inheritdoc/>
    public override bool CanBeReordered => false;

    /// <inheritdoc/>
    public override PyValue Get(PythonRuntime runtime, int index) => IsClosed ? throw Closed() : rows[index];

    /// <inheritdoc/>
    protected override void Write(PythonRuntime runtime, int index, PyValue value) => Check(runtime, index, value);

    /// <inheritdoc/>
    protected override void Check(PythonRuntime runtime, int index, PyValue value)
    {
        if (!value.IsSame(rows[index]))
            throw RowIsFixed();
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>The rows of a lent array of two dimensions: lists of fixed length that lie over its rows.</summary>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">The number of elements of each.</param>
internal abstract class GridElements(int rows, int columns) : ElementMemory(ElementKind.Sequence, rows, isReadOnly: false)
{
    private readonly PyList?[] _rows = new PyList?[rows];

    /// <summary>The number of elements of each row.</summary>
    public int Columns { get; } = columns;

    /// <inheritdoc/>
    public override bool CanBeReordered => false;

    /// <summary>The list over a row, the same each time.</summary>
    public PyList RowAt(int index) => IsClosed ? throw Closed() : _rows[index] ??= new PyList(MakeRow(index));

    /// <inheritdoc/>
    public override PyValue Get(PythonRuntime runtime, int index) => RowAt(index);

    /// <inheritdoc/>
    public override void Close()
    {
        base.Close();
        foreach (var row in _rows)
            row?.Memory!.Close();                   // MakeRow has given each its memory
    }

    /// <summary>The memory of a row.</summary>
    protected abstract ElementMemory MakeRow(int index);

    /// <inheritdoc/>
    protected override void Write(PythonRuntime runtime, int index, PyValue value) => Check(runtime, index, value);

    /// <inheritdoc/>
    protected override void Check(PythonRuntime runtime, int index, PyValue value)
    {
        if (!ReferenceEquals(value.Object, _rows[index]) || value.Object is null)
            throw RowIsFixed();
    }
}

/// <inheritdoc/>
/// <typeparam name="T">The C# type of the elements.</typeparam>
/// <param name="array">The array, which stays alive as long as this does.</param>
internal sealed class GridElements<T>(T[,] array) : GridElements(array.GetLength(0), array.GetLength(1))
    where T : unmanaged
{
    /// <inheritdoc/>
    protected override ElementMemory MakeRow(int index) => new Row(array, index * Columns, Columns);

    private sealed class Row(T[,] array, int start, int count) : TypedElements<T>(count, isReadOnly: false)
    {
        /// <inheritdoc/>
        protected override Span<T> Span => MemoryMarshal
            .CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length)
            .Slice(start, Count);
    }
}

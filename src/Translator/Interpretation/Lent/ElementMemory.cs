using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>The elements of a list that lie where C# has lent them, and not in the list: an array, a span, a row of an array of two dimensions.</summary>
/// <remarks>
/// Their number is fixed. Others write them as well: each read sees the memory as it is then, and a write is there at once.
/// </remarks>
/// <param name="kind">How an element lies in memory.</param>
/// <param name="count">How many there are.</param>
/// <param name="isReadOnly">Whether Python must not write them.</param>
internal abstract class ElementMemory(ElementKind kind, int count, bool isReadOnly)
{
    /// <summary>How an element lies in memory.</summary>
    public ElementKind Kind { get; } = kind;

    /// <summary>Whether Python must not write them.</summary>
    public bool IsReadOnly { get; } = isReadOnly;

    /// <summary>Whether the memory is no longer lent.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>How many there are.</summary>
    /// <exception cref="PythonError">The memory is no longer lent: ValueError.</exception>
    public int Count => IsClosed ? throw Closed() : count;

    /// <summary>Whether every element may take the place of every other.</summary>
    public virtual bool CanBeReordered => true;

    /// <summary>The element at an index from 0 to below <see cref="Count"/>.</summary>
    /// <exception cref="PythonError">The memory is no longer lent: ValueError.</exception>
    public abstract PyValue Get(PythonRuntime runtime, int index);

    /// <summary>Writes the element at an index from 0 to below <see cref="Count"/>.</summary>
    /// <exception cref="PythonError">
    /// It cannot hold the value: OverflowError or TypeError. The memory is read-only: TypeError; or no longer lent: ValueError.
    /// </exception>
    public void Set(PythonRuntime runtime, int index, PyValue value)
    {
        CheckWritable();
        Write(runtime, index, value);
    }

    /// <summary>Writes elements: all, or none where one of them cannot hold its value.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="range">Their indexes.</param>
    /// <param name="values">As many values.</param>
    /// <inheritdoc cref="Set" path="/exception"/>
    public void SetAll(PythonRuntime runtime, SliceRange range, ReadOnlySpan<PyValue> values)
    {
        if (values.IsEmpty)
            return;
        CheckWritable();
        for (var i = 0; i < values.Length; i++)
        {
            runtime.ChargeStretch(i);
            Check(runtime, (int)range[i], values[i]);
        }
        for (var i = 0; i < values.Length; i++)
            Write(runtime, (int)range[i], values[i]);
    }

    /// <summary>Makes sure that the elements may change their places.</summary>
    /// <inheritdoc cref="Set" path="/exception"/>
    public void CheckReordering()
    {
        CheckWritable();
        if (!CanBeReordered)
            throw RowIsFixed();
    }

    /// <summary>Makes every later use raise: the memory is lent no longer.</summary>
    public virtual void Close() => IsClosed = true;

    /// <summary>Writes an element of memory that may be written.</summary>
    protected abstract void Write(PythonRuntime runtime, int index, PyValue value);

    /// <summary>Raises where <see cref="Write"/> would.</summary>
    protected abstract void Check(PythonRuntime runtime, int index, PyValue value);

    /// <summary>The error of putting another row into the place of one.</summary>
    protected static PythonError RowIsFixed() =>
        PyErrors.TypeError("the rows of an array that C# has lent cannot be replaced; assign their elements");

    /// <summary>The error of every use after <see cref="Close"/>.</summary>
    protected static PythonError Closed() =>
        PyErrors.ValueError("operation forbidden on a list whose memory C# has lent for a call that is over");

    private void CheckWritable()
    {
        if (IsClosed)
            throw Closed();
        if (IsReadOnly)
            throw PyErrors.TypeError("the memory that C# has lent is read-only");
    }
}

namespace Pyc.Translation.Interpretation;

/// <summary>A slice; parts that were left out are None.</summary>
internal sealed partial class PySlice(PyValue start, PyValue stop, PyValue step) : PyObject
{
    /// <summary><c>start</c>.</summary>
    public PyValue Start { get; } = start;

    /// <summary><c>stop</c>.</summary>
    public PyValue Stop { get; } = stop;

    /// <summary><c>step</c>.</summary>
    public PyValue Step { get; } = step;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Slice;
}

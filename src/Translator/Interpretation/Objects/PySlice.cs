using Pyc.Loader;

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

    /// <summary>What the slice means for a sequence.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="length">The sequence's length, asked last: reading the bounds may run Python code.</param>
    /// <exception cref="PythonError">A bound is no int: TypeError; the step is 0: ValueError.</exception>
    /// <remarks>CPython: <c>Objects/sliceobject.c</c>, <c>PySlice_Unpack</c> and <c>PySlice_AdjustIndices</c>.</remarks>
    public SliceRange Resolve(PythonRuntime runtime, Func<int> length)
    {
        var (start, stop, step) = Bounds(runtime);
        return SliceRange.Of(start, stop, step, length());
    }

    /// <summary>What the slice means for a sequence of that length.</summary>
    public SliceRange Resolve(PythonRuntime runtime, long length)
    {
        var (start, stop, step) = Bounds(runtime);
        return SliceRange.Of(start, stop, step, length);
    }

    private (long Start, long Stop, long Step) Bounds(PythonRuntime runtime)
    {
        var step = SequenceIndex.SliceBound(runtime, Step, 1);
        if (step == 0)
            throw PyErrors.ValueError("slice step cannot be zero");
        step = Math.Max(step, -long.MaxValue);              // so that it can be negated
        var start = SequenceIndex.SliceBound(runtime, Start, step < 0 ? long.MaxValue : 0);
        var stop = SequenceIndex.SliceBound(runtime, Stop, step < 0 ? long.MinValue : long.MaxValue);
        return (start, stop, step);
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        (var isPart, value) = name switch
        {
            "start" => (true, Start),
            "stop" => (true, Stop),
            "step" => (true, Step),
            _ => (false, default),
        };
        return isPart || base.TryGetAttribute(runtime, name, out value);
    }

    /// <inheritdoc/>
    public override void SetAttribute(PythonRuntime runtime, string name, PyValue value)
    {
        if (name is "start" or "stop" or "step")
            throw runtime.Semantics.Containers.ReadonlyPart;
        base.SetAttribute(runtime, name, value);
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (right.Object is not PySlice other)
            return false;
        result = ReferenceEquals(this, other)
            ? PyValue.FromBool(SequenceIndex.Holds(op, 0))
            : Operators.Compare(runtime, op, Parts, other.Parts);
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime)
    {
        if (!runtime.Semantics.Containers.HasSliceHash)
            throw PyErrors.TypeError(runtime.Semantics.Containers.UnhashableSlice);
        runtime.Enter();                                    // a part may be a slice itself
        try
        {
            return ContainerHash.OfSlice(runtime, this);
        }
        finally
        {
            runtime.Leave();
        }
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        runtime.EnterRepr();
        try
        {
            return $"slice({Operators.Repr(runtime, Start)}, {Operators.Repr(runtime, Stop)}, {Operators.Repr(runtime, Step)})";
        }
        finally
        {
            runtime.Leave();
        }
    }

    private PyTuple Parts => new([Start, Stop, Step]);
}

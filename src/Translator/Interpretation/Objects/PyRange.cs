using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A <c>range</c>, or an <c>xrange</c> of Python 2.</summary>
/// <param name="runtime">What is charged for counting.</param>
/// <param name="start">The first number.</param>
/// <param name="stop">The end, not included.</param>
/// <param name="step">The distance, not 0.</param>
/// <param name="isXRange">Whether it is an <c>xrange</c>.</param>
/// <remarks>CPython: <c>Objects/rangeobject.c</c>.</remarks>
internal sealed partial class PyRange(PythonRuntime runtime, BigInteger start, BigInteger stop, BigInteger step, bool isXRange = false) : PyObject
{
    /// <summary><c>start</c>.</summary>
    public BigInteger Start { get; } = start;

    /// <summary><c>stop</c>.</summary>
    public BigInteger Stop { get; } = stop;

    /// <summary><c>step</c>.</summary>
    public BigInteger Step { get; } = step;

    /// <summary>How many numbers.</summary>
    public BigInteger Count { get; } = CountOf(runtime, start, stop, step);

    /// <inheritdoc/>
    public override PyType Type => isXRange ? PyTypes.XRange : PyTypes.Range;

    /// <summary>The number at an index within the range.</summary>
    public PyValue At(PythonRuntime runtime, BigInteger index) => Numbers.Integer(runtime, Start + LargeProducts.Multiply(runtime, index, Step));

    /// <summary>Where a number stands; false where it is not in the range.</summary>
    public bool TryIndexOf(PythonRuntime runtime, BigInteger number, out BigInteger index)
    {
        var distance = number - Start;
        (index, var rest) = LargeQuotients.DivRem(runtime, distance, Step);
        return rest.IsZero && index.Sign >= 0 && index < Count;
    }

    /// <inheritdoc/>
    public override bool IsTrue(PythonRuntime runtime) => !Count.IsZero;

    /// <inheritdoc/>
    public override bool TryGetLength(PythonRuntime runtime, out long length)
    {
        if (Count > long.MaxValue)
            throw PyErrors.OverflowError("Python int too large to convert to C ssize_t");
        length = (long)Count;
        return true;
    }

    /// <inheritdoc/>
    public override PyValue GetItem(PythonRuntime runtime, PyValue key)
    {
        if (key.Object is PySlice slice && !isXRange && runtime.Semantics.Containers.HasRangeSlices)
            return Slice(runtime, slice);
        if (!SequenceIndex.TryGetInteger(runtime, key, out var index))
            throw PyErrors.TypeError(isXRange
                ? $"sequence index must be integer, not '{key.Type.Name}'"
                : runtime.Semantics.Containers.BadIndex(Type, key));
        if (isXRange && !IsWord(index))
            throw PyErrors.IndexError($"cannot fit '{key.Type.Name}' into an index-sized integer");
        if (index.Sign < 0)
            index += Count;
        if (index.Sign < 0 || index >= Count)
            throw PyErrors.IndexError(isXRange ? "xrange object index out of range" : "range object index out of range");
        return At(runtime, index);
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        if (!isXRange && runtime.Semantics.Containers.HasRangeEquality && name is ("start" or "stop" or "step"))
        {
            value = Integers.Make(name == "start" ? Start : name == "stop" ? Stop : Step);
            return true;
        }
        return base.TryGetAttribute(runtime, name, out value);
    }

    /// <inheritdoc/>
    public override void SetAttribute(PythonRuntime runtime, string name, PyValue value)
    {
        if (!isXRange && runtime.Semantics.Containers.HasRangeEquality && name is ("start" or "stop" or "step"))
            throw runtime.Semantics.Containers.ReadonlyPart;
        base.SetAttribute(runtime, name, value);
    }

    /// <inheritdoc/>
    public override bool Contains(PythonRuntime runtime, PyValue item) =>
        !isXRange && (item.IsInt || item.IsBool || item.Object is PyInteger) && SequenceIndex.TryGetInteger(runtime, item, out var number)
            ? TryIndexOf(runtime, number, out _)
            : Operators.ContainsByIteration(runtime, this, item);

    /// <inheritdoc/>
    public override PyIterator GetIterator(PythonRuntime runtime) => Iterate(Start, Step, Count);

    /// <summary>What <c>reversed</c> walks through.</summary>
    public PyIterator GetReversedIterator() => Iterate(Start + ((Count - 1) * Step), -Step, Count);

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (right.Object is not PyRange other || isXRange || !runtime.Semantics.Containers.HasRangeEquality
            || op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
        {
            return false;
        }
        var areEqual = Count == other.Count
            && (Count.IsZero || (Start == other.Start && (Count.IsOne || Step == other.Step)));
        result = PyValue.FromBool(areEqual == (op == ComparisonOperator.Equal));
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime)
    {
        if (isXRange || !runtime.Semantics.Containers.HasRangeEquality)
            return base.Hash(runtime);
        // Equal ranges have equal parts here: the empty ones none, those of one number no step.
        var parts = new PyTuple(
        [
            Integers.Make(Count),
            Count.IsZero ? PyValue.None : Integers.Make(Start),
            Count.IsZero || Count.IsOne ? PyValue.None : Integers.Make(Step),
        ]);
        return parts.Hash(runtime);
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime)
    {
        if (isXRange)
        {
            // Beyond a C long the end is cut off.
            var end = BigInteger.Max(long.MinValue, BigInteger.Min(long.MaxValue, Start + (Count * Step)));
            return Step.IsOne ? (Start.IsZero ? $"xrange({end})" : $"xrange({Start}, {end})") : $"xrange({Start}, {end}, {Step})";
        }
        string Text(BigInteger number) => Numbers.ToDecimal(runtime, number);
        return Step.IsOne ? $"range({Text(Start)}, {Text(Stop)})" : $"range({Text(Start)}, {Text(Stop)}, {Text(Step)})";
    }

    private static BigInteger CountOf(PythonRuntime runtime, BigInteger start, BigInteger stop, BigInteger step)
    {
        if (step.IsOne)
            return stop > start ? stop - start : 0;          // no division for the usual range
        if (step.Sign > 0)
            return stop > start ? LargeQuotients.DivRem(runtime, stop - start - 1, step).Quotient + 1 : 0;
        return start > stop ? LargeQuotients.DivRem(runtime, start - stop - 1, -step).Quotient + 1 : 0;
    }

    private static PyIterator Iterate(BigInteger start, BigInteger step, BigInteger count)
    {
        if (!IsWord(start) || !IsWord(step) || !IsWord(count))
            return new PyLongRangeIterator(start, step, count);
        var (first, distance, turns) = ((long)start, (long)step, (long)count);
        // One step past the end is computed, never given.
        var last = (Int128)first + ((Int128)distance * turns);
        return last >= long.MinValue && last <= long.MaxValue
            ? new PyRangeIterator(first, distance, turns)
            : new PyLongRangeIterator(start, step, count);
    }

    private static bool IsWord(BigInteger number) => number >= long.MinValue && number <= long.MaxValue;

    private PyRange Slice(PythonRuntime runtime, PySlice slice)
    {
        var (first, end, distance) = RangeSlice.Resolve(runtime, slice, Count);
        return new PyRange(runtime, Start + (first * Step), Start + (end * Step), Step * distance);
    }
}

namespace Pyc.Translation.Interpretation;

/// <summary>Which items of a sequence a slice names.</summary>
/// <param name="Start">The first index.</param>
/// <param name="Step">From one index to the next.</param>
/// <param name="Count">How many.</param>
/// <remarks>CPython: <c>PySlice_Unpack</c> and <c>PySlice_AdjustIndices</c>.</remarks>
internal readonly record struct SequenceSlice(long Start, long Step, int Count)
{
    private const string NoIndex = "slice indices must be integers or None or have an __index__ method";

    /// <summary>The items of a sequence of that length.</summary>
    /// <exception cref="PythonError">A part of the slice is no index (TypeError), or the step is 0 (ValueError).</exception>
    public static SequenceSlice Of(PythonRuntime runtime, PySlice slice, int length)
    {
        var step = slice.Step.IsNone ? 1 : Clamped(runtime, slice.Step);
        if (step == 0)
            throw PyErrors.ValueError("slice step cannot be zero");
        var start = slice.Start.IsNone ? (step < 0 ? long.MaxValue : 0) : Clamped(runtime, slice.Start);
        var stop = slice.Stop.IsNone ? (step < 0 ? long.MinValue : long.MaxValue) : Clamped(runtime, slice.Stop);
        // Behind the end a walk backwards starts at the last item; before the beginning it ends at -1.
        var (lowest, highest) = step < 0 ? (-1L, length - 1L) : (0L, (long)length);
        start = Within(start, length, lowest, highest);
        stop = Within(stop, length, lowest, highest);
        var count = step < 0
            ? (stop < start ? ((start - stop - 1) / -step) + 1 : 0)
            : (start < stop ? ((stop - start - 1) / step) + 1 : 0);
        return new SequenceSlice(start, step, (int)count);
    }

    private static long Within(long index, long length, long lowest, long highest) =>
        index < 0 ? Math.Max(index + length, lowest) : Math.Min(index, highest);

    // Any number beyond what a sequence can hold means the same as the largest one; -MaxValue, so that it can be negated.
    private static long Clamped(PythonRuntime runtime, PyValue value)
    {
        if (value.IsInt)
            return Math.Max(value.Int, -long.MaxValue);
        if (Numbers.TryGetInteger(value, out var integer))
            return integer > long.MaxValue ? long.MaxValue : integer < -long.MaxValue ? -long.MaxValue : (long)integer;
        return Math.Max(Numbers.Index(runtime, value, NoIndex), -long.MaxValue);
    }
}

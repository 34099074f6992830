using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>The bounds of a slice for lengths beyond 64 bits, as <c>range</c> and <c>slice.indices</c> need them.</summary>
/// <remarks>CPython: <c>Objects/sliceobject.c</c>, <c>_PySlice_GetLongIndices</c>.</remarks>
internal static class RangeSlice
{
    /// <summary>Start, stop and step within a sequence of that length.</summary>
    public static (BigInteger Start, BigInteger Stop, BigInteger Step) Resolve(PythonRuntime runtime, PySlice slice, BigInteger length)
    {
        var step = slice.Step.IsNone ? BigInteger.One : Part(runtime, slice.Step);
        if (step.IsZero)
            throw PyErrors.ValueError("slice step cannot be zero");
        var (lowest, highest) = step.Sign < 0 ? (BigInteger.MinusOne, length - 1) : (BigInteger.Zero, length);
        var start = slice.Start.IsNone ? (step.Sign < 0 ? highest : lowest) : Bring(Part(runtime, slice.Start), length, lowest, highest);
        var stop = slice.Stop.IsNone ? (step.Sign < 0 ? lowest : highest) : Bring(Part(runtime, slice.Stop), length, lowest, highest);
        return (start, stop, step);
    }

    private static BigInteger Part(PythonRuntime runtime, PyValue value) =>
        SequenceIndex.TryGetInteger(runtime, value, out var integer)
            ? integer
            : throw PyErrors.TypeError("slice indices must be integers or None or have an __index__ method");

    private static BigInteger Bring(BigInteger bound, BigInteger length, BigInteger lowest, BigInteger highest)
    {
        if (bound.Sign < 0)
            return BigInteger.Max(bound + length, lowest);
        return BigInteger.Min(bound, highest);
    }
}

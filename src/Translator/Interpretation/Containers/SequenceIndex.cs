using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Ints as indices, bounds of slices and counts of repetition.</summary>
internal static class SequenceIndex
{
    /// <summary>Whether a comparison holds for the sign that <c>CompareTo</c> gives.</summary>
    public static bool Holds(ComparisonOperator op, int sign) => op switch
    {
        ComparisonOperator.Less => sign < 0,
        ComparisonOperator.LessOrEqual => sign <= 0,
        ComparisonOperator.Equal => sign == 0,
        ComparisonOperator.NotEqual => sign != 0,
        ComparisonOperator.Greater => sign > 0,
        _ => sign >= 0,
    };

    /// <summary>An int of any size from an int, a bool or what <c>__index__</c> gives; false for all else.</summary>
    public static bool TryGetInteger(PythonRuntime runtime, PyValue value, out BigInteger integer)
    {
        if (value.IsInt)
        {
            integer = value.Int;
            return true;
        }
        return Numbers.TryGetIndex(runtime, value, out integer);
    }

    /// <summary>An index that is an argument of a method, not yet counted from the front.</summary>
    /// <exception cref="PythonError">It is no int (TypeError) or beyond 64 bits (OverflowError).</exception>
    public static long Argument(PythonRuntime runtime, PyValue value)
    {
        if (value.IsInt)
            return value.Int;
        if (!TryGetInteger(runtime, value, out var integer))
            throw PyErrors.TypeError(runtime.Semantics.Containers.BadIndexArgument(value));
        if (integer < long.MinValue || integer > long.MaxValue)
            throw PyErrors.OverflowError(runtime.Semantics.Containers.IntegerArgumentTooLarge);
        return (long)integer;
    }

    /// <summary>A bound of a slice, kept within 64 bits; <paramref name="missing"/> for None.</summary>
    public static long SliceBound(PythonRuntime runtime, PyValue value, long missing)
    {
        if (value.IsNone || value.IsUnbound)
            return missing;
        if (value.IsInt)
            return value.Int;
        if (!TryGetInteger(runtime, value, out var integer))
            throw PyErrors.TypeError(runtime.Semantics.Containers.BadSliceBound);
        return Clamp(integer);
    }

    /// <summary>An optional bound of <c>index</c>, kept within 64 bits, as an index from the front.</summary>
    public static long SearchBound(PythonRuntime runtime, PyValue value, long missing, int length)
    {
        if (value.IsUnbound)
            return missing;
        if (!TryGetInteger(runtime, value, out var integer))
            throw PyErrors.TypeError(runtime.Semantics.Containers.BadSearchBound);
        var bound = Clamp(integer);
        return bound < 0 ? Math.Max(0, bound + length) : bound;
    }

    /// <summary>How often <c>sequence * count</c> repeats; false where it is no int.</summary>
    public static bool TryGetRepeatCount(PythonRuntime runtime, PyValue value, out long count)
    {
        count = 0;
        if (!TryGetInteger(runtime, value, out var integer))
            return false;
        if (integer < long.MinValue || integer > long.MaxValue)
            throw PyErrors.OverflowError($"cannot fit '{value.Type.Name}' into an index-sized integer");
        count = (long)integer;
        return true;
    }

    /// <summary>TypeError: a sequence times something that is no int.</summary>
    public static PythonError CannotRepeat(PyValue count) =>
        PyErrors.TypeError($"can't multiply sequence by non-int of type '{count.Type.Name}'");

    private static long Clamp(BigInteger integer) =>
        integer > long.MaxValue ? long.MaxValue : integer < long.MinValue ? long.MinValue : (long)integer;
}

using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Hashes of containers, equal to CPython's for items with equal hashes.</summary>
internal static class ContainerHash
{
    private const ulong XxPrime1 = 11400714785074694791;
    private const ulong XxPrime2 = 14029467366897019727;
    private const ulong XxPrime5 = 2870177450012600261;

    /// <summary>The hash of a tuple since 3.8: xxHash over the items' hashes.</summary>
    /// <remarks>CPython: <c>Objects/tupleobject.c</c>, <c>tuplehash</c>.</remarks>
    public static long OfTuple(PythonRuntime runtime, ReadOnlySpan<PyValue> items)
    {
        var accumulator = XxPrime5;
        for (var i = 0; i < items.Length; i++)
        {
            runtime.ChargeStretch(i);
            accumulator += (ulong)Operators.Hash(runtime, items[i]) * XxPrime2;
            accumulator = BitOperations.RotateLeft(accumulator, 31) * XxPrime1;
        }
        accumulator += (ulong)items.Length ^ (XxPrime5 ^ 3527539UL);
        return accumulator == ulong.MaxValue ? 1546275796 : (long)accumulator;
    }

    /// <summary>The hash of a tuple up to 3.7.</summary>
    public static long OfTupleBefore38(PythonRuntime runtime, ReadOnlySpan<PyValue> items)
    {
        var result = 0x345678UL;
        var factor = 1000003UL;
        var left = items.Length;
        foreach (var item in items)
        {
            runtime.ChargeStretch(left);
            left--;
            result = (result ^ (ulong)Operators.Hash(runtime, item)) * factor;
            factor += (ulong)(82520L + left + left);
        }
        result += 97531;
        return Signed(result);
    }

    /// <summary>A hash is never -1, which C code uses for an error.</summary>
    public static long Signed(ulong hash) => hash == ulong.MaxValue ? -2 : (long)hash;

    /// <summary>The hash of a slice, which those have since 3.12: the parts' as in a tuple, without its length.</summary>
    /// <remarks>CPython: <c>Objects/sliceobject.c</c>, <c>slicehash</c>.</remarks>
    public static long OfSlice(PythonRuntime runtime, PySlice slice)
    {
        var accumulator = XxPrime5;
        foreach (var item in (ReadOnlySpan<PyValue>)[slice.Start, slice.Stop, slice.Step])
        {
            accumulator += (ulong)Operators.Hash(runtime, item) * XxPrime2;
            accumulator = BitOperations.RotateLeft(accumulator, 31) * XxPrime1;
        }
        return accumulator == ulong.MaxValue ? 1546275796 : (long)accumulator;
    }

    /// <summary>The hash of a frozenset, which does not depend on the order of the items.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="set">The set.</param>
    /// <param name="isShuffled">Whether the last steps are those of 3.6 and later.</param>
    /// <remarks>CPython: <c>Objects/setobject.c</c>, <c>frozenset_hash</c>.</remarks>
    public static long OfSet(PythonRuntime runtime, PySet set, bool isShuffled)
    {
        var result = isShuffled ? 0UL : 1927868237UL * (ulong)(set.Count + 1L);
        for (var position = 0; set.TryNextItem(ref position, out _, out var hash);)
        {
            runtime.ChargeStretch(position);
            result ^= Shuffle((ulong)hash);
        }
        if (!isShuffled)
        {
            result = (result * 69069UL) + 907133923UL;
            return result == ulong.MaxValue ? 590923713 : (long)result;
        }
        result ^= ((ulong)set.Count + 1) * 1927868237UL;
        result ^= (result >> 11) ^ (result >> 25);
        result = (result * 69069UL) + 907133923UL;
        return result == ulong.MaxValue ? 590923713 : (long)result;
    }

    private static ulong Shuffle(ulong hash) => (hash ^ 89869747UL ^ (hash << 16)) * 3644798167UL;
}

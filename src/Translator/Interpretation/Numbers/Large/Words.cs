using System.Numerics;
using System.Runtime.InteropServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Numbers that are not negative as words, the lowest first: what long operations compute with.</summary>
internal static class Words
{
    // So many words are gone through without a charge: less than a tenth of a millisecond.
    private const int Stretch = 1 << 14;

    /// <summary>Zeros. What is computed with them is no longer than what has been checked.</summary>
    public static ulong[] New(PythonRuntime runtime, int count)
    {
        runtime.Charge(count >> 4);
        return new ulong[count];
    }

    /// <summary>The words of a magnitude; none of zero.</summary>
    public static ulong[] Of(PythonRuntime runtime, BigInteger value)
    {
        var magnitude = BigInteger.Abs(value);
        var words = New(runtime, (int)((magnitude.GetBitLength() + 63) / 64));
        if (words.Length > 0)
            _ = magnitude.TryWriteBytes(MemoryMarshal.AsBytes(words.AsSpan()), out _, isUnsigned: true);       // there is room
        return words;
    }

    /// <summary>The number that words say.</summary>
    public static BigInteger ToInteger(PythonRuntime runtime, ReadOnlySpan<ulong> words)
    {
        runtime.Charge(words.Length >> 4);
        return new BigInteger(MemoryMarshal.AsBytes(words), isUnsigned: true);
    }

    /// <summary>Sets all words to zero.</summary>
    public static void Clear(PythonRuntime runtime, Span<ulong> words)
    {
        runtime.Charge(words.Length >> 4);
        words.Clear();
    }

    /// <summary>The sum of two numbers, of which the first has at least as many words: a word more than that.</summary>
    public static ulong[] Sum(PythonRuntime runtime, ReadOnlySpan<ulong> longer, ReadOnlySpan<ulong> shorter)
    {
        var sum = New(runtime, longer.Length + 1);
        longer.CopyTo(sum);
        Add(runtime, sum, shorter);
        return sum;
    }

    /// <summary>Adds to a number, which has room for the sum; words of the other beyond its length are zero.</summary>
    public static void Add(PythonRuntime runtime, Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        var count = Math.Min(target.Length, other.Length);
        ulong carry = 0;
        for (var start = 0; start < count; start += Stretch)
        {
            var size = Math.Min(Stretch, count - start);
            runtime.Charge(size >> 3);
            carry = Add(target.Slice(start, size), other.Slice(start, size), carry);
        }
        for (var i = count; carry != 0 && i < target.Length; i++)
            carry = ++target[i] == 0 ? 1UL : 0;
    }

    /// <summary>Subtracts from a number, which is no less; words of the other beyond its length are zero.</summary>
    public static void Subtract(PythonRuntime runtime, Span<ulong> target, ReadOnlySpan<ulong> other)
    {
        var count = Math.Min(target.Length, other.Length);
        ulong borrow = 0;
        for (var start = 0; start < count; start += Stretch)
        {
            var size = Math.Min(Stretch, count - start);
            runtime.Charge(size >> 3);
            borrow = Subtract(target.Slice(start, size), other.Slice(start, size), borrow);
        }
        for (var i = count; borrow != 0 && i < target.Length; i++)
            borrow = target[i]-- == 0 ? 1UL : 0;
    }

    private static ulong Add(Span<ulong> target, ReadOnlySpan<ulong> other, ulong carry)
    {
        for (var i = 0; i < target.Length && i < other.Length; i++)
        {
            var sum = target[i] + carry;
            carry = sum < carry ? 1UL : 0;
            sum += other[i];
            carry += sum < other[i] ? 1UL : 0;
            target[i] = sum;
        }
        return carry;
    }

    private static ulong Subtract(Span<ulong> target, ReadOnlySpan<ulong> other, ulong borrow)
    {
        for (var i = 0; i < target.Length && i < other.Length; i++)
        {
            var less = other[i] + borrow;
            borrow = less < borrow ? 1UL : 0;
            borrow += target[i] < less ? 1UL : 0;
            target[i] -= less;
        }
        return borrow;
    }
}

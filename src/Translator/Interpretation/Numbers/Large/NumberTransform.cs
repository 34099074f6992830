using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Products of long numbers by a Fourier transform over the integers modulo a prime, which is exact.</summary>
/// <remarks>
/// <para>
/// The numbers are cut into digits of 20 bits; the product of the polynomials with these coefficients is what the transform of one, times that
/// of the other, transforms back to. A coefficient of it is a sum of at most 2²¹ products of 40 bits, and so less than the prime.
/// </para>
/// <para>
/// The prime is 2⁶⁴ − 2³² + 1: it has roots of unity for all powers of two up to 2³², and what a product of two words is modulo it takes a
/// few additions. The order of the roots is bit-reversed, so that neither direction has to reorder anything and the roots of a shorter
/// transform come first. J. M. Pollard, "The fast Fourier transform in a finite field", 1971; D. Harvey, "Faster arithmetic for
/// number-theoretic transforms", 2014, section 2.
/// </para>
/// </remarks>
internal static class NumberTransform
{
    /// <summary>The most bits that both numbers may have together.</summary>
    public const long MaximumBits = (long)DigitBits << MostLevels;

    private const int DigitBits = 20;
    private const int MostLevels = 22;
    private const ulong DigitMask = (1UL << DigitBits) - 1;

    // 2**64 modulo the prime.
    private const ulong Wrapped = 0xFFFFFFFF;
    private const ulong Prime = 0xFFFFFFFF_00000001;
    private const ulong Generator = 7;

    // So many butterflies are done without a charge: a tenth of a millisecond or less.
    private const int Stretch = 1 << 14;

    // Butterflies for a unit of work, which is worth about 10 ns.
    private const int ButterfliesPerUnit = 3;

    /// <summary>Multiplies.</summary>
    /// <param name="runtime">What is charged.</param>
    /// <param name="left">A number, its lowest word first.</param>
    /// <param name="right">Another, or the same memory: then half of the work is left out.</param>
    /// <param name="product">All words of the product, as many as both numbers have.</param>
    public static void Multiply(PythonRuntime runtime, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> product)
    {
        var digits = DigitCount(left.Length) + DigitCount(right.Length);
        var levels = 1;
        while (1 << levels < digits)
            levels++;
        var size = 1 << levels;
        var roots = Roots(runtime, levels);
        var first = GC.AllocateUninitializedArray<ulong>(size);
        Split(runtime, left, first);
        Transform(runtime, first, roots);
        var second = first;
        if (left != right)
        {
            second = GC.AllocateUninitializedArray<ulong>(size);
            Split(runtime, right, second);
            Transform(runtime, second, roots);
        }
        for (var start = 0; start < size; start += Stretch)
        {
            runtime.Charge(Math.Min(Stretch, size) / ButterfliesPerUnit);
            Multiply(first.AsSpan(start, Math.Min(Stretch, size - start)), second.AsSpan(start, Math.Min(Stretch, size - start)));
        }
        TransformBack(runtime, first, roots);
        Join(runtime, first, Inverse(levels), product);
    }

    private static int DigitCount(int words) => (int)(((words * 64L) + DigitBits - 1) / DigitBits);

    private static void Split(PythonRuntime runtime, ReadOnlySpan<ulong> words, Span<ulong> digits)
    {
        var count = DigitCount(words.Length);
        for (var i = 0; i < count; i++)
        {
            if ((i & (Stretch - 1)) == 0)
                runtime.Charge(Stretch / ButterfliesPerUnit);
            var bit = (long)i * DigitBits;
            var (word, shift) = ((int)(bit >> 6), (int)(bit & 63));
            var digit = words[word] >> shift;
            if (shift > 64 - DigitBits && word + 1 < words.Length)
                digit |= words[word + 1] << (64 - shift);
            digits[i] = digit & DigitMask;
        }
        digits[count..].Clear();
    }

    /// <summary>Adds the coefficients up, each at its place, and divides them by the length of the transform. There are enough of them for all words.</summary>
    private static void Join(PythonRuntime runtime, ReadOnlySpan<ulong> coefficients, ulong scale, Span<ulong> words)
    {
        ulong carry = 0;
        var (next, room) = (0, 0);
        ulong word = 0;
        for (var i = 0; i < coefficients.Length; i++)
        {
            if ((i & (Stretch - 1)) == 0)
                runtime.Charge(Math.Min(Stretch, coefficients.Length) / ButterfliesPerUnit);
            // Less than 2**61, and a carry of less than 2**42.
            var sum = Multiply(coefficients[i], scale);
            carry += sum >= Prime ? sum - Prime : sum;
            var digit = carry & DigitMask;
            carry >>= DigitBits;
            word |= digit << room;
            room += DigitBits;
            if (room < 64)
                continue;
            words[next++] = word;
            if (next == words.Length)
                return;
            room -= 64;
            word = digit >> (DigitBits - room);
        }
    }

    /// <summary>The square roots of which each level splits its polynomials: of 1, of −1, of the roots of −1 …, in bit-reversed order.</summary>
    private static ulong[] Roots(PythonRuntime runtime, int levels)
    {
        var roots = GC.AllocateUninitializedArray<ulong>(1 << (levels - 1));
        roots[0] = 1;
        for (var level = 0; 1 << level < roots.Length; level++)
        {
            var root = Power(Generator, (Prime - 1) >> (level + 2));
            var (start, count) = (0, 1 << level);
            for (; start < count; start += Stretch)
            {
                var size = Math.Min(Stretch, count - start);
                runtime.Charge(size / ButterfliesPerUnit);
                Multiply(roots.AsSpan(count + start, size), roots.AsSpan(start, size), root);
            }
        }
        return roots;
    }

    private static void Transform(PythonRuntime runtime, Span<ulong> values, ReadOnlySpan<ulong> roots)
    {
        for (var half = values.Length / 2; half > 0; half /= 2)
        {
            var uncharged = 0;
            for (var (block, start) = (0, 0); start < values.Length; block++, start += 2 * half)
            {
                for (var i = 0; i < half; i += Stretch)
                {
                    var count = Math.Min(Stretch, half - i);
                    Charge(runtime, count, ref uncharged);
                    Split(values.Slice(start + i, count), values.Slice(start + half + i, count), roots[block]);
                }
            }
        }
    }

    private static void TransformBack(PythonRuntime runtime, Span<ulong> values, ReadOnlySpan<ulong> roots)
    {
        for (var half = 1; half < values.Length; half *= 2)
        {
            var uncharged = 0;
            for (var (block, start) = (0, 0); start < values.Length; block++, start += 2 * half)
            {
                // The inverse of a root is another with its sign changed: their bits are each other's complement but for the highest.
                var negativeInverse = block == 0 ? Prime - 1 : roots[(3 << BitOperations.Log2((uint)block)) - 1 - block];
                for (var i = 0; i < half; i += Stretch)
                {
                    var count = Math.Min(Stretch, half - i);
                    Charge(runtime, count, ref uncharged);
                    Join(values.Slice(start + i, count), values.Slice(start + half + i, count), negativeInverse);
                }
            }
        }
    }

    private static void Charge(PythonRuntime runtime, int butterflies, ref int uncharged)
    {
        uncharged += butterflies;
        if (uncharged < Stretch)
            return;
        runtime.Charge(uncharged / ButterfliesPerUnit);
        uncharged = 0;
    }

    private static void Split(Span<ulong> low, Span<ulong> high, ulong root)
    {
        for (var i = 0; i < low.Length && i < high.Length; i++)
        {
            var (a, b) = (low[i], Multiply(high[i], root));
            low[i] = Add(a, b);
            high[i] = Subtract(a, b);
        }
    }

    private static void Join(Span<ulong> low, Span<ulong> high, ulong negativeInverse)
    {
        for (var i = 0; i < low.Length && i < high.Length; i++)
        {
            var (a, b) = (low[i], high[i]);
            low[i] = Add(a, b);
            high[i] = Multiply(Subtract(b, a), negativeInverse);
        }
    }

    private static void Multiply(Span<ulong> values, ReadOnlySpan<ulong> others)
    {
        for (var i = 0; i < values.Length && i < others.Length; i++)
            values[i] = Multiply(values[i], others[i]);
    }

    private static void Multiply(Span<ulong> products, ReadOnlySpan<ulong> values, ulong factor)
    {
        for (var i = 0; i < products.Length && i < values.Length; i++)
            products[i] = Multiply(values[i], factor);
    }

    private static ulong Inverse(int levels) => Prime - ((Prime - 1) >> levels);

    private static ulong Power(ulong value, ulong exponent)
    {
        ulong power = 1;
        for (; exponent != 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                power = Multiply(power, value);
            value = Multiply(value, value);
        }
        return power;
    }

    // Any word stands for what it is modulo the prime. What happens for half of all operands is done without a branch, as a guess at it would
    // often be wrong; what happens once in 2**32 times is a branch.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Add(ulong a, ulong b)
    {
        var sum = a + b;
        var wrapped = sum + (Wrapped & Mask(sum < a));
        return wrapped < sum ? wrapped + Wrapped : wrapped;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Subtract(ulong a, ulong b)
    {
        var difference = a - b;
        var wrapped = difference - (Wrapped & Mask(a < b));
        return wrapped > difference ? wrapped - Wrapped : wrapped;
    }

    /// <summary>A product modulo the prime, where 2⁶⁴ is 2³² − 1 and 2⁹⁶ is −1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Multiply(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        var top = high >> 32;
        var difference = low - top;
        if (low < top)
            difference -= Wrapped;
        var middle = (high & 0xFFFFFFFF) * Wrapped;
        var sum = difference + middle;
        return sum + (Wrapped & Mask(sum < middle));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mask(bool condition) => 0 - (condition ? 1UL : 0UL);
}

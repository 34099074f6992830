using System.Numerics;
using System.Runtime.InteropServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Greatest common divisors in steps, with a look at the budget and at what stops the call before each.</summary>
/// <remarks>
/// D. H. Lehmer, "Euclid's algorithm for large numbers", 1938; D. E. Knuth, "The Art of Computer Programming", vol. 2, section 4.5.2,
/// algorithm L: the leading words tell the quotients of many divisions, which then are done at once, in one pass over both numbers.
/// </remarks>
internal static class LargeDivisors
{
    // .NET takes less than a millisecond for two numbers of this length.
    private const long PlainBits = 1 << 14;

    // Bits of the leading parts. The factors have half of them, so that products with half words and their sums fit a word with a sign.
    private const int LeadingBits = 60;

    /// <summary><c>math.gcd(left, right)</c>.</summary>
    public static BigInteger GreatestCommonDivisor(PythonRuntime runtime, BigInteger left, BigInteger right)
    {
        var (larger, smaller) = (BigInteger.Abs(left), BigInteger.Abs(right));
        if (larger < smaller)
            (larger, smaller) = (smaller, larger);
        // So that both are of like length.
        if (!smaller.IsZero && larger.GetBitLength() - smaller.GetBitLength() > PlainBits)
            (larger, smaller) = (smaller, LargeQuotients.DivRem(runtime, larger, smaller).Remainder);
        if (smaller.GetBitLength() > PlainBits)
            (larger, smaller) = Reduce(runtime, larger, smaller);
        var words = smaller.GetBitLength() >> 5;
        runtime.Charge(((larger.GetBitLength() - smaller.GetBitLength()) >> 5) + (words * words >> 3));
        return BigInteger.GreatestCommonDivisor(larger, smaller);
    }

    /// <summary>Two shorter numbers with the same divisors.</summary>
    private static (BigInteger Larger, BigInteger Smaller) Reduce(PythonRuntime runtime, BigInteger one, BigInteger other)
    {
        var larger = Words.Of(runtime, one).AsSpan();
        var smaller = Words.Of(runtime, other).AsSpan();
        while (smaller.Length * 64L > PlainBits)
        {
            runtime.Charge(larger.Length);
            var factors = larger.Length - smaller.Length > 1 ? default : Factors(Leading(larger, larger), Leading(smaller, larger));
            if (factors.B == 0)
            {
                var remainder = LargeQuotients.DivRem(runtime, Words.ToInteger(runtime, larger), Words.ToInteger(runtime, smaller)).Remainder;
                larger = smaller;
                smaller = Words.Of(runtime, remainder);
            }
            else
            {
                Combine(larger, smaller, factors);
                larger = Trimmed(larger);
                smaller = Trimmed(smaller);
            }
        }
        return (Words.ToInteger(runtime, larger), Words.ToInteger(runtime, smaller));
    }

    /// <summary>The highest bits of a number at the place of the highest bits of another.</summary>
    private static long Leading(ReadOnlySpan<ulong> words, ReadOnlySpan<ulong> longest)
    {
        var top = longest.Length - 1;
        var shift = BitOperations.LeadingZeroCount(longest[top]);
        var (high, low) = (top < words.Length ? words[top] : 0, top - 1 < words.Length ? words[top - 1] : 0);
        var leading = shift == 0 ? high : (high << shift) | (low >> (64 - shift));
        return (long)(leading >> (64 - LeadingBits));
    }

    /// <summary>What so many divisions make of two numbers as their leading parts tell for certain: <c>A*x + B*y</c> and <c>C*x + D*y</c>.</summary>
    private static (long A, long B, long C, long D) Factors(long x, long y)
    {
        var (a, b, c, d) = (1L, 0L, 0L, 1L);
        while (y + c != 0 && y + d != 0)
        {
            var quotient = (x + a) / (y + c);
            if (quotient != (x + b) / (y + d))
                break;
            (a, c) = (c, a - (quotient * c));
            (b, d) = (d, b - (quotient * d));
            (x, y) = (y, x - (quotient * y));
        }
        return (a, b, c, d);
    }

    /// <summary>Replaces two numbers by what the factors make of them, which is less; the first may have more words.</summary>
    private static void Combine(Span<ulong> larger, Span<ulong> smaller, (long A, long B, long C, long D) factors)
    {
        var first = MemoryMarshal.Cast<ulong, uint>(larger);
        var second = MemoryMarshal.Cast<ulong, uint>(smaller);
        var (a, b, c, d) = factors;
        var (carry, other) = (0L, 0L);
        for (var i = 0; i < first.Length && i < second.Length; i++)
        {
            var (x, y) = ((long)first[i], (long)second[i]);
            carry += (a * x) + (b * y);
            other += (c * x) + (d * y);
            (first[i], second[i]) = ((uint)carry, (uint)other);
            (carry, other) = (carry >> 32, other >> 32);
        }
        for (var i = second.Length; i < first.Length; i++)
        {
            carry += a * first[i];
            first[i] = (uint)carry;
            carry >>= 32;
        }
    }

    private static Span<ulong> Trimmed(Span<ulong> words) => words[..(words.LastIndexOfAnyExcept(0UL) + 1)];
}

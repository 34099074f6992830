using System.Numerics;
using System.Runtime.InteropServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Multiplication of ints in pieces, with a look at the budget and at what stops the call before each.</summary>
/// <remarks>
/// .NET's own multiplication cannot be stopped, and takes time in proportion to a power near 1.5 of the length. It multiplies what takes it a
/// millisecond or two; above that <see cref="NumberTransform"/> does, which is faster there; and what is too long for that is cut
/// by Karatsuba's rule. A. Karatsuba, Yu. Ofman, "Multiplication of multidigit numbers on automata", 1963.
/// </remarks>
internal static class LargeProducts
{
    // The transform pays from here on. .NET takes up to two milliseconds for a product of two numbers of this length.
    private const long PlainBits = 1 << 17;

    private const int WordBits = 64;

    /// <summary><c>left * right</c>; the size of the product has been checked.</summary>
    public static BigInteger Multiply(PythonRuntime runtime, BigInteger left, BigInteger right)
    {
        var (leftBits, rightBits) = (left.GetBitLength(), right.GetBitLength());
        if (IsPlain(leftBits, rightBits))
        {
            WorkOfIntegers.ChargeProduct(runtime, leftBits, rightBits);
            return left * right;
        }
        var isSquare = leftBits == rightBits && left.Equals(right);
        var first = Words.Of(runtime, left);
        var second = isSquare ? first : Words.Of(runtime, right);
        var product = Words.New(runtime, first.Length + second.Length);
        Multiply(runtime, first, second, product);
        var magnitude = Words.ToInteger(runtime, product);
        return left.Sign == right.Sign ? magnitude : -magnitude;
    }

    private static bool IsPlain(long leftBits, long rightBits) =>
        leftBits + rightBits <= 2 * PlainBits || (Math.Min(leftBits, rightBits) <= WordBits && leftBits + rightBits <= 64 * PlainBits);

    private static void Multiply(PythonRuntime runtime, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> product)
    {
        if (left.Length < right.Length)
        {
            Multiply(runtime, right, left, product);
            return;
        }
        var bits = (long)right.Length * WordBits;
        if (bits <= PlainBits)
            MultiplyPieces(runtime, left, right, product, (int)Math.Min((2 * PlainBits - bits) / WordBits, 4L * right.Length + 1024));
        else if (((long)left.Length + right.Length) * WordBits <= NumberTransform.MaximumBits)
            NumberTransform.Multiply(runtime, left, right, product);
        else if (right.Length <= left.Length / 2 + 1)
            MultiplyPieces(runtime, left, right, product, Math.Max(right.Length, (int)(NumberTransform.MaximumBits / WordBits) - right.Length));
        else
            MultiplyHalves(runtime, left, right, product);
    }

    /// <summary>The sum of the products of the shorter number and the pieces of the longer one.</summary>
    private static void MultiplyPieces(
        PythonRuntime runtime, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> product, int size)
    {
        Words.Clear(runtime, product);
        var part = new ulong[size + right.Length];
        for (var start = 0; start < left.Length; start += size)
        {
            var piece = left.Slice(start, Math.Min(size, left.Length - start));
            var words = part.AsSpan(0, piece.Length + right.Length);
            if ((long)right.Length * WordBits <= PlainBits)
                MultiplyPlain(runtime, piece, right, words);
            else
                Multiply(runtime, piece, right, words);
            Words.Add(runtime, product[start..], words);
        }
    }

    private static void MultiplyPlain(PythonRuntime runtime, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> product)
    {
        WorkOfIntegers.ChargeProduct(runtime, (long)left.Length * WordBits, (long)right.Length * WordBits);
        var bytes = MemoryMarshal.AsBytes(product);
        var value = new BigInteger(MemoryMarshal.AsBytes(left), isUnsigned: true) * new BigInteger(MemoryMarshal.AsBytes(right), isUnsigned: true);
        _ = value.TryWriteBytes(bytes, out var written, isUnsigned: true);      // it has no more words than both together
        bytes[written..].Clear();
    }

    /// <summary>Three products of half the length instead of four.</summary>
    private static void MultiplyHalves(PythonRuntime runtime, ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> product)
    {
        var half = (left.Length + 1) / 2;                       // the shorter one is longer than this
        var (low, high) = (2 * half, left.Length + right.Length - (2 * half));
        Multiply(runtime, left[..half], right[..half], product[..low]);
        Multiply(runtime, left[half..], right[half..], product.Slice(low, high));
        var leftSum = Words.Sum(runtime, left[..half], left[half..]);
        var rightSum = left == right ? leftSum : Words.Sum(runtime, right[..half], right[half..]);
        var middle = Words.New(runtime, 2 * (half + 1));
        Multiply(runtime, leftSum, rightSum, middle);
        Words.Subtract(runtime, middle, product[..low]);
        Words.Subtract(runtime, middle, product.Slice(low, high));
        Words.Add(runtime, product[half..], middle);
    }
}

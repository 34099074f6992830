using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Powers and roots of ints in pieces, with a look at the budget and at what stops the call before each.</summary>
internal static class LargePowers
{
    // Units of work that .NET's powers may take.
    private const long PlainWork = 1 << 16;

    // Bits of an exponent that are used up at once.
    private const int WindowBits = 5;

    // Bits of a number whose root a float tells.
    private const int RootBits = 52;

    /// <summary><c>value ** exponent</c> by squaring; the size of the power has been checked.</summary>
    /// <param name="runtime">What is charged.</param>
    /// <param name="value">Any int but 0, 1 and −1.</param>
    /// <param name="exponent">0 or more.</param>
    public static BigInteger Power(PythonRuntime runtime, BigInteger value, int exponent)
    {
        var bits = BigInteger.Abs(value).GetBitLength();
        var doublings = 0;
        // .NET squares as well, and multiplies what the squares of the value are to be multiplied with: twice the work of the last square.
        while (exponent >> doublings > 1 && 2 * Square(bits * (exponent >> doublings)) > PlainWork)
            doublings++;
        var size = bits * (exponent >> doublings);
        WorkOfIntegers.ChargeProduct(runtime, size, size);
        var power = BigInteger.Pow(value, exponent >> doublings);
        for (var i = doublings - 1; i >= 0; i--)
        {
            power = LargeProducts.Multiply(runtime, power, power);
            if ((exponent >> i & 1) != 0)
                power = LargeProducts.Multiply(runtime, power, value);
        }
        return power;
    }

    /// <summary><c>pow(value, exponent, modulus)</c>.</summary>
    /// <param name="runtime">What is charged.</param>
    /// <param name="value">0 or more, and less than the modulus.</param>
    /// <param name="exponent">0 or more.</param>
    /// <param name="modulus">2 or more.</param>
    public static BigInteger ModularPower(PythonRuntime runtime, BigInteger value, BigInteger exponent, BigInteger modulus)
    {
        var (bits, exponentBits) = (modulus.GetBitLength(), exponent.GetBitLength());
        var step = Square(bits) + WorkOfIntegers.Quotient(2 * bits, bits) + 4;
        if (exponentBits <= PlainWork / step)
        {
            runtime.Charge(exponentBits * step);
            return BigInteger.ModPow(value, exponent, modulus);
        }
        // As many squares at once as a window has bits, then one of the powers below that.
        var powers = new BigInteger[1 << WindowBits];
        powers[0] = BigInteger.One;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = Product(runtime, powers[i - 1], value, modulus);
        var windows = Words.Of(runtime, exponent);
        var power = BigInteger.One;
        var isPlain = step <= PlainWork / WindowBits;
        for (var place = (exponentBits - 1) / WindowBits * WindowBits; place >= 0; place -= WindowBits)
        {
            if (isPlain)
            {
                runtime.Charge(WindowBits * step);
                power = BigInteger.ModPow(power, 1 << WindowBits, modulus);
            }
            else
            {
                for (var i = 0; i < WindowBits; i++)
                    power = Product(runtime, power, power, modulus);
            }
            if (Window(windows, place) is not 0 and var window)
                power = Product(runtime, power, powers[window], modulus);
        }
        return power;
    }

    /// <summary>The whole part of a square root, by Newton's method from a float of the leading bits.</summary>
    public static BigInteger SquareRoot(PythonRuntime runtime, BigInteger value)
    {
        var bits = value.GetBitLength();
        if (bits <= RootBits)
            return (BigInteger)Math.Sqrt((double)value);
        // The root of the leading half gives half of the bits of the root, one step of Newton's method doubles them.
        var shift = (int)(bits / 4);
        WorkOfIntegers.ChargePass(runtime, 4 * bits);
        var high = SquareRoot(runtime, value >> (2 * shift));
        var root = high << shift;
        root = (root + LargeQuotients.DivRem(runtime, value, root).Quotient) >> 1;
        var rest = value - LargeProducts.Multiply(runtime, root, root);
        for (; rest.Sign < 0; root--)
            rest += (2 * root) - 1;
        for (; rest > 2 * root; root++)
            rest -= (2 * root) + 1;
        return root;
    }

    private static long Square(long bits) => WorkOfIntegers.Product(bits, bits);

    private static BigInteger Product(PythonRuntime runtime, BigInteger left, BigInteger right, BigInteger modulus) =>
        LargeQuotients.DivRem(runtime, LargeProducts.Multiply(runtime, left, right), modulus).Remainder;

    private static int Window(ReadOnlySpan<ulong> words, long place)
    {
        var (word, shift) = ((int)(place >> 6), (int)(place & 63));
        var bits = words[word] >> shift;
        if (shift > 64 - WindowBits && word + 1 < words.Length)
            bits |= words[word + 1] << (64 - shift);
        return (int)(bits & ((1 << WindowBits) - 1));
    }
}

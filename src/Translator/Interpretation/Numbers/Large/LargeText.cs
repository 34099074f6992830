using System.Globalization;
using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Digits of ints and ints of digits in halves, with a look at the budget and at what stops the call before each.</summary>
/// <remarks>D. E. Knuth, "The Art of Computer Programming", vol. 2, section 4.4, exercise 14; .NET's own conversion is quadratic.</remarks>
internal static class LargeText
{
    // .NET converts what is shorter.
    private const long PlainBits = 1 << 12;

    // Digits of a leaf, in both directions: each level above has twice as many.
    private const int WrittenDigits = 1024;
    private const int ReadDigits = 64;

    private const double DigitsPerBit = 0.30102999566398120;

    /// <summary>The decimal digits of a number, with a sign where it is negative; the size of the text has been checked.</summary>
    public static string ToDecimal(PythonRuntime runtime, BigInteger value)
    {
        var bits = value.GetBitLength();
        if (bits <= 2 * PlainBits)
        {
            ChargeText(runtime, bits);
            return value.ToString(CultureInfo.InvariantCulture);
        }
        var powers = new List<BigInteger> { BigInteger.Pow(10, WrittenDigits) };
        while (2 * powers[^1].GetBitLength() - 1 <= bits)
            powers.Add(LargeProducts.Multiply(runtime, powers[^1], powers[^1]));
        var length = (int)(bits * DigitsPerBit) + 2;
        var digits = new char[length];
        Write(runtime, BigInteger.Abs(value), digits, powers, powers.Count);
        var start = digits.AsSpan().IndexOfAnyExcept('0');
        if (value.Sign < 0)
            digits[--start] = '-';                      // there is a place more than digits
        return new string(digits, start, length - start);
    }

    /// <summary>The digits to a base that is a power of two, in lower or upper case.</summary>
    /// <param name="runtime">What is charged.</param>
    /// <param name="value">The number, not negative.</param>
    /// <param name="bits">Bits of a digit, 1 to 4.</param>
    /// <param name="isUpper">Whether letters are capitals.</param>
    public static string ToRadix(PythonRuntime runtime, BigInteger value, int bits, bool isUpper)
    {
        if (value.IsZero)
            return "0";
        var length = (int)((value.GetBitLength() + bits - 1) / bits);
        var words = Words.Of(runtime, value);
        return string.Create(length, (runtime, words, bits, isUpper ? 'A' : 'a'), static (digits, source) =>
        {
            var (runtime, words, bits, ten) = source;
            for (var i = 0; i < digits.Length; i++)
            {
                runtime.ChargeStretch(i);
                var (word, shift) = Math.DivRem((long)i * bits, 64);
                var digit = words[word] >> (int)shift;
                if (shift + bits > 64 && word + 1 < words.Length)
                    digit |= words[word + 1] << (int)(64 - shift);
                digit &= (1UL << bits) - 1;
                digits[digits.Length - 1 - i] = (char)(digit < 10 ? '0' + digit : ten + digit - 10);
            }
        });
    }

    /// <summary>The number that digits say.</summary>
    /// <param name="runtime">What is charged.</param>
    /// <param name="digits">The values of the digits, the highest first.</param>
    /// <param name="radix">The base.</param>
    public static BigInteger FromDigits(PythonRuntime runtime, ReadOnlySpan<byte> digits, int radix)
    {
        if (digits.Length <= ReadDigits)
            return ReadLeaf(digits, radix);
        var powers = new List<BigInteger> { BigInteger.Pow(radix, ReadDigits) };
        while ((long)ReadDigits << powers.Count < digits.Length)
            powers.Add(LargeProducts.Multiply(runtime, powers[^1], powers[^1]));
        return Read(runtime, digits, radix, powers, powers.Count);
    }

    private static void Write(PythonRuntime runtime, BigInteger value, Span<char> digits, List<BigInteger> powers, int level)
    {
        if (level == 0)
        {
            ChargeText(runtime, value.GetBitLength());
            _ = value.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);      // there is room
            if (count == digits.Length)
                return;
            digits[..count].CopyTo(digits[^count..]);
            digits[..^count].Fill('0');
            return;
        }
        var low = WrittenDigits << (level - 1);
        if (low >= digits.Length)
        {
            Write(runtime, value, digits, powers, level - 1);
            return;
        }
        var (high, rest) = LargeQuotients.DivRem(runtime, value, powers[level - 1]);
        Write(runtime, high, digits[..^low], powers, level - 1);
        Write(runtime, rest, digits[^low..], powers, level - 1);
    }

    private static BigInteger Read(PythonRuntime runtime, ReadOnlySpan<byte> digits, int radix, List<BigInteger> powers, int level)
    {
        if (digits.Length <= ReadDigits)
        {
            runtime.Charge();
            return ReadLeaf(digits, radix);
        }
        var low = ReadDigits << (level - 1);
        if (low >= digits.Length)
            return Read(runtime, digits, radix, powers, level - 1);
        var high = LargeProducts.Multiply(runtime, Read(runtime, digits[..^low], radix, powers, level - 1), powers[level - 1]);
        WorkOfIntegers.ChargePass(runtime, high.GetBitLength());
        return high + Read(runtime, digits[^low..], radix, powers, level - 1);
    }

    private static BigInteger ReadLeaf(ReadOnlySpan<byte> digits, int radix)
    {
        var value = BigInteger.Zero;
        while (digits.Length > 0)
        {
            var chunk = digits[..Math.Min(11, digits.Length)];      // 36**11 is within 64 bits
            long part = 0;
            long scale = 1;
            foreach (var digit in chunk)
            {
                part = (part * radix) + digit;
                scale *= radix;
            }
            value = (value * scale) + part;
            digits = digits[chunk.Length..];
        }
        return value;
    }

    // .NET takes time in proportion to the square of the length.
    private static void ChargeText(PythonRuntime runtime, long bits)
    {
        var words = bits >> 5;
        runtime.Charge(words * words / 5);
    }
}

using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>Arithmetic of long ints against BigInteger's own, with lengths on both sides of where another algorithm takes over.</summary>
public sealed class LargeIntegerTests
{
    private const int Rounds = 150;

    private static readonly PythonRuntime s_runtime = new(new PythonVersion(3, 6));

    [Test]
    public void Products_are_those_of_BigInteger() => ForRandomPairs(1 << 20, static (left, right) =>
    {
        Assert.That(LargeProducts.Multiply(s_runtime, left, right) == left * right, Is.True, $"{Bits(left)} by {Bits(right)}");
        Assert.That(LargeProducts.Multiply(s_runtime, left, left) == left * left, Is.True, $"square of {Bits(left)}");
    });

    [Test]
    public void A_product_too_long_for_one_transform_is_made_of_shorter_ones()
    {
        // (2**a - 1) * (2**b - 1), which has long carries; a and b are so that both ways of cutting are taken.
        foreach (var (a, b) in new[] { (43_000_000, 42_500_000), (85_000_000, 140_000), (40_000_000, 100) })
        {
            var product = LargeProducts.Multiply(s_runtime, (BigInteger.One << a) - 1, 1 - (BigInteger.One << b));
            Assert.That(product == (BigInteger.One << a) + (BigInteger.One << b) - 1 - (BigInteger.One << (a + b)), Is.True, $"{a} by {b}");
        }
    }

    [Test]
    public void Quotients_and_remainders_are_those_of_BigInteger() => ForRandomPairs(1 << 19, static (left, right) =>
    {
        // Random numbers, and multiples of the divisor and their neighbours.
        foreach (var dividend in new[] { left, left * right, (left * right) - 1, (left * right) + 1 })
        {
            if (right.IsZero)
                continue;
            var quotient = BigInteger.DivRem(dividend, right, out var remainder);
            var (q, r) = LargeQuotients.DivRem(s_runtime, dividend, right);
            Assert.That(q == quotient && r == remainder, Is.True, $"{Bits(dividend)} by {Bits(right)}");
        }
    });

    [Test]
    public void Common_divisors_are_those_of_BigInteger() => ForRandomPairs(1 << 16, static (left, right) =>
    {
        var factor = Next(new Random(Bits(left)), 3000);
        foreach (var (one, other) in new[] { (left, right), (left * factor, right * factor), (left * right, right), (left * right * factor, right + 1) })
        {
            Assert.That(
                LargeDivisors.GreatestCommonDivisor(s_runtime, one, other) == BigInteger.GreatestCommonDivisor(one, other),
                Is.True, $"{Bits(one)} and {Bits(other)}");
        }
    });

    [Test]
    public void Neighbours_among_Fibonacci_numbers_have_no_common_divisor()
    {
        // All quotients are 1: the most steps.
        var (a, b) = (BigInteger.One, BigInteger.One);
        for (var i = 0; i < 40_000; i++)
            (a, b) = (b, a + b);
        Assert.That(LargeDivisors.GreatestCommonDivisor(s_runtime, a, b).IsOne, Is.True);
        Assert.That(LargeDivisors.GreatestCommonDivisor(s_runtime, a * 12345, b * 54321), Is.EqualTo(BigInteger.GreatestCommonDivisor(a * 12345, b * 54321)));
    }

    [Test]
    public void Powers_are_those_of_BigInteger() => ForRandomPairs(1 << 10, static (left, right) =>
    {
        if (BigInteger.Abs(left) <= 1)
            return;
        var exponent = (int)(BigInteger.Abs(right) % Math.Max(2, 600_000 / Bits(left)));
        Assert.That(LargePowers.Power(s_runtime, left, exponent) == BigInteger.Pow(left, exponent), Is.True, $"{left} ** {exponent}");
    });

    [Test]
    public void Powers_modulo_a_number_are_those_of_BigInteger() => ForRandomPairs(1 << 13, static (left, right) =>
    {
        var modulus = BigInteger.Abs(right) + 2;
        var random = new Random(Bits(left));
        var exponent = BigInteger.Abs(Next(random, Bits(modulus) > 1000 ? 600 : 6000));
        var value = BigInteger.Abs(left) % modulus;
        Assert.That(
            LargePowers.ModularPower(s_runtime, value, exponent, modulus) == BigInteger.ModPow(value, exponent, modulus),
            Is.True, $"{Bits(value)} ** {Bits(exponent)} % {Bits(modulus)}");
    });

    [Test]
    public void A_modulus_that_is_longer_than_NET_multiplies_at_once_gives_the_same()
    {
        var (value, modulus) = (Next(new Random(1), 200_000) << 7, (BigInteger.One << 210_000) - 1);
        value = BigInteger.Abs(value) % modulus;
        Assert.That(LargePowers.ModularPower(s_runtime, value, 1000, modulus) == BigInteger.ModPow(value, 1000, modulus), Is.True);
    }

    [Test]
    public void Roots_are_the_largest_whose_square_fits() => ForRandomPairs(1 << 18, static (left, _) =>
    {
        foreach (var number in new[] { BigInteger.Abs(left), left * left, (left * left) + 1, BigInteger.Max(left * left, 1) - 1 })
        {
            var root = LargePowers.SquareRoot(s_runtime, number);
            Assert.That(root.Sign >= 0 && root * root <= number && (root + 1) * (root + 1) > number, Is.True, $"{Bits(number)}");
        }
    });

    [Test]
    public void Digits_are_those_of_BigInteger() => ForRandomPairs(1 << 17, static (left, _) =>
    {
        var text = left.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(LargeText.ToDecimal(s_runtime, left) == text, Is.True, $"{Bits(left)}");
        var magnitude = BigInteger.Abs(left);
        byte[] digits = [.. text.TrimStart('-').Select(static digit => (byte)(digit - '0'))];
        Assert.That(LargeText.FromDigits(s_runtime, digits, 10) == magnitude, Is.True, $"{Bits(left)}");
        var hexadecimal = magnitude.ToString("x", System.Globalization.CultureInfo.InvariantCulture).TrimStart('0');
        Assert.That(LargeText.ToRadix(s_runtime, magnitude, 4, isUpper: false), Is.EqualTo(hexadecimal.Length == 0 ? "0" : hexadecimal));
        var binary = magnitude.ToString("b", System.Globalization.CultureInfo.InvariantCulture).TrimStart('0');
        Assert.That(LargeText.ToRadix(s_runtime, magnitude, 1, isUpper: false), Is.EqualTo(binary.Length == 0 ? "0" : binary));
        var octal = LargeText.ToRadix(s_runtime, magnitude, 3, isUpper: false);
        Assert.That(octal.Aggregate(BigInteger.Zero, static (number, digit) => (number << 3) + (digit - '0')) == magnitude || octal.Length > 2000, Is.True);
    });

    [Test]
    public void Powers_of_ten_have_all_their_zeros()
    {
        foreach (var zeros in new[] { 1023, 1024, 1025, 2047, 2048, 2049, 5000, 65_535, 65_536 })
        {
            Assert.That(LargeText.ToDecimal(s_runtime, BigInteger.Pow(10, zeros)), Is.EqualTo("1" + new string('0', zeros)));
            Assert.That(LargeText.ToDecimal(s_runtime, 1 - BigInteger.Pow(10, zeros)), Is.EqualTo("-" + new string('9', zeros)));
        }
    }

    [Test]
    public void Hashes_are_the_remainder_by_a_prime()
    {
        var prime = (BigInteger.One << 61) - 1;
        ForRandomPairs(1 << 19, (left, _) =>
        {
            var expected = (long)BigInteger.Remainder(left, prime);
            Assert.That(ModularHash.Of(s_runtime, left), Is.EqualTo(expected == -1 ? -2 : expected));
        });
    }

    [Test]
    public void Quotients_of_long_ints_are_rounded_once() => ForRandomPairs(1 << 17, static (left, right) =>
    {
        // What the quotient of two numbers with a common factor is, is known from the numbers without it.
        var (one, other) = (left >> Math.Max(Bits(left) - 40, 0), right >> Math.Max(Bits(right) - 40, 0));
        var factor = BigInteger.Abs(left) + 1;
        if (other.IsZero || one.IsZero)
            return;
        Assert.That(BigIntegers.TrueDivide(s_runtime, one * factor, other * factor), Is.EqualTo((double)one / (double)other));
    });

    /// <summary>Numbers of all lengths up to a bound, of either sign; some are mostly zeros or ones.</summary>
    private static void ForRandomPairs(int mostBits, Action<BigInteger, BigInteger> check)
    {
        var seed = Random.Shared.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < Rounds; i++)
            check(Next(random, mostBits), Next(random, mostBits));
    }

    private static BigInteger Next(Random random, int mostBits)
    {
        var bits = (int)Math.Pow(2, random.NextDouble() * Math.Log2(mostBits));
        var bytes = new byte[(bits / 8) + 2];
        random.NextBytes(bytes);
        if (random.Next(4) == 0)
            Array.Fill(bytes, (byte)(255 * random.Next(2)), bytes.Length / 4, bytes.Length / 2);
        return new BigInteger(bytes) >> random.Next(16);
    }

    private static int Bits(BigInteger number) => (int)number.GetBitLength();
}

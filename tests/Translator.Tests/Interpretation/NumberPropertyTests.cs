using System.Globalization;
using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Tests.Support;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>Numbers against arithmetic that is exact by construction: BigInteger, fractions, decimal expansions.</summary>
public sealed class NumberPropertyTests
{
    private const int Rounds = 10_000;

    private static readonly PythonRuntime s_runtime = new(new PythonVersion(3, 13));

    private static readonly BinaryOperator[] s_integerOperators =
    [
        BinaryOperator.Add, BinaryOperator.Subtract, BinaryOperator.Multiply, BinaryOperator.FloorDivide, BinaryOperator.Modulo,
        BinaryOperator.And, BinaryOperator.Or, BinaryOperator.Xor, BinaryOperator.ShiftLeft, BinaryOperator.ShiftRight, BinaryOperator.Power,
    ];

    private static readonly ComparisonOperator[] s_comparisons =
    [
        ComparisonOperator.Less, ComparisonOperator.LessOrEqual, ComparisonOperator.Equal, ComparisonOperator.NotEqual,
        ComparisonOperator.Greater, ComparisonOperator.GreaterOrEqual,
    ];

    [TestCaseSource(nameof(s_integerOperators))]
    public void Integers_within_64_bits_compute_as_unbounded_ones(BinaryOperator op)
    {
        var random = NewRandom();
        foreach (var (left, right) in Boundaries().Concat(Enumerable.Range(0, Rounds).Select(_ => (NextLong(random), NextLong(random)))))
        {
            var second = op is BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight or BinaryOperator.Power ? right & 0x7F : right;
            if (second == 0 && op is BinaryOperator.FloorDivide or BinaryOperator.Modulo)
                continue;

            Assert.That(Numbers.TryBinary(s_runtime, op, PyValue.FromInt(left), PyValue.FromInt(second), out var result), Is.True);
            AssertIsInteger(result, Expected(op, left, second), $"{left} {op} {second}");
        }
    }

    [TestCase("foo")]
    [TestCase("bit_xor")]
    [TestCase("floor_divide")]
    [TestCase("modulo")]
    [TestCase("shift_left")]
    [TestCase("less")]
    public void Functions_compute_as_unbounded_integers_in_every_version(string name)
    {
        var random = NewRandom();
        foreach (var version in Repository.PythonVersions)
        {
            var module = new InterpretedModule(Repository.Pyc("straight", version));
            foreach (var (left, right) in Boundaries().Concat(Enumerable.Range(0, 300).Select(_ => (NextLong(random), NextLong(random)))))
            {
                var second = name == "shift_left" ? right & 0x7F : right == 0 ? 1 : right;
                var result = module.Call(name, PyValue.FromInt(left), PyValue.FromInt(second));
                var what = $"{name}({left}, {second}) of {version}";
                if (name == "less")
                    Assert.That(result.Bool, Is.EqualTo(left < second), what);
                else
                    AssertIsInteger(result, Expected(name, left, second), what, isNormal: version != "2.7");
            }
        }
    }

    [Test]
    public void Ints_and_floats_are_compared_as_the_fractions_they_are()
    {
        var random = NewRandom();
        for (var round = 0; round < Rounds; round++)
        {
            var number = NextFloat(random);
            // Half of the ints lie beside the float.
            var integer = random.Next(2) == 0 && Math.Abs(number) < 1e300
                ? new BigInteger(number) + random.Next(-2, 3)
                : NextInteger(random, random.Next(1, 1100));
            var (numerator, denominator) = FractionOf(number);
            var order = (integer * denominator).CompareTo(numerator);
            var value = Numbers.Integer(s_runtime, integer);
            foreach (var op in s_comparisons)
            {
                var what = $"{integer} {op} {number:R}";
                Assert.That(Numbers.TryCompare(op, value, PyValue.FromFloat(number), out var forward), Is.True);
                Assert.That(forward, Is.EqualTo(Holds(op, order)), what);
                Assert.That(Numbers.TryCompare(op, PyValue.FromFloat(number), value, out var backward), Is.True);
                Assert.That(backward, Is.EqualTo(Holds(op, -order)), what + ", the other way round");
            }
        }
    }

    [Test]
    public void Quotients_of_integers_are_the_nearest_floats()
    {
        var random = NewRandom();
        for (var round = 0; round < Rounds; round++)
        {
            var (left, right) = (NextInteger(random, random.Next(1, 1100)), NextInteger(random, random.Next(1, 1100)));
            if (right.IsZero)
                continue;
            var quotient = ExactFloat.Divide(left, right);
            AssertIsNearest(quotient, left, right, $"{left} / {right}");
        }
    }

    [Test]
    public void Integers_become_the_nearest_floats()
    {
        var random = NewRandom();
        for (var round = 0; round < Rounds; round++)
        {
            // Every other one is halfway between two floats, or beside that.
            var integer = NextInteger(random, random.Next(1, 1024));
            if (random.Next(2) == 0)
                integer = (((BigInteger)random.NextInt64(1L << 53, 1L << 54) * 2) + 1 << random.Next(1, 900)) + random.Next(-1, 2);
            AssertIsNearest(ExactFloat.FromInteger(integer), integer, 1, integer.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Test]
    public void Fixed_digits_are_those_of_the_decimal_expansion()
    {
        var random = NewRandom();
        for (var round = 0; round < Rounds / 4; round++)
        {
            var number = Math.Abs(NextFloat(random));
            var decimals = random.Next(0, 40);
            var (numerator, denominator) = FractionOf(number);
            var scaled = numerator * BigInteger.Pow(10, decimals);
            var whole = BigInteger.DivRem(scaled, denominator, out var rest);
            var order = (rest * 2).CompareTo(denominator);
            if (order > 0 || (order == 0 && !whole.IsEven))
                whole++;
            var digits = whole.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');

            Assert.That(
                FloatDigits.Fixed(number, decimals),
                Is.EqualTo(decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}"), $"{number:R} to {decimals} decimals");
        }
    }

    [Test]
    public void Shortest_digits_read_back_and_no_shorter_ones_do()
    {
        var random = NewRandom();
        for (var round = 0; round < Rounds; round++)
        {
            var number = Math.Abs(NextFloat(random));
            var (digits, point) = FloatDigits.Shortest(number);
            Assert.That(Read(digits, point), Is.EqualTo(number), $"{digits} at {point}");
            if (digits.Length == 1)
                continue;
            // Of the numbers with a digit less only the two around it could be the same float.
            var shorter = BigInteger.Parse(digits[..^1], CultureInfo.InvariantCulture);
            foreach (var candidate in (BigInteger[])[shorter, shorter + 1])
            {
                var text = candidate.ToString(CultureInfo.InvariantCulture);
                Assert.That(
                    Read(text, point + text.Length - (digits.Length - 1)), Is.Not.EqualTo(number), $"{text} is as good as {digits} at {point}");
            }
        }
    }

    [Test]
    public void Significant_digits_are_those_of_the_decimal_expansion()
    {
        var random = NewRandom();
        for (var round = 0; round < Rounds / 4; round++)
        {
            var number = Math.Abs(NextFloat(random));
            if (number == 0)
                continue;
            var count = random.Next(1, 30);
            var (digits, point) = FloatDigits.Exponential(number, count);
            Assert.That(digits, Has.Length.EqualTo(count));
            // |number - digits * 10 ** (point - count)| is at most half of the last digit; a tie leaves an even digit.
            var (numerator, denominator) = FractionOf(number);
            var value = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
            var power = point - count;
            if (power >= 0)
                denominator *= BigInteger.Pow(10, power);
            else
                numerator *= BigInteger.Pow(10, -power);
            var order = (BigInteger.Abs(numerator - (value * denominator)) * 2).CompareTo(denominator);
            Assert.That(order, Is.LessThan(value.IsEven ? 1 : 0), $"{number:R} to {count} digits: {digits} at {point}");
        }
    }

    private static double Read(string digits, int point) =>
        double.Parse($"0.{digits}e{point}", NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>No float is nearer, and of two that are as near it is the one with an even significand.</summary>
    private static void AssertIsNearest(double actual, BigInteger numerator, BigInteger denominator, string what)
    {
        if (denominator.Sign < 0)
            (numerator, denominator) = (-numerator, -denominator);
        var magnitude = Math.Abs(actual);
        numerator = BigInteger.Abs(numerator);
        // The first number that is no float, for there is no exponent for it, takes the place of infinity.
        var limit = BigInteger.One << 1024;
        (BigInteger Numerator, BigInteger Denominator) Exact(double number) => double.IsInfinity(number) ? (limit, 1) : FractionOf(number);
        BigInteger Distance(double number, out BigInteger scale)
        {
            var exact = Exact(number);
            scale = exact.Denominator;
            return BigInteger.Abs((numerator * exact.Denominator) - (exact.Numerator * denominator));
        }
        var distance = Distance(magnitude, out var scale);
        foreach (var neighbour in (double[])[Math.BitDecrement(magnitude), Math.BitIncrement(magnitude)])
        {
            if (neighbour < 0 || neighbour == magnitude)
                continue;
            var other = Distance(neighbour, out var otherScale);
            var order = (distance * otherScale).CompareTo(other * scale);
            var isEven = (BitConverter.DoubleToInt64Bits(magnitude) & 1) == 0;
            Assert.That(order, Is.LessThan(isEven ? 1 : 0), $"{neighbour:R} is nearer to {what} than {actual:R}");
        }
    }

    private static void AssertIsInteger(PyValue actual, BigInteger expected, string what, bool isNormal = true)
    {
        Assert.That(Numbers.TryGetInteger(actual, out var integer), Is.True, what);
        Assert.That(integer, Is.EqualTo(expected), what);
        if (isNormal)
            Assert.That(actual.IsInt, Is.EqualTo(expected >= long.MinValue && expected <= long.MaxValue), $"{what} is kept as the wrong kind");
    }

    private static BigInteger Expected(string name, BigInteger left, BigInteger right) => name switch
    {
        "foo" => (left * left) - (right * right),
        "bit_xor" => Expected(BinaryOperator.Xor, left, right),
        "floor_divide" => Expected(BinaryOperator.FloorDivide, left, right),
        "modulo" => Expected(BinaryOperator.Modulo, left, right),
        _ => Expected(BinaryOperator.ShiftLeft, left, right),
    };

    private static BigInteger Expected(BinaryOperator op, BigInteger left, BigInteger right) => op switch
    {
        BinaryOperator.Add => left + right,
        BinaryOperator.Subtract => left - right,
        BinaryOperator.Multiply => left * right,
        BinaryOperator.FloorDivide => Floor(left, right),
        BinaryOperator.Modulo => left - (Floor(left, right) * right),
        BinaryOperator.And => left & right,
        BinaryOperator.Or => left | right,
        BinaryOperator.Xor => left ^ right,
        BinaryOperator.ShiftLeft => left * BigInteger.Pow(2, (int)right),
        BinaryOperator.ShiftRight => Floor(left, BigInteger.Pow(2, (int)right)),
        _ => BigInteger.Pow(left, (int)right),
    };

    /// <summary>The greatest integer that is not greater than the quotient.</summary>
    private static BigInteger Floor(BigInteger left, BigInteger right)
    {
        var quotient = BigInteger.Abs(left) / BigInteger.Abs(right);
        if (left.Sign * right.Sign >= 0)
            return quotient;
        return quotient * BigInteger.Abs(right) == BigInteger.Abs(left) ? -quotient : -quotient - 1;
    }

    private static (BigInteger Numerator, BigInteger Denominator) FractionOf(double number)
    {
        var (numerator, denominator) = (BigInteger.Zero, BigInteger.One);
        // Exact: the fraction doubles until nothing is behind the point, and an integer becomes an integer.
        var exponent = number == 0 ? 0 : Math.Max(0, 52 - Math.ILogB(number));
        denominator <<= exponent;
        numerator = exponent > 1000
            ? new BigInteger(Math.ScaleB(Math.ScaleB(number, 1000), exponent - 1000))
            : new BigInteger(Math.ScaleB(number, exponent));
        return (numerator, denominator);
    }

    private static bool Holds(ComparisonOperator op, int order) => op switch
    {
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };

    private static IEnumerable<(long Left, long Right)> Boundaries()
    {
        long[] values =
        [
            0, 1, -1, 2, -2, 3, 7, -8, 63, 64, int.MaxValue, int.MinValue, 3037000499, 3037000500, -3037000500, 1L << 53, (1L << 53) + 1,
            1L << 62, -(1L << 62), long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1,
        ];
        return from left in values from right in values select (left, right);
    }

    private static long NextLong(Random random) => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);

    private static BigInteger NextInteger(Random random, int bits)
    {
        var bytes = new byte[(bits / 8) + 1];
        random.NextBytes(bytes);
        return new BigInteger(bytes);
    }

    private static double NextFloat(Random random)
    {
        while (true)
        {
            var number = random.Next(4) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                1 => Math.ScaleB(random.NextInt64(1L << 53), random.Next(-60, 12)),
                2 => Math.ScaleB(1, random.Next(-1074, 1024)),
                _ => random.Next(-100_000, 100_000) / 64.0,
            };
            if (double.IsFinite(number))
                return number;
        }
    }

    private static Random NewRandom()
    {
        var seed = Random.Shared.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}

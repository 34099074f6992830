using System.Numerics;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Where a number does not fit: Python's answer or an exception, never another number.</summary>
public sealed class IntegerTests
{
    private const long Wide = 1L << 62;

    private PycModule _straight = null!;    // set before each test
    private PycModule _arity = null!;       // likewise

    [SetUp]
    public void Load()
    {
        _straight = PycJit.Load(Repository.Pyc("straight"));
        _arity = PycJit.Load(Repository.Pyc("arity"));
    }

    [TearDown]
    public void Dispose()
    {
        _straight.Dispose();
        _arity.Dispose();
    }

    [Test]
    public void A_ulong_argument_beyond_long_is_the_number_that_it_is([Values("2.7", "3.12")] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("straight", version));
        var identity = module.Get<Func<ulong, ulong>>("identity");
        Assert.That(identity(long.MaxValue), Is.EqualTo((ulong)long.MaxValue));
        Assert.That(identity(1UL << 63), Is.EqualTo(1UL << 63));
        Assert.That(identity(ulong.MaxValue), Is.EqualTo(ulong.MaxValue));
        Assert.That(module.Get<Func<ulong, ulong?, ulong, BigInteger>>("mixed_terms")(ulong.MaxValue, 1, 0), Is.EqualTo(
            module.Get<Func<BigInteger, BigInteger, BigInteger, BigInteger>>("mixed_terms")(ulong.MaxValue, 1, 0)));
        Assert.That(() => module.Get<Func<ulong, long>>("identity")(ulong.MaxValue), Throws.TypeOf<OverflowException>());
    }

    /// <summary>The numbers are CPython 3.13's.</summary>
    [TestCaseSource(typeof(Facade), nameof(Facade.Versions))]
    public void Modulo_of_two_to_the_64_is_native_and_leaves_nothing_to_the_interpreter(string version)
    {
        using var module = Facade.Load("modulo", version, new PycOptions());
        var product = module.Get<Func<long, long, ulong>>("product");
        Assert.That(product(long.MaxValue, 3), Is.EqualTo(9_223_372_036_854_775_805));
        Assert.That(product(long.MinValue, long.MinValue), Is.Zero);
        Assert.That(product(-1, 1), Is.EqualTo(ulong.MaxValue));
        Assert.That(module.Get<Func<long, ulong>>("of_negative")(long.MinValue), Is.EqualTo(1UL << 63));
        Assert.That(module.Get<Func<long, long, ulong>>("steps")(7, 10), Is.EqualTo(13_090_078_374_315_816_025));
        Assert.That(module.Get<Func<double, double>>("of_float")(-1.5), Is.EqualTo(Math.Pow(2, 64)));
        Assert.That(module["product"].Dump(CompilationStage.OptimisedIr), Does.Contain("int.mul.wrap").And.Not.Contain("exit"));
    }

    [Test]
    public void A_BigInteger_argument_beyond_64_bits_is_computed_with_in_the_interpreter()
    {
        var identity = _straight.Get<Func<BigInteger, BigInteger>>("identity");
        Assert.That(identity(long.MinValue), Is.EqualTo((BigInteger)long.MinValue));
        foreach (var number in new[] { (BigInteger)long.MaxValue + 1, ulong.MaxValue, (BigInteger)ulong.MaxValue + 1, (BigInteger)long.MinValue - 1 })
            Assert.That(identity(number), Is.EqualTo(number));
        Assert.That(identity(BigInteger.One << 100_000), Is.EqualTo(BigInteger.One << 100_000));
        Assert.That(_straight.Get<Func<BigInteger, BigInteger, long>>("foo")(BigInteger.Pow(10, 30), BigInteger.Pow(10, 30)), Is.Zero);
        Assert.That(
            () => _straight.Get<Func<BigInteger, long>>("identity")(BigInteger.One << 100_000),
            Throws.TypeOf<OverflowException>().And.Message.Contains("the result is an integer beyond 64 bits"));
    }

    [Test]
    public void A_result_that_does_not_fit_a_narrow_type_is_an_overflow()
    {
        Narrow<sbyte>(sbyte.MinValue, sbyte.MaxValue);
        Narrow<byte>(byte.MinValue, byte.MaxValue);
        Narrow<short>(short.MinValue, short.MaxValue);
        Narrow<ushort>(ushort.MinValue, ushort.MaxValue);
        Narrow<int>(int.MinValue, int.MaxValue);
        Narrow<uint>(uint.MinValue, uint.MaxValue);
    }

    [Test]
    public void A_negative_result_does_not_fit_ulong() =>
        Assert.That(() => _straight.Get<Func<long, ulong>>("identity")(-1), Throws.TypeOf<OverflowException>());

    [Test]
    public void A_result_beyond_64_bits_is_an_overflow_through_long_and_exact_through_BigInteger()
    {
        Assert.That(() => _straight.Get<Func<long, long, long>>("foo")(Wide, 1), Throws.TypeOf<OverflowException>());
        Assert.That(
            _straight.Get<Func<long, long, BigInteger>>("foo")(Wide, 1), Is.EqualTo(BigInteger.Pow(2, 124) - 1));
        Assert.That(
            _straight.Get<Func<long, long, BigInteger?>>("foo")(Wide, 1), Is.EqualTo(BigInteger.Pow(2, 124) - 1));
        Assert.That(
            _straight.Get<Func<long, long, BigInteger>>("shift_left")(-1, 1000), Is.EqualTo(-(BigInteger.One << 1000)));
    }

    [Test]
    public void A_result_between_2_63_and_2_64_fits_ulong() =>
        Assert.That(_arity.Get<Func<long, ulong>>("doubled")(long.MaxValue), Is.EqualTo(ulong.MaxValue - 1));

    [Test]
    public void An_intermediate_overflow_whose_final_result_fits_gives_the_answer_of_Python()
    {
        Assert.That(_straight.Get<Func<long, long, long>>("foo")(Wide, Wide), Is.Zero);
        Assert.That(_straight.Get<Func<long, long, long>>("foo")(Wide, Wide - 1), Is.EqualTo(long.MaxValue));
        Assert.That(_arity.Get<Func<long, long, long>>("square_divided")(Wide, Wide), Is.EqualTo(Wide));
        Assert.That(_arity.Get<Func<long, long, bool>>("square_exceeds")(Wide, long.MaxValue), Is.True);
        Assert.That(_arity.Get<Func<long, long, long>>("square_divided")(Wide, long.MinValue), Is.EqualTo(-(Wide >> 1)));
    }

    [Test]
    public void An_overflow_that_no_result_depends_on_is_none() =>
        Assert.That(() => _arity.Get<Action<long>>("square_dropped")(long.MaxValue), Throws.Nothing);

    [Test]
    public void An_exception_behind_an_overflow_is_the_one_that_Python_raises() => Assert.That(
        () => _arity.Get<Func<long, long, long>>("square_divided")(Wide, 0),
        Throws.TypeOf<PythonZeroDivisionException>().With.Property(nameof(PythonException.PythonType)).EqualTo("ZeroDivisionError"));

    [Test]
    public void Wrap64_computes_modulo_2_64()
    {
        var seed = TestContext.CurrentContext.Random.Next();
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Integers = IntegerMode.Wrap64 });
        var foo = module.Get<Func<long, long, long>>("foo");
        var mixed = module.Get<Func<long, long, long, long>>("mixed_terms");
        var cube = module.Get<Func<long, long>>("cube");
        var negate = module.Get<Func<long, long>>("negate");
        for (var i = 0; i < 10_000; i++)
        {
            BigInteger a = Any(random), b = Any(random), c = Any(random);
            Assert.That(foo((long)a, (long)b), Is.EqualTo(Wrap(a * a - b * b)), $"foo({a}, {b})");
            Assert.That(
                mixed((long)a, (long)b, (long)c),
                Is.EqualTo(Wrap((a + c) * b - a * a * (a - c - b) - b * 2 + (c * (2 + 3 * a * b - c * a) - 3 * c))), $"mixed_terms({a}, {b}, {c})");
            Assert.That(cube((long)a), Is.EqualTo(Wrap(a * a * a)), $"cube({a})");
            Assert.That(negate((long)a), Is.EqualTo(Wrap(-a)), $"negate({a})");
        }
        Assert.That(negate(long.MinValue), Is.EqualTo(long.MinValue));
    }

    [Test]
    public void Wrap64_divides_as_Python_does_and_still_raises()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Integers = IntegerMode.Wrap64 });
        var divide = module.Get<Func<long, long, long>>("floor_divide");
        Assert.That(divide(-7, 2), Is.EqualTo(-4));
        Assert.That(divide(long.MinValue, -1), Is.EqualTo(long.MinValue));
        Assert.That(() => divide(1, 0), Throws.TypeOf<PythonZeroDivisionException>());
    }

    private void Narrow<T>(long lowest, long highest)
    {
        var identity = _straight.Get<Func<long, T>>("identity");
        Assert.That(Convert.ToInt64(identity(lowest), null), Is.EqualTo(lowest));
        Assert.That(Convert.ToInt64(identity(highest), null), Is.EqualTo(highest));
        Assert.That(() => identity(lowest - 1), Throws.TypeOf<OverflowException>().And.Message.Contains($"{lowest - 1}"));
        Assert.That(() => identity(highest + 1), Throws.TypeOf<OverflowException>().And.Message.Contains($"{highest + 1}"));
    }

    private static long Any(Random random) => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);

    private static long Wrap(BigInteger value) => unchecked((long)(ulong)(value & ulong.MaxValue));
}

using System.Numerics;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Floats, null and results of any type through delegates of native code.</summary>
public sealed class NumberBindingTests
{
    private RecordingLogger _logger = null!;        // set before each test
    private PycModule _straight = null!;            // likewise

    [SetUp]
    public void Load()
    {
        _logger = new RecordingLogger();
        _straight = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Logger = _logger });
    }

    [TearDown]
    public void Dispose() => _straight.Dispose();

    [Test]
    public void Floats_of_every_width_pass_natively_and_share_a_version()
    {
        Assert.That(_straight.Get<Func<double, double>>("identity")(-0.1), Is.EqualTo(-0.1));
        Assert.That(_straight.Get<Func<float, float>>("identity")(0.1f), Is.EqualTo(0.1f));
        Assert.That(_straight.Get<Func<float, double>>("identity")(0.1f), Is.EqualTo((double)0.1f));
        Assert.That(_straight.Get<Func<Half, Half>>("identity")((Half)1.5), Is.EqualTo((Half)1.5));
        Assert.That(_straight.Get<Func<double, float>>("identity")(0.1), Is.EqualTo(0.1f), "a float is asked for by name");
        Assert.That(_straight.Get<Func<double, double>>("identity")(double.NaN), Is.NaN);
        Assert.That(_straight.Get<Func<double, double>>("identity")(double.NegativeInfinity), Is.EqualTo(double.NegativeInfinity));
        Assert.That(BitConverter.DoubleToInt64Bits(_straight.Get<Func<double, double>>("identity")(-0.0)), Is.EqualTo(long.MinValue));
        Assert.That(_logger.MessagesOf(5001).Single(), Does.Contain("(f64) -> f64"));
    }

    [Test]
    public void A_float_that_a_narrow_type_does_not_hold_is_an_overflow()
    {
        var narrow = _straight.Get<Func<double, float>>("identity");
        Assert.That(narrow(double.PositiveInfinity), Is.EqualTo(float.PositiveInfinity));
        for (var i = 0; i < 3; i++)
            Assert.That(() => narrow(1e300), Throws.TypeOf<OverflowException>().With.Message.Contains("does not fit float"));
    }

    [TestCase(typeof(Func<double, long>))]
    [TestCase(typeof(Func<double, bool>))]
    [TestCase(typeof(Func<double, BigInteger>))]
    [TestCase(typeof(Action<double>))]
    public void A_float_is_no_int(Type type) => Assert.That(
        () => typeof(PycModule).GetMethod(nameof(PycModule.Get), 1, [typeof(string)])!.MakeGenericMethod(type)
            .Invoke(_straight, System.Reflection.BindingFlags.DoNotWrapExceptions, null, ["identity"], null),
        Throws.TypeOf<SignatureMismatchException>().With.Message.Contains("it returns a float"));

    [Test]
    public void An_int_is_the_float_that_equals_it()
    {
        var foo = _straight.Get<Func<long, long, double>>("foo");
        Assert.That(foo(7, 3), Is.EqualTo(40.0));
        Assert.That(foo(1L << 62, 1L << 62), Is.Zero);
        Assert.That(foo(1L << 62, 0), Is.EqualTo(Math.Pow(2, 124)));
        Assert.That(() => foo((1L << 53) + 1, 0), Throws.TypeOf<OverflowException>().With.Message.Contains("which no double equals"));
        Assert.That(() => _straight.Get<Func<long, double>>("identity")((1L << 53) + 1), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void Any_type_that_holds_an_int_can_be_the_result()
    {
        Assert.That(_straight.Get<Func<long, long, object>>("foo")(7, 3), Is.EqualTo(40L));
        Assert.That(_straight.Get<Func<long, long, object>>("foo")(1L << 62, 1), Is.EqualTo(BigInteger.Pow(2, 124) - 1));
        Assert.That(_straight.Get<Func<long, long, Int128>>("foo")(1L << 62, 1), Is.EqualTo((Int128)(BigInteger.Pow(2, 124) - 1)));
        Assert.That(_straight.Get<Func<long, long, float?>>("foo")(7, 3), Is.EqualTo(40f));
        Assert.That(_straight.Get<Func<long, object>>("nothing")(3), Is.Null);
        Assert.That(_straight.Get<Func<long, long, object>>("power")(2, -1), Is.EqualTo(0.5));
        Assert.That(_straight.Get<Func<long, long, object>>("less")(1, 2), Is.True);
    }

    [Test]
    public void Null_is_None_and_chooses_another_version()
    {
        var identity = _straight.Get<Func<long?, long?>>("identity");
        for (var i = 0; i < 3; i++)
        {
            Assert.That(identity(5), Is.EqualTo(5));
            Assert.That(identity(null), Is.Null);
        }
        Assert.That(_straight.Get<Func<int?, sbyte?>>("identity")(-5), Is.EqualTo((sbyte)-5));
        Assert.That(_straight.Get<Func<bool?, bool?>>("identity")(true), Is.True);
        Assert.That(_straight.Get<Func<bool?, bool?>>("identity")(null), Is.Null);
        Assert.That(_straight.Get<Func<double?, double?>>("identity")(2.5), Is.EqualTo(2.5));
        Assert.That(_straight.Get<Func<double?, double?>>("identity")(null), Is.Null);
        Assert.That(_straight.Get<Func<ulong?, ulong?>>("identity")(ulong.MaxValue), Is.EqualTo(ulong.MaxValue));
        Assert.That(_straight.Get<Func<BigInteger?, BigInteger?>>("identity")(BigInteger.One << 64), Is.EqualTo(BigInteger.One << 64));
        Assert.That(_straight.Get<Func<BigInteger?, BigInteger?>>("identity")(null), Is.Null);
        Assert.That(_straight.Get<Func<long?, object>>("identity")(null), Is.Null);
        Assert.That(_logger.MessagesOf(5001).Count(message => message.Contains("(none) -> none", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void None_where_Python_computes_is_the_TypeError_that_Python_raises() => Assert.That(
        () => _straight.Get<Func<long?, long, long>>("foo")(null, 3),
        Throws.TypeOf<PythonTypeException>().With.Message.Contains("unsupported operand type(s) for *: 'NoneType' and 'NoneType'"));

    [Test]
    public void Each_of_many_nullable_parameters_chooses()
    {
        using var arity = PycJit.Load(Repository.Pyc("arity"));
        var take = arity.Get<Func<long?, long?, long?, long?, long?, long?, long?, long?, long>>("take8");
        for (var mask = 0; mask < 256; mask++)
        {
            var chosen = mask;
            long? Number(int bit) => (chosen >> bit & 1) == 0 ? bit : null;
            var call = () => take(Number(0), Number(1), Number(2), Number(3), Number(4), Number(5), Number(6), Number(7));
            if (mask == 0)
                Assert.That(call(), Is.EqualTo(0 - 2 + 6 - 12 + 20 - 30 + 42 - 56));
            else
                Assert.That(call, Throws.TypeOf<PythonTypeException>());
        }
    }

    [Test]
    public void A_call_that_chooses_a_version_by_an_argument_allocates_nothing()
    {
        var identity = _straight.Get<Func<long?, long?>>("identity");
        for (var i = 0; i < 1000; i++)
            identity(null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
            identity(null);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}

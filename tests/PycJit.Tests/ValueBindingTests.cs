using System.Collections.Immutable;
using System.Numerics;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Every C# type that passes to Python and back, and what does not fit.</summary>
public sealed class ValueBindingTests
{
    private PycModule _module = null!;      // set before the tests

    [OneTimeSetUp]
    public void Load() => _module = Facade.Load();

    [OneTimeTearDown]
    public void Dispose() => _module.Dispose();

    private static IEnumerable<TestCaseData> Values()
    {
        yield return Value("int", sbyte.MinValue, sbyte.MaxValue);
        yield return Value("int", byte.MinValue, byte.MaxValue);
        yield return Value("int", short.MinValue, short.MaxValue);
        yield return Value("int", ushort.MinValue, ushort.MaxValue);
        yield return Value("int", int.MinValue, int.MaxValue);
        yield return Value("int", uint.MinValue, uint.MaxValue);
        yield return Value("int", long.MinValue, 0L, -1L, long.MaxValue);
        yield return Value("int", 0UL, (ulong)long.MaxValue, (ulong)long.MaxValue + 1, ulong.MaxValue);
        yield return Value("int", nint.MinValue, nint.MaxValue);
        yield return Value("int", Int128.MinValue, Int128.Zero, (Int128)long.MaxValue + 1, Int128.MaxValue);
        yield return Value("int", UInt128.MinValue, UInt128.MaxValue);
        yield return Value("int", BigInteger.Zero, BigInteger.Pow(-10, 301), BigInteger.Pow(2, 63), -BigInteger.Pow(2, 63) - 1);
        yield return Value("float", 0.0, -0.0, 0.1, double.MaxValue, double.Epsilon, double.NaN, double.NegativeInfinity);
        yield return Value("float", 0f, -0f, 0.1f, float.MaxValue, float.Epsilon, float.NaN, float.PositiveInfinity);
        yield return Value("float", Half.MinValue, Half.Epsilon, Half.NaN);
        yield return Value("bool", true, false);
        yield return Value("str", "", "abc", "\0", "aä€😀");
        yield return Value("str", 'a', '€');
        yield return Value<int?>("int", 5);
        yield return Value<long?>("NoneType", [null]);
        yield return Value<double?>("NoneType", [null]);
        yield return Value<string?>("NoneType", [null]);
        yield return Value<int[]?>("NoneType", [null]);
        yield return Value("tuple", default(ValueTuple));
        yield return Value("tuple", ValueTuple.Create(1L));
        yield return Value("tuple", (1, 2.5));
        yield return Value("tuple", (1, "a", true));
        yield return Value("tuple", (1, (2.5, (string?)null), 'c'));
        yield return Value("tuple", (1, 2, 3, 4));
        yield return Value("tuple", (1, 2, 3, 4, 5));
        yield return Value("tuple", (1, 2, 3, 4, 5, 6));
        yield return Value("tuple", (1, 2, 3, 4, 5, 6, 7));
        yield return Value("tuple", (1, 2, 3, 4, 5, 6, 7, 8L));
        yield return Value("tuple", (1, 2, 3, 4, 5, 6, 7, 8, 9, "ten", 11, 12, 13, 14, 15.5));
        yield return Value("list", new[] { 1, 2, 3 }, []);
        yield return Value<double[]>("list", [1.5, double.NaN], []);
        yield return Value("list", new List<long> { 1, 2 });
        yield return Value("list", new List<string?> { "a", null });
        yield return Value("list", new[] { new[] { 1 }, [], [2, 3] });
        yield return Value("list", new List<(int, double[])> { (1, [2.5]) });
        yield return Value("list", (IReadOnlyList<short>)[1, 2]);
        yield return Value<object?>("int", 5L);
        yield return Value<object?>("int", BigInteger.Pow(2, 64));
        yield return Value<object?>("float", 2.5);
        yield return Value<object?>("bool", true);
        yield return Value<object?>("str", "abc");
        yield return Value<object?>("NoneType", [null]);
        yield return Value<object?>("list", new List<object?> { 1L, null, "a", new List<object?> { 2.5 } });
        yield return Value<object?>("list", new[] { 1, 2 });
    }

    private static IEnumerable<TestCaseData> Refusals()
    {
        yield return Refused<long, sbyte>(128, typeof(OverflowException), "the result, an int, 128, does not fit sbyte");
        yield return Refused<long, byte>(-1, typeof(OverflowException), "does not fit byte");
        yield return Refused<long, ulong>(-1, typeof(OverflowException), "does not fit ulong");
        yield return Refused<long, UInt128>(-1, typeof(OverflowException), "does not fit UInt128");
        yield return Refused<ulong, long>(ulong.MaxValue, typeof(OverflowException), "the result is an integer beyond 64 bits");
        yield return Refused<BigInteger, Int128>(
            BigInteger.Pow(2, 127), typeof(OverflowException), "the result, an int, 170141183460469231731687303715884105728, does not fit Int128");
        yield return Refused<long, bool>(1, typeof(ResultTypeException), "the result is an int, 1, which bool does not hold. Bind it as long.");
        yield return Refused<double, long>(2, typeof(ResultTypeException), "the result is a float, 2.0, which long does not hold. Bind it as double.");
        yield return Refused<long, double>((1L << 53) + 1, typeof(OverflowException), "is an int, 9007199254740993, which no double equals");
        yield return Refused<long, double>(long.MaxValue, typeof(OverflowException), "which no double equals");
        yield return Refused<long, float>((1L << 53) + 1, typeof(OverflowException), "which no float equals");
        yield return Refused<BigInteger, double>(BigInteger.Pow(10, 400), typeof(OverflowException), "an int of 1329 bits");
        yield return Refused<BigInteger, double>(BigInteger.Pow(2, 64) + 1, typeof(OverflowException), "which no double equals");
        yield return Refused<double, float>(1e39, typeof(OverflowException), "does not fit float");
        yield return Refused<double, Half>(70000, typeof(OverflowException), "does not fit Half");
        yield return Refused<string, long>("5", typeof(ResultTypeException), "the result is a str, '5', which long does not hold. Bind it as string.");
        yield return Refused<string, char>("ab", typeof(ResultTypeException), "which char does not hold");
        yield return Refused<long?, long>(null, typeof(ResultTypeException), "the result is None, which long does not hold. Bind it as void");
        yield return Refused<long, string>(5, typeof(ResultTypeException), "Bind it as long.");
        yield return Refused<long[], long>([1], typeof(ResultTypeException), "the result is a list, [1], which long does not hold. Bind it as List<long>.");
        yield return Refused<int[], long>(
            new int[1000], typeof(ResultTypeException), "the result is a list of 1000 items, which long does not hold. Bind it as List<long>.");
        yield return Refused<long, long[]>(1, typeof(ResultTypeException), "which long[] does not hold");
        yield return Refused<(long, double), (long, long)>(
            (1, 2.5), typeof(ResultTypeException),
            "the result is a tuple, (1, 2.5), and long does not hold a float, 2.5 in it. Bind it as (long, double).");
        yield return Refused<(int, int), (int, int, int)>((1, 2), typeof(ResultTypeException), "Bind it as (long, long).");
        yield return Refused<double[], int[]>([1.5], typeof(ResultTypeException), "int does not hold a float, 1.5 in it");
        yield return Refused<long[], List<int>>([1L << 40], typeof(OverflowException), "a number in the result, an int, 1099511627776, does not fit int");
    }

    private static IEnumerable<TestCaseData> Widenings()
    {
        yield return Converted(true, 1L);
        yield return Converted(true, 1.0);
        yield return Converted(true, BigInteger.One);
        yield return Converted(1L << 53, 9007199254740992.0);
        yield return Converted(long.MinValue, -9223372036854775808.0);
        yield return Converted(BigInteger.Pow(2, 100), Math.ScaleB(1, 100));
        yield return Converted(0.1, 0.1f);
        yield return Converted(double.PositiveInfinity, float.PositiveInfinity);
        yield return Converted(1.5, (double?)1.5);
        yield return Converted((1, 2), ImmutableArray.Create(1L, 2L));
        yield return Converted(ImmutableArray.Create(1L, 2L), (1, 2));
        yield return Converted((1, 2.5), new[] { 1, 2.5 });
        yield return Converted(new[] { 1, 2 }, new List<double> { 1, 2 });
        yield return Converted(new List<object> { 1, "a" }, new object[] { 1L, "a" });
        yield return Converted<object, long>((sbyte)5, 5);
        yield return Converted<object, double>(2.5f, 2.5);
        yield return Converted<object, (int, string)>((1, "a"), (1, "a"));
    }

    [TestCaseSource(nameof(Values))]
    public void A_value_is_of_the_class_in_Python_and_comes_back(Action<PycModule> check) => check(_module);

    [TestCaseSource(nameof(Refusals))]
    public void What_the_result_cannot_hold_is_an_error_that_says_what_came(Action<PycModule> check) => check(_module);

    [TestCaseSource(nameof(Widenings))]
    public void What_the_result_holds_exactly_is_converted(Action<PycModule> check) => check(_module);

    [Test]
    public void Memory_passes_as_a_list()
    {
        Assert.That(_module.Get<Func<Memory<int>, Memory<int>>>("same")(new[] { 1, 2 }).ToArray(), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(_module.Get<Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>>>("same")(new byte[] { 1, 2 }).ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(_module.Get<Func<ReadOnlyMemory<byte>, string>>("kind")(default), Is.EqualTo("list"));
    }

    [Test]
    public void Tuples_come_back_through_object_as_immutable_arrays()
    {
        var result = _module.Get<Func<long, object>>("with_defaults")(1);
        Assert.That(result, Is.EqualTo(ImmutableArray.Create<object>(1L, 10L, 20L)));
        Assert.That(_module.Get<Func<object, string>>("kind")(result), Is.EqualTo("tuple"));
    }

    [Test]
    public void The_classes_of_Python_2_are_met()
    {
        using var old = Facade.Load(version: "2.7");
        Assert.Multiple(() =>
        {
            Assert.That(old.Get<Func<long, string>>("kind")(long.MaxValue), Is.EqualTo("int"));
            Assert.That(old.Get<Func<ulong, string>>("kind")(ulong.MaxValue), Is.EqualTo("long"));
            Assert.That(old.Get<Func<BigInteger, string>>("kind")(BigInteger.Pow(10, 30)), Is.EqualTo("long"));
            Assert.That(old.Get<Func<string, string>>("kind")("ascii"), Is.EqualTo("str"));
            Assert.That(old.Get<Func<string, string>>("kind")("ä"), Is.EqualTo("unicode"));
            Assert.That(old.Get<Func<string, string>>("same")("ä€"), Is.EqualTo("ä€"));
        });
    }

    [Test]
    public void A_list_without_end_is_a_RecursionError_or_itself()
    {
        var self = (List<object?>)_module.Get<Func<object>>("hold_itself")();
        Assert.That(self[1], Is.SameAs(self));
        Assert.That(() => _module.Get<Func<long, object>>("nested_list")(100_000), Throws.TypeOf<PythonRecursionException>());

        List<object?> passed = [1];
        passed.Add(passed);
        Assert.That(_module.Get<Func<object, object>>("same")(passed), Is.SameAs(passed));
        object nested = new List<object>();
        for (var i = 0; i < 100_000; i++)
            nested = new List<object> { nested };
        Assert.That(() => _module.Get<Func<object, object>>("same")(nested), Throws.TypeOf<PythonRecursionException>());
    }

    [Test]
    public void What_has_no_C_sharp_value_is_an_error()
    {
        Assert.That(
            () => _module.Get<Func<object>>("table")(),
            Throws.TypeOf<ResultTypeException>().With.Message.Contains("the result is a dict, which object does not hold"));
        Assert.That(() => _module.Get<Func<object, object>>("same")(new Version(1, 2)), Throws.ArgumentException);
        Assert.That(() => _module.Get<Action>("table")(), Throws.Nothing, "void drops the result");
    }

    private static TestCaseData Value<T>(string kind, params T[] values) => new TestCaseData((PycModule module) =>
    {
        foreach (var value in values)
        {
            Assert.That(module.Get<Func<T, string>>("kind")(value), Is.EqualTo(kind));
            Assert.That(module.Get<Func<T, T>>("same")(value), Is.EqualTo(value));
            if (value is double or float)
                Assert.That(module.Get<Func<T, T>>("same")(value)!.Equals(value) && Sign(module.Get<Func<T, T>>("same")(value)) == Sign(value));
        }
    }).SetArgDisplayNames(typeof(T).ToString(), kind, $"{values[0]}");

    private static bool Sign<T>(T value) => value switch { double number => double.IsNegative(number), float number => float.IsNegative(number), _ => false };

    private static TestCaseData Refused<T, TResult>(T value, Type exception, string message) => new TestCaseData((PycModule module) =>
        Assert.That(
            () => module.Get<Func<T, TResult>>("same")(value),
            Throws.TypeOf(exception).With.Message.StartWith("facade/binding.py:4 in same: ").And.Message.Contains(message)))
        .SetArgDisplayNames(typeof(T).ToString(), typeof(TResult).ToString(), $"{value}");

    private static TestCaseData Converted<T, TResult>(T value, TResult result) => new TestCaseData((PycModule module) =>
        Assert.That(module.Get<Func<T, TResult>>("same")(value), Is.EqualTo(result)))
        .SetArgDisplayNames(typeof(T).ToString(), typeof(TResult).ToString(), $"{value}");
}

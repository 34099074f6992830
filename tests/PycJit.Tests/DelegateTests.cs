using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>The kinds of delegates that a function can be bound to.</summary>
public sealed class DelegateTests
{
    private static readonly Type[] s_integers =
        [typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(BigInteger)];

    private PycModule _arity = null!;       // set before each test
    private PycModule _straight = null!;    // likewise

    private delegate long Binary(long left, long right);

    private delegate long WithRef(ref long left, long right);

    private delegate long WithOut(out long left, long right);

    private delegate long WithIn(in long left, long right);

    private delegate T Generic<T>(T left, T right);

    private delegate void Procedure(short value);

    private delegate long Takes17(
        long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l, long m, long n, long o, long p, long q);

    [SetUp]
    public void Load()
    {
        _arity = PycJit.Load(Repository.Pyc("arity"));
        _straight = PycJit.Load(Repository.Pyc("straight"));
    }

    [TearDown]
    public void Dispose()
    {
        _arity.Dispose();
        _straight.Dispose();
    }

    [Test]
    public void Func_passes_every_number_of_parameters_in_order([Range(0, 16)] int count)
    {
        var type = Expression.GetFuncType([.. Enumerable.Repeat(typeof(long), count + 1)]);
        var arguments = Enumerable.Range(0, count).Select(i => (object)(1_000_003L * i + 17)).ToArray();
        Assert.That(Bind(_arity, type, $"take{count}").DynamicInvoke(arguments), Is.EqualTo(Taken(arguments)));
    }

    [Test]
    public void Every_integer_type_can_be_passed_and_returned(
        [ValueSource(nameof(s_integers))] Type type, [Values(1, 2, 7, 16)] int count)
    {
        var delegateType = Expression.GetFuncType([.. Enumerable.Repeat(type, count), typeof(long)]);
        var arguments = Enumerable.Range(0, count).Select(i => Number(type, 100 - 5 * i)).ToArray();
        Assert.That(Bind(_arity, delegateType, $"take{count}").DynamicInvoke(arguments), Is.EqualTo(Taken(arguments)));

        var returning = Expression.GetFuncType(typeof(long), type);
        Assert.That(Bind(_arity, returning, "take1").DynamicInvoke(100L), Is.EqualTo(Number(type, 100)));
    }

    [Test]
    public void Parameters_of_different_types_mix()
    {
        var take = _arity.Get<Func<sbyte, byte, short, ushort, int, uint, long, ulong, BigInteger, bool, long>>("take10");
        Assert.That(
            take(-128, 255, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, -1, 2, BigInteger.MinusOne, true),
            Is.EqualTo(-128 - 2 * 255 + 3L * short.MinValue - 4 * ushort.MaxValue + 5L * int.MinValue - 6L * uint.MaxValue - 7 - 16 - 9 - 10));
    }

    [Test]
    public void Narrow_negative_arguments_keep_their_sign()
    {
        Assert.That(_arity.Get<Func<sbyte, long>>("take1")(sbyte.MinValue), Is.EqualTo(sbyte.MinValue));
        Assert.That(_arity.Get<Func<short, long>>("take1")(short.MinValue), Is.EqualTo(short.MinValue));
        Assert.That(_arity.Get<Func<int, long>>("take1")(int.MinValue), Is.EqualTo(int.MinValue));
        Assert.That(_arity.Get<Func<uint, long>>("take1")(uint.MaxValue), Is.EqualTo(uint.MaxValue));
    }

    [Test]
    public void A_delegate_type_of_ones_own_can_be_bound()
    {
        Assert.That(_straight.Get<Binary>("foo")(7, 3), Is.EqualTo(40));
        Assert.That(_straight.Get<Generic<int>>("foo")(7, 3), Is.EqualTo(40));
        Assert.That(() => _straight.Get<Procedure>("nothing")(3), Throws.Nothing);
    }

    [Test]
    public void A_function_that_returns_None_is_an_Action_or_gives_null()
    {
        Assert.That(() => _straight.Get<Action<long>>("nothing")(3), Throws.Nothing);
        Assert.That(_straight.Get<Func<long, long?>>("nothing")(3), Is.Null);
        Assert.That(_straight.Get<Func<long, bool?>>("returns_none")(3), Is.Null);
        Assert.That(_straight.Get<Func<long, int?>>("returns_none")(3), Is.Null);
        Assert.That(_straight.Get<Func<long, byte?>>("returns_none")(3), Is.Null);
        Assert.That(_straight.Get<Func<long, BigInteger?>>("returns_none")(3), Is.Null);
    }

    [Test]
    public void A_nullable_result_holds_what_is_not_None()
    {
        Assert.That(_straight.Get<Func<long, long?>>("negate")(3), Is.EqualTo(-3));
        Assert.That(_straight.Get<Func<long, sbyte?>>("negate")(3), Is.EqualTo((sbyte)-3));
        Assert.That(_straight.Get<Func<long, BigInteger?>>("negate")(long.MinValue), Is.EqualTo(-(BigInteger)long.MinValue));
        Assert.That(_straight.Get<Func<long, bool?>>("truth")(3), Is.True);
    }

    [Test]
    public void A_bool_is_passed_as_a_bool_and_returned_as_one()
    {
        Assert.That(_straight.Get<Func<bool, bool>>("identity")(true), Is.True);
        Assert.That(_straight.Get<Func<bool, bool, bool>>("bit_xor")(true, true), Is.False);
        Assert.That(_straight.Get<Func<bool, bool, long>>("square_sum")(true, true), Is.EqualTo(2));
        Assert.That(_straight.Get<Func<long, long, bool>>("less")(1, 2), Is.True);
    }

    [Test]
    public void A_bool_result_is_an_int_where_an_int_is_asked_for()
    {
        Assert.That(_straight.Get<Func<long, long, int>>("less")(1, 2), Is.EqualTo(1));
        Assert.That(_straight.Get<Func<long, long, BigInteger>>("less")(2, 1), Is.EqualTo(BigInteger.Zero));
    }

    [TestCase(typeof(WithRef))]
    [TestCase(typeof(WithOut))]
    [TestCase(typeof(WithIn))]
    [TestCase(typeof(Func<string, long, long>))]
    [TestCase(typeof(Func<object, long, long>))]
    [TestCase(typeof(Func<char, long, long>))]
    [TestCase(typeof(Func<nint, long, long>))]
    [TestCase(typeof(Func<DayOfWeek, long, long>))]
    [TestCase(typeof(Func<Int128, long, long>))]
    [TestCase(typeof(Func<string[], long, long>))]
    [TestCase(typeof(Func<long[,,], long, long>))]
    [TestCase(typeof(Func<Span<char>, long, long>))]
    [TestCase(typeof(Func<long, long, bool>))]
    [TestCase(typeof(Func<long, long, string>))]
    [TestCase(typeof(Func<long, long, DayOfWeek>))]
    [TestCase(typeof(Action<long, long>))]
    [TestCase(typeof(Func<long, long>))]
    [TestCase(typeof(Func<long, long, long, long>))]
    [TestCase(typeof(Action))]
    public void A_delegate_that_does_not_fit_is_refused_when_it_is_bound(Type type) =>
        Assert.That(() => Bind(_straight, type, "foo"), Throws.TypeOf<SignatureMismatchException>());

    [TestCase(typeof(Func<long, long>))]
    [TestCase(typeof(Func<long, BigInteger>))]
    public void None_is_no_number(Type type) =>
        Assert.That(() => Bind(_straight, type, "nothing"), Throws.TypeOf<SignatureMismatchException>());

    [Test]
    public void Seventeen_parameters_are_refused() =>
        Assert.That(() => _arity.Get<Takes17>("take17"), Throws.TypeOf<SignatureMismatchException>());

    [Test]
    public void An_abstract_delegate_type_is_refused()
    {
        Assert.That(() => _straight.Get<Delegate>("foo"), Throws.ArgumentException);
        Assert.That(() => _straight.Get<MulticastDelegate>("foo"), Throws.ArgumentException);
    }

    [Test]
    public void Delegates_can_be_combined_and_called_by_reflection()
    {
        var foo = _straight.Get<Func<long, long, long>>("foo");
        Assert.That((foo + foo)(7, 3), Is.EqualTo(40));
        Assert.That(foo.DynamicInvoke(7L, 3L), Is.EqualTo(40L));
    }

    private static Delegate Bind(PycModule module, Type type, string name) => (Delegate)typeof(PycModule).GetMethod(nameof(PycModule.Get), 1, [typeof(string)])!
        .MakeGenericMethod(type).Invoke(module, BindingFlags.DoNotWrapExceptions, null, [name], null)!;

    private static object Number(Type type, int value) => type == typeof(BigInteger)
        ? (BigInteger)value
        : Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture);

    private static long Taken(object[] arguments)
    {
        if (arguments.Length == 0)
            return 7;
        var numbers = arguments.Select(argument => argument is BigInteger big ? (long)big : Convert.ToInt64(argument, null)).ToArray();
        return numbers[0] + numbers.Skip(1).Select((number, i) => (i % 2 == 0 ? -1 : 1) * (i + 2) * number).Sum();
    }
}

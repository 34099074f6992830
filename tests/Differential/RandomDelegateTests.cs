using System.Globalization;
using System.Linq.Expressions;
using System.Numerics;
using System.Reflection;
using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>Random delegate types: an answer goes through any type that holds it, and through no other.</summary>
public sealed class RandomDelegateTests
{
    private const int Seed = 20273;
    private const string Overflow = nameof(OverflowException);

    private static readonly Type[] s_integers =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(BigInteger),
    ];

    private static readonly MethodInfo s_get = typeof(PycModule).GetMethod(nameof(PycModule.Get), 1, [typeof(string)])!;

    [Test]
    public void Any_types_that_hold_arguments_and_result_give_what_CPython_gave([Values("2.7", "3.8", "3.13", "3.15")] string version)
    {
        var random = new Random(Seed);
        using var module = PycJit.Load(Repository.PathTo("fixtures", "pyc", version, "expressions.pyc"));
        var (answers, overflows, errors) = (0, 0, 0);
        var differences = new List<string>();
        foreach (var call in ExpectedCall.Read("expressions").Where(call => call.Versions.Contains(version)))
        {
            var arguments = call.Arguments.Select(ExpectedCall.IntegerOf).ToArray();
            var types = arguments.Select(argument => TypeFor(argument, random)).ToArray();
            var result = s_integers[random.Next(s_integers.Length)];
            var returned = random.Next(2) == 0 ? result : typeof(Nullable<>).MakeGenericType(result);
            var type = Expression.GetDelegateType([.. types, returned]);

            var expected = call.Result is not { } value ? $"{call.Error}: {call.Message}"
                : Holds(result, ExpectedCall.IntegerOf(value)) ? ExpectedCall.IntegerOf(value).ToString(CultureInfo.InvariantCulture)
                : Overflow;
            var function = (Delegate)s_get.MakeGenericMethod(type)
                .Invoke(module, BindingFlags.DoNotWrapExceptions, null, [call.Function], null)!;
            var actual = Call(function, [.. arguments.Zip(types, Convert)]);
            if (actual != expected)
                differences.Add($"{call} as {string.Join(", ", types.Select(t => t.Name))} -> {returned}: {actual}, expected {expected}");
            if (call.Result is null)
                errors++;
            else if (expected == Overflow)
                overflows++;
            else
                answers++;
        }

        TestContext.Out.WriteLine($"seed {Seed}, CPython {version}: {answers} answers, {overflows} overflows, {errors} errors of Python");
        Assert.That(differences, Is.Empty);
        Assert.That(new[] { answers, overflows, errors }, Has.All.GreaterThan(100));
    }

    [Test]
    public void An_argument_beyond_64_bits_is_computed_with([Values("2.7", "3.13")] string version)
    {
        using var module = PycJit.Load(Repository.PathTo("fixtures", "pyc", version, "straight.pyc"));
        var big = module.Get<Func<BigInteger, BigInteger, BigInteger>>("foo");
        var unsigned = module.Get<Func<ulong, ulong, BigInteger>>("foo");
        Assert.Multiple(() =>
        {
            Assert.That(big(BigInteger.One << 63, 0), Is.EqualTo(BigInteger.One << 126));
            Assert.That(big(0, -(BigInteger.One << 63) - 1), Is.EqualTo(-BigInteger.Pow((BigInteger.One << 63) + 1, 2)));
            Assert.That(big(BigInteger.One << 100_000, 0), Is.EqualTo(BigInteger.One << 200_000));
            Assert.That(big(long.MinValue, long.MaxValue), Is.EqualTo(BigInteger.Pow(2, 64) - 1));
            Assert.That(unsigned(ulong.MaxValue, 0), Is.EqualTo(BigInteger.Pow(ulong.MaxValue, 2)));
            Assert.That(unsigned(long.MaxValue, 0), Is.EqualTo(BigInteger.Pow(long.MaxValue, 2)));
        });
    }

    private static Type TypeFor(BigInteger argument, Random random)
    {
        if ((argument.IsZero || argument.IsOne) && random.Next(3) == 0)
            return typeof(bool);
        var fitting = s_integers.Where(type => Holds(type, argument)).ToArray();
        return fitting[random.Next(fitting.Length)];
    }

    private static bool Holds(Type type, BigInteger value)
    {
        if (type == typeof(BigInteger))
            return true;
        var (least, most) = ((IConvertible)Field("MinValue"), (IConvertible)Field("MaxValue"));
        return value >= BigInteger.Parse(least.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            && value <= BigInteger.Parse(most.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

        object Field(string name) => type.GetField(name)!.GetValue(null)!;
    }

    private static object Convert(BigInteger value, Type type) => type == typeof(BigInteger) ? value
        : type == typeof(bool) ? value.IsOne
        : System.Convert.ChangeType((decimal)value, type, CultureInfo.InvariantCulture);

    private static string Call(Delegate function, object[] arguments)
    {
        try
        {
            return ((IFormattable)function.DynamicInvoke(arguments)!).ToString(null, CultureInfo.InvariantCulture);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is PythonException raised)
        {
            return $"{raised.PythonType}: {raised.PythonMessage}";
        }
        catch (TargetInvocationException exception) when (exception.InnerException is OverflowException)
        {
            return Overflow;
        }
    }
}

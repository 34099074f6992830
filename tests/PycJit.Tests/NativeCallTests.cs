using System.Numerics;
using Pyc.Tests.Support;
using Pyc.Translation.Ir;

namespace Pyc.Tests;

/// <summary>Calls of native code by native code that are left: what lies on the stack then goes on in the interpreter, whatever its depth.</summary>
public sealed class NativeCallTests
{
    // Calls that a small stack has no room for, also where the system makes it larger than it was asked for: Wine gives a thread 1 MB.
    private const int TooDeep = 200_000;

    private static readonly string[] s_versions = ["2.7", "3.3", "3.8", "3.11", "3.13"];

    [TestCaseSource(nameof(s_versions))]
    public void Where_a_result_does_not_fit_all_callers_go_on_with_it(string version)
    {
        using var module = PycJit.Load(Repository.Pyc("calls", version));
        var factorial = module.Get<Func<long, BigInteger>>("factorial");
        var expected = BigInteger.One;
        for (var n = 1; n < 900; n += 1)
        {
            expected *= n;
            if (n < 40 || n % 100 == 0)
                Assert.That(factorial(n), Is.EqualTo(expected), $"{n}!");
        }
        Assert.That(() => module.Get<Func<long, long>>("factorial")(21), Throws.TypeOf<OverflowException>());
    }

    [TestCaseSource(nameof(s_versions))]
    public void What_was_called_is_left_as_it_is_where_it_was_put_in_place_of_its_call(string version)
    {
        using var module = PycJit.Load(Repository.Pyc("calls", version));
        const long Wide = 1L << 62;
        var square = (BigInteger)Wide * Wide;
        Assert.That(module.Get<Func<long, long, BigInteger>>("sum_of_squares")(Wide, 3), Is.EqualTo(square + 9));
        Assert.That(module.Get<Func<long, long, BigInteger>>("sum_of_squares")(3, Wide), Is.EqualTo(square + 9));
        Assert.That(module.Get<Func<long, BigInteger>>("higher_order")(Wide), Is.EqualTo(square * square));
        Assert.That(module.Get<Func<long, BigInteger>>("call_with_defaults")(Wide), Is.EqualTo((BigInteger)Wide * 14 + 7));
    }

    [TestCaseSource(nameof(s_versions))]
    public void Recursion_beyond_the_limit_raises_as_it_does_interpreted(string version)
    {
        foreach (var (name, function, argument) in new[] { ("errors", "endless", 0L), ("calls", "factorial", 100L), ("calls", "is_even", -5L) })
        {
            var options = new PycOptions { RecursionLimit = 50 };
            var (native, interpreted) = (Raised(options), Raised(options with { Tier = Tier.InterpreterOnly }));
            Assert.That(native.Message, Is.EqualTo(interpreted.Message));
            Assert.That(native.Traceback, Is.EqualTo(interpreted.Traceback));
            Assert.That(native.FormatTraceback(), Is.EqualTo(interpreted.FormatTraceback()));

            PythonException Raised(PycOptions with)
            {
                using var module = PycJit.Load(Repository.Pyc(name, version), with);
                return Assert.Catch<PythonException>(() => module.Get<Func<long, object>>(function)(argument))!;
            }
        }
    }

    [TestCase("2.7", 256)]
    [TestCase("3.8", 256)]
    [TestCase("3.13", 256)]
    [TestCase("3.13", 1536)]
    [TestCase("3.13", 65536)]
    [NonParallelizable]
    public void Endless_recursion_raises_a_thousand_times_on_a_thread_of_any_size(string version, int kilobytes)
    {
        using var module = PycJit.Load(Repository.Pyc("errors", version));
        var endless = module.Get<Func<long, long>>("endless");
        var count = 0;
        OnThread(kilobytes << 10, () =>
        {
            for (var i = 0; i < 1000; i++)
            {
                try
                {
                    endless(i);
                }
                catch (PythonException error) when (error.PythonMessage == "maximum recursion depth exceeded")
                {
                    count++;
                }
            }
        });
        Assert.That(count, Is.EqualTo(1000));
        Assert.That(module["endless"].VersionFor([IrType.Int64]).Exits.Failures, Is.Zero, "no assumption has failed");
    }

    [TestCaseSource(nameof(s_versions))]
    public void Recursion_goes_as_deep_as_the_stack_has_room(string version)
    {
        using var module = PycJit.Load(Repository.Pyc("calls", version));
        var deep = module.Get<Func<long, long>>("deep");
        Assert.That(deep(800), Is.EqualTo(800));
        OnThread(64 << 20, () => Assert.That(deep(50_000), Is.EqualTo(50_000)));
        Assert.That(module["deep"].VersionFor([IrType.Int64]).Exits.Exits, Is.Zero, "it never left");
        OnThread(256 << 10, () => Assert.That(deep(800), Is.EqualTo(800)));
        OnThread(256 << 10, () => Assert.Catch<PythonException>(() => deep(TooDeep)));
    }

    [Test]
    public void Where_the_stack_ends_before_the_limit_the_interpreter_goes_on([ValueSource(nameof(s_versions))] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("calls", version), new PycOptions { RecursionLimit = 2 * TooDeep });
        var deep = module.Get<Func<long, long>>("deep");
        OnThread(256 << 10, () => Assert.That(deep(TooDeep), Is.EqualTo(TooDeep)));
        Assert.That(module["deep"].VersionFor([IrType.Int64]).Exits.Exits, Is.EqualTo(1));
        // Native code goes down again and again, and leaves each time with the frames of thousands of callers.
        var factorial = module.Get<Func<long, BigInteger>>("factorial");
        var expected = Enumerable.Range(1, 3000).Aggregate(BigInteger.One, (product, n) => product * n);
        OnThread(256 << 10, () => Assert.That(factorial(3000), Is.EqualTo(expected)));
        Assert.That(factorial(3000), Is.EqualTo(expected));
    }

    [Test]
    public void Threads_call_at_once_and_each_has_its_own_frames()
    {
        using var module = PycJit.Load(Repository.Pyc("calls"));
        var factorial = module.Get<Func<long, BigInteger>>("factorial");
        var expected = Enumerable.Range(0, 200).Select(n => factorial(n)).ToArray();
        Parallel.For(0, 8, _ =>
        {
            for (var n = 0; n < expected.Length; n++)
                Assert.That(factorial(n), Is.EqualTo(expected[n]));
        });
    }

    [Test]
    public void A_call_within_a_call_has_room_of_its_own()
    {
        var output = new CallingWriter();
        using var binding = Facade.Load(options: Facade.Interpreted with { Output = output });
        using var module = PycJit.Load(Repository.Pyc("calls"));
        var factorial = module.Get<Func<long, BigInteger>>("factorial");
        output.Called = () => output.Result = factorial(30);
        binding.Get<Action<string>>("say")("text");
        Assert.That(output.Result, Is.EqualTo(factorial(30)));
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_tuple_of_words_is_a_value_tuple(string version)
    {
        using var module = PycJit.Load(Repository.Pyc("tuples", version));
        Assert.That(module["divide"].ResultTypeFor(), Is.EqualTo(typeof((long, long))));
        Assert.That(module["statistics"].ResultTypeFor(), Is.EqualTo(typeof((double, double))));
        Assert.That(module.Get<Func<long, long, (long, long)>>("divide")(-7, 2), Is.EqualTo((-4L, 1L)));
        Assert.That(module.Get<Func<long, long, (int Quotient, BigInteger Remainder)>>("divide")(-7, 2), Is.EqualTo((-4, BigInteger.One)));
        Assert.That(module.Get<Func<long, long, (long, long)>>("min_max")(9, 2), Is.EqualTo((2L, 9L)));
        Assert.That(module.Get<Func<double, double, (double, float)>>("min_max")(9.5, 2.5), Is.EqualTo((2.5, 9.5f)));
        Assert.That(module.Get<Func<double, double, double, (double, double)>>("statistics")(1, 2, 6), Is.EqualTo((3.0, 14.0)));
        Assert.That(module.Get<Func<long, long, (long, long, long)>>("extended_gcd")(240, 46), Is.EqualTo((2L, -9L, 47L)));
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_tuple_of_words_goes_wherever_one_of_objects_does(string version)
    {
        using var module = PycJit.Load(Repository.Pyc("tuples", version));
        Assert.That(module.Get<Func<long, long, object>>("divide")(-7, 2), Is.EqualTo(new object[] { -4L, 1L }));
        Assert.That(module.Get<Func<long, long, (object, object)>>("divide")(-7, 2), Is.EqualTo(((object)(-4L), (object)1L)));
        Assert.That(module.Get<Func<long, long, (long?, long?)>>("divide")(-7, 2), Is.EqualTo(((long?)-4, (long?)1)));
        Assert.That(
            () => module.Get<Func<long, long, (byte, byte)>>("divide")(-7, 2),
            Throws.TypeOf<OverflowException>().With.Message.Contains("a number in the result, an int, -4, does not fit byte"));
        Assert.That(() => module.Get<Func<long, long, (long, long)>>("divide")(-7, 0), Throws.TypeOf<PythonZeroDivisionException>());
        Assert.That(
            () => module.Get<Func<long, long, (long, long)>>("divide")(long.MinValue, -1), Throws.TypeOf<OverflowException>());
        Assert.That(
            module.Get<Func<long, long, (BigInteger, long)>>("divide")(long.MinValue, -1), Is.EqualTo((-(BigInteger)long.MinValue, 0L)));
    }

    [Test]
    public void A_delegate_whose_result_holds_no_tuple_is_refused()
    {
        using var module = PycJit.Load(Repository.Pyc("tuples"));
        Assert.That(
            () => module.Get<Func<long, long, long>>("divide"),
            Throws.TypeOf<SignatureMismatchException>().With.Message.Contains("it returns a tuple of 2 items, the delegate wants long")
                .And.Message.Contains("Func<long, long, (long, long)>"));
        Assert.That(() => module.Get<Func<long, long, (long, long, long)>>("divide"), Throws.TypeOf<SignatureMismatchException>());
        Assert.That(
            () => module.Get<Action<long, long>>("divide"),
            Throws.TypeOf<SignatureMismatchException>().With.Message.Contains("the delegate wants nothing"));
    }

    [Test]
    public void Calls_that_return_a_value_tuple_make_no_objects()
    {
        using var module = PycJit.Load(Repository.Pyc("tuples"));
        var divide = module.Get<Func<long, long, (long, long)>>("divide");
        for (var i = 0; i < 100; i++)
            divide(i, 3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            divide(i, 3);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static void OnThread(int stackSize, Action action)
    {
        var failure = default(Exception);
        var thread = new Thread(
            () =>
            {
                try
                {
                    action();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            stackSize);
        thread.Start();
        thread.Join();
        if (failure is not null)
            Assert.Fail(failure.ToString());
    }

    private sealed class CallingWriter : StringWriter
    {
        public Action? Called { get; set; }

        public BigInteger Result { get; set; }

        public override void Write(string? value)
        {
            base.Write(value);
            Called?.Invoke();
        }
    }
}

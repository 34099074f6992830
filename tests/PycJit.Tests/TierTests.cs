using System.Numerics;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Where functions run, by the options and by what native code can hold.</summary>
public sealed class TierTests
{
    private static readonly PycOptions s_fallback = new() { Fallback = Fallback.Interpreter };

    private delegate long TakesSpan(ReadOnlySpan<long> items);

    private delegate long WithRef(ref long value);

    [Test]
    public void Without_a_fallback_the_error_says_how_to_get_one()
    {
        using var module = Facade.Load(options: PycOptions.Default);
        Assert.Multiple(() =>
        {
            Assert.That(() => module.Get<Func<long, string>>("returns_text"), Throws.TypeOf<UnsupportedBytecodeException>()
                .With.Message.EndWith(" Or load with Fallback = Interpreter, which runs it in the interpreter."));
            Assert.That(() => module.Get<Func<string, string>>("same"), Throws.TypeOf<SignatureMismatchException>()
                .With.Message.EndWith(" Or load with Fallback = Interpreter, which runs it in the interpreter."));
            Assert.That(() => module.Get<Func<long, long>>("double"), Throws.TypeOf<NativeCodeUnavailableException>()
                .With.Message.EndWith(" Or load with Fallback = Interpreter, which runs it in the interpreter."));
            Assert.That(() => module.Get<Func<long, DateTime>>("same"), Throws.TypeOf<SignatureMismatchException>()
                .With.Message.Not.Contains("Fallback"), "no tier holds a DateTime");
        });
    }

    [Test]
    public void With_a_fallback_what_can_be_native_is_native_and_the_rest_is_interpreted_and_logged_once()
    {
        var logger = new RecordingLogger();
        using var module = Facade.Load(options: s_fallback with { Logger = logger });
        Assert.That(module.Get<Func<long, long>>("same")(5), Is.EqualTo(5));
        Assert.That(logger.MessagesOf(5001).Single(), Does.StartWith("Compiled same of binding.pyc"));
        Assert.That(module.Get<Func<long, string>>("returns_text")(1), Is.EqualTo("n is 1"));
        Assert.That(module.Get<Func<int, string>>("returns_text")(2), Is.EqualTo("n is 2"));
        Assert.That(logger.MessagesOf(5004).Single(), Does.StartWith("returns_text of binding.pyc runs interpreted: facade/binding.py:"));
        Assert.That(module.Get<Func<string, string>>("same")("text"), Is.EqualTo("text"));
        Assert.That(logger.MessagesOf(5004).Last(), Does.StartWith("same of binding.pyc runs interpreted: same(value) cannot be called through Func<string, string>"));
    }

    [Test]
    public void With_a_fallback_a_delegate_that_no_tier_fits_is_refused()
    {
        using var module = Facade.Load(options: s_fallback);
        Assert.Multiple(() =>
        {
            Assert.That(() => module.Get<Func<long, bool>>("same"), Throws.TypeOf<SignatureMismatchException>(), "it returns an int");
            Assert.That(() => module.Get<Func<long>>("same"), Throws.TypeOf<SignatureMismatchException>());
            Assert.That(() => module.Get<Func<DateTime, long>>("same"), Throws.TypeOf<SignatureMismatchException>());
            Assert.That(() => module.Get<TakesSpan>("same"), Throws.TypeOf<SignatureMismatchException>());
            Assert.That(() => module.Get<WithRef>("same"), Throws.TypeOf<SignatureMismatchException>());
            Assert.That(() => module.Get<Delegate>("same"), Throws.ArgumentException);
            Assert.That(module.Get<Func<long, double>>("same")(3), Is.EqualTo(3.0), "an int as the float that equals it");
            Assert.That(module.Get<Func<long, Int128>>("same")(3), Is.EqualTo((Int128)3));
        });
    }

    [Test]
    public void Interpreted_delegates_of_one_type_share_their_code_and_call_each_its_own_function()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"), Facade.Interpreted);
        var difference = module.Get<Func<long, long, BigInteger>>("foo");
        var sum = module.Get<Func<long, long, BigInteger>>("square_sum");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((difference(5, 3), sum(5, 3)), Is.EqualTo((new BigInteger(16), new BigInteger(34))));
            Assert.That(sum.Method, Is.EqualTo(difference.Method));
        }
    }

    [Test]
    public void InterpreterOnly_makes_no_native_code()
    {
        var logger = new RecordingLogger();
        using var module = PycJit.Load(Repository.Pyc("straight"), Facade.Interpreted with { Logger = logger });
        Assert.That(module.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
        Assert.That(module.Get<Func<long, long, BigInteger>>("foo")(1L << 62, 1), Is.EqualTo(BigInteger.Pow(2, 124) - 1));
        Assert.That(logger.MessagesOf(5001), Is.Empty);
    }

    [Test]
    public void Where_executable_memory_is_forbidden_functions_run_interpreted_or_the_error_names_the_option()
    {
        var forbidden = new PycOptions { ExecutableMemory = ExecutableMemory.Forbid };
        using (var module = PycJit.Load(Repository.Pyc("straight"), forbidden))
        {
            Assert.That(
                () => module.Get<Func<long, long, long>>("foo"),
                Throws.TypeOf<NativeCodeUnavailableException>().With.Message.Contains("ExecutableMemory = Forbid").And.Message.Contains("Fallback = Interpreter"));
            Assert.That(() => module["foo"].Compile(), Throws.TypeOf<NativeCodeUnavailableException>());
            Assert.That(module["foo"].IsCompilable(out var whyNot), Is.False);
            Assert.That(whyNot, Does.Contain("ExecutableMemory = Forbid"));
            Assert.That(module["foo"].Dump(CompilationStage.Ir), Does.Contain("int.mul"), "what makes no code can be shown");
        }
        using var interpreted = PycJit.Load(Repository.Pyc("straight"), forbidden with { Fallback = Fallback.Interpreter });
        Assert.That(interpreted.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
    }

    [Test]
    public void An_interpreted_delegate_outlives_its_module()
    {
        Func<long, long, long> branches;
        using (var module = Facade.Load())
            branches = module.Get<Func<long, long, long>>("branches");
        Assert.That(branches(3, 2), Is.EqualTo(3));
    }

    [Test]
    public void Parameters_with_defaults_may_be_left_out_and_rest_parameters_take_any_number()
    {
        using var module = Facade.Load();
        Assert.Multiple(() =>
        {
            Assert.That(module.Get<Func<long, (long, long, long)>>("with_defaults")(1), Is.EqualTo((1, 10, 20)));
            Assert.That(module.Get<Func<long, long, (long, long, long)>>("with_defaults")(1, 2), Is.EqualTo((1, 2, 20)));
            Assert.That(module.Get<Func<long, long, long, (long, long, long)>>("with_defaults")(1, 2, 3), Is.EqualTo((1, 2, 3)));
            Assert.That(() => module.Get<Func<object>>("with_defaults"), Throws.TypeOf<SignatureMismatchException>()
                .With.Message.Contains("it takes 1 to 3 parameters, the delegate passes 0."));
            Assert.That(() => module.Get<Func<int, int, int, int, object>>("with_defaults"), Throws.TypeOf<SignatureMismatchException>());
            Assert.That(module.Get<Func<long>>("any_number")(), Is.Zero);
            Assert.That(module.Get<Func<int, string, double?, long>>("any_number")(1, "2", null), Is.EqualTo(3));
            Assert.That(module.Get<Func<int, int, int, (long, long)>>("first_and_rest")(1, 2, 3), Is.EqualTo((1, 2)));
            Assert.That(() => module.Get<Func<object>>("first_and_rest"), Throws.TypeOf<SignatureMismatchException>());
        });
    }

    [Test]
    public void Parameters_that_must_be_named_are_passed_in_their_order()
    {
        using var module = Facade.Load("keyword_only");
        Assert.Multiple(() =>
        {
            Assert.That(module.Get<Func<long, double, double>>("scaled")(2, 1.5), Is.EqualTo(3.0));
            Assert.That(module.Get<Func<long, long, long, long>>("scaled")(2, 3, 4), Is.EqualTo(10));
            Assert.That(() => module.Get<Func<long, long>>("scaled"), Throws.TypeOf<SignatureMismatchException>());
            Assert.That(module.Get<Func<long, (long, long, long)>>("optional")(5), Is.EqualTo((5, 1, 2)));
            Assert.That(module.Get<Func<long, long, long, (long, long, long)>>("optional")(5, 6, 7), Is.EqualTo((5, 6, 7)));
        });
    }

    [Test]
    public void Sixteen_parameters_pass_and_return([ValueSource(typeof(Repository), nameof(Repository.PythonVersions))] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("straight", version), Facade.Interpreted);
        Assert.That(module.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
        using var arity = PycJit.Load(Repository.Pyc("arity"), Facade.Interpreted);
        Assert.That(
            arity.Get<Func<int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, long>>("take16")(
                1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
            Is.EqualTo(-8));
    }

    [Test]
    public void Interpreted_calls_of_one_module_wait_for_each_other()
    {
        const int Threads = 4;
        const int Steps = 2000;
        using var module = Facade.Load();
        var busy = module.Get<Func<long, long>>("busy");
        long wrong = 0;
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                if (busy(Steps) != Steps)
                    Interlocked.Increment(ref wrong);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.That(wrong, Is.Zero);
        Assert.That(module.Get<Func<long>>("count")(), Is.EqualTo(Threads * Steps * 20 + 1));
    }

    [Test]
    public void Print_writes_to_the_output_of_the_options([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        var output = new StringWriter();
        using var module = Facade.Load(version: version, options: Facade.Interpreted with { Output = output });
        module.Get<Action<string>>("say")("hello");
        Assert.That(output.ToString(), Is.EqualTo("hello\n"));
    }

    [Test]
    public void Print_without_an_output_is_an_error_that_names_the_option()
    {
        using var module = Facade.Load();
        Assert.That(() => module.Get<Action<string>>("say")("hello"), Throws.InstanceOf<PycJitException>().With.Message.Contains("Output"));
    }
}

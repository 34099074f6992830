using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Tests.Support;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>Global variables of modules, read and set by C#.</summary>
public sealed class GlobalTests
{
    private static readonly PycOptions s_fallback = new() { Fallback = Fallback.Interpreter };

    private static IEnumerable<PycOptions> Options() => [PycOptions.Default, s_fallback, Facade.Interpreted];

    [Test]
    public void Values_are_those_of_results([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = Facade.Load("interfaces", version);
        Assert.Multiple(() =>
        {
            Assert.That(module.GetGlobal<double>("RATE"), Is.EqualTo(0.25));
            Assert.That(module.GetGlobal<int>("max_steps"), Is.EqualTo(10));
            Assert.That(module.GetGlobal<double>("max_steps"), Is.EqualTo(10.0));
            Assert.That(module.GetGlobal<string>("name"), Is.EqualTo("interfaces"));
            Assert.That(module.GetGlobal<(long, double)>("pair"), Is.EqualTo((1, 2.5)));
            Assert.That(module.GetGlobal<double[]>("weights"), Is.EqualTo(new[] { 1.0, 2.0 }));
            Assert.That(module.GetGlobal<long?>("nothing"), Is.Null);
            Assert.That(module.GetGlobal<BigInteger>("big"), Is.EqualTo(BigInteger.One << 70));
            Assert.That(module.GetGlobal<object>("max_steps"), Is.EqualTo(10L));
            Assert.That(
                () => module.GetGlobal<long>("RATE"),
                Throws.TypeOf<ResultTypeException>().With.Message.EqualTo(
                    "facade/interfaces.py in <module>: RATE is a float, 0.25, which long does not hold. Bind it as double."));
            Assert.That(() => module.GetGlobal<long>("big"), Throws.TypeOf<OverflowException>());
            Assert.That(() => module.GetGlobal<DateTime>("RATE"), Throws.ArgumentException);
            Assert.That(() => module.GetGlobal<object>("area"), Throws.TypeOf<ResultTypeException>());
            Assert.That(
                () => module.GetGlobal<long>("max_step"),
                Throws.TypeOf<GlobalNotFoundException>().With.Message.EqualTo("interfaces.pyc has no global max_step. Did you mean max_steps?"));
        });
    }

    [Test]
    public void Delegates_that_exist_see_a_new_value([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version, [ValueSource(nameof(Options))] PycOptions options)
    {
        using var module = Facade.Load("interfaces", version, options);
        var price = module.Get<Func<double, double, double>>("black_scholes");
        var unused = module.Get<Func<double, double, double>>("black_scholes");
        var steps = module.Get<Func<long>>("steps");
        Assert.That((price(10, 4), steps()), Is.EqualTo((9.0, 20)));
        for (var rate = 1; rate < 5; rate++)
        {
            module.SetGlobal("RATE", rate + 0.5);
            module.SetGlobal("max_steps", rate);
            Assert.That((price(10, 4), steps()), Is.EqualTo((10 - (4 * (rate + 0.5)), 2 * rate)));
            Assert.That((price(10, 4), steps()), Is.EqualTo((10 - (4 * (rate + 0.5)), 2 * rate)));
        }
        Assert.That(unused(1, 1), Is.EqualTo(-3.5));
        Assert.That(module.GetGlobal<double>("RATE"), Is.EqualTo(4.5));
    }

    [Test]
    public void A_value_of_another_type_gives_what_Python_makes_of_it([ValueSource(nameof(Options))] PycOptions options)
    {
        using var module = Facade.Load("interfaces", options: options);
        var steps = module.Get<Func<long>>("steps");
        var any = module.Get<Func<object>>("steps");
        Assert.That((steps(), any()), Is.EqualTo((20, 20L)));
        module.SetGlobal("max_steps", true);
        Assert.That((steps(), any()), Is.EqualTo((2, 2L)));
        module.SetGlobal("max_steps", 2.5);
        Assert.That(any(), Is.EqualTo(5.0));
        Assert.That(() => steps(), Throws.TypeOf<ResultTypeException>());
        module.SetGlobal("max_steps", "ab");
        Assert.That((any(), any()), Is.EqualTo(("abab", "abab")), "native code holds no strings: the call is interpreted");
        Assert.That(() => steps(), Throws.TypeOf<ResultTypeException>());
        module.SetGlobal("max_steps", null);
        Assert.That(() => steps(), Throws.TypeOf<PythonTypeException>());
        module.SetGlobal("max_steps", BigInteger.One << 62);
        Assert.That(() => steps(), Throws.TypeOf<OverflowException>());
        Assert.That(module.Get<Func<BigInteger>>("steps")(), Is.EqualTo(BigInteger.One << 63));
        module.SetGlobal("max_steps", 21);
        Assert.That((steps(), any()), Is.EqualTo((42, 42L)));
    }

    [Test]
    public void Only_what_used_the_old_value_is_compiled_anew()
    {
        var logger = new RecordingLogger();
        using var module = Facade.Load("interfaces", options: new PycOptions { Logger = logger });
        var area = module.Get<Func<long, long>>("area");
        var steps = module.Get<Func<long>>("steps");
        (area(3), steps()).ToString();
        var code = module["area"].Compile(typeof(long)).Address;
        module.SetGlobal("max_steps", 11);
        Assert.That((area(3), steps(), steps()), Is.EqualTo((9, 22, 22)));
        Assert.That(module["area"].Compile(typeof(long)).Address, Is.EqualTo(code));
        Assert.That(logger.MessagesOf(5001).Count(message => message.StartsWith("Compiled steps", StringComparison.Ordinal)), Is.EqualTo(2));
        Assert.That(module["steps"].Disassemble(), Does.Contain("22"));
    }

    [Test]
    public void Calls_that_choose_a_version_by_their_arguments_see_a_new_value()
    {
        using var module = Facade.Load("interfaces");
        using var native = Facade.Load("interfaces", options: PycOptions.Default);
        foreach (var one in new[] { module, native })
        {
            var price = one.Get<Func<ulong, ulong, object>>("black_scholes");
            Assert.That(price(1UL << 63, 4), Is.EqualTo(9.223372036854775807e18));
            one.SetGlobal("RATE", 2);
            Assert.That(price(1UL << 63, 4), Is.EqualTo(long.MaxValue - 7));
            one.SetGlobal("RATE", 0.5);
            Assert.That(price(1UL << 63, 4), Is.EqualTo(9.223372036854775806e18));
        }
    }

    [Test]
    public void A_function_can_take_the_place_of_another([ValueSource(nameof(Options))] PycOptions options)
    {
        using var module = Facade.Load("interfaces", options: options with { Fallback = Fallback.Interpreter });
        var uses = module.Get<Func<long, long>>("uses_helper");
        var helper = module.Get<Func<long, long>>("helper");
        Assert.That((uses(5), helper(5)), Is.EqualTo((16, 15)));
        module.SetGlobal("helper", module["area"]);
        Assert.That((uses(5), helper(5)), Is.EqualTo((26, 15)), "a delegate is one of its function");
        Assert.That(module.Get<Func<long, long>>("helper")(5), Is.EqualTo(25));
        Assert.That(module["helper"].Declaration, Is.EqualTo("helper(r)"));

        module.SetGlobal("helper", 5);
        Assert.That(() => uses(5), Throws.TypeOf<PythonTypeException>().With.Message.Contains("'int' object is not callable"));
        Assert.That(
            () => module["helper"], Throws.TypeOf<FunctionUnavailableException>().With.Message.Contains("it is an int, 5, and not a function."));
        Assert.That(module.Functions.Select(function => function.Name), Does.Not.Contain("helper"));
        module.SetGlobal("helper", module["twice"]);
        Assert.That((uses(5), module["helper"].Name), Is.EqualTo((11, "helper")));
        module.SetGlobal("Box", module["twice"]);
        Assert.That(module.Get<Func<long, long>>("Box")(4), Is.EqualTo(8));

        using var other = Facade.Load("interfaces");
        Assert.That(() => module.SetGlobal("helper", other["area"]), Throws.ArgumentException);
    }

    [Test]
    public void Globals_that_functions_assign_are_shared_with_them([ValueSource(nameof(Options))] PycOptions options)
    {
        using var module = Facade.Load("interfaces", options: options with { Fallback = Fallback.Interpreter });
        var bump = module.Get<Func<long>>("bump");
        Assert.That((bump(), bump(), module.GetGlobal<long>("counter")), Is.EqualTo((1, 2, 2)));
        module.SetGlobal("counter", 41);
        Assert.That((bump(), module.GetGlobal<long>("counter")), Is.EqualTo((42, 42)));
    }

    [Test]
    public void What_was_computed_of_the_old_value_stays_and_lists_are_copied()
    {
        using var module = Facade.Load("interfaces");
        double[] weights = [5];
        module.SetGlobal("weights", weights);
        weights[0] = 6;
        Assert.That(module.GetGlobal<double[]>("weights"), Is.EqualTo(new[] { 5.0 }));
        var list = new List<object?> { 1 };
        list.Add(list);
        module.SetGlobal("weights", list);
        var copy = (List<object?>)module.GetGlobal<object>("weights");
        Assert.That(ReferenceEquals(copy[1], copy), Is.True);
    }

    [Test]
    public void A_name_or_a_value_that_cannot_be_is_refused()
    {
        using var module = Facade.Load("interfaces");
        Assert.That(() => module.SetGlobal("rate", 1), Throws.TypeOf<GlobalNotFoundException>().With.Message.EqualTo("interfaces.pyc has no global rate. Did you mean RATE?"));
        Assert.That(() => module.SetGlobal("max", 1), Throws.TypeOf<GlobalNotFoundException>(), "a name of Python's own");
        Assert.That(() => module.SetGlobal("RATE", DateTime.Now), Throws.ArgumentException);
        Assert.That(() => module.SetGlobal("RATE", new object()), Throws.ArgumentException);
        Assert.That(module.GetGlobal<double>("RATE"), Is.EqualTo(0.25));
    }

    [Test]
    public void A_value_that_could_not_be_had_can_be_given()
    {
        using var module = PycJit.Load(Repository.PathTo("fixtures", "modules", "pyc", "3.12", "unknowns.pyc"), Facade.Interpreted);
        var name = module.UnavailableNames.First(unavailable => unavailable.Name != "random").Name;
        Assert.That(() => module.GetGlobal<object>(name), Throws.TypeOf<UnavailableException>());
        module.SetGlobal(name, 5);
        Assert.That(module.GetGlobal<long>(name), Is.EqualTo(5));
    }

    [Test]
    public void Threads_that_call_while_others_set_see_one_of_the_values_and_the_last_in_the_end()
    {
        using var module = Facade.Load("interfaces", options: s_fallback);
        var steps = module.Get<Func<long>>("steps");
        var price = module.Get<Func<double, double, double>>("black_scholes");
        var isDone = false;
        var errors = 0;
        var callers = Enumerable.Range(0, 3).Select(number => new Thread(() =>
        {
            long last = 0;
            for (var i = 0; !Volatile.Read(ref isDone); i++)
            {
                var value = number == 0 ? module.Get<Func<long>>("steps")() : steps();
                errors += value % 2 != 0 || value is < 0 or > 400 || value < last ? 1 : 0;
                last = value;
                errors += price(1, 1) > 0.75 ? 1 : 0;
                if (i % 1000 == 0)
                    GC.Collect(0);
            }
        })).ToList();
        callers.ForEach(thread => thread.Start());
        try
        {
            for (var i = 10; i <= 200; i++)
            {
                module.SetGlobal("max_steps", i);
                module.SetGlobal("RATE", i + 0.5);
                Assert.That((steps(), price(0, 1)), Is.EqualTo((2 * i, -(i + 0.5))));
            }
        }
        finally
        {
            Volatile.Write(ref isDone, true);
            callers.ForEach(thread => thread.Join());
        }
        Assert.That(errors, Is.Zero);
        Assert.That(steps(), Is.EqualTo(400));
    }

    [Test]
    public void Code_with_old_values_is_given_back()
    {
        using var module = Facade.Load("interfaces", options: PycOptions.Default);
        var steps = module.Get<Func<long>>("steps");
        var first = VersionOf(module);
        for (var i = 0; i < 5; i++)
        {
            steps();
            steps();
            module.SetGlobal("max_steps", i);
        }
        steps();
        for (var i = 0; i < 20 && first.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.That(first.IsAlive, Is.False);
        Assert.That(steps(), Is.EqualTo(8));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference VersionOf(PycModule module) => new(module["steps"].VersionFor([]));
}

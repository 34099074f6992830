using System.Diagnostics;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Native code that runs for longer than anybody waits is stopped, whatever it is doing, and nothing is left of it.</summary>
public sealed class NativeStopTests
{
    // Stopping takes milliseconds: only what does not stop takes longer than this.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private PycModule _module = null!;   // SetUp loads it

    [OneTimeSetUp]
    public void Load() => _module = PycJit.Load(Repository.PathTo("fixtures", "limits", "pyc", "3.13", "runaway.pyc"));

    [OneTimeTearDown]
    public void Dispose() => _module.Dispose();

    private static IEnumerable<TestCaseData> Loops()
    {
        const long endless = 1L << 60;
        (string Function, long[] Arguments)[] cases =
        [
            ("counted", [endless]), ("counted_down", [endless]), ("until", [2]), ("forever", []), ("nested", [endless]), ("nested_short", [endless]),
            ("two_ways", [-1]), ("build", [endless]), ("fib", [90]), ("ackermann", [3, 60]), ("parity_again", [-1]), ("tail_again", [1]), ("generated", [endless]),
            ("summed", [endless]), ("sort_again", [200, endless]), ("sort_by_key", [200, endless]), ("tree", [1L << 40]), ("power", [3, 1]),
        ];
        return cases.Select(one => new TestCaseData(one.Function, one.Arguments).SetArgDisplayNames(one.Function));
    }

    [TestCaseSource(nameof(Loops))]
    public void A_call_ends_when_it_is_cancelled(string function, long[] arguments)
    {
        using var source = new CancellationTokenSource();
        var call = Call(function, arguments, source.Token);
        source.CancelAfter(30);
        var error = Assert.Catch<OperationCanceledException>(call)!;
        Assert.That(error.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(error.Message, Does.Contain("limits/runaway.py:"));
        Assert.That(_module.Get<Func<long, long, long>>("add")(20, 22), Is.EqualTo(42));
    }

    [TestCaseSource(nameof(Loops))]
    public void A_call_that_is_cancelled_already_or_in_time_ends(string function, long[] arguments)
    {
        var error = Assert.Throws<ExecutionLimitException>(() => Call(function, arguments, default, new ExecutionLimits { Time = TimeSpan.FromMilliseconds(20) })())!;
        Assert.That(error.Limit, Is.EqualTo(ExecutionLimit.Time));
        Assert.That(error.Where!.Value.Line, Is.Positive);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.That(() => Call(function, arguments, source.Token)(), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void The_place_is_that_of_the_loop_that_was_stopped()
    {
        var limits = new ExecutionLimits { Time = TimeSpan.FromMilliseconds(20) };
        Assert.That(PlaceOf("counted"), Is.EqualTo("limits/runaway.py:6 in counted"));
        Assert.That(PlaceOf("generated"), Does.EndWith("in count_to").Or.EndWith("in generated"));
        Assert.That(PlaceOf("summed"), Does.Match("runaway.py:175 in summed.*"));

        string PlaceOf(string function) => Assert.Throws<ExecutionLimitException>(() => Call(function, [1L << 60], default, limits)())!.Where!.Value.ToString();
    }

    [Test]
    public void Loops_over_arrays_end_in_the_lanes_of_vectors_too()
    {
        var limited = Within(new ExecutionLimits { Time = TimeSpan.FromMilliseconds(20) });
        var (ints, floats) = (new long[10_000], new double[10_000]);
        Assert.That(() => _module.Get<FillAgain>("fill_again")(limited, ints, 1L << 60), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(ints[1], Is.GreaterThan(ints[0]));
        Assert.That(() => _module.Get<SumAgain>("sum_again")(limited, floats, 1L << 60), Throws.TypeOf<ExecutionLimitException>());
    }

    [Test]
    public void A_list_that_was_lent_is_what_Python_has_made_of_it()
    {
        var list = new List<long>();
        var limited = Within(new ExecutionLimits { Time = TimeSpan.FromMilliseconds(20) });
        var grow = _module.Get<GrowLent>("grow_lent");
        Assert.That(grow(Within(new ExecutionLimits { Time = s_patience }), [1], 1), Is.EqualTo(2));
        Assert.That(() => grow(limited, list, 1L << 60), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(list, Is.EqualTo(Enumerable.Range(0, 1000)));
    }

    [Test]
    public void Other_threads_go_on()
    {
        using var source = new CancellationTokenSource();
        var counted = _module.Get<Limited>("counted");
        var expected = _module.Get<Func<long, long>>("counted")(2_000_000);
        var stopped = Task.Run(() => counted(new PyCallContext(source.Token), 1L << 60));
        var others = Enumerable.Range(0, 4).Select(_ => Task.Run(() => counted(Within(new ExecutionLimits { Time = s_patience }), 2_000_000))).ToArray();
        source.CancelAfter(10);
        Assert.That(() => stopped.Wait(s_patience), Throws.InnerException.InstanceOf<OperationCanceledException>());
        Assert.That(Task.WhenAll(others).Result, Has.All.EqualTo(expected));
    }

    [Test]
    public void Calls_that_are_stopped_often_leave_nothing_behind()
    {
        var limits = Within(new ExecutionLimits { Time = TimeSpan.FromMilliseconds(1) });
        var (hold, add) = (_module.Get<Limited>("build"), _module.Get<Func<long, long, long>>("add"));
        for (var i = 0; i < 50; i++)
        {
            Assert.That(() => hold(limits, 1L << 60), Throws.TypeOf<ExecutionLimitException>());
            Assert.That(add(i, 1), Is.EqualTo(i + 1));
        }
        Assert.That(Execution.Sequences.ListHeap.OfThisThread.UsedBytes, Is.Zero);
    }

    [Test]
    public void Lists_take_no_more_than_they_may()
    {
        var limited = Within(new ExecutionLimits { ListBytes = 1 << 20 });
        var hold = _module.Get<Limited>("hold");
        Assert.That(hold(limited, 50_000), Is.EqualTo(50_000));
        var error = Assert.Throws<ExecutionLimitException>(() => hold(limited, 1L << 60))!;
        Assert.That(error.Limit, Is.EqualTo(ExecutionLimit.ListBytes));
        Assert.That(error.Where!.Value.Function, Is.EqualTo("hold"));
        Assert.That(() => _module.Get<Limited2>("repeat")(limited, 1_000_000_000_000, 0), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(hold(limited, 50_000), Is.EqualTo(50_000));
    }

    [Test]
    public void The_stack_is_used_no_further_than_it_may()
    {
        var deep = _module.Get<Limited>("deep");
        var error = Assert.Throws<ExecutionLimitException>(() => deep(Within(new ExecutionLimits { StackBytes = 16 << 10 }), 100_000))!;
        Assert.That(error.Limit, Is.EqualTo(ExecutionLimit.Stack));
        Assert.That(deep(Within(new ExecutionLimits { StackBytes = 16 << 10 }), 20), Is.EqualTo(20));
        // With more of it than a thread has, Python's own limit is the first.
        Assert.That(() => deep(Within(new ExecutionLimits { Time = s_patience }), long.MaxValue), Throws.InstanceOf<PythonException>().With.Message.Contains("RecursionError"));
    }

    [Test]
    public void What_leaves_native_code_and_goes_on_in_the_interpreter_is_stopped_there()
    {
        // The sum of squares does not fit 64 bits after a while.
        var power = _module.Get<Limited2>("power");
        Assert.That(() => power(Within(new ExecutionLimits { Time = TimeSpan.FromMilliseconds(50) }), 1L << 40, 1), Throws.TypeOf<ExecutionLimitException>());
    }

    [Test]
    public void Code_of_calls_that_nothing_limits_is_the_same_as_ever()
    {
        var function = _module["counted"];
        var before = function.Disassemble();
        _module.Get<Limited>("counted")(Within(new ExecutionLimits { Time = s_patience }), 5);
        Assert.That(function.Disassemble(), Is.EqualTo(before).And.Not.Contain("exit stop"));
    }

    private Action Call(string function, long[] arguments, CancellationToken token, ExecutionLimits? limits = null)
    {
        var context = new PyCallContext(token, limits ?? new ExecutionLimits { Time = s_patience });
        switch (arguments)
        {
            case []:
                var none = _module.Get<Limited0>(function);
                return () => none(context);
            case [var n]:
                var one = _module.Get<Limited>(function);
                return () => one(context, n);
            case [var n, var m]:
                var two = _module.Get<Limited2>(function);
                return () => two(context, n, m);
            default:
                throw new UnreachableException();
        }
    }

    private static PyCallContext Within(ExecutionLimits limits) => new(limits: limits);

    private delegate void Limited0(in PyCallContext context);

    private delegate long Limited(in PyCallContext context, long n);

    private delegate long Limited2(in PyCallContext context, long n, long m);

    private delegate long FillAgain(in PyCallContext context, long[] xs, long n);

    private delegate double SumAgain(in PyCallContext context, double[] xs, long n);

    private delegate long GrowLent(in PyCallContext context, List<long> xs, long n);
}

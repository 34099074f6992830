using Pyc.Tests.Support;
using Pyc.Translation.Interpretation;

namespace Pyc.Tests.Limits;

/// <summary>Calls within calls, calls that wait for each other, and those that nobody stops.</summary>
public sealed class NestedCallTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(60);     // only what hangs takes as long

    [Test]
    public void A_call_within_a_call_is_stopped_with_it([Values] bool isOtherModule)
    {
        using var output = new CallingWriter();
        using var module = LimitFixtures.Load("hostile", options: new PycOptions { Tier = Tier.InterpreterOnly, Output = output });
        using var other = LimitFixtures.Load("hostile", options: Facade.Interpreted);
        var spin = (isOtherModule ? other : module).Get<Action>("spin");
        using var source = new CancellationTokenSource();
        output.Called = () =>
        {
            source.CancelAfter(TimeSpan.FromMilliseconds(30));
            spin();
        };
        var stop = Assert.Catch<OperationCanceledException>(() => module["greet"].Invoke(new PyCallContext(source.Token), 5L))!;
        Assert.That(stop.Message, Does.Contain(" in spin"));
        Assert.That(output.Calls, Is.EqualTo(1));
        Assert.That(module["one"].Invoke(), Is.EqualTo(1L));
    }

    [Test]
    public void A_call_within_a_call_may_have_less_and_not_more()
    {
        using var output = new CallingWriter();
        using var module = LimitFixtures.Load("hostile", options: new PycOptions { Tier = Tier.InterpreterOnly, Output = output });
        var inner = new ExecutionLimits { Steps = 100 };
        var stops = 0;
        output.Called = () =>
        {
            try
            {
                module["spin"].Invoke(new PyCallContext(limits: inner));
            }
            catch (ExecutionLimitException)
            {
                stops++;
            }
        };
        Assert.That(module["greet"].Invoke(new PyCallContext(limits: new ExecutionLimits { Steps = 10_000 }), 5L), Is.EqualTo(5L));
        Assert.That(stops, Is.EqualTo(output.Calls));
        // What the inner ones take, the outer one has not.
        inner = new ExecutionLimits { Steps = 1_000_000 };
        Assert.That(() => module["greet"].Invoke(new PyCallContext(limits: new ExecutionLimits { Steps = 1000 }), 5L), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(module["greet"].Invoke(0L), Is.EqualTo(0L));
    }

    [Test]
    public void Who_waits_for_another_call_can_be_stopped_and_that_one_goes_on()
    {
        using var module = LimitFixtures.Load("hostile", options: Facade.Interpreted);
        using var source = new CancellationTokenSource();
        using var output = new ManualResetEventSlim();
        var spinning = Task.Factory.StartNew(
            () =>
            {
                output.Set();
                return module["spin"].Invoke(new PyCallContext(source.Token));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Assert.That(output.Wait(s_long), Is.True);
        Assert.That(SpinWait.SpinUntil(() => module.Runtime.IsRunning, s_long), Is.True);
        var stop = Assert.Throws<ExecutionLimitException>(
            () => module["add"].Invoke(new PyCallContext(limits: new ExecutionLimits { Time = TimeSpan.FromMilliseconds(20) }), 1L, 2L))!;
        Assert.That(stop.Message, Does.Contain(" in add"));
        Assert.That(spinning.IsCompleted, Is.False);
        source.Cancel();
        Assert.That(() => spinning.Wait(s_long), Throws.InstanceOf<AggregateException>().With.InnerException.InstanceOf<OperationCanceledException>());
        Assert.That(module["add"].Invoke(1L, 2L), Is.EqualTo(3L));
    }

    [Test]
    public void Calls_of_other_threads_go_on()
    {
        using var module = LimitFixtures.Load("hostile", options: Facade.Interpreted);
        using var other = LimitFixtures.Load("hostile", options: Facade.Interpreted);
        using var source = new CancellationTokenSource();
        var counting = Task.Factory.StartNew(
            () => other["count"].Invoke(new PyCallContext(source.Token, new ExecutionLimits { Time = s_long }), 300_000L),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        for (var i = 0; i < 5; i++)
        {
            Assert.That(
                () => module["spin"].Invoke(new PyCallContext(limits: new ExecutionLimits { Time = TimeSpan.FromMilliseconds(5) })),
                Throws.TypeOf<ExecutionLimitException>());
        }
        Assert.That(counting.GetAwaiter().GetResult(), Is.EqualTo(150_000L));
    }

    [Test]
    public void A_load_can_be_cancelled_and_limited()
    {
        Assert.That(
            () => PycJit.Load(Repository.PathTo("fixtures", "limits", "pyc", "3.13", "hostile.pyc"), cancellationToken: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            () => LimitFixtures.Load("states", options: new PycOptions { LoadLimits = new ExecutionLimits { Steps = 2 } }),
            Throws.TypeOf<ExecutionLimitException>().With.Message.Contains("limits/states.py:"));
        using var unlimited = LimitFixtures.Load("states", options: new PycOptions { LoadLimits = ExecutionLimits.None });
        Assert.That(unlimited["probe"].Invoke(), Is.True);
    }

    [Test]
    public void The_watchdog_goes_when_there_is_nothing_to_watch()
    {
        using var module = LimitFixtures.Load("hostile", options: Facade.Interpreted);
        Assert.That(module["one"].Invoke(new PyCallContext(limits: new ExecutionLimits { Time = s_long })), Is.EqualTo(1L));
        Assert.That(SpinWait.SpinUntil(() => !Watchdog.IsRunning, s_long), Is.True);
        Assert.That(
            () => module["spin"].Invoke(new PyCallContext(limits: new ExecutionLimits { Time = TimeSpan.FromMilliseconds(5) })),
            Throws.TypeOf<ExecutionLimitException>());
    }

    [Test]
    public unsafe void A_stop_writes_to_the_word_that_is_attached_and_to_no_other()
    {
        using var source = new CancellationTokenSource();
        var control = CallControl.Begin(new CallBounds(), source.Token);
        nint[] words = [1, 2, 3];
        fixed (nint* first = words)
        {
            control.Attach(first);
            control.Detach();
            control.Attach(first + 1);
            source.Cancel();
            Assert.That(SpinWait.SpinUntil(() => Volatile.Read(ref words[1]) == nint.MaxValue, s_long), Is.True);
            Assert.That(control.IsStopped, Is.True);
            control.Detach();
            control.Attach(first + 2);
            control.Detach();
        }
        control.Leave();
        Assert.That(words, Is.EqualTo(new nint[] { 1, nint.MaxValue, nint.MaxValue }));
        Assert.That(CallControl.Current, Is.Null);
    }

    private sealed class CallingWriter : StringWriter
    {
        public Action? Called { get; set; }

        public int Calls { get; private set; }

        public override void Write(string? value)
        {
            Calls++;
            Called?.Invoke();
        }
    }
}

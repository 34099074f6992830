using System.Runtime.CompilerServices;
using Pyc.Tests.Support;

namespace Pyc.Tests.Threads;

/// <summary>Modules that are disposed while they are used, and what is left of them then.</summary>
[NonParallelizable]
public sealed class DisposalTests
{
    private static readonly PycOptions s_fallback = new() { Fallback = Fallback.Interpreter };

    [Test]
    public void Calls_that_run_when_the_module_is_disposed_end_as_if_it_were_not()
    {
        const int Rounds = 20;
        for (var round = 0; round < Rounds; round++)
        {
            var module = PycJit.Load(Repository.Pyc("loops"));
            var primes = module.Get<Func<long, long>>("count_primes");
            var primesOfBoth = new long[2];
            Assert.That(primes(10), Is.EqualTo(4));
            using var start = new Barrier(3);
            var started = Enumerable.Range(0, 2).Select(i => OnThread.Start(() =>
            {
                start.SignalAndWait();
                primesOfBoth[i] = primes(5_000);
            })).ToList();
            start.SignalAndWait();
            module.Dispose();
            GC.Collect();
            started.ForEach(OnThread.End);
            Assert.That(primesOfBoth, Is.All.EqualTo(669));
        }
    }

    [Test]
    public void So_do_calls_that_are_lent_memory()
    {
        var module = PycJit.Load(Repository.Pyc("arrays"));
        var sort = module.Get<Action<long[]>>("insertion_sort");
        sort([2, 1]);
        var numbers = Enumerable.Range(0, 4000).Select(i => (long)(4000 - i)).ToArray();
        using var start = new Barrier(2);
        var started = OnThread.Start(() =>
        {
            start.SignalAndWait();
            sort(numbers);
        });
        start.SignalAndWait();
        module.Dispose();
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        OnThread.End(started);
        Assert.That(numbers, Is.Ordered);
    }

    [Test]
    public void So_do_interpreted_calls()
    {
        using var writer = new CallbackWriter();
        var module = Facade.Load(options: s_fallback with { Output = writer });
        var say = module.Get<Action<string>>("say");
        writer.Called = _ => module.Dispose();
        say("text");
        say("more");
        Assert.That(module.Get<Func<string, string>>("same")("text"), Is.EqualTo("text"), "the interpreter needs no code");
    }

    [Test]
    public void Disposing_by_many_threads_disposes_once()
    {
        var logger = new RecordingLogger();
        var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Logger = logger });
        module.Get<Func<long, long, long>>("foo")(7, 3);
        var started = Enumerable.Range(0, 8).Select(_ => OnThread.Start(module.Dispose)).ToList();
        started.ForEach(OnThread.End);
        Assert.That(logger.MessagesOf(5003).Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_disposed_module_makes_no_code_any_more_and_goes_on_to_interpret([Values] bool hasMadeSome)
    {
        var module = PycJit.Load(Repository.Pyc("straight"), s_fallback);
        if (hasMadeSome)
            Assert.That(module.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
        module.Dispose();
        var scale = module.Get<Func<long, long>>("scale");
        Assert.That(() => scale(2), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => module["scale"].Compile(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(module["scale"].Invoke(2), Is.EqualTo(202), "what chooses by its arguments is interpreted");
        Assert.That(module.Functions, Is.Not.Empty);
    }

    [Test]
    public void A_bound_interface_outlives_its_module()
    {
        var straight = BindAndDispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(straight.Foo(7, 3), Is.EqualTo(40));
    }

    internal interface IStraight
    {
        long Foo(long a, long b);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IStraight BindAndDispose()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var straight = module.Bind<IStraight>();
        straight.Foo(1, 2);
        return straight;
    }
}

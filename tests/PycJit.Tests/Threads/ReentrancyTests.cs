using System.Numerics;
using Microsoft.Extensions.Logging;
using Pyc.Tests.Support;

namespace Pyc.Tests.Threads;

/// <summary>Calls within calls, and calls beside others that wait.</summary>
[NonParallelizable]
public sealed class ReentrancyTests
{
    private static readonly PycOptions s_fallback = new() { Fallback = Fallback.Interpreter };

    [Test]
    public void Calls_of_all_kinds_nest_to_any_depth()
    {
        const int Depth = 5;
        using var lists = PycJit.Load(Repository.Pyc("lists"));
        using var calls = PycJit.Load(Repository.Pyc("calls"));
        var squares = lists.Get<Func<long, long>>("squares");
        var factorial = calls.Get<Func<long, BigInteger>>("factorial");
        using var writer = new CallbackWriter();
        using var module = Facade.Load(options: s_fallback with { Output = writer });
        using var lending = Facade.Load("lending", options: s_fallback with { Output = writer });
        var say = module.Get<Action<string>>("say");
        var writeAndPrint = lending.Get<Func<long[], long, long[]>>("write_and_print");
        var deepest = 0;
        writer.Called = _ => Nest(1);

        Nest(0);
        Assert.That(deepest, Is.EqualTo(Depth));

        void Nest(int depth)
        {
            deepest = Math.Max(deepest, depth);
            Assert.That(squares(100), Is.EqualTo(328350), "lists in native memory");
            Assert.That(factorial(25), Is.EqualTo(BigInteger.Parse("15511210043330985984000000", provider: null)), "a call that leaves native code");
            if (depth == Depth)
                return;
            writer.Called = _ => Nest(depth + 1);
            say("text");
            writer.Called = _ => Nest(depth + 1);
            long[] lent = [depth, depth, 7];
            Assert.That(writeAndPrint(lent, 9), Is.SameAs(lent));
            Assert.That(lent, Is.EqualTo(new long[] { 9, 9, 7 }));
            Assert.That(squares(100), Is.EqualTo(328350), "behind the calls within");
        }
    }

    [Test]
    public void While_Python_code_waits_on_one_thread_native_code_of_its_module_is_made_and_runs_on_others()
    {
        using var writer = new CallbackWriter();
        using var module = Facade.Load("lending", options: s_fallback with { Output = writer });
        using var isIn = new ManualResetEventSlim();
        using var mayLeave = new ManualResetEventSlim();
        writer.Called = _ =>
        {
            isIn.Set();
            OnThread.Await(mayLeave);
        };
        var waiting = OnThread.Start(() => module.Get<Func<long[], long, long[]>>("write_and_print")([1, 2], 3));
        OnThread.Await(isIn);
        OnThread.Run(() =>
        {
            Assert.That(module.Get<Func<double[], double>>("total")([1.5, 2]), Is.EqualTo(3.5));
            Assert.That(module["item"].Invoke(new long[] { 4, 5 }, 1), Is.EqualTo(5));
            Assert.That(module["count"].Compile(typeof(List<long>)).Size, Is.Positive);
            Assert.That(module["scale_to"].Explain(typeof(long[]), typeof(long)).Checks, Is.Not.Empty);
        });
        mayLeave.Set();
        OnThread.End(waiting);
    }

    [Test]
    public void Native_calls_of_many_threads_wait_for_no_lock()
    {
        const int Threads = 8;
        const int Calls = 20_000;
        using var straight = PycJit.Load(Repository.Pyc("straight"));
        using var lists = PycJit.Load(Repository.Pyc("lists"));
        using var calls = PycJit.Load(Repository.Pyc("calls"));
        using var lending = Facade.Load("lending", options: s_fallback);
        var foo = straight.Get<Func<long, long, long>>("foo");
        var squares = lists.Get<Func<long, long>>("squares");
        var fib = calls.Get<Func<long, long>>("fib");
        var total = lending.Get<Func<long[], long>>("total");
        var rows = lending.Get<Func<double[][], double>>("sum_rows");
        long[] numbers = [1, 2, 3];
        double[][] matrix = [[1, 2], [3]];
        CallAll(10);
        var before = Monitor.LockContentionCount;
        var started = Enumerable.Range(0, Threads).Select(_ => OnThread.Start(() => CallAll(Calls))).ToList();
        started.ForEach(OnThread.End);
        // Of .NET's own there may be some, as where it starts threads. A lock on the way of a call would make thousands.
        Assert.That(Monitor.LockContentionCount - before, Is.LessThan(2 * Threads));

        void CallAll(int count)
        {
            for (var i = 0; i < count; i++)
            {
                if (foo(i, 3) != (long)i * i - 9 || squares(5) != 30 || fib(5) != 5 || total(numbers) != 6 || rows(matrix) != 6)
                    throw new InvalidOperationException("A call gave a wrong result.");
            }
        }
    }

    [Test]
    public void Whoever_is_told_of_a_compilation_may_wait_for_a_thread_that_wants_the_code()
    {
        var logger = new WaitingLogger();
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Logger = logger });
        var foo = module.Get<Func<long, long, long>>("foo");
        logger.Told = () => OnThread.Run(() => Assert.That(foo(8, 3), Is.EqualTo(55)));
        OnThread.Run(() => Assert.That(foo(7, 3), Is.EqualTo(40)));
        Assert.That(logger.Told, Is.Null, "it has been told");
    }

    private sealed class WaitingLogger : ILogger
    {
        private const int FunctionCompiled = 5001;

        public Action? Told { get; set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id != FunctionCompiled || Told is not { } told)
                return;
            Told = null;
            told();
        }
    }
}

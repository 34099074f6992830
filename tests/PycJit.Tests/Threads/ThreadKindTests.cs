using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Tests.Support;

namespace Pyc.Tests.Threads;

/// <summary>Calls from threads of all kinds.</summary>
[NonParallelizable]
public sealed partial class ThreadKindTests
{
    private readonly PycModule _straight = PycJit.Load(Repository.Pyc("straight"));
    private readonly PycModule _calls = PycJit.Load(Repository.Pyc("calls"));
    private readonly PycModule _lists = PycJit.Load(Repository.Pyc("lists"));
    private readonly PycModule _interpreted = Facade.Load();

    private static ThreadKindTests? s_ofNativeThread;
    private static Exception? s_failure;

    [OneTimeTearDown]
    public void Dispose()
    {
        _straight.Dispose();
        _calls.Dispose();
        _lists.Dispose();
        _interpreted.Dispose();
    }

    [TestCase(192)]
    [TestCase(256)]
    [TestCase(1024)]
    public void A_thread_with_a_small_stack(int kilobytes) => OnThread.Run(CallAll, kilobytes << 10);

    [Test]
    public void A_thread_whose_stack_is_too_small_for_the_interpreter() => OnThread.Run(
        () =>
        {
            Check(_straight.Get<Func<long, long, long>>("foo")(7, 3) == 40);
            // Neither .NET nor native code makes calls where less than 128 KB of stack are left.
            Assert.That(
                () => _interpreted.Get<Func<string, string>>("same")("text"),
                Throws.TypeOf<PythonRecursionException>().With.Property("PythonMessage").EqualTo("maximum recursion depth exceeded"));
            Assert.That(() => _calls.Get<Func<long, long>>("fib")(15), Throws.TypeOf<PythonRecursionException>());
        },
        stackSize: 128 << 10);

    [Test]
    public async Task Threads_of_the_pool() => await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(CallAll)));

    [Test]
    public async Task Code_that_goes_on_with_another_thread_between_its_calls()
    {
        var squares = _lists.Get<Func<long, long>>("squares");
        var threads = new HashSet<int>();
        for (var i = 0; i < 20; i++)
        {
            Assert.That(squares(10), Is.EqualTo(285));
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Factory.StartNew(() => { }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        Assert.That(threads, Is.Not.Empty);
    }

    [Test]
    public void Code_that_always_comes_back_to_one_thread() => OnThread.Run(() =>
    {
        using var context = new OneThreadContext();
        SynchronizationContext.SetSynchronizationContext(context);
        var home = Environment.CurrentManagedThreadId;
        var done = Loop();
        context.RunUntil(done);
        done.GetAwaiter().GetResult();

        async Task Loop()
        {
            for (var i = 0; i < 20; i++)
            {
                CallAll();
                await Task.Run(CallAll);
                Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(home));
            }
        }
    });

    [Test]
    [Platform("Linux")]
    public unsafe void A_thread_that_native_code_has_made()
    {
        s_ofNativeThread = this;
        s_failure = null;
        nint thread;
        Assert.That(CreateThread(&thread, null, &Entry, null), Is.Zero);
        Assert.That(JoinThread(thread, null), Is.Zero);
        Assert.That(s_failure, Is.Null);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void* Entry(void* argument)
    {
        try
        {
            s_ofNativeThread!.CallAll();                    // set before the thread is made
        }
        catch (Exception error)
        {
            s_failure = error;
        }
        return argument;
    }

    [LibraryImport("libc", EntryPoint = "pthread_create")]
    private static unsafe partial int CreateThread(nint* thread, void* attributes, delegate* unmanaged[Cdecl]<void*, void*> entry, void* argument);

    [LibraryImport("libc", EntryPoint = "pthread_join")]
    private static unsafe partial int JoinThread(nint thread, void** result);

    private void CallAll()
    {
        Check(_straight.Get<Func<long, long, long>>("foo")(7, 3) == 40);
        Check(_straight.Get<Func<long, long, BigInteger>>("foo")(1L << 62, 0) == BigInteger.Pow(2, 124));
        Check(_calls.Get<Func<long, long>>("fib")(15) == 610);
        Check(_lists.Get<Func<long, long>>("squares")(100) == 328350);
        Check(_interpreted.Get<Func<string, string>>("same")("text") == "text");
    }

    private static void Check(bool isTrue, [CallerArgumentExpression(nameof(isTrue))] string what = "")
    {
        if (!isTrue)
            throw new InvalidOperationException($"Not so: {what}");
    }

    private sealed class OneThreadContext : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posted = [];

        public override void Post(SendOrPostCallback d, object? state) => _posted.Add((d, state));

        public void RunUntil(Task done)
        {
            while (!done.IsCompleted)
            {
                var (callback, state) = _posted.Take();
                callback(state);
            }
        }

        public void Dispose() => _posted.Dispose();
    }
}

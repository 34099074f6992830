using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>When code is made, how long it lives, and what a call costs.</summary>
[NonParallelizable]
public sealed class LifetimeTests
{
    [Test]
    public void Many_threads_that_call_first_compile_once()
    {
        const int Threads = 64;
        var logger = new RecordingLogger();
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Logger = logger });
        var shared = module.Get<Func<long, long, long>>("foo");
        using var start = new Barrier(Threads);
        var results = new long[Threads];
        var threads = Enumerable.Range(0, Threads).Select(i => new Thread(() =>
        {
            // Half of them share a delegate, the others bind their own.
            start.SignalAndWait();
            var foo = i % 2 == 0 ? shared : module.Get<Func<long, long, long>>("foo");
            results[i] = foo(i, 3);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(results, Is.EqualTo(Enumerable.Range(0, Threads).Select(i => (long)i * i - 9)));
        Assert.That(logger.MessagesOf(5001).Count(), Is.EqualTo(1));
    }

    [Test]
    public void Integer_types_of_any_width_share_one_native_version()
    {
        var logger = new RecordingLogger();
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Logger = logger });
        module.Get<Func<long, long, long>>("foo")(1, 2);
        module.Get<Func<int, byte, short>>("foo")(1, 2);
        Assert.That(logger.MessagesOf(5001).Count(), Is.EqualTo(1));
        module.Get<Func<bool, long, long>>("foo")(true, 2);
        Assert.That(logger.MessagesOf(5001).Count(), Is.EqualTo(2));
    }

    [Test]
    public void Nothing_is_compiled_before_the_first_call()
    {
        var logger = new RecordingLogger();
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Logger = logger });
        var foo = module.Get<Func<long, long, long>>("foo");
        Assert.That(logger.MessagesOf(5001), Is.Empty);
        foo(1, 2);
        foo(1, 2);
        Assert.That(logger.MessagesOf(5001).Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_called_delegate_outlives_its_module()
    {
        var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<long, long, long>>("foo");
        foo(7, 3);
        module.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.That(foo(7, 3), Is.EqualTo(40));
        Assert.That(() => foo(long.MaxValue, 3), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void A_called_delegate_outlives_its_module_for_arguments_that_need_other_code()
    {
        var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<ulong, ulong, BigInteger>>("foo");
        foo(7, 3);
        module.Dispose();
        Assert.That(foo(ulong.MaxValue, ulong.MaxValue), Is.EqualTo(BigInteger.Zero));
    }

    [Test]
    public void A_delegate_that_was_never_called_before_the_module_was_disposed_says_so()
    {
        var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<long, long, long>>("foo");
        module.Dispose();
        module.Dispose();
        Assert.That(() => foo(7, 3), Throws.TypeOf<ObjectDisposedException>());
    }

    [Test]
    public void A_delegate_alone_keeps_its_code_alive()
    {
        var foo = BindAndForget();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.That(foo(7, 3), Is.EqualTo(40));
    }

    [Test]
    [Platform("Linux")]
    public void When_all_is_forgotten_no_executable_memory_is_left([Values] bool dispose)
    {
        var (module, code) = UseAndForget(dispose);
        for (var i = 0; i < 10 && (module.IsAlive || IsExecutable(code)); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.That(module.IsAlive, Is.False);
        Assert.That(IsExecutable(code), Is.False, "the pages are given back");
    }

    [Test]
    public void A_call_allocates_nothing()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        Assert.Multiple(() =>
        {
            var foo = module.Get<Func<long, long, long>>("foo");
            Assert.That(AllocatedBy(() => foo(7, 3)), Is.Zero, "long");
            var narrow = module.Get<Func<int, short, byte>>("foo");
            Assert.That(AllocatedBy(() => narrow(7, 3)), Is.Zero, "narrow");
            var wide = module.Get<Func<ulong, uint, ulong>>("foo");
            Assert.That(AllocatedBy(() => wide(7, 3)), Is.Zero, "unsigned");
            var less = module.Get<Func<long, long, bool>>("less");
            Assert.That(AllocatedBy(() => less(7, 3)), Is.Zero, "bool");
            var action = module.Get<Action<long>>("nothing");
            Assert.That(AllocatedBy(() => action(7)), Is.Zero, "void");
            var none = module.Get<Func<long, long?>>("nothing");
            Assert.That(AllocatedBy(() => none(7)), Is.Zero, "null");
            var nine = module.Get<Func<long, long, long, long, long, long, long, long, long, long>>("nine_arguments");
            Assert.That(AllocatedBy(() => nine(1, 2, 3, 4, 5, 6, 7, 8, 9)), Is.Zero, "nine parameters");
        });
    }

    private static long AllocatedBy(Action call)
    {
        for (var i = 0; i < 1000; i++)
            call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
            call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Func<long, long, long> BindAndForget()
    {
        var foo = PycJit.Load(Repository.Pyc("straight")).Get<Func<long, long, long>>("foo");
        foo(1, 2);
        return foo;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Module, nint Code) UseAndForget(bool dispose)
    {
        var module = PycJit.Load(Repository.Pyc("straight"));
        module.Get<Func<long, long, long>>("foo")(7, 3);
        var code = module["foo"].Compile().Address;
        Assert.That(IsExecutable(code), Is.True);
        if (dispose)
            module.Dispose();
        return (new WeakReference(module), code);
    }

    private static bool IsExecutable(nint address) => ProcessMapping.At(address) is { IsExecutable: true };
}

using Pyc.Native;
using Pyc.Telemetry;
using Pyc.Tests.Support;

namespace Pyc.Tests.Threads;

/// <summary>A system that has no memory for native code when a function is first called.</summary>
[NonParallelizable]
public sealed class RefusedMemoryTests
{
    private const int OutOfMemory = 12;

    [Test]
    public void A_call_says_why_and_the_next_one_succeeds_when_there_is_memory_again()
    {
        var source = new ScarceSource();
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { HeapOf = source.NewHeap });
        var foo = module.Get<Func<long, long, long>>("foo");
        var blocks = PycJitMeter.CodeMemory.BlockCount;
        source.IsEmpty = true;
        for (var i = 0; i < 2; i++)
        {
            Assert.That(
                () => foo(7, 3),
                Throws.TypeOf<NativeCodeUnavailableException>().With.Message.Contains("(error 12)").And.Message.Contains("Free memory"));
        }
        source.IsEmpty = false;
        Assert.That(foo(7, 3), Is.EqualTo(40));
        Assert.That(PycJitMeter.CodeMemory.BlockCount, Is.EqualTo(blocks + 1));
    }

    [Test]
    public void Threads_that_call_first_are_all_told()
    {
        var source = new ScarceSource { IsEmpty = true };
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { HeapOf = source.NewHeap });
        var foo = module.Get<Func<long, long, long>>("foo");
        var started = Enumerable.Range(0, 8).Select(_ => OnThread.Start(
            () => Assert.That(() => foo(7, 3), Throws.TypeOf<NativeCodeUnavailableException>()))).ToList();
        started.ForEach(OnThread.End);
    }

    [Test]
    public void Where_functions_may_run_interpreted_they_do()
    {
        var source = new ScarceSource();
        var logger = new RecordingLogger();
        using var module = PycJit.Load(
            Repository.Pyc("straight"), new PycOptions { HeapOf = source.NewHeap, Fallback = Fallback.Interpreter, Logger = logger });
        var scale = module.Get<Func<long, long>>("scale");
        source.IsEmpty = true;
        var foo = module.Get<Func<long, long, long>>("foo");
        for (var i = 0; i < 3; i++)
            Assert.That(foo(7, 3), Is.EqualTo(40));
        Assert.That(module["square_sum"].Invoke(1, 2), Is.EqualTo(5));
        Assert.That(logger.MessagesOf(5004).Count(), Is.EqualTo(2));
        source.IsEmpty = false;
        Assert.That(scale(2), Is.EqualTo(202));
        Assert.That(logger.MessagesOf(5001).Count(), Is.EqualTo(1), "native code");
    }

    private sealed class ScarceSource : IPageSource
    {
        private readonly IPageSource _source = PageSource.ForThisSystem();

        public bool IsEmpty { get; set; }

        public CodeHeap NewHeap(CodeMemoryUsage usage) => new(this, usage);

        public ICodePages Reserve(long length, nint near)
        {
            Ask();
            return new ScarcePages(this, _source.Reserve(length, near));
        }

        private void Ask()
        {
            if (IsEmpty)
                throw PosixErrors.Failure("a test", OutOfMemory);
        }

        private sealed class ScarcePages(ScarceSource source, ICodePages pages) : ICodePages
        {
            public nint Address => pages.Address;

            public int Length => pages.Length;

            public int Granularity => pages.Granularity;

            public nint OpenWindow(int offset, int length)
            {
                source.Ask();
                return pages.OpenWindow(offset, length);
            }

            public void CloseWindow(nint window, int offset, int length) => pages.CloseWindow(window, offset, length);

            public void Erase(int offset, int length) => pages.Erase(offset, length);

            public void Release() => pages.Release();
        }
    }
}

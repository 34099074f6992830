using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Pyc.Native.Tests;

/// <summary>A system that refuses what it is asked, at any time: what was there stays right, and what can be had again is had.</summary>
public sealed class RefusalTests
{
    private const int OutOfMemory = 12;

    /// <summary>What can be refused.</summary>
    [Flags]
    public enum Calls
    {
        /// <summary>Nothing.</summary>
        None = 0,

        /// <summary>To take pages.</summary>
        Reserve = 1,

        /// <summary>To make them writable.</summary>
        OpenWindow = 2,

        /// <summary>To make them executable.</summary>
        CloseWindow = 4,

        /// <summary>To take code away.</summary>
        Erase = 8,

        /// <summary>To give pages back.</summary>
        Release = 16,
    }

    [TestCase(Calls.Reserve)]
    [TestCase(Calls.OpenWindow)]
    [TestCase(Calls.CloseWindow)]
    [TestCase(Calls.OpenWindow | Calls.Erase)]
    public void Code_that_cannot_be_added_takes_no_block_and_leaves_the_others_alone(Calls refused)
    {
        var source = new RefusingSource();
        using var heap = new CodeHeap(source);
        using var first = heap.Add(MachineCode.Return(1));
        source.Refused = refused;
        // Too long for the pages that are there.
        var large = new byte[200 << 10];
        Assert.That(() => heap.Add(large), Throws.InstanceOf<NativeMemoryException>());
        Assert.That(heap.Usage.BlockCount, Is.EqualTo(1));
        Assert.That(MachineCode.Run(first), Is.EqualTo(1));
        source.Refused = Calls.None;
        using var second = heap.Add(MachineCode.Return(2));
        using var third = heap.Add(large);
        Assert.That(MachineCode.Run(second), Is.EqualTo(2));
        Assert.That(source.Reserved - source.Released, Is.LessThanOrEqualTo(2), "no pages are lost");
    }

    [Test]
    public void Code_that_cannot_be_taken_away_is_not_written_over()
    {
        var source = new RefusingSource();
        var heap = new CodeHeap(source);
        using var keepsThePages = heap.Add(MachineCode.Return(1));
        var lost = heap.Add(MachineCode.Return(2));
        var address = lost.Address;
        source.Refused = Calls.Erase;
        lost.Dispose();
        source.Refused = Calls.None;
        using (var next = heap.Add(MachineCode.Return(3)))
            Assert.That(next.Address, Is.Not.EqualTo(address));
        Assert.That(heap.Usage.BlockCount, Is.EqualTo(1));
        heap.Dispose();
        keepsThePages.Dispose();
        Assert.That(heap.Usage.BytesReserved, Is.Zero, "it goes with its pages");
    }

    [Test]
    public void Pages_that_cannot_be_given_back_stay_counted()
    {
        var source = new RefusingSource { Refused = Calls.Release };
        var heap = new CodeHeap(source);
        heap.Add(MachineCode.Return(1)).Dispose();
        heap.Dispose();
        Assert.That(heap.Usage.BlockCount, Is.Zero);
        Assert.That(heap.Usage.BytesReserved, Is.Positive);
    }

    [Test]
    public void A_finaliser_bears_refusals()
    {
        var source = new RefusingSource();
        Forget(source);
        source.Refused = Calls.OpenWindow | Calls.Erase | Calls.Release;
        for (var i = 0; i < 20 && source.Asked < 20; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();          // an exception there would end the process
        }
        Assert.That(source.Asked, Is.GreaterThanOrEqualTo(20), "each was tried");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(RefusingSource source)
    {
        for (var i = 0; i < 20; i++)
            _ = new CodeHeap(source).Add(MachineCode.Return(i));
        source.Asked = 0;
    }

    [Test]
    public void Threads_that_are_refused_at_random_lose_nothing()
    {
        const int Seed = 20281, Threads = 4, Steps = 1500;
        TestContext.Out.WriteLine($"seed {Seed}");
        var source = new RefusingSource { IsMoody = true };
        var heap = new CodeHeap(source);
        var kept = new ConcurrentBag<(int Value, CodeBlock Block)>();
        var (wrong, refused) = (0, 0);
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            var random = new Random(Seed + thread);
            for (var step = 0; step < Steps; step++)
            {
                try
                {
                    if (random.Next(2) == 0)
                        kept.Add((step, heap.Add([.. MachineCode.Return(step), .. new byte[random.Next(3000)]])));
                }
                catch (NativeMemoryException)
                {
                    Interlocked.Increment(ref refused);
                }
                if (!kept.TryTake(out var one))
                    continue;
                if (MachineCode.Run(one.Block) != one.Value)
                    Interlocked.Increment(ref wrong);
                if (random.Next(2) == 0)
                    kept.Add(one);
                else
                    one.Block.Dispose();
            }
        });
        Assert.That(wrong, Is.Zero);
        Assert.That(refused, Is.Positive);
        Assert.That(heap.Usage.BlockCount, Is.EqualTo(kept.Count));
        source.IsMoody = false;
        foreach (var (value, block) in kept)
        {
            Assert.That(MachineCode.Run(block), Is.EqualTo(value));
            block.Dispose();
        }
        heap.Dispose();
        Assert.That(heap.Usage.BlockCount, Is.Zero);
        Assert.That(heap.Usage.BytesUsed, Is.Zero);
        Assert.That(source.Reserved, Is.EqualTo(source.Released + source.Unreleased), "all pages were given back, or refused");
    }

    /// <summary>Refuses as a system would: what it has been told to, or one call in eight.</summary>
    private sealed class RefusingSource : IPageSource
    {
        private readonly IPageSource _source = PageSource.ForThisSystem();
        private readonly Random _random = new(1);
        private int _reserved;
        private int _released;
        private int _unreleased;
        private int _asked;

        internal Calls Refused { get; set; }
        internal bool IsMoody { get; set; }

        internal int Asked
        {
            get => _asked;
            set => _asked = value;
        }

        internal int Reserved => _reserved;
        internal int Released => _released;
        internal int Unreleased => _unreleased;

        public ICodePages Reserve(long length, nint near)
        {
            Ask(Calls.Reserve);
            var pages = new Pages(this, _source.Reserve(length, near));
            Interlocked.Increment(ref _reserved);
            return pages;
        }

        private void Ask(Calls call)
        {
            Interlocked.Increment(ref _asked);
            if ((Refused & call) != 0 || (IsMoody && Draw() == 0))
                throw PosixErrors.Failure("a test", OutOfMemory);
        }

        private int Draw()
        {
            lock (_random)
                return _random.Next(8);
        }

        private sealed class Pages(RefusingSource source, ICodePages pages) : ICodePages
        {
            public nint Address => pages.Address;
            public int Length => pages.Length;
            public int Granularity => pages.Granularity;

            public nint OpenWindow(int offset, int length)
            {
                source.Ask(Calls.OpenWindow);
                return pages.OpenWindow(offset, length);
            }

            public void CloseWindow(nint window, int offset, int length)
            {
                pages.CloseWindow(window, offset, length);
                source.Ask(Calls.CloseWindow);
            }

            public void Erase(int offset, int length)
            {
                source.Ask(Calls.Erase);
                pages.Erase(offset, length);
            }

            // Other tests look at what is mapped.
            public void Release()
            {
                pages.Release();
                try
                {
                    source.Ask(Calls.Release);
                    Interlocked.Increment(ref source._released);
                }
                catch (NativeMemoryException)
                {
                    Interlocked.Increment(ref source._unreleased);
                    throw;
                }
            }
        }
    }
}

namespace Pyc.Native.Tests;

public sealed class ThreadStackTests
{
    [TestCase(256)]
    [TestCase(1024)]
    [TestCase(65536)]
    public void A_thread_has_the_stack_that_it_was_given(int kilobytes)
    {
        var size = kilobytes << 10;
        var room = 0L;
        var thread = new Thread(() => room = Room(), size);
        thread.Start();
        thread.Join();
        // What lies above the thread's first method is the runtime's. The C library may give it a larger stack that another thread had.
        Assert.That(room, Is.GreaterThan(size - (64 << 10)));
    }

    [Test]
    public void Memory_down_to_the_end_can_be_used()
    {
        var left = 0L;
        var thread = new Thread(() => left = Descend(ThreadStack.Lowest + (64 << 10)), 1 << 20);
        thread.Start();
        thread.Join();
        Assert.That(left, Is.InRange(0L, 64L << 10));
    }

    [Test]
    public void A_thread_of_the_usual_size_has_much_room() => Assert.That(Room(), Is.GreaterThan(256 << 10));

    [Test]
    public void Every_thread_has_its_own()
    {
        var ends = new nint[8];
        using var barrier = new Barrier(ends.Length);
        var threads = Enumerable.Range(0, ends.Length).Select(i => new Thread(() =>
        {
            ends[i] = ThreadStack.Lowest;
            barrier.SignalAndWait();                    // no stack is used again
            ends[i] = ThreadStack.Lowest == ends[i] ? ends[i] : 0;
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.That(ends, Is.Unique.And.None.Zero);
    }

    private static unsafe long Room()
    {
        byte here;
        return (nint)(&here) - ThreadStack.Lowest;
    }

    /// <summary>Uses the stack down to an address, and says how far above it it has come.</summary>
    private static unsafe long Descend(nint end)
    {
        var block = stackalloc byte[4096];
        block[0] = 1;
        block[4095] = 1;
        var left = (long)((nint)block - end);
        return left < 16 << 10 ? left : Math.Min(left, Descend(end) + block[0] - block[4095]);
    }
}

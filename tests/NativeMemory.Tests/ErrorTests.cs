using System.Runtime.Versioning;

namespace Pyc.Native.Tests;

public sealed class ErrorTests
{
    private const int OutOfMemory = 12;

    [Test]
    public void An_error_carries_the_systems_reason_and_what_to_do()
    {
        var error = PosixErrors.Failure("mmap of 4096 bytes", OutOfMemory);

        Assert.That(error.ErrorCode, Is.EqualTo(OutOfMemory));
        Assert.That(error.Operation, Is.EqualTo("mmap of 4096 bytes"));
        Assert.That(error.Reason, Is.Not.Empty);
        Assert.That(error.Message, Is.EqualTo(
            $"mmap of 4096 bytes failed: {error.Reason} (error 12). " +
            "Free memory, or raise the limits of the process (ulimit -v, " +
            "the container's memory, vm.max_map_count)."));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "Linux system calls")]
    [SupportedOSPlatform("linux")]
    public void A_refused_system_call_says_why()
    {
        // No file has the descriptor −1, so the kernel itself refuses.
        Assert.That(
            () => LinuxCodePages.MapWritable(-1, 0, 4096),
            Throws.InstanceOf<NativeMemoryException>().With.Message.StartsWith(
                "mmap of 4096 bytes for writing code failed: Bad file descriptor (error 9)."));

        // Nothing is mapped at the lowest addresses, so their protection cannot change.
        var nowhere = new PosixCodePages(0x1000, 4096, 0);
        Assert.That(
            () => nowhere.OpenWindow(0, 4096),
            Throws.InstanceOf<NativeMemoryException>().With.Message.StartsWith(
                "mprotect of 4096 bytes for writing code failed: Cannot allocate memory (error 12)."));
    }

    [TestCase(0L)]
    [TestCase(-5L)]
    [TestCase(1L << 31)]
    [TestCase(1L << 50)]
    [TestCase(long.MaxValue - 4096)]
    public void An_impossible_size_never_reaches_the_system(long length) =>
        Assert.That(() => PageSource.ForThisSystem().Reserve(length, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_refused_reservation_leaves_the_heap_usable()
    {
        var source = new MoodySource(PageSource.ForThisSystem()) { Refuses = true };
        using var heap = new CodeHeap(source);

        Assert.That(() => heap.Add(MachineCode.Return(1)), Throws.InstanceOf<NativeMemoryException>());
        Assert.That(heap.Usage.BlockCount, Is.Zero);
        Assert.That(heap.Usage.BytesReserved, Is.Zero);

        source.Refuses = false;
        using var block = heap.Add(MachineCode.Return(1));
        Assert.That(MachineCode.Run(block), Is.EqualTo(1));
    }

    [Test]
    public void Where_the_first_way_is_refused_the_second_is_taken()
    {
        var first = new MoodySource(PageSource.ForThisSystem()) { Refuses = true };
        var second = new MoodySource(PageSource.ForThisSystem());
        using var heap = new CodeHeap(new FallbackPageSource(first, second));
        using var block = heap.Add(MachineCode.Return(1));

        Assert.That(MachineCode.Run(block), Is.EqualTo(1));
        Assert.That((first.Asked, second.Asked), Is.EqualTo((1, 1)));
    }

    [Test]
    public void Where_both_ways_are_refused_the_error_tells_both()
    {
        var refusing = new MoodySource(PageSource.ForThisSystem()) { Refuses = true };
        using var heap = new CodeHeap(new FallbackPageSource(refusing, refusing));

        Assert.That(
            () => heap.Add(MachineCode.Return(1)),
            Throws.InstanceOf<NativeMemoryException>().With.InnerException.InstanceOf<NativeMemoryException>());
    }

    /// <summary>Refuses as the system would, when told to.</summary>
    private sealed class MoodySource(IPageSource source) : IPageSource
    {
        internal bool Refuses { get; set; }
        internal int Asked { get; private set; }

        public ICodePages Reserve(long length, nint near)
        {
            Asked++;
            return Refuses ? throw PosixErrors.Failure("a test", OutOfMemory) : source.Reserve(length, near);
        }
    }
}

using System.Runtime.CompilerServices;

namespace Pyc.Native.Tests;

[TestFixtureSource(typeof(Sources), nameof(Sources.Available))]
public sealed class LifetimeTests(string source)
{
    [Test]
    public void Released_memory_is_used_again()
    {
        using var heap = Sources.NewHeap(source);
        using var keepsThePages = heap.Add(MachineCode.Return(0));
        var first = heap.Add(MachineCode.Return(1));
        var address = first.Address;
        first.Dispose();

        using var second = heap.Add(MachineCode.Return(2));

        Assert.That(second.Address, Is.EqualTo(address));
        Assert.That(MachineCode.Run(second), Is.EqualTo(2));
    }

    [Test]
    public void A_heap_in_steady_use_does_not_grow()
    {
        using var heap = Sources.NewHeap(source);
        for (var i = 0; i < 2000; i++)
        {
            using var block = heap.Add(new byte[1000]);
        }

        Assert.That(heap.Usage.BytesReserved, Is.EqualTo(64 * 1024));
    }

    [Test]
    public void Released_memory_holds_no_code()
    {
        using var heap = Sources.NewHeap(source);
        using var keepsThePages = heap.Add(MachineCode.Return(0));
        var block = heap.Add(Enumerable.Repeat((byte)0x90, 100).ToArray());
        var address = block.Address;
        block.Dispose();

        // Memory that is given out in pages cannot even be read once it is released; only Linux tells that without a crash.
        if (source == Sources.Protected)
            Assert.That(ProcessMaps.ProtectionAt(address)?[..3], Is.EqualTo("---"));
        else if (!OperatingSystem.IsMacOS())
            Assert.That(MachineCode.Read(address, 112), Is.All.EqualTo(0xCC));
    }

    [Test]
    public void Code_outlives_the_disposal_of_its_heap()
    {
        var heap = Sources.NewHeap(source);
        var block = heap.Add(MachineCode.Return(11));
        heap.Dispose();

        Assert.That(MachineCode.Run(block), Is.EqualTo(11));
        Assert.That(heap.Usage.BytesReserved, Is.Positive);

        block.Dispose();
        Assert.That(heap.Usage.BytesReserved, Is.Zero);
        Assert.That(() => block.Address, Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void A_reference_held_by_hand_keeps_a_disposed_block()
    {
        using var heap = Sources.NewHeap(source);
        var block = heap.Add(MachineCode.Return(9));
        var address = block.Address;
        var held = false;
        block.DangerousAddRef(ref held);
        block.Dispose();

        Assert.That(heap.Usage.BlockCount, Is.EqualTo(1));
        Assert.That(MachineCode.Read(address, 6), Is.EqualTo(MachineCode.Return(9)));

        block.DangerousRelease();
        Assert.That(heap.Usage.BlockCount, Is.Zero);
    }

    [Test]
    public void Disposing_a_block_twice_frees_it_once()
    {
        using var heap = Sources.NewHeap(source);
        using var other = heap.Add(MachineCode.Return(1));
        var block = heap.Add(MachineCode.Return(2));
        block.Dispose();
        block.Dispose();

        Assert.That(heap.Usage.BlockCount, Is.EqualTo(1));
    }

    [Test]
    public void Figures_of_several_heaps_add_up_in_one_place()
    {
        var total = new CodeMemoryUsage();
        using (var first = Sources.NewHeap(source, total))
        using (var second = Sources.NewHeap(source, total))
        using (first.Add(MachineCode.Return(1)))
        using (second.Add(MachineCode.Return(2)))
        {
            Assert.That(total.BlockCount, Is.EqualTo(2));
            Assert.That(total.BytesReserved, Is.EqualTo(2 * 64 * 1024));
            Assert.That(total.BytesUsed, Is.Positive.And.LessThanOrEqualTo(2 * Environment.SystemPageSize));
        }
        Assert.That(new[] { total.BlockCount, total.BytesUsed, total.BytesReserved }, Is.All.Zero);
    }

    [Test]
    public void Forgetting_heap_and_blocks_frees_everything()
    {
        var total = new CodeMemoryUsage();
        Forget(total);

        CollectUntil(() => total.BytesReserved == 0);

        Assert.That(new[] { total.BlockCount, total.BytesUsed, total.BytesReserved }, Is.All.Zero);
    }

    [Test]
    public void A_block_holds_the_pages_of_a_forgotten_heap()
    {
        var total = new CodeMemoryUsage();
        KeepOneBlockThroughCollections(total);

        CollectUntil(() => total.BytesReserved == 0);
        Assert.That(total.BytesReserved, Is.Zero);
    }

    // Apart, because an unoptimised method keeps what it once had in a local.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void KeepOneBlockThroughCollections(CodeMemoryUsage total)
    {
        var block = KeepOneOf(total);
        CollectUntil(() => total.BlockCount == 1);

        Assert.That(total.BlockCount, Is.EqualTo(1));
        Assert.That(MachineCode.Run(block), Is.EqualTo(7));
        block.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Forget(CodeMemoryUsage total)
    {
        for (var i = 0; i < 20; i++)
        {
            var heap = Sources.NewHeap(source, total);
            for (var j = 0; j < 50; j++)
                _ = heap.Add(MachineCode.Return(j));
        }
        Assert.That(total.BytesReserved, Is.Positive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CodeBlock KeepOneOf(CodeMemoryUsage total)
    {
        var heap = Sources.NewHeap(source, total);
        return Enumerable.Range(0, 10).Select(i => heap.Add(MachineCode.Return(i))).ToArray()[7];
    }

    // Finalisers that hand over to other finalisers may need a collection each; the number is a bound, not a wait.
    private static void CollectUntil(Func<bool> done)
    {
        for (var i = 0; i < 20 && !done(); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}

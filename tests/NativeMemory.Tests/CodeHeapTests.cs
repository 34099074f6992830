using System.Buffers.Binary;

namespace Pyc.Native.Tests;

[TestFixtureSource(typeof(Sources), nameof(Sources.Available))]
public sealed class CodeHeapTests(string source)
{
    [Test]
    public void Runs_what_was_added()
    {
        using var heap = Sources.NewHeap(source);
        using var block = heap.Add(MachineCode.Return(42));

        Assert.That(MachineCode.Run(block), Is.EqualTo(42));
        Assert.That(block.Length, Is.EqualTo(6));
    }

    [Test]
    public void Runs_with_the_pages_the_system_chooses()
    {
        using var heap = new CodeHeap();
        using var block = heap.Add(MachineCode.Return(-7));

        Assert.That(MachineCode.Run(block), Is.EqualTo(-7));
    }

    [Test]
    [Platform(Include = "Linux", Reason = "reads /proc/self/maps")]
    public void Pages_are_anonymous_where_that_is_asked_for()
    {
        using var heap = new CodeHeap(isAnonymous: true);
        using var block = heap.Add(MachineCode.Return(42));

        var mapping = ProcessMaps.Read().Single(mapping => mapping.Start <= block.Address && block.Address < mapping.End);
        Assert.That((mapping.Protection, mapping.Name), Is.EqualTo(("r-xp", "")));
        Assert.That(MachineCode.Run(block), Is.EqualTo(42));
    }

    [Test]
    public void Every_block_starts_at_a_multiple_of_sixteen_and_is_padded_with_int3()
    {
        using var heap = Sources.NewHeap(source);
        var blocks = new List<CodeBlock>();
        for (var length = 1; length <= 40; length++)
            blocks.Add(heap.Add(Enumerable.Repeat((byte)0x90, length).ToArray()));

        using (Assert.EnterMultipleScope())
        {
            foreach (var block in blocks)
            {
                Assert.That((long)block.Address % 64, Is.Zero);
                var padding = -block.Length & 63;
                Assert.That(MachineCode.Read(block.Address + block.Length, padding), Is.All.EqualTo(0xCC));
                Assert.That(MachineCode.Read(block.Address, block.Length), Is.All.EqualTo(0x90));
            }
        }
        blocks.ForEach(block => block.Dispose());
    }

    [Test]
    public void A_writer_knows_where_its_code_will_run()
    {
        using var heap = Sources.NewHeap(source);
        using var callee = heap.Add(MachineCode.Return(1234));
        var target = callee.Address;

        // sub rsp, 40; call callee; add eax, [rip + constant]; add rsp, 40; ret; constant: 4000
        using var caller = heap.Add(24, (code, address) =>
        {
            byte[] bytes = [0x48, 0x83, 0xEC, 40, 0xE8, 0, 0, 0, 0, 0x03, 0x05, 5, 0, 0, 0, 0x48, 0x83, 0xC4, 40, 0xC3];
            bytes.CopyTo(code);
            BinaryPrimitives.WriteInt32LittleEndian(code[5..], checked((int)(target - (address + 9))));
            BinaryPrimitives.WriteInt32LittleEndian(code[20..], 4000);
        });

        Assert.That(MachineCode.Run(caller), Is.EqualTo(5234));
    }

    [Test]
    public void A_writer_that_throws_leaves_nothing_behind()
    {
        using var heap = Sources.NewHeap(source);

        Assert.That(
            () => heap.Add(100, (_, _) => throw new InvalidOperationException("no code today")),
            Throws.InvalidOperationException.With.Message.EqualTo("no code today"));
        Assert.That(heap.Usage.BlockCount, Is.Zero);
        Assert.That(heap.Usage.BytesUsed, Is.Zero);

        using var next = heap.Add(MachineCode.Return(5));
        Assert.That(MachineCode.Run(next), Is.EqualTo(5));
    }

    [Test]
    public void A_writer_may_add_to_the_same_heap()
    {
        using var heap = Sources.NewHeap(source);
        CodeBlock? inner = null;

        using var outer = heap.Add(6, (code, _) =>
        {
            inner = heap.Add(MachineCode.Return(1));
            MachineCode.Return(2).CopyTo(code);
        });

        Assert.That(MachineCode.Run(inner!), Is.EqualTo(1), "written while the outer block's page was open");
        Assert.That(MachineCode.Run(outer), Is.EqualTo(2));
        inner!.Dispose();
    }

    [Test]
    public void A_function_larger_than_any_stretch_gets_pages_of_its_own()
    {
        using var heap = Sources.NewHeap(source);
        var code = new byte[3_000_000];
        Array.Fill(code, (byte)0x90);   // nop
        MachineCode.Return(77).CopyTo(code, code.Length - 6);

        using (var large = heap.Add(code))
        {
            Assert.That(MachineCode.Run(large), Is.EqualTo(77));
            Assert.That(heap.Usage.BytesReserved, Is.GreaterThanOrEqualTo(code.Length));
        }
        Assert.That(heap.Usage.BytesReserved, Is.Zero, "a stretch for one large function is of no use to the next");
    }

    [Test]
    public void Blocks_of_a_heap_are_within_reach_of_a_32_bit_displacement()
    {
        using var heap = Sources.NewHeap(source);
        var blocks = new List<CodeBlock>();
        for (var i = 0; i < 60; i++)
            blocks.Add(heap.Add(new byte[50_000]));

        var distance = (long)(blocks.Max(block => block.Address) - blocks.Min(block => block.Address));

        Assert.That(heap.Usage.BytesReserved, Is.GreaterThan(1 << 20), "more than one stretch");
        Assert.That(distance, Is.LessThan(int.MaxValue));
        blocks.ForEach(block => block.Dispose());
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(CodeHeap.MaxBlockLength + 1)]
    [TestCase(int.MaxValue)]
    public void A_length_out_of_range_is_refused_before_memory_is_taken(int length)
    {
        using var heap = Sources.NewHeap(source);

        Assert.That(() => heap.Add(length, (_, _) => { }), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(heap.Usage.BytesReserved, Is.Zero);
    }

    [Test]
    public void Empty_code_is_refused()
    {
        using var heap = Sources.NewHeap(source);

        Assert.That(() => heap.Add([]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => heap.Add(5, null!), Throws.ArgumentNullException);
    }

    [Test]
    public void A_disposed_heap_takes_no_more_code()
    {
        var heap = Sources.NewHeap(source);
        heap.Dispose();
        heap.Dispose();

        Assert.That(() => heap.Add(MachineCode.Return(1)), Throws.InstanceOf<ObjectDisposedException>());
    }

    [Test]
    public void An_empty_heap_takes_no_memory()
    {
        using var heap = Sources.NewHeap(source);

        Assert.That(heap.Usage.BytesReserved, Is.Zero);
    }
}

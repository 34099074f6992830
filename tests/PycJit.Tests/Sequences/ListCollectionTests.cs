using System.Runtime.CompilerServices;
using Iced.Intel;
using Pyc.Execution.Sequences;
using Pyc.Native;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using static Iced.Intel.AssemblerRegisters;

namespace Pyc.Tests.Sequences;

/// <summary>Lists that a call can no longer reach are freed, and no others.</summary>
[NonParallelizable]
public sealed unsafe class ListCollectionTests
{
    private const int Length = 1000;
    private const int Most = 16 << 20;

    private static readonly AssemblerRegister64[] s_calleeSaved = OperatingSystem.IsWindows()
        ? [rbx, rbp, rsi, rdi, r12, r13, r14, r15]
        : [rbx, rbp, r12, r13, r14, r15];

    private static readonly int[] s_registers = [.. Enumerable.Range(0, s_calleeSaved.Length)];

    [SetUp]
    public void Enter() => ListHeap.Enter();

    [TearDown]
    public void Leave() => ListHeap.Leave();

    [Test]
    public void A_loop_that_forgets_lists_takes_no_more_and_more_memory([Values(0, 1, 100, 1000, 1_000_000)] int length)
    {
        var heap = ListHeap.Current!;
        var most = 0L;
        for (var i = 0; i < (length > 1000 ? 1000 : 300_000); i++)
        {
            Assume.That((nint)ListCall.New(ElementKind.Int64, length) != 0);
            most = Math.Max(most, heap.HeldBytes);
        }
        Assert.That(heap.Collections, Is.GreaterThan(1));
        // A collection may find one or two that are dead still on the stack, and waits then for as much again.
        Assert.That(most, Is.LessThan(Most + 6L * 8 * length));
    }

    [Test]
    public void A_collection_that_was_stopped_leaves_nothing_to_the_next_call()
    {
        ListHeap.Leave();
        using var source = new CancellationTokenSource();
        var control = CallControl.Begin(new CallBounds(), source.Token);
        try
        {
            ListHeap.Enter(control);
            BeStopped(source);
            ListHeap.Leave();
        }
        finally
        {
            control.Leave();
            ListHeap.Enter();
        }
        // The headers of the stopped call have gone: nothing may be read there.
        for (var i = 0; i < 50_000; i++)
            Fill(ListCall.New(ElementKind.Int64, Length), -1);
        Assert.That(ListHeap.Current!.Collections, Is.GreaterThan(0));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void BeStopped(CancellationTokenSource source)
        {
            var frame = stackalloc nint[20_000];
            for (var i = 0; i < 20_000; i++)
                frame[i] = (nint)ListCall.New(ElementKind.Sequence);
            source.Cancel();
            for (var i = 0; i < 100_000 && ListCall.New(ElementKind.Int64, Length) is not null; i++)
                Thread.MemoryBarrier();                                  // the frame is read by nobody but the collection
            Assert.That(ListHeap.Current!.Collections, Is.GreaterThan(0));
        }
    }

    [Test]
    public void What_a_word_of_the_stack_leads_to_stays([Values] Pointing pointing)
    {
        var heap = ListHeap.Current!;
        Body();
        Assert.That(heap.UsedBytes, Is.LessThan(Most));

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Body()
        {
            // The lists that are to stay are known by one word each, as a native frame has it; the test finds them by a number that is no address.
            var frame = stackalloc nint[20];
            var hidden = new nint[20];
            for (var i = 0; i < 20; i++)
                Make(pointing, i, out frame[i], out hidden[i]);
            for (var i = 0; i < 50_000; i++)
                Fill(ListCall.New(ElementKind.Int64, Length), -1);
            Assert.That(heap.Collections, Is.GreaterThan(1));
            for (var i = 0; i < 20; i++)
            {
                var list = (SequenceHeader*)~hidden[i];
                Assert.That(list->Lent, Is.Zero);
                Assert.That(Holds(list, i));
                Assert.That(frame[i], Is.Not.Zero);
            }
        }
    }

    [Test]
    public void What_is_in_a_register_that_callees_keep_stays([ValueSource(nameof(s_registers))] int number)
    {
        var kept = s_calleeSaved[number];
        var counter = s_calleeSaved[(number + 1) % s_calleeSaved.Length];
        var list = (SequenceHeader*)Run(assembler =>
        {
            foreach (var register in s_calleeSaved)
                assembler.xor(register, register);
            CallNew(assembler);
            assembler.mov(kept, rax);
            assembler.mov(rcx, __[rax]);
            assembler.mov(__qword_ptr[rcx], 0x1234);
            assembler.mov(counter, 20_000);
            var loop = assembler.CreateLabel();
            assembler.Label(ref loop);
            CallNew(assembler);
            assembler.mov(rcx, __[rax]);
            assembler.mov(__qword_ptr[rcx], 0x4321);
            assembler.xor(ecx, ecx);
            assembler.dec(counter);
            assembler.jne(loop);
            assembler.mov(rax, kept);
        });
        Assert.That(ListHeap.Current!.Collections, Is.GreaterThan(1));
        Assert.That(list->Lent, Is.Zero);
        Assert.That(*(long*)list->Data, Is.EqualTo(0x1234));

        static void CallNew(Assembler assembler)
        {
            var (first, second) = OperatingSystem.IsWindows() ? (rcx, rdx) : (rdi, rsi);
            assembler.mov(first, (long)ElementKind.Int64);
            assembler.mov(second, Length);
            assembler.mov(rax, ListHeap.AddressOf(RuntimeFunction.NewList));
            assembler.call(rax);
        }
    }

    // C# code that is called on the way saves them too, as it happens, so that nothing would be missed if they were not read.
    [Test]
    public void Registers_that_callees_keep_are_read()
    {
        var registers = new long[CalleeSavedRegisters.Count];
        fixed (long* room = registers)
        {
            var address = (nint)room;
            _ = Run(assembler =>
            {
                for (var i = 0; i < s_calleeSaved.Length; i++)
                    assembler.mov(s_calleeSaved[i], 1000L + i);
                assembler.mov(OperatingSystem.IsWindows() ? rcx : rdi, address);
                assembler.mov(rax, CalleeSavedRegisters.Address);
                assembler.call(rax);
            });
        }
        Assert.That(registers[..s_calleeSaved.Length], Is.EquivalentTo(Enumerable.Range(0, s_calleeSaved.Length).Select(i => 1000L + i)));
    }

    [Test]
    public void Lists_in_lists_stay_as_long_as_these()
    {
        var heap = ListHeap.Current!;
        var outermost = ListCall.New(ElementKind.Sequence);
        for (var i = 0; i < 3000; i++)
        {
            var row = ListCall.New(i % 2 == 0 ? ElementKind.Sequence : ElementKind.Mixed, 2);
            var cell = (nint)Fill(ListCall.New(ElementKind.Int64, Length), i);
            if (row->Kind == ElementKind.Sequence)
                *(nint*)row->Data = cell;
            else
                *(MixedElement*)row->Data = new MixedElement { Word = cell, Type = (long)IrType.Sequence };
            row->Count = 1;
            Assume.That(ListCall.Append(outermost, (nint)row));
        }
        Assert.That(heap.Collections, Is.GreaterThan(1));
        for (var i = 0; i < 3000; i++)
        {
            var row = ((SequenceHeader**)outermost->Data)[i];
            Assert.That(Holds(*(SequenceHeader**)row->Data, i));
        }
        var used = heap.UsedBytes;
        Assert.That(used, Is.GreaterThan(3000 * Length * 8));
        outermost->Count = 0;
        for (var i = 0; i < 20_000; i++)
            _ = ListCall.New(ElementKind.Int64, Length);
        Assert.That(heap.UsedBytes, Is.LessThan(used));
    }

    [Test]
    public void A_list_may_hold_itself_and_millions_may_hold_one_another()
    {
        var heap = ListHeap.Current!;
        var list = ListCall.New(ElementKind.Sequence, 1);
        ListCall.Append(list, (nint)list);
        for (var i = 0; i < 1_000_000; i++)
            list = ListCall.Of(ElementKind.Sequence, (nint)list);
        Assert.That(heap.Collections, Is.GreaterThan(1));
        var depth = 0;
        for (; depth <= 1_000_000 && *(SequenceHeader**)list->Data != list; depth++)
            list = *(SequenceHeader**)list->Data;
        Assert.That(depth, Is.EqualTo(1_000_000));
    }

    [Test]
    public void What_a_lent_list_has_grown_into_stays_where_no_word_leads_to_it()
    {
        var header = (SequenceHeader*)System.Runtime.InteropServices.NativeMemory.AllocZeroed(SequenceLayout.Size);
        try
        {
            header->Kind = ElementKind.Int64;
            header->Lent = 1;
            var hidden = ~(nint)header;
            for (var i = 0; i < Length; i++)
                Assume.That(ListCall.Append(header, 7L));
            for (var i = 0; i < 20_000; i++)
                Fill(ListCall.New(ElementKind.Int64, Length), -1);
            Assert.That(ListHeap.Current!.Collections, Is.GreaterThan(1));
            Assert.That(Holds((SequenceHeader*)~hidden, 7));
        }
        finally
        {
            System.Runtime.InteropServices.NativeMemory.Free(header);
        }
    }

    [Test]
    public void Sequences_that_a_function_works_on_stay()
    {
        // Each is long enough that the next call looks for what is not reachable.
        for (var i = 0; i < 50; i++)
        {
            Assert.That(Concatenate(i), Is.EqualTo(2_000_000));
        }
        Assert.That(ListHeap.Current!.Collections, Is.GreaterThan(10));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static long Concatenate(int i)
        {
            var list = Fill(ListCall.New(ElementKind.Int64, 1_000_000), i);
            Assume.That(ListCall.AppendItems(list, Fill(ListCall.New(ElementKind.Int64, 1_000_000), i), 0, 1, 1_000_000));
            return new ReadOnlySpan<long>(list->Data, (int)list->Count).Count(i);
        }
    }

    [Test]
    public void Where_the_limit_is_reached_dead_lists_make_room()
    {
        var heap = ListHeap.Current!;
        var limit = heap.Limit;
        heap.Limit = 3 << 20;
        try
        {
            for (var i = 0; i < 1000; i++)
                Assert.That((nint)ListCall.New(ElementKind.Int64, 100_000) != 0);
        }
        finally
        {
            heap.Limit = limit;
        }
    }

    [Test]
    public void A_call_that_has_nearly_all_it_may_have_does_not_look_again_and_again()
    {
        var heap = ListHeap.Current!;
        var limit = heap.Limit;
        heap.Limit = 8 << 20;
        try
        {
            var lists = ListCall.New(ElementKind.Sequence, 10_000);
            while (heap.UsedBytes < heap.Limit - 10_000)
                ListCall.Append(lists, (nint)ListCall.New(ElementKind.Int64, 100));
            var before = heap.Collections;
            for (var i = 0; i < 1000; i++)
            {
                // One goes and one comes.
                lists->Count--;
                if ((nint)ListCall.New(ElementKind.Int64, 100) is not 0 and var list)
                    ListCall.Append(lists, list);
            }
            Assert.That(heap.Collections - before, Is.LessThan(10));
        }
        finally
        {
            heap.Limit = limit;
        }
    }

    [Test]
    public void Lists_of_the_outer_call_are_not_looked_at()
    {
        var outer = ListHeap.Current!;
        var hidden = Hide();
        ListHeap.Enter();
        for (var i = 0; i < 20_000; i++)
            Fill(ListCall.New(ElementKind.Int64, Length), -1);
        Assert.That(ListHeap.Current!.Collections, Is.GreaterThan(1));
        ListHeap.Leave();
        Assert.That(outer.Collections, Is.Zero);
        Assert.That(Holds((SequenceHeader*)~hidden, 3));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static nint Hide() => ~(nint)Fill(ListCall.New(ElementKind.Int64, Length), 3);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Make(Pointing pointing, int value, out nint word, out nint hidden)
    {
        var list = Fill(ListCall.New(ElementKind.Int64, Length), value);
        hidden = ~(nint)list;
        word = pointing switch
        {
            Pointing.Header => (nint)list,
            Pointing.Start => (nint)list->Data,
            Pointing.Middle => (nint)list->Data + 4000,
            _ => (nint)list->Data + (nint)(8 * list->Capacity),
        };
    }

    /// <summary>Runs machine code that may use all registers, as a function without parameters.</summary>
    private static nint Run(Action<Assembler> write)
    {
        var assembler = new Assembler(64);
        foreach (var register in s_calleeSaved)
            assembler.push(register);
        var padding = (OperatingSystem.IsWindows() ? 32 : 0) + (s_calleeSaved.Length % 2 == 0 ? 8 : 0);
        assembler.sub(rsp, padding);
        write(assembler);
        assembler.add(rsp, padding);
        foreach (var register in s_calleeSaved.Reverse())
            assembler.pop(register);
        assembler.ret();

        using var stream = new MemoryStream();
        assembler.Assemble(new StreamCodeWriter(stream), 0);
        using var heap = new CodeHeap();
        using var code = heap.Add(stream.ToArray());
        return ((delegate* unmanaged<nint>)code.Address)();
    }

    private static bool Holds(SequenceHeader* list, long value) =>
        list->Count == Length && new ReadOnlySpan<long>(list->Data, Length).Count(value) == Length;

    private static SequenceHeader* Fill(SequenceHeader* list, long value)
    {
        new Span<long>(list->Data, (int)list->Capacity).Fill(value);
        list->Count = list->Capacity;
        return list;
    }

    /// <summary>What the word that leads to a list points to.</summary>
    public enum Pointing
    {
        Header,
        Start,
        Middle,
        End,
    }
}

using Pyc.Execution.Sequences;
using Pyc.Translation.Ir;

namespace Pyc.Tests.Sequences;

/// <summary>The lists of a call: what the functions of generated code do to them, and what memory they have.</summary>
[NonParallelizable]
public sealed unsafe class ListHeapTests
{
    private static readonly ElementKind[] s_kinds = [.. Enum.GetValues<ElementKind>().Where(kind => kind != ElementKind.Record)];

    private bool _isLeft;

    [SetUp]
    public void Enter()
    {
        ListHeap.Enter();
        _isLeft = false;
    }

    [TearDown]
    public void Leave()
    {
        if (!_isLeft)
            ListHeap.Leave();
        Assert.That(ListHeap.Current, Is.Null);
    }

    [Test]
    public void A_header_lies_as_generated_code_reads_it()
    {
        var header = new SequenceHeader { Data = (byte*)1, Count = 2, Capacity = 3, Columns = 4, Kind = (ElementKind)5, Lent = 6 };
        Assert.That(sizeof(SequenceHeader), Is.EqualTo(SequenceLayout.Size));
        Assert.That(*(long*)((byte*)&header + SequenceLayout.OffsetOf(SequenceField.Data)), Is.EqualTo(1));
        Assert.That(*(long*)((byte*)&header + SequenceLayout.OffsetOf(SequenceField.Count)), Is.EqualTo(2));
        Assert.That(*(long*)((byte*)&header + SequenceLayout.OffsetOf(SequenceField.Capacity)), Is.EqualTo(3));
        Assert.That(*(long*)((byte*)&header + SequenceLayout.OffsetOf(SequenceField.Columns)), Is.EqualTo(4));
        Assert.That(*(int*)((byte*)&header + SequenceLayout.Kind), Is.EqualTo(5));
        Assert.That(*(int*)((byte*)&header + SequenceLayout.Lent), Is.EqualTo(6));
    }

    [Test]
    public void A_new_list_is_empty_and_has_room([ValueSource(nameof(s_kinds))] ElementKind kind, [Values(0, 1, 3, 100, 4097, 1_000_000)] int capacity)
    {
        var list = ListCall.New(kind, capacity);
        Assert.That((long)list % 8, Is.Zero);
        Assert.That(list->Count, Is.Zero);
        Assert.That(list->Capacity, Is.GreaterThanOrEqualTo(capacity));
        Assert.That(list->Kind, Is.EqualTo(kind));
        Assert.That(list->Lent, Is.Zero);
        Assert.That(list->Columns, Is.Zero);
        Assert.That((long)list->Data % 8, Is.Zero);
        new Span<byte>(list->Data, capacity * ElementKinds.SizeOf(kind)).Fill(0xFF);
    }

    [Test]
    public void Lists_that_grow_in_turn_keep_what_they_hold()
    {
        // Random growth of a hundred lists: where two buffers overlapped, one would see what the other has.
        var seed = Environment.TickCount;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var lists = stackalloc SequenceHeader*[100];
        for (var i = 0; i < 100; i++)
            lists[i] = ListCall.New(ElementKind.Int64, random.Next(4));
        for (var i = 0; i < 300_000; i++)
        {
            var number = random.Next(100);
            var list = lists[number];
            if (random.Next(50) == 0)
                Assert.That(ListCall.Reserve(list, list->Count + random.Next(1000)));
            Assert.That(ListCall.Append(list, number * 1_000_000L + list->Count));
        }
        for (var i = 0; i < 100; i++)
            Assert.That(ListCall.ElementsOf<long>(lists[i]), Is.EqualTo(Enumerable.Range(0, (int)lists[i]->Count).Select(k => i * 1_000_000L + k)));
    }

    [Test]
    public void What_a_list_takes_is_known_however_it_has_grown([Values(1, 2, 3, 5, 7, 16)] int items)
    {
        var heap = ListHeap.Current!;
        var list = ListCall.NewTuples([.. Enumerable.Repeat(IrType.Int64, items)]);
        for (var i = 0; i < 3000; i++)
        {
            Assert.That(list->Count < list->Capacity || ListCall.Reserve(list, list->Count + 1));
            new Span<long>((long*)list->Data + list->Count++ * items, items).Fill(i);
            var room = 8 * items * list->Capacity;
            Assert.That(heap.UsedBytes - SequenceLayout.Size, Is.InRange(room, room + 8 * items - 1));
        }
        for (var i = 0; i < 3000; i++)
            Assert.That(new ReadOnlySpan<long>((long*)list->Data + i * items, items).Count(i), Is.EqualTo(items));
    }

    [Test]
    public void Appending_moves_a_list_seldom()
    {
        var list = ListCall.New(ElementKind.Int64);
        var (moves, capacity) = (0, 0L);
        for (var i = 0L; i < 1_000_000; i++)
        {
            ListCall.Append(list, i);
            if (list->Capacity != capacity)
                moves++;
            capacity = list->Capacity;
        }
        Assert.That(moves, Is.LessThan(120));
        Assert.That(capacity, Is.LessThan(1_200_000));
        Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(Enumerable.Range(0, 1_000_000).Select(i => (long)i)));
    }

    [Test]
    public void A_list_becomes_its_first_elements_many_times()
    {
        foreach (var (count, times) in new[] { (1, 1), (1, 7), (1, 1000), (2, 3), (3, 100_000), (5, 0), (5, -3), (0, 9), (4, 1) })
        {
            var ints = ListCall.OfInts([.. Enumerable.Range(1, count).Select(i => (long)i)]);
            var bools = ListCall.Of<byte>(ElementKind.Bool, [.. Enumerable.Range(1, count).Select(i => (byte)(i & 1))]);
            ints->Count = 0;                                                // it is not looked at
            Assert.That(ListCall.Repeat(ints, count, times));
            Assert.That(ListCall.Repeat(bools, count, times));
            var expected = Enumerable.Repeat(Enumerable.Range(1, count).Select(i => (long)i), Math.Max(times, 0)).SelectMany(i => i).ToArray();
            Assert.That(ListCall.ElementsOf<long>(ints), Is.EqualTo(expected), $"{count} × {times}");
            Assert.That(ListCall.ElementsOf<byte>(bools), Is.EqualTo(expected.Select(i => (byte)(i & 1))), $"{count} × {times}");
        }
    }

    [Test]
    public void Long_lists_are_repeated_whole()
    {
        var elements = Enumerable.Range(0, 100_003).Select(i => (long)i).ToArray();
        var list = ListCall.OfInts(elements);
        Assert.That(ListCall.Repeat(list, elements.Length, 5));
        Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(Enumerable.Repeat(elements, 5).SelectMany(i => i)));
    }

    [Test]
    public void Gaps_are_opened_and_closed([Values(0, 2, 5)] int index, [Values(1, 3, 100)] int count)
    {
        long[] elements = [10, 11, 12, 13, 14];
        var list = ListCall.OfInts(elements);
        Assert.That(ListCall.OpenGap(list, index, count));
        Assert.That(list->Count, Is.EqualTo(5 + count));
        for (var i = 0; i < count; i++)
            ((long*)list->Data)[index + i] = i;
        Assert.That(
            ListCall.ElementsOf<long>(list),
            Is.EqualTo(elements[..index].Concat(Enumerable.Range(0, count).Select(i => (long)i)).Concat(elements[index..])));
        ListCall.CloseGap(list, index, count);
        Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(elements));
    }

    [Test]
    public void The_order_is_turned_round()
    {
        var mixed = new[] { new MixedElement { Word = 1, Type = 1 }, new MixedElement { Word = 2, Type = 2 }, new MixedElement { Word = 3, Type = 3 } };
        Check<long>(ElementKind.Int64, [1, 2, 3]);
        Check<byte>(ElementKind.Bool, [1, 0, 0, 0]);
        Check<short>(ElementKind.Int16, [1, 2, 3]);
        Check<int>(ElementKind.Int32, [1, 2, 3, 4, 5]);
        Check(ElementKind.Mixed, mixed);

        static void Check<T>(ElementKind kind, T[] elements)
            where T : unmanaged
        {
            var list = ListCall.Of<T>(kind, elements);
            ListCall.Reverse(list);
            Assert.That(ListCall.ElementsOf<T>(list), Is.EqualTo(elements.Reverse()));
        }
    }

    [Test]
    public void A_lent_list_grows_into_memory_of_the_call()
    {
        var elements = stackalloc int[4] { 1, 2, 3, 4 };
        var header = ListCall.Lend(elements, 4, ElementKind.Int32);
        header.Count = 3;
        Assert.That(ListCall.Append(&header, 5));
        Assert.That((nint)header.Data, Is.EqualTo((nint)elements), "there was room");
        for (var i = 6; i < 5000; i++)
            Assert.That(ListCall.Append(&header, i));
        Assert.That((nint)header.Data, Is.Not.EqualTo((nint)elements));
        Assert.That(header.Lent, Is.EqualTo(1));
        Assert.That(ListCall.ElementsOf<int>(&header), Is.EqualTo(new[] { 1, 2, 3 }.Concat(Enumerable.Range(5, 4995))));
        Assert.That(new Span<int>(elements, 4).ToArray(), Is.EqualTo(new[] { 1, 2, 3, 5 }), "it stays as it was when the list left it");
    }

    [Test]
    public void Beyond_the_limit_nothing_changes()
    {
        var heap = ListHeap.Current!;
        var limit = heap.Limit;
        heap.Limit = 1 << 20;
        try
        {
            var list = ListCall.OfInts(1, 2, 3);
            var source = ListCall.OfInts(4, 5, 6);
            var before = *list;
            Assert.That(ListCall.Reserve(list, 1 << 18), Is.False);
            Assert.That(ListCall.Repeat(list, 3, 1 << 17), Is.False);
            Assert.That(ListCall.Repeat(list, 3, long.MaxValue), Is.False);
            Assert.That(ListCall.OpenGap(list, 1, 1 << 18), Is.False);
            Assert.That((long)ListCall.New(ElementKind.Int64, 1 << 18), Is.Zero);
            Assert.That(*list, Is.EqualTo(before));
            Assert.That(ListCall.AppendItems(list, source, 0, 1, 3), "there is memory for less");
            Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 6 }));
            var appended = 0;
            while (ListCall.Append(list, 7L))
                appended++;
            Assert.That(appended, Is.InRange(100_000, 1 << 17), "it grows as far as it goes");
        }
        finally
        {
            heap.Limit = limit;
        }
    }

    [Test]
    public void A_list_has_fewer_than_2_to_the_31_elements()
    {
        var heap = ListHeap.Current!;
        var limit = heap.Limit;
        heap.Limit = long.MaxValue / 2;
        try
        {
            var list = ListCall.Of<byte>(ElementKind.Bool, 1);
            Assert.That((long)ListCall.New(ElementKind.Bool, 1L << 31), Is.Zero);
            Assert.That(ListCall.Reserve(list, 1L << 31), Is.False);
            Assert.That(ListCall.Repeat(list, 1, 1L << 31), Is.False);
        }
        finally
        {
            heap.Limit = limit;
        }
    }

    [Test]
    public void Without_a_call_there_is_no_list()
    {
        ListHeap.Leave();
        _isLeft = true;
        Assert.That((long)ListCall.New(ElementKind.Int64, 1), Is.Zero);
        Assert.That(() => ListHeap.Leave(), Throws.InvalidOperationException);
    }

    [Test]
    public void What_is_no_kind_is_no_list() => Assert.That((long)ListCall.New((ElementKind)99, 1), Is.Zero);

    [Test]
    public void A_call_leaves_no_list_behind()
    {
        var heap = ListHeap.Current!;
        ListHeap.Leave();
        _isLeft = true;
        Assert.That(heap, Is.SameAs(ListHeap.OfThisThread));
        long? held = null;
        for (var i = 0; i < 100_000; i++)
        {
            ListHeap.Enter();
            try
            {
                var list = ListCall.OfInts(1, 2, 3);
                Assume.That(ListCall.Repeat(list, 3, i % 3000));
                _ = ListCall.Of<double>(ElementKind.Float64, 1, 2);
                if (i % 1000 == 999)
                    throw new TimeoutException();
            }
            catch (TimeoutException)
            {
            }
            finally
            {
                ListHeap.Leave();
            }
            Assume.That(heap.UsedBytes, Is.Zero);
            held ??= heap.HeldBytes;
        }
        Assert.That(heap.HeldBytes, Is.EqualTo(held));
        Assert.That(held, Is.LessThan(2 << 20));
    }

    [Test]
    public void A_call_with_many_lists_gives_their_memory_back()
    {
        var heap = ListHeap.Current!;
        var outermost = ListCall.New(ElementKind.Sequence);
        for (var i = 0; i < 200_000; i++)
            ListCall.Append(outermost, (nint)ListCall.OfInts(i));
        for (var i = 0; i < 20; i++)
            ListCall.Append(outermost, (nint)ListCall.New(ElementKind.Float64, 100_000));
        Assert.That(heap.HeldBytes, Is.GreaterThan(20_000_000));
        ListHeap.Leave();
        _isLeft = true;
        Assert.That(heap.HeldBytes, Is.LessThan(2 << 20));
    }

    [Test]
    public void A_call_within_a_call_has_lists_of_its_own()
    {
        var outer = ListHeap.Current!;
        var list = ListCall.OfInts(1, 2, 3);
        var used = outer.UsedBytes;
        var held = ListHeap.HeldBytesOfAll;
        for (var i = 0; i < 1000; i++)
        {
            ListHeap.Enter();
            Assert.That(ListHeap.Current, Is.Not.SameAs(outer));
            var inner = ListCall.OfInts(4, 5, 6);
            Assert.That(ListCall.Repeat(inner, 3, 1000));
            ListHeap.Leave();
        }
        Assert.That(ListHeap.Current, Is.SameAs(outer));
        Assert.That(outer.UsedBytes, Is.EqualTo(used));
        Assert.That(ListCall.ElementsOf<long>(list), Is.EqualTo(new long[] { 1, 2, 3 }));
        Assert.That(ListHeap.HeldBytesOfAll, Is.EqualTo(held));
    }

    [Test]
    public void Threads_have_lists_of_their_own_whose_memory_goes_with_them()
    {
        const int Threads = 32;
        var before = HeldAfterCollection();
        var failures = 0;
        RunThreads();
        Assert.That(failures, Is.Zero);
        for (var i = 0; i < 20 && ListHeap.HeldBytesOfAll > before; i++)
            HeldAfterCollection();
        Assert.That(ListHeap.HeldBytesOfAll, Is.EqualTo(before));

        void RunThreads()
        {
            using var start = new Barrier(Threads);
            var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
            {
                start.SignalAndWait();
                for (var call = 0; call < 50; call++)
                {
                    ListHeap.Enter();
                    var list = ListCall.New(ElementKind.Int64);
                    for (var i = 0L; i < 10_000; i++)
                        ListCall.Append(list, i * number);
                    for (var i = 0L; i < 10_000; i++)
                    {
                        if (((long*)list->Data)[i] != i * number)
                            Interlocked.Increment(ref failures);
                    }
                    ListHeap.Leave();
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.That(ListHeap.HeldBytesOfAll, Is.GreaterThan(before));
        }
    }

    private static long HeldAfterCollection()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return ListHeap.HeldBytesOfAll;
    }
}

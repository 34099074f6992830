using Pyc.Execution.Sequences;
using Pyc.Translation;

namespace Pyc.Tests.Sequences;

/// <summary>The memory that calls of native code take for their lists.</summary>
[NonParallelizable]
public sealed class ListMemoryTests
{
    private static readonly string[] s_versions = ["2.7", "3.3", "3.8", "3.11", "3.13"];

    [TestCaseSource(nameof(s_versions))]
    public void A_call_that_makes_lists_in_a_loop_takes_memory_for_those_that_it_has(string version)
    {
        // Each of the 3000 turns makes a few lists of up to 3000 elements: 300 MB in all.
        const int Rows = 3000;
        using var module = PycJit.Load(Repository.Pyc("lists", version), new PycOptions { Integers = IntegerMode.Wrap64 });
        var pascal = module.Get<Func<long, long>>("pascal");
        var heap = ListHeap.OfThisThread;
        var limit = heap.Limit;
        heap.Limit = 8 << 20;
        try
        {
            Assert.That(pascal(Rows), Is.EqualTo(Pascal(Rows)));
            Assert.That(heap.Collections, Is.GreaterThan(20), "nowhere has it left for want of memory");
        }
        finally
        {
            heap.Limit = limit;
        }
    }

    [TestCaseSource(nameof(s_versions))]
    public void Calls_that_make_lists_leave_none_behind_also_where_they_end_early(string version)
    {
        using var module = PycJit.Load(Repository.Pyc("lists", version));
        var primes = module.Get<Func<long, long>>("primes_below");
        var pascal = module.Get<Func<long, long>>("pascal");
        var heap = ListHeap.OfThisThread;
        long? held = null;
        for (var i = 0; i < 2000; i++)
        {
            Assert.That(primes(10_000), Is.EqualTo(1229));
            if (i % 100 == 0)
                Assert.That(() => pascal(100), Throws.TypeOf<OverflowException>());
            Assert.That(ListHeap.Current, Is.Null);
            Assert.That(heap.UsedBytes, Is.Zero);
            if (i == 100)
                held = heap.HeldBytes;
        }
        Assert.That(heap.HeldBytes, Is.EqualTo(held));
    }

    private static long Pascal(int count)
    {
        var row = new long[count + 1];
        row[0] = 1;
        for (var i = 1; i <= count; i++)
        {
            for (var k = i; k > 0; k--)
                row[k] = unchecked(row[k] + row[k - 1]);
        }
        return row[count / 2];
    }
}

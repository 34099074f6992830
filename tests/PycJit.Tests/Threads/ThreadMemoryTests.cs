using System.Globalization;
using Pyc.Execution.Sequences;
using Pyc.Tests.Support;

namespace Pyc.Tests.Threads;

/// <summary>Native memory that threads keep for their next calls: it goes with the thread.</summary>
[NonParallelizable]
public sealed class ThreadMemoryTests
{
    [Test]
    public void It_does_not_wait_until_somebody_collects()
    {
        // 70 KB each, 280 MB in all; .NET lets some of it come together, more where there are many objects.
        const int MostThreads = 4000;
        var use = Calls();
        Collect();
        var most = 0L;
        for (var i = 0; i < MostThreads / 100; i++)
        {
            Run(100, use);
            var held = ListHeap.HeldBytesOfAll;
            if (held < most / 2)
                return;
            most = Math.Max(most, held);
        }
        Assert.Fail($"{most} bytes have come together");
    }

    [Test]
    [Platform("Linux")]
    public void A_process_is_as_large_after_a_thousand_threads_as_after_a_hundred()
    {
        const long Some = 48L << 20;
        var use = Calls();
        var before = 0L;
        var mappings = 0;
        for (var i = 0; i < 10; i++)
        {
            Run(100, use);
            Collect();
            if (i == 0)
                (before, mappings) = (Resident(), ProcessMapping.All().Count);
        }
        Assert.That(Resident(), Is.LessThan(before + Some));
        Assert.That(ProcessMapping.All(), Has.Count.LessThan(mappings + 100));
    }

    [Test]
    public void When_threads_have_ended_nothing_is_left()
    {
        var use = Calls();
        Collect();
        var before = ListHeap.HeldBytesOfAll;
        Run(20, use);
        Collect();
        Assert.That(ListHeap.HeldBytesOfAll, Is.LessThanOrEqualTo(before));
    }

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static Action Calls()
    {
        var fib = PycJit.Load(Repository.Pyc("calls")).Get<Func<long, long>>("fib");
        var squares = PycJit.Load(Repository.Pyc("lists")).Get<Func<long, long>>("squares");
        var rows = PycJit.Load(Facade.Path("lending")).Get<Func<double[][], double>>("sum_rows");
        double[][] matrix = [[1.0, 2.0], [3.0]];
        return () =>
        {
            if (fib(10) != 55 || squares(1000) != 332833500 || rows(matrix) != 6)
                throw new InvalidOperationException("A call gave a wrong result.");
        };
    }

    private static void Run(int count, Action use)
    {
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(() => use());
            thread.Start();
            thread.Join();
        }
    }

    private static long Resident() => long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
}

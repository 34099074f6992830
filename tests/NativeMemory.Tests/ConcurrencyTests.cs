namespace Pyc.Native.Tests;

[TestFixtureSource(typeof(Sources), nameof(Sources.Available))]
public sealed class ConcurrencyTests(string source)
{
    [Test]
    public void Threads_add_run_and_release_at_once()
    {
        const int seed = 4711, threads = 4, steps = 1500;
        TestContext.Out.WriteLine($"seed {seed}");
        using var heap = Sources.NewHeap(source);
        using var shared = heap.Add(MachineCode.Return(1_000_000));

        var wrong = 0;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            var random = new Random(seed + thread);
            var mine = new List<(int Value, CodeBlock Block)>();
            for (var step = 0; step < steps; step++)
            {
                if (mine.Count < 20 || random.Next(2) == 0)
                {
                    var value = random.Next();
                    mine.Add((value, heap.Add(Padded(MachineCode.Return(value), random.Next(200)))));
                }
                else
                {
                    var index = random.Next(mine.Count);
                    mine[index].Block.Dispose();
                    mine.RemoveAt(index);
                }

                var (expected, block) = mine[random.Next(mine.Count)];
                if (MachineCode.Run(block) != expected || MachineCode.Run(shared) != 1_000_000)
                    Interlocked.Increment(ref wrong);
            }
            mine.ForEach(pair => pair.Block.Dispose());
        });

        Assert.That(wrong, Is.Zero);
        Assert.That(heap.Usage.BlockCount, Is.EqualTo(1));
    }

    [Test]
    public void A_heap_may_be_disposed_while_others_add_to_it()
    {
        for (var round = 0; round < 12; round++)
        {
            var heap = Sources.NewHeap(source);
            using var started = new CountdownEvent(2);
            var adders = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                started.Signal();
                try
                {
                    while (true)
                    {
                        using var block = heap.Add(MachineCode.Return(5));
                        Assert.That(MachineCode.Run(block), Is.EqualTo(5));
                    }
                }
                catch (ObjectDisposedException)
                {
                    return;   // the end this test waits for
                }
            })).ToArray();

            started.Wait();
            heap.Dispose();
            Task.WaitAll(adders);
            Assert.That(heap.Usage.BytesReserved, Is.Zero, $"round {round}");
        }
    }

    private static byte[] Padded(byte[] code, int extra) => [.. code, .. Enumerable.Repeat((byte)0xCC, extra)];
}

namespace Pyc.Native.Tests;

public sealed class FreeSpaceTests
{
    [Test]
    public void Takes_the_lowest_range_that_is_large_enough()
    {
        var free = new FreeSpace(100);

        Assert.That(new[] { free.Take(40), free.Take(40), free.Take(40), free.Take(20), free.Take(1) },
            Is.EqualTo(new[] { 0, 40, -1, 80, -1 }));
    }

    [Test]
    public void Joins_what_comes_back_with_the_free_neighbours_on_both_sides()
    {
        var free = new FreeSpace(40);
        for (var i = 0; i < 4; i++)
            _ = free.Take(10);

        free.Give(0, 10);
        free.Give(20, 10);
        Assert.That(free.Take(20), Is.EqualTo(-1), "the range between is taken");
        free.Give(10, 10);
        Assert.That(free.Take(30), Is.Zero);
        free.Give(0, 30);
        free.Give(30, 10);

        Assert.That(free.Take(40), Is.Zero);
    }

    [Test]
    public void Random_taking_and_giving_never_overlaps_and_ends_whole()
    {
        const int seed = 20261120;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var free = new FreeSpace(4096);
        var taken = new List<(int Offset, int Length)>();
        var owner = new bool[4096];

        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(2) == 0)
            {
                var length = random.Next(1, 200);
                var offset = free.Take(length);
                if (offset < 0)
                    continue;
                Assert.That(owner.AsSpan(offset, length).Contains(true), Is.False, $"step {step}");
                owner.AsSpan(offset, length).Fill(true);
                taken.Add((offset, length));
            }
            else if (taken.Count > 0)
            {
                var index = random.Next(taken.Count);
                var (offset, length) = taken[index];
                taken.RemoveAt(index);
                owner.AsSpan(offset, length).Clear();
                free.Give(offset, length);
            }
        }

        taken.ForEach(range => free.Give(range.Offset, range.Length));
        Assert.That(free.Take(4096), Is.Zero);
    }
}

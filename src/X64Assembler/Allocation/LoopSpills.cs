namespace Pyc.X64;

/// <summary>
/// Chooses what is in memory throughout a loop that wants more registers than there are: what is not read in it, or by its exits only, so that
/// nothing is reloaded in each round.
/// </summary>
/// <remarks>
/// Outer loops first, since what is in memory there is so in the loops within. Cost: what is alive at the heads of such loops, and a sort of it.
/// </remarks>
internal static class LoopSpills
{
    /// <summary>Splits the intervals of such values where the loop begins.</summary>
    /// <param name="intervals">The intervals, whole.</param>
    /// <param name="liveness">What is alive where blocks begin.</param>
    /// <param name="registers">The number of registers of a class.</param>
    internal static void Split(LiveIntervals intervals, Liveness liveness, Func<RegisterClass, int> registers)
    {
        var chosen = new Dictionary<(MachineBlock Head, RegisterClass Class), int>();  // how many values, in the loops around a loop and in it
        foreach (var head in intervals.Blocks.Where(block => block.LoopEnd >= 0))
        {
            foreach (var @class in (ReadOnlySpan<RegisterClass>)[RegisterClass.General, RegisterClass.Xmm])
            {
                var before = head.LoopHead is { } around ? chosen.GetValueOrDefault((around, @class)) : 0;
                var excess = intervals.Pressure.In(head, @class) - before - registers(@class);
                chosen[(head, @class)] = before + (excess > 0 ? Split(intervals, liveness, head, @class, excess) : 0);
            }
        }
    }

    private static int Split(LiveIntervals intervals, Liveness liveness, MachineBlock head, RegisterClass @class, int excess)
    {
        var (start, end) = (intervals.StartOf(head), intervals.EndOf(intervals.Blocks[head.LoopEnd]));
        var idle = new List<(int NextUse, LiveInterval Part)>();
        foreach (var id in liveness.In(head))
        {
            var root = intervals.All[id];
            if (root.Register.Class != @class)
                continue;
            var part = root.PartAt(start);
            var nextUse = part.NextUse(start);
            // What is in memory from a loop further out on stays there up to its next use.
            if (part.Start < start && nextUse >= end && !(part.BeginsInMemory && part.NextUse(part.Start) >= start))
                idle.Add((nextUse, part));
        }
        var count = Math.Min(excess, idle.Count);
        foreach (var (_, part) in idle.OrderByDescending(value => value.NextUse).Take(count))
            part.Split(start).BeginsInMemory = true;
        return count;
    }
}

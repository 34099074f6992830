namespace Pyc.Benchmarks;

/// <summary>What it costs that a call can be stopped: each kernel with a limit of time and without, in turn, in one process.</summary>
/// <param name="rounds">How often each is timed.</param>
internal sealed class PollingCost(int rounds)
{
    private const double SecondsOfRound = 0.004;
    private const double SecondsOfLongCall = 0.5;

    private static readonly ExecutionLimits s_limits = new() { Time = TimeSpan.FromHours(1) };

    /// <summary>Writes a line for each kernel, and the means.</summary>
    public void Run(Func<Kernel, bool> isWanted)
    {
        var signatures = new CSharpSide("C#", "Kernels.CSharp");
        using var plain = new PycJitSide("PycJit", IntegerMode.Exact, signatures);
        using var limited = new PycJitSide("limited", IntegerMode.Exact, signatures, s_limits);
        Console.WriteLine("Times of calls that can be stopped over those of calls that cannot: least of each, and the median of pairs.");
        Console.WriteLine($"{"kernel",-20} {"call, us",10} {"least",8} {"median",8}");
        var all = new List<(double Least, double Median)>();
        foreach (var kernel in KernelList.Groups.SelectMany(group => group.Kernels).Where(isWanted))
        {
            var data = new Data(kernel);
            var (without, with) = (plain.Prepare(data), limited.Prepare(data));
            if (without.Call() is var expected && !with.Call().Is(expected))
                throw new InvalidOperationException($"{kernel.Name} gives something else where it can be stopped.");
            var (seconds, ratio) = Compare(without, with);
            all.Add(ratio);
            Console.WriteLine($"{kernel.Name,-20} {seconds * 1e6,10:F1} {ratio.Least,8:F3} {ratio.Median,8:F3}");
        }
        Console.WriteLine($"{"geometric mean",-20} {"",10} {Mean(all.Select(one => one.Least)),8:F3} {Mean(all.Select(one => one.Median)),8:F3}");
        Console.WriteLine($"{"median",-20} {"",10} {Median(all.Select(one => one.Least)),8:F3} {Median(all.Select(one => one.Median)),8:F3}");
        Console.WriteLine($"{"above 1.03",-20} {"",10} {all.Count(one => one.Least > 1.03),8} {all.Count(one => one.Median > 1.03),8}");
    }

    private (double Seconds, (double Least, double Median) Ratio) Compare(IRun without, IRun with)
    {
        var calls = (int)Math.Clamp(SecondsOfRound / without.Time(1), 1, 1e5);
        var (times, others) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds && (round < 5 || times.Sum() * calls < SecondsOfLongCall); round++)
        {
            // Who comes second finds the caches and the clock as the first has left them.
            if (round % 2 == 0)
                times.Add(without.Time(calls));
            others.Add(with.Time(calls));
            if (round % 2 == 1)
                times.Add(without.Time(calls));
        }
        return (times.Min(), (others.Min() / times.Min(), Median(others.Zip(times, (one, other) => one / other))));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private static double Mean(IEnumerable<double> values) => Math.Exp(values.Average(Math.Log));
}

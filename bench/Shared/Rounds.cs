using System.Diagnostics;

namespace Pyc.Benchmarks;

/// <summary>Times of things that do the same, taken in turn, so that what disturbs the machine disturbs all of them.</summary>
internal static class Rounds
{
    private const int Count = 15;
    private const double SecondsOfRound = 0.02;
    private const double SecondsOfWarmUp = 0.3;

    /// <summary>Seconds of a call of each, the median over all rounds.</summary>
    public static double[] Measure(params Func<long>[] calls)
    {
        // Until .NET has compiled what calls for good.
        foreach (var call in calls)
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsOfWarmUp;)
                call();
        }
        // One number of repetitions for all, such that the first takes a round's time.
        var repetitions = 1;
        while (Time(calls[0], repetitions) < SecondsOfRound)
            repetitions *= 2;
        var times = Array.ConvertAll(calls, _ => new double[Count]);
        for (var round = 0; round < Count; round++)
        {
            for (var i = 0; i < calls.Length; i++)
                times[i][round] = Time(calls[i], repetitions) / repetitions;
        }
        return Array.ConvertAll(times, Median);
    }

    private static double Median(double[] times)
    {
        Array.Sort(times);
        return times[times.Length / 2];
    }

    private static double Time(Func<long> call, int repetitions)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repetitions; i++)
            call();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

using System.Diagnostics;

namespace Pyc.Benchmarks;

/// <summary>What one side took for one kernel.</summary>
/// <param name="Seconds">Of a call, the median over all rounds; null where there is no such time.</param>
/// <param name="WhyNot">Why there is none: one word for the table, and the whole reason.</param>
internal sealed record Time(double? Seconds, (string Word, string Reason)? WhyNot = null);

/// <summary>Times of one kernel, by side.</summary>
internal sealed record Row(Kernel Kernel, Time[] Times)
{
    /// <summary>The time of the first side, PycJit, over that of another; null where either is not there.</summary>
    public double? Ratio(int side) => Times[0].Seconds / Times[side].Seconds;
}

/// <summary>Times all sides in turn, so that what disturbs the machine disturbs all of them.</summary>
internal sealed class Measurement(IReadOnlyList<Side> sides, int rounds)
{
    private const double SecondsOfRound = 0.008;
    private const double SecondsOfWarmUp = 1.0;

    public Row Measure(Kernel kernel)
    {
        var data = new Data(kernel);
        var (runs, outcomes, times) = (new IRun?[sides.Count], new Outcome?[sides.Count], new Time?[sides.Count]);
        for (var i = 0; i < sides.Count; i++)
        {
            try
            {
                runs[i] = sides[i].Prepare(data);
                outcomes[i] = runs[i]!.Call();
            }
            catch (SideException error)
            {
                times[i] = new Time(null, ("fails", error.Message));
            }
        }
        Compare(kernel, outcomes, times);
        foreach (var run in runs.Where((_, i) => times[i] is null))
            WarmUp(run!);
        var samples = Array.ConvertAll(runs, _ => new List<double>());
        var calls = runs.Select((run, i) => times[i] is null ? (int)Math.Clamp(SecondsOfRound / run!.Time(1), 1, 1e6) : 0).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                if (times[i] is not null || round % runs[i]!.RoundsApart != 0)
                    continue;
                if (calls[i] > 1)
                    runs[i]!.Time(1);   // the side before has left its own data in the caches
                samples[i].Add(runs[i]!.Time(calls[i]));
            }
        }
        return new Row(kernel, [.. times.Select((time, i) => time ?? new Time(Median(samples[i])))]);
    }

    // CPython, the last side where it is there, says what is right. PycJit is never wrong: that would be a bug to be fixed before anything is measured.
    private void Compare(Kernel kernel, Outcome?[] outcomes, Time?[] times)
    {
        var right = outcomes[^1] ?? outcomes[0] ?? throw new InvalidOperationException($"{kernel.Name}: {times[0]?.WhyNot?.Reason}");
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is not { } outcome || outcome.Is(right))
                continue;
            var reason = outcome.Result == right.Result ? "the arrays differ" : $"{outcome.Shown} instead of {right.Shown}";
            times[i] = i > 0 ? new Time(null, ("wrong", reason)) : throw new InvalidOperationException($"{kernel.Name}: {sides[0].Name} is wrong: {reason}");
        }
    }

    private static void WarmUp(IRun run)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < run.WarmUpCalls && Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsOfWarmUp; i++)
            run.Time(1);
    }

    private static double Median(List<double> samples)
    {
        samples.Sort();
        return samples[samples.Count / 2];
    }
}

using System.Diagnostics;

namespace Pyc.Cli.Benchmarking;

/// <summary>Measures calls of one tier, in batches that are long against the clock's resolution.</summary>
/// <param name="loop">Calls it many times.</param>
/// <param name="arguments">Makes the arguments.</param>
/// <param name="changesArguments">Whether a call changes them: then each call gets new ones, and is measured alone.</param>
/// <param name="duration">How long it is measured, after warming up for a quarter of that.</param>
internal sealed class TierBenchmark(Action<object?[], int> loop, Func<object?[]> arguments, bool changesArguments, TimeSpan duration)
{
    private const int FewestBatches = 5;            // of a call that takes longer than all the time that there is
    private const int MostBatches = 100_000;
    private const int MostCallsPerBatch = 1 << 24;

    private const double BatchNanoseconds = 1e6;

    private object?[] _arguments = arguments();
    private long _allocated;

    /// <summary>Measures.</summary>
    public Measurement Run()
    {
        var size = WarmUp();
        _allocated = 0;
        var nanoseconds = new List<double>();
        var start = Stopwatch.GetTimestamp();
        while (nanoseconds.Count < FewestBatches || (Stopwatch.GetElapsedTime(start) < duration && nanoseconds.Count < MostBatches))
            nanoseconds.Add(Time(size) / size);
        return new Measurement(nanoseconds, size, _allocated);
    }

    /// <summary>Calls until .NET has made its code for good, and finds how many calls take as long as a batch shall.</summary>
    private int WarmUp()
    {
        var size = 1;
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var time = Time(size);
            if (!changesArguments && time < BatchNanoseconds / 2 && size < MostCallsPerBatch)
                size *= 2;
            else if (Stopwatch.GetElapsedTime(start) >= duration / 4)
                return size;
            else if (time > 2 * BatchNanoseconds && size > 1)
                size /= 2;                          // it was measured while it was slower, or interrupted
        }
    }

    /// <summary>Makes calls, and gives their time in nanoseconds: at least one step of the clock.</summary>
    private double Time(int calls)
    {
        if (changesArguments)
            _arguments = arguments();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        loop(_arguments, calls);
        var steps = Math.Max(1, Stopwatch.GetTimestamp() - start);
        _allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        return steps * 1e9 / Stopwatch.Frequency;
    }
}

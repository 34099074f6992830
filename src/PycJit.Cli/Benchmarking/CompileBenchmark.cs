using System.Diagnostics;

namespace Pyc.Cli.Benchmarking;

/// <summary>How long it takes to compile a function.</summary>
/// <param name="First">The first time in the process, when .NET makes PycJit's own code ready on the way.</param>
/// <param name="Warm">Once it is ready: of each stage the median.</param>
/// <param name="WarmRuns">How many compilations <paramref name="Warm"/> is of.</param>
/// <param name="Code">What it was compiled to.</param>
internal sealed record CompileBenchmark(CompileTimes First, CompileTimes Warm, int WarmRuns, NativeCode Code)
{
    private const int MostRuns = 50;

    /// <summary>Compiles it again and again, each time in a module that is loaded anew.</summary>
    /// <param name="first">What the first compilation gave.</param>
    /// <param name="load">Loads the module.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="types">Types of its parameters.</param>
    /// <param name="duration">About how long that may take.</param>
    public static CompileBenchmark Run(NativeCode first, Func<PycModule> load, string function, Type[] types, TimeSpan duration)
    {
        var times = new List<CompileTimes>();
        var start = Stopwatch.GetTimestamp();
        while (times.Count == 0 || (times.Count < MostRuns && Stopwatch.GetElapsedTime(start) < duration))
        {
            using var module = load();
            times.Add(module[function].Compile(types).Times);
        }
        return new CompileBenchmark(
            first.Times,
            new CompileTimes(
                Median(time => time.Build), Median(time => time.Optimise), Median(time => time.Select), Median(time => time.Allocate),
                Median(time => time.Emit), Median(time => time.Install)),
            times.Count, first);

        TimeSpan Median(Func<CompileTimes, TimeSpan> stage) => times.Select(stage).Order().ElementAt(times.Count / 2);
    }
}

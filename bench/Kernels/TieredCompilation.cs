using System.Diagnostics;
using System.Runtime;

namespace Pyc.Benchmarks;

/// <summary>
/// Has .NET compile the kernels in C# for good. It does so twice, each time once a method has been called 30 times and nothing new has come for a while:
/// to count what is taken how often, and then by these counts.
/// </summary>
internal static class TieredCompilation
{
    private const int Times = 4;
    private const int Calls = 32;

    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(0.5);

    public static void WaitFor(IReadOnlyList<CSharpSide> sides, IEnumerable<Kernel> kernels)
    {
        var runs = kernels.Select(kernel => new Data(kernel)).SelectMany(data => sides.Select(side => side.Prepare(data))).ToList();
        for (var time = 0; time < Times; time++)
        {
            foreach (var run in runs)
                run.Time(Calls);
            for (var (count, start) = (0L, Stopwatch.GetTimestamp()); Stopwatch.GetElapsedTime(start) < s_quiet; Thread.Sleep(10))
            {
                if (JitInfo.GetCompiledMethodCount() is var now && now != count)
                    (count, start) = (now, Stopwatch.GetTimestamp());
            }
        }
    }
}

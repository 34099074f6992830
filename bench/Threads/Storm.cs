using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pyc.Benchmarks;

/// <summary>Threads that call functions at random, all of which they have asked for at once.</summary>
/// <param name="workloads">What they call.</param>
/// <param name="options">How the modules are loaded.</param>
internal sealed class Storm(IReadOnlyList<Workload> workloads, PycOptions options) : IDisposable
{
    private readonly Dictionary<string, PycModule> _modules = workloads.Select(workload => workload.Module).Distinct()
        .ToDictionary(name => name, name => PycJit.Load(Repository.Pyc(name), options));

    private readonly ConcurrentQueue<string> _errors = [];

    /// <summary>What went wrong: results that are not the interpreter's, and exceptions.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>What the interpreter returns, by workload and variant.</summary>
    public static long[][] Expected(IEnumerable<Workload> workloads)
    {
        using var storm = new Storm([.. workloads], new PycOptions { Tier = Tier.InterpreterOnly });
        return [.. workloads.Select(workload =>
        {
            var call = storm.Bind(workload);
            return Enumerable.Range(0, Workload.Variants).Select(call).ToArray();
        })];
    }

    /// <summary>Calls.</summary>
    /// <param name="threads">How many threads.</param>
    /// <param name="calls">Calls of each.</param>
    /// <param name="expected">What they have to give.</param>
    /// <param name="isBackground">Whether the process may end meanwhile.</param>
    /// <returns>How long it took, the asking and the compiling included.</returns>
    public TimeSpan Run(int threads, int calls, long[][] expected, bool isBackground = false)
    {
        using var barrier = new Barrier(threads + 1);
        var running = Enumerable.Range(0, threads).Select(number => new Thread(() => Call(number, calls, expected, barrier)) { IsBackground = isBackground }).ToList();
        running.ForEach(thread => thread.Start());
        barrier.SignalAndWait();
        var start = Stopwatch.GetTimestamp();
        running.ForEach(thread => thread.Join());
        return Stopwatch.GetElapsedTime(start);
    }

    public void Dispose()
    {
        foreach (var module in _modules.Values)
            module.Dispose();
    }

    private Func<int, long> Bind(Workload workload) => workload.Bind(_modules[workload.Module]);

    private void Call(int number, int calls, long[][] expected, Barrier barrier)
    {
        try
        {
            barrier.SignalAndWait();
            var bound = workloads.Select(Bind).ToArray();
            var random = (uint)number;
            for (var call = 0; call < calls; call++)
            {
                // The first calls are of one after the other, in which all threads race for the same code; then at random.
                random = random * 1_664_525 + 1_013_904_223;
                var which = call < bound.Length ? call : (int)((ulong)random * (uint)bound.Length >> 32);
                var variant = (int)(random >> 8) & Workload.Variants - 1;
                if (bound[which](variant) is var result && result != expected[which][variant])
                    _errors.Enqueue($"{workloads[which]}, variant {variant}: {result} instead of {expected[which][variant]}");
            }
        }
        catch (Exception error)
        {
            _errors.Enqueue($"thread {number}: {error}");
        }
    }
}

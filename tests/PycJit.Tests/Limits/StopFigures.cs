using System.Diagnostics;
using Pyc.Tests.Support;

namespace Pyc.Tests.Limits;

/// <summary>How long a stop takes, and what a limited call costs: figures for people, which depend on the machine.</summary>
[Explicit("it measures")]
public sealed class StopFigures
{
    private const int Stops = 20;
    private const int Calls = 2_000_000;

    private static readonly (string Name, object[] Arguments)[] s_hostile =
    [
        ("spin", []), ("tower", [9L]), ("huge_list", [12L]), ("recurse", [0L]), ("count", [1_000_000_000L]),
    ];

    [Test]
    public void Time_from_the_stop_to_the_exception([Values(Tier.InterpreterOnly, Tier.Auto)] Tier tier)
    {
        using var module = LimitFixtures.Load("hostile", options: LimitFixtures.Of(tier));
        foreach (var (name, arguments) in s_hostile)
        {
            var (cancels, times) = (new List<double>(), new List<double>());
            var outcome = Run(new PyCallContext(limits: new ExecutionLimits { Time = TimeSpan.FromMilliseconds(20) }));       // compiled by now
            for (var i = 0; i < Stops; i++)
            {
                using var source = new CancellationTokenSource();
                var at = 0L;
                var canceller = new Thread(() =>
                {
                    Thread.Sleep(20);
                    Volatile.Write(ref at, Stopwatch.GetTimestamp());
                    source.Cancel();
                });
                canceller.Start();
                outcome = Run(new PyCallContext(source.Token));
                if (Volatile.Read(ref at) is > 0 and var cancelled && outcome.StartsWith("CallCanceled", StringComparison.Ordinal))
                    cancels.Add(Stopwatch.GetElapsedTime(cancelled).TotalMilliseconds);
                canceller.Join();
                var start = Stopwatch.GetTimestamp();
                var byTime = Run(new PyCallContext(limits: new ExecutionLimits { Time = TimeSpan.FromMilliseconds(20) }));
                if (byTime.StartsWith("Execution", StringComparison.Ordinal))
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds - 20);
                Assert.That(module["add"].Invoke(1L, 2L), Is.EqualTo(3L));
            }
            TestContext.Out.WriteLine($"{tier} {name}: cancel {Text(cancels)}, time {Text(times)}; {outcome.Split('\n')[0]}");

            string Run(PyCallContext context)
            {
                try
                {
                    return $"returned {module[name].Invoke(context, arguments)}";
                }
                catch (Exception error) when (error is PycJitException or OperationCanceledException)
                {
                    return $"{error.GetType().Name}: {error.Message}";
                }
            }
        }
    }

    [Test]
    public void Time_of_a_call([Values(Tier.InterpreterOnly, Tier.Auto)] Tier tier)
    {
        using var module = LimitFixtures.Load("hostile", options: LimitFixtures.Of(tier));
        using var source = new CancellationTokenSource();
        var plain = module.Get<Func<long, long, long>>("add");
        var limited = module.Get<Func<PyCallContext, long, long, long>>("add");
        var (token, time) = (new PyCallContext(source.Token), new PyCallContext(limits: new ExecutionLimits { Time = TimeSpan.FromSeconds(100) }));
        var calls = tier == Tier.Auto ? Calls : Calls / 10;
        for (var round = 0; round < 3; round++)
        {
            TestContext.Out.WriteLine(
                $"{tier} add: unlimited {Measure(i => plain(i, 2)):F1} ns, no limits {Measure(i => limited(default, i, 2)):F1} ns, "
                + $"token {Measure(i => limited(token, i, 2)):F1} ns, time {Measure(i => limited(time, i, 2)):F1} ns");
        }

        double Measure(Func<long, long> call)
        {
            var best = double.MaxValue;
            for (var repeat = 0; repeat < 3; repeat++)
            {
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < calls; i++)
                    call(i);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls);
            }
            return best;
        }
    }

    private static string Text(List<double> milliseconds) => milliseconds.Count == 0
        ? "-"
        : $"{milliseconds.Order().ElementAt(milliseconds.Count / 2):F1} ms (most {milliseconds.Max():F1})";
}

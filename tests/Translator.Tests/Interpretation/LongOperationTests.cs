using System.Diagnostics;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>No operation runs for long without a look whether its call is to end.</summary>
public sealed class LongOperationTests
{
    // A unit of work is about 10 ns: a product of two numbers of 128 kilobits, the longest that .NET computes at once, takes 2 ms.
    private const long MostUnitsBetweenLooks = 250_000;

    private static IEnumerable<TestCaseData> Operations => LongOperation.All.Select(static operation => new TestCaseData(operation).SetArgDisplayNames(operation.Name));

    [TestCaseSource(nameof(Operations))]
    public void An_operation_is_stopped_in_its_middle(object given)
    {
        var operation = (LongOperation)given;
        var runtime = new PythonRuntime(operation.Version);
        var run = operation.Prepare(runtime, 1);
        var (looks, longest, last) = (0, 0L, 0L);
        var result = Limited(runtime, default, run, control =>
        {
            looks++;
            longest = Math.Max(longest, last - Left(runtime));
            last = Left(runtime);
        }, () => last = Left(runtime));
        TestContext.Out.WriteLine($"{looks} looks, at most {longest} units apart");
        Assert.That(looks, Is.GreaterThan(3), "it looks now and then");
        Assert.That(longest, Is.LessThan(MostUnitsBetweenLooks), "it does not work for long without a look");

        using var cancellation = new CancellationTokenSource();
        var left = looks / 2;
        Assert.That(
            () => Limited(runtime, cancellation.Token, operation.Prepare(runtime, 1), _ =>
            {
                if (--left == 0)
                    cancellation.Cancel();
            }),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(left, Is.Zero, "the look that finds it stopped is the last");

        // The runtime works as before, and limits change no result.
        var again = operation.Prepare(runtime, 1)();
        Assert.That(IsSame(runtime, again, result), Is.True);
    }

    // On a machine that does other things as well, the processor's time says more; it is that of the whole process, the collector's included.
    [Test, Explicit("it measures")]
    public void Times_between_looks()
    {
        foreach (var operation in LongOperation.All)
        {
            foreach (var size in new[] { 1, 8 })
            {
                var runtime = new PythonRuntime(operation.Version);
                var run = operation.Prepare(runtime, size);
                GC.Collect();
                var (looks, longest, longestBusy) = (0, TimeSpan.Zero, TimeSpan.Zero);
                var (start, busy) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
                var begin = start;
                Limited(runtime, default, run, _ => Look(), () => (begin, start, busy) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), Busy()));
                Look();
                TestContext.Out.WriteLine(
                    $"{operation.Name,-28} {size,2} {Stopwatch.GetElapsedTime(begin).TotalMilliseconds,10:f1} ms {looks,8} looks, longest {longest.TotalMilliseconds,8:f2} ms, busy {longestBusy.TotalMilliseconds,8:f2} ms");

                void Look()
                {
                    var (now, used) = (Stopwatch.GetTimestamp(), Busy());
                    looks++;
                    longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(start, now).Ticks));
                    longestBusy = TimeSpan.FromTicks(Math.Max(longestBusy.Ticks, (used - busy).Ticks));
                    (start, busy) = (now, used);
                }
            }
        }

        static TimeSpan Busy() => Environment.CpuUsage.TotalTime;
    }

    private static long Left(PythonRuntime runtime) => runtime.Budget ?? 0;

    private static PyValue Limited(
        PythonRuntime runtime, CancellationToken token, Func<PyValue> run, Action<CallControl> looked, Action? begun = null)
    {
        // More steps than anybody takes, so that they are counted.
        var control = CallControl.Begin(new CallBounds { Steps = long.MaxValue / 4 }, token);
        try
        {
            var outer = runtime.BeginCall(control);
            try
            {
                begun?.Invoke();
                control.Looked = () => looked(control);
                return run();
            }
            finally
            {
                runtime.EndCall(outer);
            }
        }
        finally
        {
            control.Leave();
        }
    }

    private static bool IsSame(PythonRuntime runtime, PyValue one, PyValue other) =>
        one.Object is PyIterator || Operators.AreEqual(runtime, one, other);
}

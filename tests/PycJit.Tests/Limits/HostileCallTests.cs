using Pyc.Tests.Support;

namespace Pyc.Tests.Limits;

/// <summary>Calls that would not end, or take all memory, end by each of the limits, and the next call is right.</summary>
public sealed class HostileCallTests
{
    // Soon for a machine, and long after the call has begun.
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(30);

    private static readonly ExecutionLimits s_time = new() { Time = s_soon };

    private static IEnumerable<TestCaseData> Endless()
    {
        foreach (var version in Facade.Versions)
        {
            foreach (var tier in new[] { Tier.InterpreterOnly, Tier.Auto })
            {
                yield return Case("spin");
                yield return Case("count", 1_000_000_000_000L);
                yield return Case("indexed", new long[2], 1_000_000_000_000L);
                yield return Case("catching");
                yield return Case("litter", 1_000_000_000_000L);
                yield return Case("doubled", 40L);
                yield return Case("tower", 9L);
                yield return Case("tower", 9L);

                TestCaseData Case(string name, params object[] arguments) =>
                    new TestCaseData(version, tier, name, arguments).SetArgDisplayNames(version, tier.ToString(), name);
            }
        }
    }

    [TestCaseSource(nameof(Endless))]
    public void A_token_ends_it(string version, Tier tier, string name, object[] arguments)
    {
        using var module = LimitFixtures.Load("hostile", version, LimitFixtures.Of(tier));
        using var source = new CancellationTokenSource();
        using var canceller = new Timer(_ => source.Cancel(), null, s_soon, Timeout.InfiniteTimeSpan);
        var stop = Assert.Catch<OperationCanceledException>(() => module[name].Invoke(new PyCallContext(source.Token), arguments))!;
        Assert.That(stop.CancellationToken, Is.EqualTo(source.Token));
        Assert.That(stop.Message, Does.StartWith("limits/hostile.py:").And.Contain("the call was cancelled by its token"));
        AssertIsWhole(module);
    }

    [TestCaseSource(nameof(Endless))]
    public void Its_time_ends_it(string version, Tier tier, string name, object[] arguments)
    {
        using var module = LimitFixtures.Load("hostile", version, LimitFixtures.Of(tier));
        var stop = Assert.Throws<ExecutionLimitException>(() => module.WithLimits(s_time)[name].Invoke(arguments))!;
        Assert.That(stop.Limit, Is.EqualTo(ExecutionLimit.Time));
        Assert.That(stop.Message, Does.StartWith("limits/hostile.py:").And.Contain("it did not end within 30 ms"));
        AssertIsWhole(module);
    }

    [Test]
    public void Steps_end_it([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version, [Values("spin", "catching")] string name)
    {
        using var module = LimitFixtures.Load("hostile", version, Facade.Interpreted);
        AssertIsStopped(module, new ExecutionLimits { Steps = 10_000 }, ExecutionLimit.Steps, "it did not end within 10,000 steps", name);
    }

    [Test]
    public void A_recursion_ends_at_its_depth([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = LimitFixtures.Load("hostile", version, Facade.Interpreted);
        AssertIsStopped(module, new ExecutionLimits { RecursionDepth = 50 }, ExecutionLimit.RecursionDepth, "its calls go deeper than 50", "recurse", 0L);
        AssertIsStopped(module, new ExecutionLimits { RecursionDepth = 50 }, ExecutionLimit.RecursionDepth, "its calls go deeper than 50", "nested_repr", 50L);
        Assert.That(module.WithLimits(new ExecutionLimits { RecursionDepth = 50 })["deep"].Invoke(49L), Is.EqualTo(49L));
        // Without a limit Python's own error is there as ever, and code can catch it.
        Assert.That(() => module["recurse"].Invoke(0L), Throws.InstanceOf<PythonException>());
    }

    [Test]
    public void A_recursion_ends_at_the_bytes_of_its_stack([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = LimitFixtures.Load("hostile", version, Facade.Interpreted);
        AssertIsStopped(module, new ExecutionLimits { StackBytes = 100_000 }, ExecutionLimit.Stack, "100,000 bytes of the thread's stack", "nested_repr", 900L);
        Assert.That(module["nested_repr"].Invoke(20L), Is.EqualTo(44L));
    }

    [Test]
    public void An_int_ends_at_its_bits(
        [ValueSource(typeof(Facade), nameof(Facade.Versions))] string version, [Values(Tier.InterpreterOnly, Tier.Auto)] Tier tier)
    {
        using var module = LimitFixtures.Load("hostile", version, LimitFixtures.Of(tier));
        var limits = new ExecutionLimits { IntegerBits = 4096 };
        AssertIsStopped(module, limits, ExecutionLimit.IntegerBits, "an int would have more than 4,096 bits", "tower", 9L);
        AssertIsStopped(module, limits, ExecutionLimit.IntegerBits, "an int would have more than 4,096 bits", "doubled", 40L);
        Assert.That(module.WithLimits(limits)["doubled"].Invoke(9L), Is.True);
    }

    [Test]
    public void A_list_ends_at_its_bytes([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = LimitFixtures.Load("hostile", version, Facade.Interpreted);
        var limits = new ExecutionLimits { ListBytes = 4 << 20 };
        AssertIsStopped(module, limits, ExecutionLimit.ListBytes, "its lists would take more than 4,194,304 bytes", "huge_list", 12L);
        AssertIsStopped(module, limits, ExecutionLimit.ListBytes, "its lists would take more than 4,194,304 bytes", "append", 10_000_000L);
        Assert.That(module.WithLimits(limits)["append"].Invoke(1000L), Is.EqualTo(1000L));
        // Without a limit it is Python's.
        Assert.That(() => module["huge_list"].Invoke(12L), Throws.InstanceOf<PythonException>().With.Message.Contains("MemoryError"));
    }

    [Test]
    public void Small_lists_count_together_while_they_are_held()
    {
        using var module = LimitFixtures.Load("hostile", options: Facade.Interpreted);
        var limits = new ExecutionLimits { ListBytes = 16 << 20 };
        AssertIsStopped(module, limits, ExecutionLimit.ListBytes, "its lists would take more than", "hoard", 10_000_000L);
        Assert.That(module.WithLimits(limits)["litter"].Invoke(300_000L), Is.EqualTo(300_000L));
    }

    private static void AssertIsStopped(
        PycModule module, ExecutionLimits limits, ExecutionLimit limit, string message, string name, params object[] arguments)
    {
        var stop = Assert.Throws<ExecutionLimitException>(() => module[name].Invoke(new PyCallContext(limits: limits), arguments))!;
        Assert.That(stop.Limit, Is.EqualTo(limit));
        Assert.That(stop.Message, Does.StartWith("limits/hostile.py:").And.Contain(message));
        Assert.That(stop.Where!.Value.Line, Is.GreaterThan(0));
        AssertIsWhole(module);
    }

    private static void AssertIsWhole(PycModule module)
    {
        Assert.That(module["add"].Invoke(20L, 22L), Is.EqualTo(42L));
        Assert.That(module["deep"].Invoke(100L), Is.EqualTo(100L));
        Assert.That(module.Runtime.IsRunning, Is.False);
    }
}

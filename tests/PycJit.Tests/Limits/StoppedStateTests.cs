using Pyc.Tests.Support;

namespace Pyc.Tests.Limits;

/// <summary>A call that is stopped leaves nothing behind that the next one could see, wherever that was.</summary>
public sealed class StoppedStateTests
{
    // Enough for each of the calls to return.
    private const long MostSteps = 5_000;

    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (var version in Facade.Versions)
        {
            using var module = LimitFixtures.Load("states", version, Facade.Interpreted);
            foreach (var function in module.Functions.Where(function => function.Parameters is [var only] && function.Name is not ("in_suspended" or "delegate" or "generate" or "work")))
                yield return new TestCaseData(version, function.Name).SetArgDisplayNames(version, function.Name);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void A_call_stopped_at_any_step_leaves_the_module_as_it_was(string version, string name)
    {
        using var module = LimitFixtures.Load("states", version, Facade.Interpreted);
        var (function, probe) = (module[name], module["probe"]);
        var expected = function.Invoke(3L);
        var stops = 0;
        for (var steps = 1L; ; steps++)
        {
            Assert.That(steps, Is.LessThan(MostSteps));
            try
            {
                Assert.That(function.Invoke(new PyCallContext(limits: new ExecutionLimits { Steps = steps }), 3L), Is.EqualTo(expected));
                break;
            }
            catch (ExecutionLimitException stop)
            {
                stops++;
                Assert.That(stop.Limit, Is.EqualTo(ExecutionLimit.Steps));
                Assert.That(stop.Where?.File, Is.EqualTo("limits/states.py"));
            }
            Assert.That(probe.Invoke(), Is.True, $"stopped after {steps} steps");
            Assert.That(module.Runtime.IsRunning, Is.False);
        }
        Assert.That(stops, Is.GreaterThan(3));
        Assert.That(function.Invoke(3L), Is.EqualTo(expected));
    }

    [Test]
    public void A_generator_that_ran_has_ended([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = LimitFixtures.Load("states", version, Facade.Interpreted);
        var next = module["in_suspended"];
        Assert.That(next.Invoke(0L), Is.True);
        Assert.That(() => next.Invoke(new PyCallContext(limits: new ExecutionLimits { Steps = 5 }), 0L), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(() => next.Invoke(0L), Throws.InstanceOf<PythonException>().With.Message.Contains("StopIteration"));
    }
}

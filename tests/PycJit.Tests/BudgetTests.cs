using Pyc.Tests.Support;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>What a file may take to load, and a call to return.</summary>
public sealed class BudgetTests
{
    [Test]
    public void A_top_level_that_does_too_much_is_stopped() => Assert.That(
        () => PycJit.Load(Repository.PathTo("fixtures", "modules", "pyc", "3.13", "unknowns.pyc"), new PycOptions { LoadBudget = 3 }),
        Throws.TypeOf<ExecutionBudgetException>().With.Message.Contains("3 steps"));

    [Test]
    public void Each_call_has_the_whole_budget()
    {
        using var module = PycJit.Load(Repository.Pyc("loops", "3.13"), new PycOptions { Tier = Tier.InterpreterOnly, CallBudget = 50_000 });
        var sum = module.Get<Func<long, long>>("triangle");
        for (var i = 0; i < 5; i++)
            Assert.That(() => sum(10_000), Throws.Nothing);
        Assert.That(() => sum(100_000), Throws.TypeOf<ExecutionBudgetException>());
        Assert.That(() => sum(10), Throws.Nothing);
    }
}

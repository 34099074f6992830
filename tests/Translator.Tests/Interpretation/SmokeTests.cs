using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Interpretation;

public sealed class SmokeTests
{
    [Test]
    public void Runs([Values("2.7", "3.6", "3.11", "3.13", "3.15")] string version)
    {
        var module = new FixtureModule("calls", version);
        Assert.That(module["deep"].Call(module.Runtime, new CallArguments([PyValue.FromInt(800)])).Int, Is.EqualTo(800));
    }
}

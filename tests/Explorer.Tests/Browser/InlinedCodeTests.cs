using Pyc.Explorer.Tests.Support;

namespace Pyc.Explorer.Tests.Browser;

/// <summary>Code of one function in the place of its call in another.</summary>
internal sealed class InlinedCodeTests
{
    [Test]
    public async Task A_call_and_what_stands_in_its_place_belong_together()
    {
        await using var explored = await Explored.OpenAsync("black_scholes", Reports.BlackScholes);

        await explored.Row("source", "return tail").HoverAsync();
        Assert.That(await explored.MarkedAsync("source"), Has.Exactly(1).Contains("return tail"));

        await explored.Row("source", "return spot*normal_cdf(d1)").HoverAsync();
        Assert.That(await explored.MarkedAsync("ir", "mark-line"), Has.Some.Contains("float.abs v32"));
        Assert.That(await explored.MarkedAsync("assembly", "mark-line"), Is.Not.Empty);

        await explored.Row("ir", "float.abs v32").HoverAsync();
        Assert.That(await explored.MarkedAsync("source"), Has.Exactly(1).Contains("abs(x)"));
        Assert.That(await explored.MarkedAsync("source", "mark-line"), Has.Exactly(1).Contains("return spot*normal_cdf(d1)"));
    }
}

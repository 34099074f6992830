using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class BlockLikelihoodTests
{
    [Test]
    public void What_can_only_leave_is_cold_and_rarely_taken()
    {
        var (function, likelihood) = Look("b0: branch v0, b1, b4 b1: branch v0, b2, b3 b2: exit raise b3: exit raise b4: return v0");
        Assert.That(function.Blocks.Select(likelihood.IsCold), Is.EqualTo(new[] { false, true, true, true, false }));
        Assert.That(WaysOf(function.Blocks[0], likelihood), Is.EqualTo(new[] { Likelihood.Rare, Likelihood.Likely }));
        Assert.That(WaysOf(function.Blocks[1], likelihood), Is.EqualTo(new[] { Likelihood.Unknown, Likelihood.Unknown }));
    }

    [Test]
    public void A_loop_goes_on()
    {
        var (function, likelihood) = Look("b0: jump b1 b1: branch v0, b2, b5 b2: branch v0, b3, b4 b3: jump b2 b4: branch v0, b1, b2 b5: return v0");
        Assert.That(WaysOf(function.Blocks[0], likelihood), Is.EqualTo(new[] { Likelihood.Likely }));
        Assert.That(WaysOf(function.Blocks[1], likelihood), Is.EqualTo(new[] { Likelihood.Likely, Likelihood.Rare }));
        Assert.That(WaysOf(function.Blocks[2], likelihood), Is.EqualTo(new[] { Likelihood.Unknown, Likelihood.Unknown }), "both stay in the inner loop");
        Assert.That(WaysOf(function.Blocks[4], likelihood), Is.EqualTo(new[] { Likelihood.Rare, Likelihood.Likely }), "one leaves the inner loop");
    }

    [Test]
    public void A_loop_that_leaves_native_code_at_its_end_is_not_cold_if_it_may_go_on()
    {
        var (function, likelihood) = Look("b0: jump b1 b1: branch v0, b1, b2 b2: exit raise");
        Assert.That(function.Blocks.Select(likelihood.IsCold), Is.EqualTo(new[] { false, false, true }));
    }

    private static IEnumerable<Likelihood> WaysOf(Block block, BlockLikelihood likelihood) =>
        Enumerable.Range(0, block.Successors.Count).Select(way => likelihood.Of(block, way));

    private static (Function Function, BlockLikelihood Likelihood) Look(string blocks)
    {
        var function = IrAssert.ParseVerified("function f(v0: bool) -> bool " + blocks);
        return (function, BlockLikelihood.Of(function, LoopForest.Of(function)));
    }
}

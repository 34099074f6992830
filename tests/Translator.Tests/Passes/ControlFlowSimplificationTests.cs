using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class ControlFlowSimplificationTests
{
    private const string Head = "function f(v0: i64, v1: bool) -> i64";

    [Test]
    public void A_chain_of_blocks_becomes_one() => Rewrites(
        before: "b0: v2 = int.neg v0; jump b1 b1: v3: i64 = phi b0 v2; v4 = int.not v3; jump b2 b2: return v4",
        after: "b0: v2 = int.neg v0; v4 = int.not v2; return v4");

    [Test]
    public void A_diamond_of_empty_blocks_goes() => Rewrites(
        before: "b0: branch v1, b1, b2 b1: jump b3 b2: jump b3 b3: return v0",
        after: "b0: return v0");

    [Test]
    public void An_empty_block_is_gone_past() => Rewrites(
        before: """
            b0: branch v1, b1, b2
            b1: jump b3
            b2: v2 = int.neg v0; jump b3
            b3: v3: i64 = phi b1 v0, b2 v2; return v3
            """,
        after: """
            b0: branch v1, b3, b2
            b2: v2 = int.neg v0; jump b3
            b3: v3: i64 = phi b0 v0, b2 v2; return v3
            """);

    [Test]
    public void A_branch_on_a_negation_is_turned_around() => Rewrites(
        before: "b0: v2 = bool.not v1; branch v2, b1, b2 b1: return v0 b2: v3 = int 1; return v3",
        after: "b0: v2 = bool.not v1; branch v1, b2, b1 b1: return v0 b2: v3 = int 1; return v3");

    [Test]
    public void Unreachable_blocks_go() => Rewrites(
        before: "b0: return v0 b1: v2 = int.neg v3; v3 = int.neg v2; jump b2 b2: jump b1",
        after: "b0: return v0");

    [TestCase("b0: v2 = int 1; branch v1, b1, b2 b1: jump b2 b2: v3: i64 = phi b0 v0, b1 v2; return v3",
        TestName = "A_phi_that_tells_two_ways_apart_keeps_the_block_between")]
    [TestCase("b0: branch v1, b1, b2 b1: jump b1 b2: return v0", TestName = "An_empty_loop_stays")]
    public void Stays(string body) => IrAssert.Keeps(new ControlFlowSimplification(), $"{Head} {body}");

    [Test]
    public void Empty_blocks_that_go_round_end_as_one_loop()
    {
        var function = IrAssert.ParseVerified($"{Head} b0: branch v1, b1, b4 b1: jump b2 b2: jump b3 b3: jump b1 b4: return v0");
        new ControlFlowSimplification().Run(function);
        Ir.IrVerifier.Verify(function);
        Assert.That(function.Blocks, Has.Count.EqualTo(3));
        Assert.That(new ControlFlowSimplification().Run(function), Is.False);
    }

    private static void Rewrites(string before, string after) =>
        IrAssert.Rewrites(new ControlFlowSimplification(), $"{Head} {before}", $"{Head} {after}");
}

using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class DominatorTreeTests
{
    [Test]
    public void A_diamond_joins_below_its_branch()
    {
        var function = Parse("b0: branch v0, b1, b2 b1: jump b3 b2: jump b3 b3: return v0");
        var tree = DominatorTree.Of(function);
        Assert.That(function.Blocks.Select(block => tree.ImmediateDominator(block)?.Id), Is.EqualTo(new int?[] { null, 0, 0, 0 }));
        Assert.That(tree.Children(function.Entry), Has.Count.EqualTo(3));
        Assert.That(tree.CommonDominator(function.Blocks[1], function.Blocks[2]), Is.EqualTo(function.Entry));
    }

    [Test]
    public void Unreachable_blocks_have_no_dominator_and_are_none()
    {
        var function = Parse("b0: jump b1 b1: return v0 b2: jump b1");
        var tree = DominatorTree.Of(function);
        Assert.That(tree.IsReachable(function.Blocks[2]), Is.False);
        Assert.That(tree.Dominates(function.Blocks[2], function.Blocks[2]), Is.False);
        Assert.That(tree.ImmediateDominator(function.Blocks[1]), Is.EqualTo(function.Entry));
    }

    [Test]
    public void Random_graphs_agree_with_the_definition()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var function = RandomGraphs.Make(seed);
            var tree = DominatorTree.Of(function);
            foreach (var dominator in function.ReversePostOrder)
            {
                // What is not reached any more once a block is taken out is dominated by it.
                var reached = RandomGraphs.ReachableWithout(function, dominator);
                foreach (var block in function.ReversePostOrder)
                {
                    Assert.That(
                        tree.Dominates(dominator, block), Is.EqualTo(!reached.Contains(block)),
                        $"seed {seed}, {dominator}, {block}\n{function}");
                }
            }
        }
    }

    private static Function Parse(string body) => IrParser.Parse($"function f(v0: bool) -> bool {body}");
}

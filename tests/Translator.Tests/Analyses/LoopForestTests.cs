using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class LoopForestTests
{
    [Test]
    public void Nested_loops_have_depths_and_parents()
    {
        var function = Parse(
            """
            b0: jump b1
            b1: branch v0, b2, b5
            b2: branch v0, b3, b4
            b3: jump b2
            b4: jump b1
            b5: branch v0, b5, b6
            b6: return v0
            """);
        var forest = LoopForest.Of(function);
        Assert.That(function.Blocks.Select(forest.DepthOf), Is.EqualTo(new[] { 0, 1, 2, 2, 1, 1, 0 }));
        var inner = forest.LoopOf(function.Blocks[3])!;
        Assert.That(inner.Header, Is.EqualTo(function.Blocks[2]));
        Assert.That(BlocksOf(inner.Parent!, forest, function).Select(block => block.Id), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(forest.Loops.Select(loop => loop.IsIrreducible), Has.All.False);
        Assert.That(forest.Loops.Select(loop => loop.Header.Id), Is.EquivalentTo(new[] { 1, 2, 5 }));
    }

    [Test]
    public void A_cycle_with_two_ways_in_is_a_loop_from_the_block_above_it()
    {
        var function = Parse("b0: jump b1 b1: branch v0, b2, b3 b2: jump b3 b3: branch v0, b2, b4 b4: return v0");
        var forest = LoopForest.Of(function);
        var loop = forest.Loops.Single();
        Assert.That((loop.Header.Id, loop.IsIrreducible), Is.EqualTo((1, true)));
        Assert.That(function.Blocks.Select(forest.DepthOf), Is.EqualTo(new[] { 0, 1, 1, 1, 0 }));
    }

    [Test]
    public void In_random_graphs_what_can_run_twice_is_in_a_loop_and_headers_dominate()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var function = RandomGraphs.Make(seed);
            var dominators = DominatorTree.Of(function);
            var forest = LoopForest.Of(function, dominators);
            foreach (var block in function.ReversePostOrder)
            {
                var canRepeat = block.Successors.Any(next => RandomGraphs.Reachable(next, null, from => from.Successors).Contains(block));
                if (canRepeat)
                    Assert.That(forest.DepthOf(block), Is.GreaterThan(0), $"seed {seed}, {block}\n{function}");
                if (forest.LoopOf(block) is { IsIrreducible: false } && !forest.Loops.Any(loop => loop.IsIrreducible))
                    Assert.That(canRepeat, $"seed {seed}, {block}\n{function}");
            }
            foreach (var loop in forest.Loops)
            {
                Assert.That(
                    BlocksOf(loop, forest, function).All(block => dominators.Dominates(loop.Header, block)), $"seed {seed}\n{function}");
                Assert.That(loop.Depth, Is.EqualTo((loop.Parent?.Depth ?? 0) + 1));
            }
        }
    }

    private static IEnumerable<Block> BlocksOf(Loop loop, LoopForest forest, Function function)
    {
        return function.Blocks.Where(block => IsIn(forest.LoopOf(block)));

        bool IsIn(Loop? inner) => inner is not null && (inner == loop || IsIn(inner.Parent));
    }

    private static Function Parse(string body) => IrParser.Parse($"function f(v0: bool) -> bool {body}");
}

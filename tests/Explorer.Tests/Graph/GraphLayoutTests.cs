using Pyc.Cli.Explorer.Graph;

namespace Pyc.Explorer.Tests.Graph;

/// <summary>The places of blocks and the routes of edges.</summary>
internal sealed class GraphLayoutTests
{
    [Test]
    public void An_empty_graph_is_an_empty_picture() => Assert.That(GraphLayout.Of(new([], [])).Nodes, Is.Empty);

    [Test]
    public void A_chain_goes_straight_down()
    {
        var picture = Layout(3, (0, 1), (1, 2));

        Assert.Multiple(() =>
        {
            Assert.That(picture.Nodes.Select(node => node.X).Distinct(), Has.Exactly(1).Items);
            Assert.That(picture.Nodes.Select(node => node.Y), Is.Ordered.Ascending);
            Assert.That(picture.Edges.Select(edge => edge.Points.Count), Is.All.EqualTo(2));
        });
    }

    [Test]
    public void Both_ways_of_a_branch_stand_side_by_side()
    {
        var picture = Layout(4, (0, 1), (0, 2), (1, 3), (2, 3));

        Assert.That(picture.Nodes[1].Y, Is.EqualTo(picture.Nodes[2].Y));
        Assert.That(picture.Nodes[2].X, Is.GreaterThan(picture.Nodes[1].X + picture.Nodes[1].Width));
    }

    [Test]
    public void Loops_are_boxes_in_boxes_that_hold_their_blocks_and_no_others()
    {
        // 0 → 1 (outer) → 2 (inner) ⇄ 3; 2 → 4 → 1; 1 → 5
        var picture = Layout(6, (0, 1), (1, 2), (1, 5), (2, 3), (3, 2), (2, 4), (4, 1));

        Assert.That(picture.Loops.Select(loop => (loop.Header, loop.Depth)), Is.EqualTo(new[] { (1, 1), (2, 2) }));
        var (outer, inner) = (picture.Loops[0], picture.Loops[1]);
        Assert.Multiple(() =>
        {
            Assert.That(Inside(outer, picture.Nodes), Is.EqualTo(new[] { 1, 2, 3, 4 }));
            Assert.That(Inside(inner, picture.Nodes), Is.EqualTo(new[] { 2, 3 }));
            Assert.That(inner.X, Is.GreaterThan(outer.X));
            Assert.That(inner.Y + inner.Height, Is.LessThan(outer.Y + outer.Height));
        });
    }

    [Test]
    public void An_edge_back_goes_up_at_the_left_side_of_its_loop()
    {
        var picture = Layout(4, (0, 1), (1, 2), (2, 1), (1, 3));
        var back = picture.Edges[2];
        var box = picture.Loops[0];

        Assert.Multiple(() =>
        {
            Assert.That(picture.Edges.Select(edge => edge.IsBack), Is.EqualTo(new[] { false, false, true, false }));
            Assert.That(back.Points.Min(point => point.X), Is.LessThan(picture.Nodes[1].X).And.GreaterThanOrEqualTo(box.X));
            Assert.That(back.Points[^1].Y, Is.EqualTo(picture.Nodes[1].Y));
        });
    }

    [Test]
    public void A_block_that_loops_to_itself_has_a_box()
    {
        var picture = Layout(3, (0, 1), (1, 1), (1, 2));

        Assert.That(picture.Loops, Has.Count.EqualTo(1));
        Assert.That(Inside(picture.Loops[0], picture.Nodes), Is.EqualTo(new[] { 1 }));
        AssertReadable(picture);
    }

    [Test]
    public void Cold_blocks_are_gathered_at_the_right()
    {
        var nodes = Enumerable.Range(0, 6).Select(id => new GraphNode(id, 90, 30, id is 1 or 3)).ToArray();
        var picture = GraphLayout.Of(new(nodes,
        [
            new(0, 1, EdgeKind.Cold), new(0, 2, EdgeKind.Likely), new(2, 3, EdgeKind.Cold), new(2, 4, EdgeKind.Likely), new(4, 5, EdgeKind.Normal),
        ]));

        Assert.That(picture.Nodes[1].X, Is.GreaterThan(picture.Nodes[2].X));
        Assert.That(picture.Nodes[3].X, Is.GreaterThan(picture.Nodes[4].X));
    }

    [Test]
    public void A_cycle_with_two_ways_in_and_blocks_that_nothing_reaches_are_drawn_too()
    {
        AssertReadable(Layout(4, (0, 1), (0, 2), (1, 2), (2, 1), (2, 3)));
        AssertReadable(Layout(4, (0, 1), (2, 3), (3, 2)));
    }

    [TestCase(1), TestCase(2), TestCase(3), TestCase(4), TestCase(5), TestCase(6), TestCase(7), TestCase(8)]
    public void No_edge_runs_through_a_block_and_no_blocks_overlap(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 25; i++)
            AssertReadable(GraphLayout.Of(RandomGraphs.Structured(random, random.Next(1, 60))));
        for (var i = 0; i < 25; i++)
            AssertReadable(GraphLayout.Of(RandomGraphs.Any(random, random.Next(1, 25))));
    }

    [Test]
    public void The_same_graph_gives_the_same_picture()
    {
        var first = GraphLayout.Of(RandomGraphs.Structured(new Random(7), 80));
        var second = GraphLayout.Of(RandomGraphs.Structured(new Random(7), 80));

        Assert.That(second.Nodes, Is.EqualTo(first.Nodes));
        Assert.That(second.Edges.SelectMany(edge => edge.Points), Is.EqualTo(first.Edges.SelectMany(edge => edge.Points)));
    }

    [Test]
    public void Two_thousand_blocks_are_laid_out()
    {
        var graph = RandomGraphs.Structured(new Random(11), 2000);

        var picture = GraphLayout.Of(graph);

        Assert.That(graph.Nodes, Has.Count.GreaterThanOrEqualTo(2000));
        Assert.That(picture.Nodes, Has.Count.EqualTo(graph.Nodes.Count));
        AssertReadable(picture);
    }

    private static GraphPicture Layout(int count, params (int From, int To)[] edges)
    {
        var picture = GraphLayout.Of(new(
            [.. Enumerable.Range(0, count).Select(id => new GraphNode(id, 90, 30, IsCold: false))],
            [.. edges.Select(edge => new GraphEdge(edge.From, edge.To, EdgeKind.Normal))]));
        AssertReadable(picture);
        return picture;
    }

    private static int[] Inside(LoopBox box, IReadOnlyList<PlacedNode> nodes) =>
        [.. Enumerable.Range(0, nodes.Count).Where(index =>
            nodes[index].X >= box.X && nodes[index].X + nodes[index].Width <= box.X + box.Width
            && nodes[index].Y >= box.Y && nodes[index].Y + nodes[index].Height <= box.Y + box.Height)];

    private static void AssertReadable(GraphPicture picture)
    {
        var nodes = picture.Nodes;
        for (var a = 0; a < nodes.Count; a++)
        {
            var (x, y, width, height) = nodes[a];
            if (x < 0 || y < 0 || x + width > picture.Width || y + height > picture.Height)
                Assert.Fail($"block {a} at {nodes[a]} is outside of the picture, {picture.Width} by {picture.Height}");
            for (var b = 0; b < a; b++)
            {
                if (x < nodes[b].X + nodes[b].Width && nodes[b].X < x + width && y < nodes[b].Y + nodes[b].Height && nodes[b].Y < y + height)
                    Assert.Fail($"blocks {a} and {b} overlap: {nodes[a]} and {nodes[b]}");
            }
        }
        foreach (var edge in picture.Edges)
        {
            AssertEnds(edge, nodes);
            for (var i = 1; i < edge.Points.Count; i++)
                AssertClear(edge, edge.Points[i - 1], edge.Points[i], nodes);
        }
    }

    private static void AssertEnds(RoutedEdge edge, IReadOnlyList<PlacedNode> nodes)
    {
        var (source, target) = (nodes[edge.Edge.From], nodes[edge.Edge.To]);
        var (start, end) = (edge.Points[0], edge.Points[^1]);
        if (start.Y != source.Y + source.Height || start.X < source.X || start.X > source.X + source.Width)
            Assert.Fail($"{edge.Edge} starts at {start}, not below {source}");
        if (end.Y != target.Y || end.X < target.X || end.X > target.X + target.Width)
            Assert.Fail($"{edge.Edge} ends at {end}, not above {target}");
    }

    private static void AssertClear(RoutedEdge edge, GraphPoint from, GraphPoint to, IReadOnlyList<PlacedNode> nodes)
    {
        if (from.X != to.X && from.Y != to.Y)
            Assert.Fail($"{edge.Edge} has a piece that is neither horizontal nor vertical: {from} to {to}");
        var (left, right) = (Math.Min(from.X, to.X), Math.Max(from.X, to.X));
        var (top, bottom) = (Math.Min(from.Y, to.Y), Math.Max(from.Y, to.Y));
        for (var index = 0; index < nodes.Count; index++)
        {
            var node = nodes[index];
            if (left < node.X + node.Width && right > node.X && top < node.Y + node.Height && bottom > node.Y)
                Assert.Fail($"{edge.Edge} runs through block {index} at {node}: {from} to {to}");
        }
    }
}

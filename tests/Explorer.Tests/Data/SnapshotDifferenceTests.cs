using Pyc.Cli.Explorer.Data;
using Pyc.Translation.Ir;

namespace Pyc.Explorer.Tests.Data;

/// <summary>What a pass did.</summary>
internal sealed class SnapshotDifferenceTests
{
    [Test]
    public void Tells_what_is_new_other_elsewhere_and_gone()
    {
        var before = Snapshot([(1, "v1 = int 1"), (2, "v2 = int.add v1, v1"), (3, "v3 = int 7"), (4, "jump b1")], [(5, "v5 = int 2"), (6, "return v2")]);
        var after = Snapshot([(1, "v1 = int 1"), (5, "v5 = int 2"), (2, "v2 = int.add.wrap v1, v1"), (4, "jump b1")], [(7, "v7 = int 9"), (6, "return v2")]);

        var difference = SnapshotDifference.Of(before, after);

        Assert.Multiple(() =>
        {
            Assert.That(difference.Added, Is.EqualTo(new[] { 7 }));
            Assert.That(difference.Changed, Is.EqualTo(new[] { 2 }));
            Assert.That(difference.Moved, Is.EqualTo(new[] { 5 }));
            Assert.That(difference.Gone.Select(gone => (gone.Behind, gone.Line.Text)), Is.EqualTo(new[] { (2, "v3 = int 7") }));
        });
    }

    [Test]
    public void What_was_first_is_shown_at_the_start_and_what_followed_it_behind()
    {
        var before = Snapshot([(1, "v1 = int 1"), (2, "v2 = int 2"), (3, "return v3")]);
        var after = Snapshot([(3, "return v3")]);

        Assert.That(SnapshotDifference.Of(before, after).Gone.Select(gone => (gone.Behind, gone.Line.ValueId)), Is.EqualTo(new[] { (-1, 1), (-1, 2) }));
    }

    [Test]
    public void The_same_is_no_difference()
    {
        var snapshot = Snapshot([(1, "v1 = int 1"), (2, "return v1")]);

        var difference = SnapshotDifference.Of(snapshot, snapshot);

        Assert.That(difference.Added.Count + difference.Changed.Count + difference.Moved.Count + difference.Gone.Count, Is.Zero);
    }

    private static IrFunctionSnapshot Snapshot(params (int Id, string Text)[][] blocks) => new(
        "f", 0, "function f() -> i64", [],
        [.. blocks.Select((lines, id) => new IrBlockSnapshot(
            id, $"b{id}:", 0, -1, false, false, [], [.. lines.Select(line => new IrTraceLine(line.Id, IrLineKind.Instruction, line.Text, null))]))]);
}

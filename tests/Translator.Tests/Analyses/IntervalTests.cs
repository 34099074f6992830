using Pyc.Translation.Analyses;

namespace Pyc.Translation.Tests;

public sealed class IntervalTests
{
    private static readonly Int128[] s_ends = [Interval.NoMin, -2, -1, 0, 1, 2, Interval.NoMax];

    /// <summary>All ranges between some ends, with 0 and without.</summary>
    private static IReadOnlyList<Interval> Intervals { get; } =
    [
        .. from min in s_ends from max in s_ends where min <= max
           from one in new[] { new Interval(min, max), new Interval(min, max).WithoutZero() } select one,
    ];

    [Test]
    public void Zero_can_be_left_out_alone()
    {
        foreach (var one in Intervals)
        {
            foreach (var number in (Int128[])[-3, -2, -1, 0, 1, 2, 3])
                Assert.That(one.WithoutZero().Contains(number), Is.EqualTo(one.Contains(number) && number != 0), $"{number} in {one}");
        }
    }

    [Test]
    public void Joining_and_meeting_keep_what_they_should()
    {
        foreach (var (one, other) in Intervals.SelectMany(one => Intervals.Select(other => (one, other))))
        {
            var (both, either) = (one.Meet(other), one.Join(other));
            Assert.That(one.IsWithin(either) && other.IsWithin(either) && both.IsWithin(one) && both.IsWithin(other), $"{one}, {other}");
            Assert.That(either.Contains(0), Is.EqualTo(one.Contains(0) || other.Contains(0)), $"{one}, {other}");
            foreach (var number in (Int128[])[-3, -2, -1, 0, 1, 2, 3])
                Assert.That(both.Contains(number), Is.EqualTo(one.Contains(number) && other.Contains(number)), $"{one}, {other}");
        }
    }

    [Test]
    public void The_same_numbers_are_the_same_range()
    {
        Assert.That(new Interval(0, 5).WithoutZero(), Is.EqualTo(new Interval(1, 5)));
        Assert.That(new Interval(-5, 0).WithoutZero(), Is.EqualTo(new Interval(-5, -1)));
        Assert.That(new Interval(0, 0).WithoutZero(), Is.EqualTo(Interval.Empty));
        Assert.That(new Interval(-5, 5).WithoutZero().Meet(new Interval(-1, 9)), Is.EqualTo(new Interval(-1, 5).WithoutZero()));
        Assert.That($"{new Interval(-5, 5).WithoutZero()}", Is.EqualTo("[-5, 5] but 0"));
    }
}

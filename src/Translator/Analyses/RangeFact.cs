using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>What a branch or check tells about a value: how it compares with another, or with a range.</summary>
/// <param name="Comparison">The comparison that is true, one of signed integers; <see cref="Op.Phi"/> where it is within the range.</param>
/// <param name="Limit">The range, where it is not another value's.</param>
internal sealed record RangeFact(Op Comparison, Interval Limit)
{
    /// <summary>Both are within a range.</summary>
    public static RangeFact Within(Interval limit) => new(Op.Phi, limit);

    /// <summary>What is left of a value's range.</summary>
    public Interval Refine(Interval range, Interval other)
    {
        if (range.IsEmpty || other.IsEmpty)
            return Interval.Empty;
        return Comparison switch
        {
            Op.IntLess => range.Meet(new(Interval.NoMin, other.Max == Interval.NoMax ? other.Max : other.Max - 1)),
            Op.IntLessOrEqual => range.Meet(new(Interval.NoMin, other.Max)),
            Op.IntGreater => range.Meet(new(other.Min == Interval.NoMin ? other.Min : other.Min + 1, Interval.NoMax)),
            Op.IntGreaterOrEqual => range.Meet(new(other.Min, Interval.NoMax)),
            Op.IntNotEqual => WithoutEnd(range, other),
            _ => range.Meet(other),   // equal, or within
        };
    }

    private static Interval WithoutEnd(Interval range, Interval other)
    {
        if (!other.IsConstant)
            return range;
        if (range.Min == other.Min)
            range = range with { Min = range.Min + 1 };
        if (range.Max == other.Min)
            range = range with { Max = range.Max - 1 };
        return range.IsEmpty ? Interval.Empty : range;
    }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>What a branch or check tells about a value: how it compares with another, or with a range.</summary>
/// <param name="Comparison">
/// The comparison that is true, one of signed integers; <see cref="Op.Phi"/> where it is within the range, <see cref="Op.IntMul"/> where
/// its square is no greater than the other.
/// </param>
/// <param name="Limit">The range, where it is not another value's.</param>
/// <param name="Offset">
/// What the other is greater by, as far as this is concerned: of a comparison of x + 1 with n, one of x with n − 1. Where the sum wraps, there is no such thing.
/// </param>
internal sealed record RangeFact(Op Comparison, Interval Limit, long Offset = 0)
{
    /// <summary>Both are within a range.</summary>
    public static RangeFact Within(Interval limit) => new(Op.Phi, limit);

    /// <summary>What is left of a value's range.</summary>
    public Interval Refine(Interval range, Interval other)
    {
        if (range.IsEmpty || other.IsEmpty)
            return Interval.Empty;
        if (Offset != 0)
            other = IntervalArithmetic.Apply(Op.IntAdd, other, Interval.Constant(Offset), Interval.All);
        return Comparison switch
        {
            Op.IntLess => range.Meet(new(Interval.NoMin, other.Max == Interval.NoMax ? other.Max : other.Max - 1)),
            Op.IntLessOrEqual => range.Meet(new(Interval.NoMin, other.Max)),
            Op.IntGreater => range.Meet(new(other.Min == Interval.NoMin ? other.Min : other.Min + 1, Interval.NoMax)),
            Op.IntGreaterOrEqual => range.Meet(new(other.Min, Interval.NoMax)),
            Op.IntNotEqual => Without(range, other),
            Op.IntMul => WithSquareUpTo(range, other.Max),
            _ => range.Meet(other),   // equal, or within
        };
    }

    private static Interval WithSquareUpTo(Interval range, Int128 limit)
    {
        if (limit == Interval.NoMax || limit < 0)
            return limit < 0 ? Interval.Empty : range;
        var root = (Int128)Math.Sqrt((double)limit);   // up to rounding
        while (root * root > limit)
            root--;
        while ((root + 1) * (root + 1) <= limit)
            root++;
        return range.Meet(new(-root, root));
    }

    // Of the numbers within a range 0 alone can be told to be missing.
    private static Interval Without(Interval range, Interval other)
    {
        if (!other.IsConstant)
            return range;
        if (other.Min == 0)
            return range.WithoutZero();
        if (range.Min == other.Min)
            range = new Interval(range.Min + 1, range.Max).Meet(range);
        if (range.Max == other.Min)
            range = new Interval(range.Min, range.Max - 1).Meet(range);
        return range;
    }
}

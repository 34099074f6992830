namespace Pyc.Translation.Analyses;

/// <summary>
/// A range of integers without bounds, both ends included, with or without the 0 in its midst; what lies beyond ±2⁶⁴ counts as infinite.
/// </summary>
/// <param name="Min">The least number, or <see cref="NoMin"/>.</param>
/// <param name="Max">The greatest number, or <see cref="NoMax"/>.</param>
public readonly record struct Interval(Int128 Min, Int128 Max)
{
    // All that integers of 64 bits, signed and unsigned, and one sum of two of them can be.
    private static readonly Int128 s_limit = Int128.One << 64;

    /// <summary>No least number.</summary>
    public static Int128 NoMin => Int128.MinValue;

    /// <summary>No greatest number.</summary>
    public static Int128 NoMax => Int128.MaxValue;

    /// <summary>All integers.</summary>
    public static Interval All { get; } = new(NoMin, NoMax);

    /// <summary>No integer: of a value that is never computed.</summary>
    public static Interval Empty { get; } = new(NoMax, NoMin);

    /// <summary>What fits 64 bits, signed.</summary>
    public static Interval Int64 { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>What fits 64 bits, unsigned.</summary>
    public static Interval UInt64 { get; } = new(0, ulong.MaxValue);

    /// <summary>A bool, as an integer.</summary>
    public static Interval Bool { get; } = new(0, 1);

    /// <summary>0 and more.</summary>
    public static Interval NotNegative { get; } = new(0, NoMax);

    /// <summary>1 and more.</summary>
    public static Interval Positive { get; } = new(1, NoMax);

    /// <summary>-1 and less.</summary>
    public static Interval Negative { get; } = new(NoMin, -1);

    /// <summary>Every int in it is a float: ±2⁵³.</summary>
    public static Interval FloatExact { get; } = new(-(1L << 53), 1L << 53);

    /// <summary>Whether 0 is not in it though it lies between the ends: never so when 0 is an end, or not between them.</summary>
    public bool ExcludesZero { get; private init; }

    /// <summary>Whether there is no integer in it.</summary>
    public bool IsEmpty => Min > Max;

    /// <summary>Whether there is one integer in it.</summary>
    public bool IsConstant => Min == Max;

    /// <summary>Whether no number in it is negative.</summary>
    public bool IsNotNegative => Min >= 0;

    /// <summary>The range from one number to another, where an end that is too far out to be told is infinite.</summary>
    public static Interval Of(Int128 min, Int128 max) => new(
        min < -s_limit ? NoMin : min > s_limit ? s_limit : min,
        max > s_limit ? NoMax : max < -s_limit ? -s_limit : max);

    /// <summary>One number.</summary>
    public static Interval Constant(Int128 number) => new(number, number);

    /// <summary>Whether a number is in it.</summary>
    public bool Contains(Int128 number) => Min <= number && number <= Max && !(ExcludesZero && number == 0);

    /// <summary>Whether all of it is in another; so is <see cref="Empty"/> in any.</summary>
    public bool IsWithin(Interval other) =>
        IsEmpty || (other.Min <= Min && Max <= other.Max && !(other.ExcludesZero && Contains(0)));

    /// <summary>All of it but 0.</summary>
    public Interval WithoutZero()
    {
        if (!Contains(0))
            return this;
        if (Min < 0 && Max > 0)
            return this with { ExcludesZero = true };
        return IsConstant ? Empty : Min == 0 ? new(1, Max) : new(Min, -1);
    }

    /// <summary>The smallest range with both in it.</summary>
    public Interval Join(Interval other)
    {
        if (IsEmpty || other.IsEmpty)
            return IsEmpty ? other : this;
        var both = new Interval(Int128.Min(Min, other.Min), Int128.Max(Max, other.Max));
        return Contains(0) || other.Contains(0) ? both : both.WithoutZero();
    }

    /// <summary>What is in both.</summary>
    public Interval Meet(Interval other)
    {
        var both = new Interval(Int128.Max(Min, other.Min), Int128.Min(Max, other.Max));
        if (both.IsEmpty)
            return Empty;
        return ExcludesZero || other.ExcludesZero ? both.WithoutZero() : both;
    }

    /// <summary><c>[0, inf]</c>, or <c>[-1, inf] but 0</c>.</summary>
    public override string ToString() => IsEmpty
        ? "[]"
        : $"[{(Min == NoMin ? "-inf" : Min)}, {(Max == NoMax ? "inf" : Max)}]{(ExcludesZero ? " but 0" : "")}";
}

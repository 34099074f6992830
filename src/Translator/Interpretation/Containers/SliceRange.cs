namespace Pyc.Translation.Interpretation;

/// <summary>The indices that a slice selects.</summary>
/// <param name="Start">The first index; where there are none, the place of insertion.</param>
/// <param name="Stop">The end, not included.</param>
/// <param name="Step">The distance.</param>
/// <param name="Count">How many.</param>
internal readonly record struct SliceRange(long Start, long Stop, long Step, long Count)
{
    /// <summary>The index with that number.</summary>
    public long this[long number] => Start + (number * Step);

    /// <summary>Brings bounds within a sequence of that length.</summary>
    public static SliceRange Of(long start, long stop, long step, long length)
    {
        start = Bring(start, step, length);
        stop = Bring(stop, step, length);
        if (step < 0)
            return new SliceRange(start, stop, step, stop < start ? ((start - stop - 1) / -step) + 1 : 0);
        return new SliceRange(start, stop, step, start < stop ? ((stop - start - 1) / step) + 1 : 0);
    }

    /// <summary>The same indices in ascending order.</summary>
    public SliceRange Reversed() => new(this[Count - 1], Start + 1, -Step, Count);

    /// <summary>The same slice of a list that has changed its length.</summary>
    public SliceRange Fit(long length)
    {
        if (Step == 1)
        {
            var start = Math.Min(Start, length);
            var stop = Math.Max(start, Math.Min(Stop, length));
            return new SliceRange(start, stop, 1, stop - start);
        }
        return Count == 0 || (Math.Max(Start, this[Count - 1]) < length) ? this : Of(Start, Math.Max(Stop, 0), Step, length);
    }

    private static long Bring(long bound, long step, long length)
    {
        if (bound < 0)
        {
            bound += length;
            return bound < 0 ? (step < 0 ? -1 : 0) : bound;
        }
        return bound >= length ? (step < 0 ? length - 1 : length) : bound;
    }
}

namespace Pyc.Translation.Interpretation;

/// <summary>Search for a long part in a long text, in time in proportion to their lengths, whatever they are.</summary>
/// <param name="text">The text.</param>
/// <param name="part">What to look for: not empty and no longer than the text.</param>
/// <param name="isFromEnd">Whether the last place is looked for.</param>
/// <remarks>
/// M. Crochemore, D. Perrin, "Two-way string-matching", 1991. The part is cut in two where its maximal suffix begins; the right piece is
/// compared first, from left to right, and a mismatch in it moves the part on by as much as matched.
/// </remarks>
internal readonly ref struct TwoWaySearch<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> part, bool isFromEnd)
    where T : unmanaged, IComparable<T>, IEquatable<T>
{
    private readonly ReadOnlySpan<T> _text = text;
    private readonly ReadOnlySpan<T> _part = part;

    /// <summary>The place; -1 for none.</summary>
    public int Find(PythonRuntime runtime)
    {
        var (cut, period) = MaximalSuffix(runtime, isReversed: false);
        var (otherCut, otherPeriod) = MaximalSuffix(runtime, isReversed: true);
        if (otherCut >= cut)
            (cut, period) = (otherCut, otherPeriod);
        var repeats = IsPeriod(runtime, period, cut);
        // Without a period of its own the part never matches twice within half of its length.
        if (!repeats)
            period = Math.Max(cut + 1, _part.Length - cut - 1) + 1;
        var (known, turns) = (-1, 0);
        for (var at = 0; at <= _text.Length - _part.Length;)
        {
            runtime.ChargeStretch(turns++);
            var i = Math.Max(cut, known) + 1;
            for (; i < _part.Length && PartAt(i).Equals(TextAt(at + i)); i++)
                runtime.ChargeStretch(i);
            if (i < _part.Length)
            {
                at += i - cut;
                known = -1;
                continue;
            }
            for (i = cut; i > known && PartAt(i).Equals(TextAt(at + i)); i--)
                runtime.ChargeStretch(i);
            if (i <= known)
                return isFromEnd ? _text.Length - _part.Length - at : at;
            at += period;
            known = repeats ? _part.Length - period - 1 : -1;
        }
        return -1;
    }

    /// <summary>The index before the maximal suffix, by an order of the characters or its reverse, and the period of that suffix.</summary>
    private (int Cut, int Period) MaximalSuffix(PythonRuntime runtime, bool isReversed)
    {
        var (cut, start, length, period) = (-1, 0, 1, 1);
        for (var turns = 0; start + length < _part.Length; turns++)
        {
            runtime.ChargeStretch(turns);
            var order = PartAt(start + length).CompareTo(PartAt(cut + length));
            if (order == 0)
            {
                (start, length) = length == period ? (start + period, 1) : (start, length + 1);
            }
            else if (order < 0 != isReversed)
            {
                (start, length) = (start + length, 1);
                period = start - cut;
            }
            else
            {
                (cut, start, length, period) = (start, start + 1, 1, 1);
            }
        }
        return (cut, period);
    }

    private bool IsPeriod(PythonRuntime runtime, int period, int cut)
    {
        for (var i = 0; i <= cut; i++)
        {
            runtime.ChargeStretch(i);
            if (!PartAt(i).Equals(PartAt(i + period)))
                return false;
        }
        return true;
    }

    private T PartAt(int index) => _part[isFromEnd ? _part.Length - 1 - index : index];

    private T TextAt(int index) => _text[isFromEnd ? _text.Length - 1 - index : index];
}

namespace Pyc.Native;

/// <summary>The free ranges of a stretch of memory, in order of address; the lowest that is large enough is taken.</summary>
/// <remarks>
/// Not thread-safe: the heap's lock guards it. Cost: linear in the number of free ranges.
/// </remarks>
internal sealed class FreeSpace(int length)
{
    private readonly List<Range> _ranges = [new(0, length)];   // no two touch: neighbours are joined when the later comes back

    /// <summary>Takes <paramref name="length"/> bytes; −1 when no range is large enough.</summary>
    internal int Take(int length)
    {
        var index = _ranges.FindIndex(range => range.Length >= length);
        if (index < 0)
            return -1;

        var taken = _ranges[index];
        if (taken.Length == length)
            _ranges.RemoveAt(index);
        else
            _ranges[index] = new(taken.Offset + length, taken.Length - length);
        return taken.Offset;
    }

    /// <summary>Gives back a range that <see cref="Take"/> returned.</summary>
    internal void Give(int offset, int length)
    {
        var index = ~_ranges.BinarySearch(new(offset, length));   // no range starts here, it is taken
        if (index < _ranges.Count && _ranges[index].Offset == offset + length)
        {
            length += _ranges[index].Length;
            _ranges.RemoveAt(index);
        }
        if (index > 0 && _ranges[index - 1].End == offset)
        {
            index--;
            length += _ranges[index].Length;
            offset = _ranges[index].Offset;
            _ranges.RemoveAt(index);
        }
        _ranges.Insert(index, new(offset, length));
    }

    private readonly record struct Range(int Offset, int Length) : IComparable<Range>
    {
        internal int End => Offset + Length;

        public int CompareTo(Range other) => Offset.CompareTo(other.Offset);
    }
}

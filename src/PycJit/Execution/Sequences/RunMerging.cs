namespace Pyc.Execution.Sequences;

/// <summary>What comes before what.</summary>
internal interface IRunOrder<T>
    where T : unmanaged
{
    /// <summary>Whether an element has to stand before another.</summary>
    bool Precedes(T left, T right);
}

/// <summary>Merges sorted runs two by two, until there is one; it is stable. It looks up between pieces whether the call is to end.</summary>
internal static class RunMerging
{
    /// <summary>Merges.</summary>
    /// <param name="elements">The runs. Where the call is stopped they keep all elements, in some order.</param>
    /// <param name="room">As many more.</param>
    /// <param name="length">The length of a run, but for the last.</param>
    /// <param name="order">The order.</param>
    /// <typeparam name="T">The elements.</typeparam>
    /// <typeparam name="TOrder">Their order.</typeparam>
    /// <exception cref="OperationCanceledException">The call is to end.</exception>
    public static void Merge<T, TOrder>(Span<T> elements, Span<T> room, long length, TOrder order)
        where T : unmanaged
        where TOrder : struct, IRunOrder<T>
    {
        var source = elements;
        var target = room;
        try
        {
            for (; length < elements.Length; length *= 2)
            {
                for (var start = 0L; start < elements.Length; start += 2 * length)
                {
                    var middle = (int)Math.Min(start + length, elements.Length);
                    var end = (int)Math.Min(start + 2 * length, elements.Length);
                    MergeRuns(source[(int)start..middle], source[middle..end], target[(int)start..end], order);
                }
                var merged = target;
                target = source;
                source = merged;
            }
        }
        finally
        {
            // What a stopped merge has written into the elements is in the other half as well.
            if (source != elements)
                source.CopyTo(elements);
        }
    }

    private static void MergeRuns<T, TOrder>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> target, TOrder order)
        where T : unmanaged
        where TOrder : struct, IRunOrder<T>
    {
        var (i, k) = (0, 0);
        while (i < left.Length && k < right.Length)
        {
            if (((i + k) & (ListHeap.Piece - 1)) == 0)
                ListHeap.ThrowIfStopped();
            target[i + k] = order.Precedes(right[k], left[i]) ? right[k++] : left[i++];
        }
        left[i..].CopyTo(target[(i + k)..]);
        right[k..].CopyTo(target[(left.Length + k)..]);
    }
}

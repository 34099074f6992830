using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>Turns lists of tuples round and sorts them: the first items that differ decide, and the order of equal tuples stays.</summary>
internal static unsafe class TupleOrder
{
    /// <summary>Turns the order of the tuples round.</summary>
    public static void Reverse(SequenceHeader* list)
    {
        var count = (int)list->Count;
        var length = list->Tuples.Count;
        for (var i = 0; i < count / 2; i++)
        {
            var left = RowAt(list, i, length);
            var right = RowAt(list, count - 1 - i, length);
            for (var k = 0; k < length; k++)
                (left[k], right[k]) = (right[k], left[k]);
        }
    }

    /// <summary>Sorts the tuples.</summary>
    /// <param name="list">The list.</param>
    /// <param name="isDescending">Whether the greatest comes first.</param>
    /// <returns>False where NaN is among the items, so that their order is not known; then nothing has changed.</returns>
    /// <exception cref="OutOfMemoryException">There is no memory for a copy; nothing has changed.</exception>
    public static bool TrySort(SequenceHeader* list, bool isDescending)
    {
        if (HasNaN(list))
            return false;
        var length = list->Tuples.Count;
        var rows = new ReadOnlySpan<long>(list->Data, checked((int)list->Count * length)).ToArray();
        var order = new int[list->Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        var tuples = list->Tuples;
        var comparisons = 0;
        order.AsSpan().Sort((left, right) =>
        {
            if ((++comparisons & (ListHeap.Piece - 1)) == 0)
                ListHeap.ThrowIfStopped();
            var compared = Compare(rows.AsSpan(left * length, length), rows.AsSpan(right * length, length), tuples);
            return compared == 0 ? left.CompareTo(right) : isDescending ? -compared : compared;
        });
        var sorted = new Span<long>(list->Data, rows.Length);
        for (var i = 0; i < order.Length; i++)
            rows.AsSpan(order[i] * length, length).CopyTo(sorted[(i * length)..]);
        return true;
    }

    private static bool HasNaN(SequenceHeader* list)
    {
        var tuples = list->Tuples;
        for (var k = 0; k < tuples.Count; k++)
        {
            if (tuples.TypeOf(k) != IrType.Float64)
                continue;
            for (var i = 0; i < list->Count; i++)
            {
                if (double.IsNaN(BitConverter.Int64BitsToDouble(RowAt(list, i, tuples.Count)[k])))
                    return true;
            }
        }
        return false;
    }

    private static int Compare(ReadOnlySpan<long> left, ReadOnlySpan<long> right, RecordLayout tuples)
    {
        for (var k = 0; k < left.Length; k++)
        {
            // Zeros of both signs are equal.
            var compared = tuples.TypeOf(k) == IrType.Float64
                ? BitConverter.Int64BitsToDouble(left[k]).CompareTo(BitConverter.Int64BitsToDouble(right[k]))
                : left[k].CompareTo(right[k]);
            if (compared != 0)
                return compared;
        }
        return 0;
    }

    private static long* RowAt(SequenceHeader* list, long index, int length) => (long*)list->Data + index * length;
}

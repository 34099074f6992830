using System.Numerics;
using System.Runtime.InteropServices;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>Turns sequences round and sorts them, as Python's <c>list.reverse</c> and <c>list.sort</c> do.</summary>
/// <remarks>
/// Where an order of all elements is known, there is one result of a stable sort, however it is found: of equal elements that can be told apart, which are
/// zeros of two signs and numbers of several types, the order stays, also where the greatest come first. Of NaN no order is known: what a sort makes of it
/// depends on what it compares with what.
/// </remarks>
internal static unsafe class ListOrder
{
    // Sorting so many takes some milliseconds.
    private const int LongestPiece = 1 << 17;

    /// <summary>Turns the order of the elements round; of a sequence of two dimensions it does nothing.</summary>
    public static void Reverse(SequenceHeader* list)
    {
        if (list->Columns != 0)
            return;
        var data = list->Data;
        var count = (int)list->Count;
        if (list->Kind == ElementKind.Record)
        {
            TupleOrder.Reverse(list);
            return;
        }
        switch (ElementKinds.SizeOf(list->Kind))
        {
            case 1:
                new Span<byte>(data, count).Reverse();
                break;
            case 2:
                new Span<short>(data, count).Reverse();
                break;
            case 4:
                new Span<int>(data, count).Reverse();
                break;
            case 8:
                new Span<long>(data, count).Reverse();
                break;
            default:
                new Span<MixedElement>(data, count).Reverse();
                break;
        }
    }

    /// <summary>Sorts a sequence.</summary>
    /// <param name="list">The sequence.</param>
    /// <param name="isDescending">Whether the greatest comes first.</param>
    /// <returns>False where the order is not known; then nothing has changed.</returns>
    /// <exception cref="OutOfMemoryException">There is no memory for what is set aside; nothing has changed.</exception>
    public static bool TrySort(SequenceHeader* list, bool isDescending)
    {
        if (list->Columns != 0)
            return false;
        if (list->Count < 2)
            return true;
        switch (list->Kind)
        {
            case ElementKind.Int8:
                return Sort<sbyte>(list, isDescending);
            case ElementKind.UInt8 or ElementKind.Bool:
                return Sort<byte>(list, isDescending);
            case ElementKind.Int16:
                return Sort<short>(list, isDescending);
            case ElementKind.UInt16:
                return Sort<ushort>(list, isDescending);
            case ElementKind.Int32:
                return Sort<int>(list, isDescending);
            case ElementKind.UInt32:
                return Sort<uint>(list, isDescending);
            case ElementKind.Int64:
                return Sort<long>(list, isDescending);
            case ElementKind.UInt64:
                return Sort<ulong>(list, isDescending);
            case ElementKind.Float32:
                return TrySortFloats(ElementsOf<float>(list), isDescending);
            case ElementKind.Float64:
                return TrySortFloats(ElementsOf<double>(list), isDescending);
            case ElementKind.Mixed:
                return MixedSort.TrySort(ElementsOf<MixedElement>(list), isDescending);
            case ElementKind.Record:
                return TupleOrder.TrySort(list, isDescending);
            default:
                return false;
        }
    }

    private static Span<T> ElementsOf<T>(SequenceHeader* list)
        where T : unmanaged => new(list->Data, (int)list->Count);

    private static bool Sort<T>(SequenceHeader* list, bool isDescending)
        where T : unmanaged, INumber<T>
    {
        Sort(ElementsOf<T>(list), isDescending);
        return true;
    }

    private static void Sort<T>(Span<T> elements, bool isDescending)
        where T : unmanaged, INumber<T>
    {
        if (IsSorted(elements, isDescending))
            return;
        // Equal ones cannot be told apart, or are put right afterwards.
        if (!IsSorted(elements, !isDescending))
            SortInPieces(elements);
        else if (!isDescending)
            elements.Reverse();
        if (isDescending)
            elements.Reverse();
    }

    /// <summary>Sorts pieces, and merges them two by two, where the call can be stopped between them.</summary>
    private static void SortInPieces<T>(Span<T> elements)
        where T : unmanaged, INumber<T>
    {
        if (elements.Length <= LongestPiece || !ListHeap.IsStoppable)
        {
            elements.Sort();
            return;
        }
        for (var start = 0; start < elements.Length; start += LongestPiece)
        {
            ListHeap.ThrowIfStopped();
            elements.Slice(start, Math.Min(LongestPiece, elements.Length - start)).Sort();
        }
        var room = (T*)NativeMemory.Alloc((nuint)elements.Length, (nuint)sizeof(T));
        try
        {
            RunMerging.Merge(elements, new Span<T>(room, elements.Length), LongestPiece, default(Ascending<T>));
        }
        finally
        {
            NativeMemory.Free(room);
        }
    }

    private static bool IsSorted<T>(ReadOnlySpan<T> elements, bool isDescending)
        where T : unmanaged, INumber<T>
    {
        for (var i = 1; i < elements.Length; i++)
        {
            if (isDescending ? elements[i - 1] < elements[i] : elements[i] < elements[i - 1])
                return false;
        }
        return true;
    }

    private static bool TrySortFloats<T>(Span<T> elements, bool isDescending)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (zeros, negativeZeros) = (0, 0);
        foreach (var element in elements)
        {
            if (T.IsNaN(element))
                return false;
            if (element == T.Zero)
            {
                zeros++;
                if (T.IsNegative(element))
                    negativeZeros++;
            }
        }
        if (negativeZeros == 0 || negativeZeros == zeros)
        {
            Sort(elements, isDescending);
            return true;
        }
        var inOrder = new T[zeros];
        var next = 0;
        foreach (var element in elements)
        {
            if (element == T.Zero)
                inOrder[next++] = element;
        }
        Sort(elements, isDescending);
        var first = 0;
        while (elements[first] != T.Zero)                   // there are some
            first++;
        inOrder.CopyTo(elements[first..]);
        return true;
    }

    private readonly struct Ascending<T> : IRunOrder<T>
        where T : unmanaged, INumber<T>
    {
        public bool Precedes(T left, T right) => left < right;
    }
}

using System.Runtime.InteropServices;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>A stable sort of numbers of several types, which are compared exactly, as Python does.</summary>
/// <remarks>Runs that are sorted by insertion, then merged two by two.</remarks>
internal static unsafe class MixedSort
{
    private const int RunLength = 16;

    /// <summary>Sorts elements.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="isDescending">Whether the greatest comes first; equal ones stay in their order in any case.</param>
    /// <returns>False where there are others than ints, bools and floats, or NaN; then nothing has changed.</returns>
    /// <exception cref="OutOfMemoryException">There is no memory for a copy; nothing has changed.</exception>
    public static bool TrySort(Span<MixedElement> elements, bool isDescending)
    {
        var isSorted = true;
        for (var i = 0; i < elements.Length; i++)
        {
            if (!IsNumber(elements[i]))
                return false;
            isSorted = isSorted && (i == 0 || !Precedes(elements[i], elements[i - 1], isDescending));
        }
        if (isSorted)
            return true;
        var room = (MixedElement*)NativeMemory.Alloc((nuint)elements.Length, (nuint)sizeof(MixedElement));
        try
        {
            SortRuns(elements, isDescending);
            RunMerging.Merge(elements, new Span<MixedElement>(room, elements.Length), RunLength, new Order(isDescending));
        }
        finally
        {
            NativeMemory.Free(room);
        }
        return true;
    }

    private static bool IsNumber(MixedElement element) => (IrType)element.Type switch
    {
        IrType.Int64 or IrType.Bool => true,
        IrType.Float64 => !double.IsNaN(FloatOf(element)),
        _ => false,
    };

    private static void SortRuns(Span<MixedElement> elements, bool isDescending)
    {
        for (var start = 0; start < elements.Length; start += RunLength)
        {
            if (start % ListHeap.Piece == 0)
                ListHeap.ThrowIfStopped();
            var run = elements.Slice(start, Math.Min(RunLength, elements.Length - start));
            for (var i = 1; i < run.Length; i++)
            {
                var element = run[i];
                var place = i;
                for (; place > 0 && Precedes(element, run[place - 1], isDescending); place--)
                    run[place] = run[place - 1];
                run[place] = element;
            }
        }
    }

    private static bool Precedes(MixedElement left, MixedElement right, bool isDescending) =>
        isDescending ? IsLess(right, left) : IsLess(left, right);

    private static bool IsLess(MixedElement left, MixedElement right)
    {
        if (left.Type == (long)IrType.Float64)
            return right.Type == (long)IrType.Float64 ? FloatOf(left) < FloatOf(right) : IsLess(FloatOf(left), right.Word);
        return right.Type == (long)IrType.Float64 ? IsLess(left.Word, FloatOf(right)) : left.Word < right.Word;
    }

    // 2⁶³, which no long reaches.
    private const double BeyondLong = 9223372036854775808.0;

    // An integer is less than a float exactly if it is less than the next integer from there up.
    private static bool IsLess(long left, double right) =>
        right >= BeyondLong || (right > -BeyondLong && left < (long)Math.Ceiling(right));

    private static bool IsLess(double left, long right) =>
        left < -BeyondLong || (left < BeyondLong && (long)Math.Floor(left) < right);

    private static double FloatOf(MixedElement element) => BitConverter.Int64BitsToDouble(element.Word);

    private readonly struct Order(bool isDescending) : IRunOrder<MixedElement>
    {
        public bool Precedes(MixedElement left, MixedElement right) => MixedSort.Precedes(left, right, isDescending);
    }
}

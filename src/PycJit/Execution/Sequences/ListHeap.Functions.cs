using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <content>What generated code calls.</content>
/// <remarks>
/// An exception must not leave into generated code, which has no tables to unwind by: whatever fails is answered by 0, as the lack of memory is, which is
/// what fails. Generated code leaves for the interpreter then, whose own errors are the better ones.
/// </remarks>
internal sealed unsafe partial class ListHeap
{
    /// <summary>The address of a function, by the C calling convention.</summary>
    public static nint AddressOf(RuntimeFunction function) => function switch
    {
        RuntimeFunction.NewList => (nint)(delegate* unmanaged[Cdecl]<long, long, SequenceHeader*>)&NewList,
        RuntimeFunction.Reserve => (nint)(delegate* unmanaged[Cdecl]<SequenceHeader*, long, long>)&Reserve,
        RuntimeFunction.AppendItems =>
            (nint)(delegate* unmanaged[Cdecl]<SequenceHeader*, SequenceHeader*, long, long, long, long>)&AppendItems,
        RuntimeFunction.Repeat => (nint)(delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, long>)&Repeat,
        RuntimeFunction.OpenGap => (nint)(delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, long>)&OpenGap,
        RuntimeFunction.CloseGap => (nint)(delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, void>)&CloseGap,
        RuntimeFunction.Reverse => (nint)(delegate* unmanaged[Cdecl]<SequenceHeader*, void>)&Reverse,
        RuntimeFunction.Sort => (nint)(delegate* unmanaged[Cdecl]<SequenceHeader*, long, long>)&Sort,
        _ => throw new InternalCompilerException($"There is no function for {function}.", stage: "lists"),
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static SequenceHeader* NewList(long kind, long capacity)
    {
        try
        {
            return s_current is { } heap ? heap.New((ElementKind)(byte)kind, new RecordLayout(kind >> 8), capacity) : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Reserve(SequenceHeader* list, long count)
    {
        try
        {
            return s_current is { } heap && heap.TryReserve(list, count, list->Count) ? 1 : 0;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long AppendItems(SequenceHeader* list, SequenceHeader* source, long first, long step, long count)
    {
        try
        {
            return s_current is { } heap && heap.TryAppend(list, source, first, step, count) ? 1 : 0;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Repeat(SequenceHeader* list, long count, long times)
    {
        try
        {
            return s_current is { } heap && heap.TryRepeat(list, count, times) ? 1 : 0;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long OpenGap(SequenceHeader* list, long index, long count)
    {
        try
        {
            return s_current is { } heap && heap.TryOpenGap(list, index, count) ? 1 : 0;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    // Neither this nor what turns the order round takes memory, or fails.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void CloseGap(SequenceHeader* list, long index, long count)
    {
        Move(list, index + count, index);
        list->Count -= count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Reverse(SequenceHeader* list) => ListOrder.Reverse(list);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static long Sort(SequenceHeader* list, long isDescending)
    {
        try
        {
            return ListOrder.TrySort(list, isDescending != 0) ? 1 : 0;
        }
        catch (Exception)
        {
            return 0;
        }
    }

    private bool TryAppend(SequenceHeader* list, SequenceHeader* source, long first, long step, long count)
    {
        if (count <= 0)
            return true;
        if (!TryReserve(list, list->Count + count, list->Count, source))
            return false;
        var before = list->Count;
        for (var done = 0L; done < count; done += Piece)
        {
            var piece = Math.Min(Piece, count - done);
            if (HasStopped || !ElementCopies.TryCopy(list, source, first + done * step, step, piece))
            {
                list->Count = before;
                return false;
            }
            list->Count += piece;
        }
        return true;
    }

    private bool TryRepeat(SequenceHeader* list, long count, long times)
    {
        // Counts are below 2³¹, and times may be anything.
        if (count == 0 || times <= 0)
        {
            list->Count = 0;
            return true;
        }
        if (times > int.MaxValue || !TryReserve(list, count * times, count))
            return false;
        if (!TryFill(list->Data, count * list->ElementSize, times))
            return false;
        list->Count = count * times;
        return true;
    }

    private bool TryFill(byte* data, long length, long times)
    {
        // What is filled is copied behind itself; pieces beyond the processor's cache would be read from memory again.
        const long LargestPiece = 256 << 10;
        var total = length * times;
        var filled = length;
        if (length is 1 or sizeof(long))
        {
            filled = Math.Min(total, LargestPiece);
            if (length == 1)
                new Span<byte>(data, (int)filled).Fill(*data);
            else
                new Span<long>(data, (int)filled / sizeof(long)).Fill(*(long*)data);
        }
        while (filled < total)
        {
            if (HasStopped)
                return false;
            var piece = Math.Min(filled > LargestPiece ? Math.Max(LargestPiece / length, 1) * length : filled, total - filled);
            Buffer.MemoryCopy(data, data + filled, piece, piece);
            filled += piece;
        }
        return true;
    }

    private bool TryOpenGap(SequenceHeader* list, long index, long count)
    {
        if (!TryReserve(list, list->Count + count, list->Count))
            return false;
        Move(list, index, index + count);
        list->Count += count;
        return true;
    }

    private static void Move(SequenceHeader* list, long from, long to)
    {
        var size = list->ElementSize;
        var length = (list->Count - from) * size;
        byte* source = list->Data + from * size, target = list->Data + to * size;
        var isDown = to < from;
        // Pieces in the order in which none is overwritten before it is moved. What C# has lent is moved as a whole.
        for (var done = 0L; done < length && (list->Lent != 0 || !IsStopped); done += PieceBytes)
        {
            var piece = Math.Min(PieceBytes, length - done);
            var offset = isDown ? done : length - done - piece;
            Buffer.MemoryCopy(source + offset, target + offset, piece, piece);
        }
    }
}

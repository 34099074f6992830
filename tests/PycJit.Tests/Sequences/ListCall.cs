using System.Runtime.CompilerServices;
using Pyc.Execution.Sequences;
using Pyc.Translation.Ir;

namespace Pyc.Tests.Sequences;

/// <summary>Calls the functions that generated code calls, as it does: by their addresses.</summary>
internal static unsafe class ListCall
{
    private static readonly delegate* unmanaged[Cdecl]<long, long, SequenceHeader*> s_new =
        (delegate* unmanaged[Cdecl]<long, long, SequenceHeader*>)ListHeap.AddressOf(RuntimeFunction.NewList);

    private static readonly delegate* unmanaged[Cdecl]<SequenceHeader*, long, long> s_reserve =
        (delegate* unmanaged[Cdecl]<SequenceHeader*, long, long>)ListHeap.AddressOf(RuntimeFunction.Reserve);

    private static readonly delegate* unmanaged[Cdecl]<SequenceHeader*, SequenceHeader*, long, long, long, long> s_append =
        (delegate* unmanaged[Cdecl]<SequenceHeader*, SequenceHeader*, long, long, long, long>)ListHeap.AddressOf(RuntimeFunction.AppendItems);

    private static readonly delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, long> s_repeat =
        (delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, long>)ListHeap.AddressOf(RuntimeFunction.Repeat);

    private static readonly delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, long> s_openGap =
        (delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, long>)ListHeap.AddressOf(RuntimeFunction.OpenGap);

    private static readonly delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, void> s_closeGap =
        (delegate* unmanaged[Cdecl]<SequenceHeader*, long, long, void>)ListHeap.AddressOf(RuntimeFunction.CloseGap);

    private static readonly delegate* unmanaged[Cdecl]<SequenceHeader*, void> s_reverse =
        (delegate* unmanaged[Cdecl]<SequenceHeader*, void>)ListHeap.AddressOf(RuntimeFunction.Reverse);

    private static readonly delegate* unmanaged[Cdecl]<SequenceHeader*, long, long> s_sort =
        (delegate* unmanaged[Cdecl]<SequenceHeader*, long, long>)ListHeap.AddressOf(RuntimeFunction.Sort);

    public static SequenceHeader* New(ElementKind kind, long capacity = 0) => s_new((long)kind, capacity);

    /// <summary>A list of tuples with items of these types.</summary>
    public static SequenceHeader* NewTuples(params IrType[] types) =>
        s_new((long)ElementKind.Record | RecordLayout.Of(types)!.Value.Code << 8, 0);

    /// <summary>A list of tuples with these items, one after the other.</summary>
    public static SequenceHeader* OfTuples(IrType[] types, params ReadOnlySpan<long> items)
    {
        var list = NewTuples(types);
        Assert.That(Reserve(list, items.Length / types.Length));
        items.CopyTo(new Span<long>(list->Data, items.Length));
        list->Count = items.Length / types.Length;
        return list;
    }

    /// <summary>The items of a list of tuples, one after the other.</summary>
    public static long[] ItemsOf(SequenceHeader* list) => new ReadOnlySpan<long>(list->Data, (int)list->Count * list->Tuples.Count).ToArray();

    /// <summary>A list of these elements.</summary>
    public static SequenceHeader* Of<T>(ElementKind kind, params ReadOnlySpan<T> elements)
        where T : unmanaged
    {
        var list = New(kind, elements.Length);
        elements.CopyTo(new Span<T>(list->Data, elements.Length));
        list->Count = elements.Length;
        return list;
    }

    public static SequenceHeader* OfInts(params ReadOnlySpan<long> elements) => Of(ElementKind.Int64, elements);

    /// <summary>The header of an array that C# lends.</summary>
    public static SequenceHeader Lend(void* data, int count, ElementKind kind) =>
        new() { Data = (byte*)data, Count = count, Capacity = count, Kind = kind, Lent = 1 };

    public static bool Reserve(SequenceHeader* list, long count) => Truth(s_reserve(list, count));

    public static bool AppendItems(SequenceHeader* list, SequenceHeader* source, long first, long step, long count) =>
        Truth(s_append(list, source, first, step, count));

    /// <summary>What generated code does for <c>list.append</c>.</summary>
    public static bool Append<T>(SequenceHeader* list, T value)
        where T : unmanaged
    {
        if (list->Count == list->Capacity && !Reserve(list, list->Count + 1))
            return false;
        ((T*)list->Data)[list->Count++] = value;
        return true;
    }

    public static bool Repeat(SequenceHeader* list, long count, long times) => Truth(s_repeat(list, count, times));

    public static bool OpenGap(SequenceHeader* list, long index, long count) => Truth(s_openGap(list, index, count));

    public static void CloseGap(SequenceHeader* list, long index, long count) => s_closeGap(list, index, count);

    public static void Reverse(SequenceHeader* list) => s_reverse(list);

    public static bool Sort(SequenceHeader* list, bool isDescending = false) => Truth(s_sort(list, isDescending ? 1 : 0));

    public static T[] ElementsOf<T>(SequenceHeader* list)
        where T : unmanaged => new ReadOnlySpan<T>(list->Data, (int)list->Count).ToArray();

    private static bool Truth(long word, [CallerMemberName] string function = "")
    {
        Assert.That(word, Is.Zero.Or.EqualTo(1), function);
        return word == 1;
    }
}

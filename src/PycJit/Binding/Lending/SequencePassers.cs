using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pyc.Execution.Sequences;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Passes sequences, of which none is null.</summary>
/// <typeparam name="T">The C# type.</typeparam>
/// <typeparam name="TItem">Its elements.</typeparam>
internal abstract unsafe class SequencePasser<T, TItem>(SequenceType type) : Passer<T>(type)
    where T : allows ref struct
{
    /// <summary>Passes memory that is pinned.</summary>
    protected static void Lend(byte* start, int count, object? owner, ref Lent lent)
    {
        lent.Type = IrType.Sequence;
        lent.Word = (long)start;
        lent.Count = count;
        lent.Owner = owner;
    }

    /// <summary>Passes None.</summary>
    protected static void LendNull(ref Lent lent) => lent.Type = IrType.None;

    /// <summary>The memory of a span.</summary>
    protected static ref byte StartOf(ReadOnlySpan<TItem> span) => ref Unsafe.As<TItem, byte>(ref MemoryMarshal.GetReference(span));
}

/// <summary><c>T[]</c>.</summary>
internal sealed unsafe class ArrayPasser<TItem>() : SequencePasser<TItem[]?, TItem>(new SequenceType(Passers.KindOf<TItem>())), IRowPasser
{
    public override ref byte Start(TItem[]? value)
    {
        if (value is null)
            return ref Unsafe.NullRef<byte>();
        return ref Unsafe.As<TItem, byte>(ref MemoryMarshal.GetArrayDataReference(value));
    }

    public override void Lend(TItem[]? value, byte* start, ref Lent lent)
    {
        if (value is null)
            LendNull(ref lent);
        else
            Lend(start, value.Length, value, ref lent);
    }

    public override PyValue ToPython(CallValues call, in Lent lent) => call.Convert((TItem[]?)lent.Owner);

    public override object? Value(in Lent lent) => lent.Owner;

    protected override TItem[]? Unbox(object? value) => (TItem[]?)value;
}

/// <summary>Passes what can be a row of a <c>T[][]</c> too.</summary>
internal interface IRowPasser;

/// <summary><c>T[,]</c>.</summary>
internal sealed unsafe class MatrixPasser<TItem>() : SequencePasser<TItem[,]?, TItem>(new SequenceType(Passers.KindOf<TItem>(), Rank: 2))
{
    public override ref byte Start(TItem[,]? value)
    {
        if (value is null)
            return ref Unsafe.NullRef<byte>();
        return ref MemoryMarshal.GetArrayDataReference(value);
    }

    public override void Lend(TItem[,]? value, byte* start, ref Lent lent)
    {
        if (value is null)
        {
            LendNull(ref lent);
            return;
        }
        Lend(start, value.GetLength(0), value, ref lent);
        lent.Columns = value.GetLength(1);
    }

    public override PyValue ToPython(CallValues call, in Lent lent) => call.Convert((TItem[,]?)lent.Owner);

    public override object? Value(in Lent lent) => lent.Owner;

    protected override TItem[,]? Unbox(object? value) => (TItem[,]?)value;
}

/// <summary><c>T[][]</c>.</summary>
internal sealed unsafe class JaggedPasser<TItem>()
    : SequencePasser<TItem[][]?, TItem[]>(new SequenceType(ElementKind.Sequence, Items: new SequenceType(Passers.KindOf<TItem>())))
{
    // Rows are pinned one by one.
    public override ref byte Start(TItem[][]? value) => ref Unsafe.NullRef<byte>();

    public override void Lend(TItem[][]? value, byte* start, ref Lent lent)
    {
        if (value is null)
        {
            LendNull(ref lent);
        }
        else if (Array.IndexOf(value, null) >= 0)
        {
            // A row that is null is None, which no element of a sequence of sequences is to native code.
            lent.Owner = value;
        }
        else
        {
            var rows = PinnedRows.Take(value, Passers.KindOf<TItem>());
            Lend(rows.Addresses, value.Length, rows, ref lent);
        }
    }

    public override PyValue ToPython(CallValues call, in Lent lent) => call.Convert((TItem[][]?)Value(lent));

    public override PyValue RowToPython(CallValues call, in Lent lent, SequenceHeader* header) =>
        call.Convert((TItem[]?)((PinnedRows)lent.Owner!).RowOf(header));               // as Lend has put it there

    public override object? Value(in Lent lent) => lent.Owner is PinnedRows rows ? rows.Array : lent.Owner;

    protected override TItem[][]? Unbox(object? value) => (TItem[][]?)value;
}

/// <summary><c>List&lt;T></c>, which grows and shrinks.</summary>
internal sealed unsafe class ListPasser<TItem>()
    : SequencePasser<List<TItem>?, TItem>(new SequenceType(Passers.KindOf<TItem>(), IsFixed: false)), IListPasser
{
    public override ref byte Start(List<TItem>? value) => ref StartOf(CollectionsMarshal.AsSpan(value));

    public override void Lend(List<TItem>? value, byte* start, ref Lent lent)
    {
        if (value is null)
            LendNull(ref lent);
        else
            Lend(start, value.Count, value, ref lent);
    }

    public override PyValue ToPython(CallValues call, in Lent lent) => call.Convert((List<TItem>?)lent.Owner);

    public override object? Value(in Lent lent) => lent.Owner;

    public void Become(in Lent lent, void* elements, int count)
    {
        var list = (List<TItem>)lent.Owner!;                            // a list that is null is not passed as a sequence
        if (elements == (void*)lent.Word)
        {
            // Its own memory: what is written there is written.
            if (count != list.Count)
                CollectionsMarshal.SetCount(list, count);
            return;
        }
        CollectionsMarshal.SetCount(list, count);
        new ReadOnlySpan<TItem>(elements, count).CopyTo(CollectionsMarshal.AsSpan(list));
    }

    protected override List<TItem>? Unbox(object? value) => (List<TItem>?)value;
}

/// <summary>Passes lists whose length changes.</summary>
internal unsafe interface IListPasser
{
    /// <summary>Makes a list what the call has made of it.</summary>
    /// <param name="lent">The list as it was passed.</param>
    /// <param name="elements">Its elements now: they are where they were, or elsewhere, outside the list.</param>
    /// <param name="count">Their number.</param>
    void Become(in Lent lent, void* elements, int count);
}

/// <summary><c>Span&lt;T></c>: Python has it until the call ends.</summary>
internal sealed unsafe class SpanPasser<TItem>() : SequencePasser<Span<TItem>, TItem>(new SequenceType(Passers.KindOf<TItem>()))
{
    public override ref byte Start(Span<TItem> value) => ref StartOf(value);

    public override void Lend(Span<TItem> value, byte* start, ref Lent lent) => Lend(start, value.Length, owner: null, ref lent);

    public override PyValue ToPython(CallValues call, in Lent lent) => call.Borrow((byte*)lent.Word, lent.Count, Type.Sequence!);

    public override object? Value(in Lent lent) => null;

    protected override Span<TItem> Unbox(object? value) => (TItem[]?)value;
}

/// <summary><c>ReadOnlySpan&lt;T></c>: likewise, and Python cannot write it.</summary>
internal sealed unsafe class ReadOnlySpanPasser<TItem>()
    : SequencePasser<ReadOnlySpan<TItem>, TItem>(new SequenceType(Passers.KindOf<TItem>(), IsReadOnly: true))
{
    public override ref byte Start(ReadOnlySpan<TItem> value) => ref StartOf(value);

    public override void Lend(ReadOnlySpan<TItem> value, byte* start, ref Lent lent) => Lend(start, value.Length, owner: null, ref lent);

    public override PyValue ToPython(CallValues call, in Lent lent) => call.Borrow((byte*)lent.Word, lent.Count, Type.Sequence!);

    public override object? Value(in Lent lent) => null;

    protected override ReadOnlySpan<TItem> Unbox(object? value) => (TItem[]?)value;
}

/// <summary><c>ReadOnlyMemory&lt;T></c>.</summary>
internal sealed unsafe class ReadOnlyMemoryPasser<TItem>()
    : SequencePasser<ReadOnlyMemory<TItem>, TItem>(new SequenceType(Passers.KindOf<TItem>(), IsReadOnly: true))
{
    public override ref byte Start(ReadOnlyMemory<TItem> value) => ref StartOf(value.Span);

    public override void Lend(ReadOnlyMemory<TItem> value, byte* start, ref Lent lent) =>
        Lend(start, value.Length, Memories.OwnerOf(value, out lent.Offset), ref lent);

    public override PyValue ToPython(CallValues call, in Lent lent) => call.Convert(Memories.Find<TItem>(lent));

    public override object? Value(in Lent lent) => Memories.Find<TItem>(lent);

    protected override ReadOnlyMemory<TItem> Unbox(object? value) => (ReadOnlyMemory<TItem>)value!;     // it cannot be null
}

/// <summary><c>Memory&lt;T></c>.</summary>
internal sealed unsafe class MemoryPasser<TItem>() : SequencePasser<Memory<TItem>, TItem>(new SequenceType(Passers.KindOf<TItem>()))
{
    public override ref byte Start(Memory<TItem> value) => ref StartOf(value.Span);

    public override void Lend(Memory<TItem> value, byte* start, ref Lent lent) =>
        Lend(start, value.Length, Memories.OwnerOf<TItem>(value, out lent.Offset), ref lent);

    public override PyValue ToPython(CallValues call, in Lent lent) => call.Convert(Writable(lent));

    public override object? Value(in Lent lent) => Writable(lent);

    protected override Memory<TItem> Unbox(object? value) => (Memory<TItem>)value!;                     // likewise

    private static Memory<TItem> Writable(in Lent lent) => MemoryMarshal.AsMemory(Memories.Find<TItem>(lent));      // it was
}

/// <summary>What memory lies in.</summary>
internal static class Memories
{
    /// <summary>The object that memory lies in; null where there is none, as for no memory at all.</summary>
    public static object? OwnerOf<T>(ReadOnlyMemory<T> memory, out int offset)
    {
        if (MemoryMarshal.TryGetArray(memory, out var segment))
        {
            offset = segment.Offset;
            return segment.Array;
        }
        MemoryMarshal.TryGetMemoryManager<T, MemoryManager<T>>(memory, out var manager, out offset, out _);
        return manager;
    }

    /// <summary>The memory of an argument.</summary>
    public static ReadOnlyMemory<T> Find<T>(in Lent lent) => lent.Owner switch
    {
        T[] array => new ReadOnlyMemory<T>(array, lent.Offset, lent.Count),
        MemoryManager<T> manager => manager.Memory.Slice(lent.Offset, lent.Count),
        _ => default,
    };
}

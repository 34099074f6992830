using System.Runtime.InteropServices;
using Pyc.Execution.Sequences;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>What lent memory held when a call began that may have to start again.</summary>
internal sealed unsafe class SavedMemory : IDisposable
{
    private readonly List<Part> _parts = [];
    private readonly byte* _copy;

    private SavedMemory(in NativeArguments arguments)
    {
        var size = 0L;
        for (var i = 0; i < arguments.Lent.Length; i++)
            size = Add(arguments, i, size);
        _copy = (byte*)NativeMemory.Alloc((nuint)size);
        foreach (var part in _parts)
            Buffer.MemoryCopy(part.Start, _copy + part.Offset, part.Size, part.Size);
    }

    ~SavedMemory() => NativeMemory.Free(_copy);

    /// <summary>Saves what the arguments of a call hold; null where there is nothing that it could change.</summary>
    public static SavedMemory? Of(in NativeArguments arguments)
    {
        for (var i = 0; i < arguments.Lent.Length; i++)
        {
            if (IsWritable(arguments, i))
                return new SavedMemory(arguments);
        }
        return null;
    }

    /// <summary>Makes the memory, and lists that were passed, as they were.</summary>
    public void Restore()
    {
        foreach (var part in _parts)
        {
            if (part.List is { } list)
                list.Become(part.Lent, _copy + part.Offset, part.Lent.Count);
            else
                Buffer.MemoryCopy(_copy + part.Offset, part.Start, part.Size, part.Size);
        }
    }

    /// <summary>Frees the copy.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_copy);
        GC.SuppressFinalize(this);
    }

    // Of two arguments that are the same the first has its own header.
    private static bool IsWritable(in NativeArguments arguments, int index) => arguments.Lent[index].Type == IrType.Sequence
        && arguments.Passers[index].Type.Sequence is { IsReadOnly: false }
        && ((SequenceHeader*)arguments.Words[index])->Lent == index + 1;

    private long Add(in NativeArguments arguments, int index, long offset)
    {
        ref readonly var lent = ref arguments.Lent[index];
        if (!IsWritable(arguments, index))
            return offset;
        if (lent.Owner is PinnedRows rows)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                var header = rows.HeaderAt(row);
                offset = Add(default, null, header->Data, header->Count * ElementKinds.SizeOf(header->Kind), offset);
            }
            return offset;
        }
        var type = arguments.Passers[index].Type.Sequence!;             // of what is writable there is one
        var count = (long)lent.Count * (type.Rank == 2 ? lent.Columns : 1);
        return Add(lent, arguments.Passers[index] as IListPasser, (byte*)lent.Word, count * ElementKinds.SizeOf(type.Elements), offset);
    }

    private long Add(Lent lent, IListPasser? list, byte* start, long size, long offset)
    {
        _parts.Add(new Part(lent, list, (nint)start, size, offset));
        return offset + size;
    }

    private readonly record struct Part(Lent Lent, IListPasser? List, nint Address, long Size, long Offset)
    {
        // Not public: the text of a record is made of what is, and pointers have none.
        internal byte* Start => (byte*)Address;
    }
}

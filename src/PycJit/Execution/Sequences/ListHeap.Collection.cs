using System.Runtime.CompilerServices;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <content>Finding the lists that a call can no longer reach.</content>
internal sealed unsafe partial class ListHeap
{
    // So many bytes may be allocated before anybody looks, and as many as there were left the last time: looking takes a constant part of the time.
    private const long LeastBetweenCollections = 4L << 20;

    private long _allocated;                                // since the last collection
    private long _threshold = LeastBetweenCollections;
    private nint _lowest = nint.MaxValue;                   // buffers lie from here
    private nint _highest;                                  // to here
    private SequenceHeader* _unseen;                        // marked, their elements not yet; linked by Columns
    private nint[] _inner = new nint[64];                   // words that may be addresses in buffers
    private int _innerCount;

    /// <summary>How often the lists of the call, or of the last one, were looked for that are not reachable.</summary>
    public int Collections { get; private set; }

    /// <summary>Frees the lists of the call that it can no longer reach, by marking those that it can.</summary>
    /// <param name="first">A sequence that is wanted in any case; null for none.</param>
    /// <param name="second">Another.</param>
    /// <remarks>
    /// Generated code does not say where it keeps lists. Whatever is on the stack, from here up to the frame that started the call, or in a register that
    /// callees keep, counts as one if it is the address of a list's header or in its buffer: at most too much stays. Registers that callees need
    /// not keep hold nothing that is wanted after this call. Elements that are lists are reached by the lists that they are in. So what is not
    /// reached is nowhere. Lists of calls further out are not looked at; what a lent list has grown into is wanted when the call ends.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Collect(SequenceHeader* first, SequenceHeader* second)
    {
        if (!CalleeSavedRegisters.CanBeRead)
        {
            _threshold = long.MaxValue;
            return;
        }
        Collections++;
        var hasMarked = false;
        try
        {
            MarkWord((nint)first);
            MarkWord((nint)second);
            var registers = stackalloc nint[CalleeSavedRegisters.Count];
            CalleeSavedRegisters.Read(registers);
            MarkStack();
            foreach (var list in _grown)
                MarkElements((SequenceHeader*)list);
            MarkUnseen();
            MarkInner();
            hasMarked = true;
        }
        finally
        {
            Sweep(hasMarked);
        }
        _allocated = 0;
        _threshold = Math.Max(LeastBetweenCollections, UsedBytes);
    }

    private void CollectIfDue(SequenceHeader* first, SequenceHeader* second)
    {
        if (_allocated > _threshold)
            Collect(first, second);
    }

    /// <summary>Makes sure that there is memory for so many bytes, where a collection can.</summary>
    private bool CollectFor(long bytes, SequenceHeader* first, SequenceHeader* second)
    {
        // A call that has nearly all it may have would do nothing but look.
        if (bytes > LimitOfCall || _allocated < LimitOfCall / 64)
            return false;
        Collect(first, second);
        return HasMemory(bytes);
    }

    private byte* Note(byte* buffer, long room)
    {
        _lowest = Math.Min(_lowest, (nint)buffer);
        _highest = Math.Max(_highest, (nint)buffer + (nint)room);
        return buffer;
    }

    // Its frame lies below those of all that may keep something.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void MarkStack()
    {
        nint here = 0;
        _innerCount = 0;
        for (var word = &here; (nint)word < _top; word++)
        {
            MarkWord(*word);
            if (*word >= _lowest && *word <= _highest)
                AddInner(*word);
        }
    }

    private void AddInner(nint word)
    {
        if (_innerCount == _inner.Length)
            Array.Resize(ref _inner, 2 * _innerCount);
        _inner[_innerCount++] = word;
    }

    private void MarkWord(nint word)
    {
        var list = _headers.Find(word);
        if (list is not null && list->Lent == 0)
            Mark(list);
    }

    private void Mark(SequenceHeader* list)
    {
        list->Lent = HeaderPool.Marked;
        if (list->Kind is ElementKind.Sequence or ElementKind.Mixed)
        {
            list->Columns = (long)_unseen;
            _unseen = list;
        }
    }

    private void MarkUnseen()
    {
        while (_unseen is not null)
        {
            var list = _unseen;
            _unseen = (SequenceHeader*)list->Columns;
            list->Columns = 0;
            MarkElements(list);
        }
    }

    private void MarkElements(SequenceHeader* list)
    {
        var words = (long*)list->Data;
        if (list->Kind == ElementKind.Sequence)
        {
            for (var i = 0L; i < list->Count; i++)
                MarkWord((nint)words[i]);
        }
        else if (list->Kind == ElementKind.Mixed)
        {
            for (var i = 0L; i < list->Count; i++)
            {
                if (words[2 * i + 1] == (long)IrType.Sequence)
                    MarkWord((nint)words[2 * i]);
            }
        }
    }

    /// <summary>Marks the lists in whose buffers a word of the stack points, the end included.</summary>
    private void MarkInner()
    {
        if (_innerCount == 0)
            return;
        Array.Sort(_inner, 0, _innerCount);
        for (var block = 0; block < _headers.BlockCount; block++)
        {
            foreach (ref var cell in _headers.CellsOf(block))
            {
                if (cell.Lent == 0 && cell.Data is not null && IsPointedInto(cell))
                    Mark((SequenceHeader*)Unsafe.AsPointer(ref cell));
            }
        }
        MarkUnseen();
    }

    private bool IsPointedInto(in SequenceHeader list)
    {
        var start = (nint)list.Data;
        var index = Array.BinarySearch(_inner, 0, _innerCount, start);
        if (index < 0)
            index = ~index;
        return index < _innerCount && _inner[index] <= start + (nint)(list.Capacity * list.ElementSize);
    }

    /// <summary>Frees the lists that are not marked, unless marking has failed, and takes the marks away.</summary>
    private void Sweep(bool isMarked)
    {
        _unseen = null;
        for (var block = 0; block < _headers.BlockCount; block++)
        {
            foreach (ref var cell in _headers.CellsOf(block))
            {
                if (cell.Lent == HeaderPool.Marked)
                    (cell.Lent, cell.Columns) = (0, 0);
                else if (isMarked && !HeaderPool.IsFree(cell))
                    Free((SequenceHeader*)Unsafe.AsPointer(ref cell));       // the cell does not move
            }
        }
    }

    private void Free(SequenceHeader* list)
    {
        UsedBytes -= SequenceLayout.Size;
        if (list->Data is not null)
        {
            var room = RoomFor(list->ElementSize, list->Capacity);
            UsedBytes -= room;
            _buffers.Give(list->Data, room);
        }
        _headers.Give(list);
    }
}

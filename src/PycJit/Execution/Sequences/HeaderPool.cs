using System.Runtime.InteropServices;

namespace Pyc.Execution.Sequences;

/// <summary>The headers of the lists of one heap: cells of equal size in a few blocks, so that it is soon said whether a word is a header's address.</summary>
/// <remarks>
/// What a header says of being lent, generated code does not look at, and of a list that a call has made it is 0. So it also says what cells are free,
/// and which lists a collection has come to. The number of columns, which such a list does not have, links those whose elements it has yet to see.
/// </remarks>
internal sealed unsafe class HeaderPool
{
    /// <summary>What <see cref="SequenceHeader.Lent"/> is of a list that a collection has come to, while it lasts.</summary>
    public const int Marked = -1;

    private const int Free = -2;

    // 4 KB; each further block is twice as large, up to 40 MB. So there are few, and a call that makes few lists takes little.
    private const int FirstLength = 100;
    private const int LastLength = 1 << 20;

    // Blocks of 60 KB in all are kept for the next call.
    private const int KeptBlocks = 4;

    private readonly List<Block> _blocks = [];
    private int _current = -1;                              // the block that is being filled; those behind it are empty
    private SequenceHeader* _next;
    private SequenceHeader* _end;
    private SequenceHeader* _free;                          // linked by Data

    /// <summary>Bytes that it has from the system.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>A header whose fields are to be written.</summary>
    /// <exception cref="OutOfMemoryException">The system gave no memory.</exception>
    public SequenceHeader* Take()
    {
        if (_free is not null)
        {
            var header = _free;
            _free = (SequenceHeader*)header->Data;
            return header;
        }
        if (_next == _end)
            StartBlock();
        return _next++;
    }

    /// <summary>Takes a header back.</summary>
    public void Give(SequenceHeader* header)
    {
        header->Lent = Free;
        header->Data = (byte*)_free;
        _free = header;
    }

    /// <summary>The header of a list that has the address; null where there is none.</summary>
    public SequenceHeader* Find(nint word)
    {
        // Most are in the last, which is the largest.
        for (var i = _current; i >= 0; i--)
        {
            var block = _blocks[i];
            var offset = (nuint)(word - block.Start);
            if (offset < (nuint)((byte*)EndOf(i) - (byte*)block.Start))
            {
                var header = (SequenceHeader*)word;
                return offset % (nuint)sizeof(SequenceHeader) == 0 && header->Lent != Free ? header : null;
            }
        }
        return null;
    }

    /// <summary>The number of blocks that may hold headers.</summary>
    public int BlockCount => _current + 1;

    /// <summary>The cells of a block: those of lists, and free ones, of which <see cref="IsFree"/> is true.</summary>
    public Span<SequenceHeader> CellsOf(int block)
    {
        var start = (SequenceHeader*)_blocks[block].Start;
        return new(start, (int)(EndOf(block) - start));
    }

    /// <summary>Whether a cell is in no use.</summary>
    public static bool IsFree(in SequenceHeader cell) => cell.Lent == Free;

    /// <summary>Takes all headers back, and keeps some memory.</summary>
    public void Reset()
    {
        if (_blocks.Count > KeptBlocks)
            Release(KeptBlocks);
        _free = null;
        _current = -1;
        _next = _end = null;
    }

    /// <summary>Gives all memory back to the system.</summary>
    public void Release() => Release(0);

    private SequenceHeader* EndOf(int block) => block == _current ? _next : (SequenceHeader*)_blocks[block].Start + _blocks[block].Length;

    private void StartBlock()
    {
        if (_current + 1 == _blocks.Count)
        {
            var length = Math.Min(FirstLength << Math.Min(_blocks.Count, 20), LastLength);
            _blocks.EnsureCapacity(_blocks.Count + 1);      // what fails, fails before there is memory that nobody knows
            _blocks.Add(new Block((nint)NativeMemory.Alloc((nuint)length, (nuint)sizeof(SequenceHeader)), length));
            HeldBytes += (long)length * sizeof(SequenceHeader);
        }
        _current++;
        _next = (SequenceHeader*)_blocks[_current].Start;
        _end = _next + _blocks[_current].Length;
    }

    private void Release(int kept)
    {
        for (var i = kept; i < _blocks.Count; i++)
        {
            NativeMemory.Free((void*)_blocks[i].Start);
            HeldBytes -= (long)_blocks[i].Length * sizeof(SequenceHeader);
        }
        _blocks.RemoveRange(kept, _blocks.Count - kept);
    }

    private readonly record struct Block(nint Start, int Length);
}

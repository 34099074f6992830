using System.Numerics;
using System.Runtime.InteropServices;

namespace Pyc.Execution.Sequences;

/// <summary>The memory of the elements of the lists of one heap.</summary>
/// <remarks>
/// Small buffers have one of a few sizes and lie one behind the other in chunks; those that are given back serve for others of their size. Large ones
/// are the C library's, which can make them longer without copying; they are linked, so that all can be freed without looking at the lists.
/// </remarks>
internal sealed unsafe class ListBuffers
{
    private const int LargestSmall = 4096;
    private const int SizeCount = 17;

    private const int FirstChunk = 64 << 10;
    private const int LastChunk = 4 << 20;

    // Chunks of 1 MB in all are kept for the next call.
    private const int KeptChunks = 4;

    private readonly List<Chunk> _chunks = [];
    private readonly nint[] _free = new nint[SizeCount];    // of each size, linked by their first words
    private int _current = -1;                              // the chunk that is being filled; those behind it are empty
    private byte* _next;
    private byte* _end;
    private bool _hasFree;
    private Large* _large;

    /// <summary>Bytes that it has from the system.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Bytes of the buffer that is taken for so many: a multiple of 8, and of 16 where these are.</summary>
    public static long RoomFor(long bytes) => bytes <= LargestSmall ? SizeOf(IndexOf(bytes)) : (bytes + 15) & ~15L;

    /// <summary>Takes a buffer.</summary>
    /// <param name="room">Its size, as <see cref="RoomFor"/> says.</param>
    /// <exception cref="OutOfMemoryException">The system gave no memory.</exception>
    public byte* Take(long room)
    {
        if (room > LargestSmall)
            return TakeLarge(room);
        var index = IndexOf(room);
        var free = (byte*)_free[index];
        if (free is not null)
        {
            _free[index] = *(nint*)free;
            return free;
        }
        if (room > _end - _next)
            StartChunk();
        var buffer = _next;
        _next += room;
        return buffer;
    }

    /// <summary>Takes a buffer back.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="room">Its size.</param>
    public void Give(byte* buffer, long room)
    {
        if (room > LargestSmall)
        {
            GiveLarge((Large*)buffer - 1);
            return;
        }
        var index = IndexOf(room);
        *(nint*)buffer = _free[index];
        _free[index] = (nint)buffer;
        _hasFree = true;
    }

    /// <summary>Makes a buffer longer.</summary>
    /// <param name="buffer">The buffer, which is taken back.</param>
    /// <param name="room">Its size.</param>
    /// <param name="used">How many of its first bytes the new one has too.</param>
    /// <param name="newRoom">The new size, as <see cref="RoomFor"/> says.</param>
    /// <returns>The new buffer.</returns>
    /// <exception cref="OutOfMemoryException">The system gave no memory; the buffer is as it was.</exception>
    public byte* Grow(byte* buffer, long room, long used, long newRoom)
    {
        if (room > LargestSmall)
            return GrowLarge((Large*)buffer - 1, newRoom);
        var grown = Take(newRoom);
        Buffer.MemoryCopy(buffer, grown, newRoom, used);
        Give(buffer, room);
        return grown;
    }

    /// <summary>Takes all buffers back, and keeps some memory.</summary>
    public void Reset()
    {
        while (_large is not null)
        {
            var next = _large->Next;
            HeldBytes -= _large->Room;
            NativeMemory.Free(_large);
            _large = next;
        }
        if (_chunks.Count > KeptChunks)
            Release(KeptChunks);
        if (_hasFree)
            Array.Clear(_free);
        _hasFree = false;
        _current = -1;
        _next = _end = null;
    }

    /// <summary>Gives all memory back to the system.</summary>
    public void Release()
    {
        Reset();
        Release(0);
    }

    // 16, 24, 32, 48, 64, 96, 128 and so on: two sizes for each power of two.
    private static int IndexOf(long bytes)
    {
        if (bytes <= 16)
            return 0;
        var last = (uint)bytes - 1;
        var power = BitOperations.Log2(last);
        return (power - 4) * 2 + (int)(last >> (power - 1) & 1) + 1;
    }

    private static long SizeOf(int index) => index == 0 ? 16 : (3L + (index - 1 & 1)) << (3 + (index - 1) / 2);

    private void StartChunk()
    {
        if (_current + 1 == _chunks.Count)
        {
            var length = Math.Min(FirstChunk << Math.Min(_chunks.Count, 16), LastChunk);
            _chunks.EnsureCapacity(_chunks.Count + 1);      // what fails, fails before there is memory that nobody knows
            _chunks.Add(new Chunk((nint)NativeMemory.Alloc((nuint)length), length));
            HeldBytes += length;
        }
        _current++;
        _next = (byte*)_chunks[_current].Start;
        _end = _next + _chunks[_current].Length;
    }

    private byte* TakeLarge(long room)
    {
        var large = (Large*)NativeMemory.Alloc((nuint)(room + sizeof(Large)));
        HeldBytes += room;
        large->Room = room;
        large->Previous = null;
        large->Next = _large;
        if (_large is not null)
            _large->Previous = large;
        _large = large;
        return (byte*)(large + 1);
    }

    private void GiveLarge(Large* large)
    {
        Relink(large, null);
        HeldBytes -= large->Room;
        NativeMemory.Free(large);
    }

    private byte* GrowLarge(Large* large, long newRoom)
    {
        var room = large->Room;
        var grown = (Large*)NativeMemory.Realloc(large, (nuint)(newRoom + sizeof(Large)));
        HeldBytes += newRoom - room;
        grown->Room = newRoom;
        Relink(grown, grown);
        return (byte*)(grown + 1);
    }

    /// <summary>Puts a buffer, or none, in the place where its neighbours know one.</summary>
    private void Relink(Large* known, Large* successor)
    {
        var (previous, next) = ((nint)known->Previous, (nint)known->Next);
        if (previous == 0)
            _large = successor is null ? (Large*)next : successor;
        else
            ((Large*)previous)->Next = successor is null ? (Large*)next : successor;
        if (next != 0)
            ((Large*)next)->Previous = successor is null ? (Large*)previous : successor;
    }

    private void Release(int kept)
    {
        for (var i = kept; i < _chunks.Count; i++)
        {
            NativeMemory.Free((void*)_chunks[i].Start);
            HeldBytes -= _chunks[i].Length;
        }
        _chunks.RemoveRange(kept, _chunks.Count - kept);
    }

    private readonly record struct Chunk(nint Start, int Length);

    /// <summary>What lies before the first element of a large buffer; its size keeps that at a multiple of 16.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 32)]
    private struct Large
    {
        public Large* Previous;
        public Large* Next;
        public long Room;
    }
}

namespace Pyc.Native;

/// <summary>
/// Counts the executable memory of the heaps it is given to. It outlives them, so it can show that all was freed.
/// </summary>
/// <remarks>
/// One object for all heaps of a process gives the total of the process. All members may be read from any thread; figures read
/// one after another while heaps are in use need not belong to the same moment.
/// </remarks>
public sealed class CodeMemoryUsage
{
    private long _bytesReserved;
    private long _bytesUsed;
    private long _blockCount;

    /// <summary>Bytes of executable memory taken from the operating system, in whole pages.</summary>
    public long BytesReserved => Interlocked.Read(ref _bytesReserved);

    /// <summary>Bytes held by blocks not yet released, each rounded up to the unit in which its heap gives out memory.</summary>
    public long BytesUsed => Interlocked.Read(ref _bytesUsed);

    /// <summary>Number of blocks not yet released.</summary>
    public long BlockCount => Interlocked.Read(ref _blockCount);

    internal void AddReserved(long bytes) => Interlocked.Add(ref _bytesReserved, bytes);

    internal void AddBlock(long bytes)
    {
        Interlocked.Add(ref _bytesUsed, bytes);
        Interlocked.Increment(ref _blockCount);
    }

    internal void RemoveBlock(long bytes)
    {
        Interlocked.Add(ref _bytesUsed, -bytes);
        Interlocked.Decrement(ref _blockCount);
    }
}

namespace Pyc.Translation.Interpretation;

/// <summary>Refuses what would take the process down: <c>[0]*10**12</c> is Python's MemoryError, not .NET's.</summary>
/// <remarks>
/// A single container is refused by its size. What many small ones take together is measured: whenever the thread has allocated a
/// certain amount since the last time, the collector says how much is in use. Memory of the host counts as well, as nobody can tell it
/// apart; therefore a call is refused only what it takes itself, on top of what was taken since the file was loaded.
/// </remarks>
internal sealed class PythonMemory
{
    /// <summary>Bytes of a value in a container.</summary>
    public const int ValueSize = 16;

    // No container may be larger. Every growth in steps passes here as well, so that an endless loop of appends ends.
    private const long MaximumBytes = 1L << 30;

    // So much may be allocated before anybody asks how much the thread has allocated, and so much before the collector is asked.
    private const long CountedBytes = 1L << 20;
    private const long MeasuredBytes = 64L << 20;

    private const long Unknown = -1;

    private readonly long _usedAtLoad = GC.GetTotalMemory(false);
    private long _usedAtCall = Unknown;
    private long _counted;
    private long _allocatedBefore;

    /// <summary>Bytes by which the memory in use may grow since the runtime was made: 1 GB, or 3/4 of the machine's memory if that is less.</summary>
    public long Limit { get; set; } = Math.Min(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3);

    /// <summary>What the containers of the call that runs may take; null for any amount.</summary>
    internal CallAccount? Call { get; set; }

    /// <summary>Says whether a container of that size may be made.</summary>
    /// <param name="count">Number of elements.</param>
    /// <param name="elementSize">Bytes of one.</param>
    /// <exception cref="PythonError">It would be too large: MemoryError.</exception>
    /// <exception cref="ExecutionLimitException">It would be larger than the call may have.</exception>
    public void Check(long count, int elementSize)
    {
        Call?.Check(count, elementSize);
        if (count > MaximumBytes / elementSize)
            throw Error();
        var bytes = count * elementSize;
        _counted += bytes;
        if (_counted >= CountedBytes)
        {
            _counted = 0;
            Look(bytes);
        }
    }

    /// <summary>Notes that the host calls, perhaps on another thread than before.</summary>
    public void StartCall()
    {
        _usedAtCall = Unknown;
        _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>Measures, if enough has been allocated since the last time.</summary>
    /// <param name="wanted">Bytes that are about to be allocated.</param>
    /// <exception cref="PythonError">More is in use than may be: MemoryError.</exception>
    /// <exception cref="ExecutionLimitException">Code that caught MemoryError goes on to take memory.</exception>
    public void Look(long wanted)
    {
        Call?.Look();
        if (_usedAtCall == Unknown)
            _usedAtCall = GC.GetTotalMemory(false);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var interval = Math.Min(MeasuredBytes, Limit / 8);
        if (allocated - _allocatedBefore + wanted < interval)
            return;
        _allocatedBefore = allocated;
        if (!IsBeyond(Limit, GC.GetTotalMemory(false) + wanted))
            return;
        GC.Collect();
        var used = GC.GetTotalMemory(false);
        if (!IsBeyond(Limit, used + wanted))
            return;
        _allocatedBefore -= interval;                // the next look measures again
        if (IsBeyond(Limit / 4 * 5, used))
            throw ExecutionLimitException.OfMemory(Limit);
        throw Error();
    }

    private bool IsBeyond(long limit, long used) => used - _usedAtLoad > limit && used - _usedAtCall > Limit / 4;

    private static PythonError Error() => new(new PyException(ExceptionTypes.MemoryError, []));
}

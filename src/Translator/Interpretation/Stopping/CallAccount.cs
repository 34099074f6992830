namespace Pyc.Translation.Interpretation;

/// <summary>What the containers of a call take, which has a limit of that.</summary>
/// <remarks>
/// What a thread has allocated it knows exactly, but not how much of it is garbage by now. So once it has allocated as much as the call may have,
/// the collector says by how much the memory in use has grown since the call began. What other threads hold meanwhile counts as well, but only in a
/// call that has allocated that much itself.
/// </remarks>
internal sealed class CallAccount(CallControl control)
{
    // Collections for small limits would take all the time.
    private const long LeastInterval = 1L << 20;

    private readonly long _usedBefore = GC.GetTotalMemory(false);
    private long _allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
    private long _allowance = control.ListBytes;

    /// <summary>Says whether a container may be made.</summary>
    /// <exception cref="ExecutionLimitException">It may not.</exception>
    public void Check(long count, int elementSize)
    {
        if (count > control.ListBytes / elementSize)
            throw control.Note(ExecutionLimitException.OfListBytes(control.ListBytes));
        // Looking takes a while, and small ones are many.
        if (count * elementSize >= LeastInterval / 16)
            Look(count * elementSize);
    }

    /// <summary>Measures, if enough has been allocated since the last time.</summary>
    /// <param name="wanted">Bytes that are about to be allocated.</param>
    /// <exception cref="ExecutionLimitException">The call has more than it may.</exception>
    public void Look(long wanted = 0)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        if (allocated - _allocatedBefore + wanted <= _allowance)
            return;
        var grown = GC.GetTotalMemory(false) - _usedBefore;
        if (grown + wanted > control.ListBytes)
        {
            GC.Collect();
            grown = GC.GetTotalMemory(false) - _usedBefore;
            if (grown + wanted > control.ListBytes)
                throw control.Note(ExecutionLimitException.OfListBytes(control.ListBytes));
        }
        _allocatedBefore = allocated;
        _allowance = Math.Max(control.ListBytes - Math.Max(grown, 0), LeastInterval);
    }
}

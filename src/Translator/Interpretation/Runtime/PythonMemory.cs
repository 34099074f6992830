namespace Pyc.Translation.Interpretation;

/// <summary>Refuses what would take the process down: <c>[0]*10**12</c> is Python's MemoryError, not .NET's.</summary>
internal sealed class PythonMemory
{
    /// <summary>Bytes of a value in a container.</summary>
    public const int ValueSize = 16;

    // No container may be larger. Every growth in steps passes here as well, so that an endless loop of appends ends.
    private const long MaximumBytes = 1L << 30;

    /// <summary>Says whether a container of that size may be made.</summary>
    /// <param name="count">Number of elements.</param>
    /// <param name="elementSize">Bytes of one.</param>
    /// <exception cref="PythonError">It would be too large: MemoryError.</exception>
    public void Check(long count, int elementSize)
    {
        if (count > MaximumBytes / elementSize)
            throw new PythonError(new PyException(ExceptionTypes.MemoryError, []));
    }
}

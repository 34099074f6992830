namespace Pyc.Native;

/// <summary>An operating system's way of giving executable pages; stateless, so that one serves any number of heaps.</summary>
internal interface IPageSource
{
    /// <summary>Takes pages from the system.</summary>
    /// <param name="length">At least this many bytes; rounded up to whole pages.</param>
    /// <param name="near">Address close to which the pages are wanted, or 0. A wish only: the system may place them anywhere.</param>
    /// <exception cref="NativeMemoryException">The system refused.</exception>
    ICodePages Reserve(long length, nint near);
}

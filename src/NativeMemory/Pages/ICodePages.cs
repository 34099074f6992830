namespace Pyc.Native;

/// <summary>A stretch of pages that hold code. No page is ever writable and executable through the same mapping.</summary>
/// <remarks>
/// Members may be called from several threads at once for ranges that do not share a granule. Offsets and lengths are in bytes
/// and inside the stretch.
/// </remarks>
internal interface ICodePages
{
    /// <summary>Address of the first byte, as code sees it.</summary>
    nint Address { get; }

    /// <summary>Size in bytes, a multiple of the page size.</summary>
    int Length { get; }

    /// <summary>Bytes, a power of two: ranges that are written or erased on their own start and end at multiples of it.</summary>
    int Granularity { get; }

    /// <summary>Makes a range writable, full of <c>int3</c>, while the code around it stays executable.</summary>
    /// <returns>Address for writing the byte at <paramref name="offset"/>, valid until <see cref="CloseWindow"/>.</returns>
    /// <exception cref="NativeMemoryException">The system refused.</exception>
    nint OpenWindow(int offset, int length);

    /// <summary>Ends the writing that <see cref="OpenWindow"/> began and makes the range executable.</summary>
    /// <exception cref="NativeMemoryException">The system refused; the range is not executable.</exception>
    void CloseWindow(nint window, int offset, int length);

    /// <summary>Removes the code of a range in which no thread executes, so that running it traps.</summary>
    /// <exception cref="NativeMemoryException">The system refused; the range keeps what it held.</exception>
    void Erase(int offset, int length);

    /// <summary>Gives all pages back to the system. Called once; nothing may be called after it.</summary>
    void Release();
}

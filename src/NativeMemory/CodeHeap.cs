namespace Pyc.Native;

/// <summary>Executable memory for any number of functions, which share its pages where the system allows it.</summary>
/// <remarks>
/// <para>No page is ever writable and executable at once (W^X). On Linux and Windows the memory is mapped twice: the executable
/// mapping never changes, so that code runs while other code is added to its page, and a writable mapping of the pages concerned
/// exists only during a write. On macOS, and on Linux where memory files are forbidden, each block gets pages of its own, which
/// are written before they become executable.</para>
/// <para>Memory not in use holds <c>int3</c> or cannot be accessed. Pages return to the system when the heap is disposed, or no
/// longer reachable, and the last block in them is released. The heap keeps one stretch of empty pages for the next
/// function.</para>
/// <para>All members may be called from any thread.</para>
/// </remarks>
public sealed class CodeHeap : IDisposable
{
    /// <summary>Largest block in bytes, 1 GiB: every place in it can reach every other with a 32-bit displacement.</summary>
    public const int MaxBlockLength = 1 << 30;

    // The first stretch has room for a few hundred functions; each further one is twice as large up to a size that keeps the
    // number of mappings small. Stretches are taken whole from the system, so larger ones would waste memory on small modules.
    private const int FirstRegionLength = 64 << 10;
    private const int LastRegionLength = 1 << 20;

    private readonly Lock _gate = new();
    private readonly List<CodeRegion> _regions = [];
    private readonly IPageSource _source;
    private int _nextRegionLength = FirstRegionLength;
    private bool _closed;

    /// <summary>Makes an empty heap, which takes no memory before the first block.</summary>
    /// <param name="usage">Counts this heap's memory, alone or with that of other heaps; a new one when it is null.</param>
    /// <param name="isAnonymous">
    /// Whether Linux is asked for anonymous pages at once, each block with pages of its own: tools such as <c>perf</c> take a memory file for a file
    /// that they should open, and know code made at run time by its anonymous memory.
    /// </param>
    /// <exception cref="PlatformNotSupportedException">Not Linux, macOS or Windows on x86-64.</exception>
    public CodeHeap(CodeMemoryUsage? usage = null, bool isAnonymous = false)
        : this(source: null, usage, isAnonymous)
    {
    }

    internal CodeHeap(IPageSource? source, CodeMemoryUsage? usage = null, bool isAnonymous = false)
    {
        // Chosen here and not in the other constructor's call: when it throws, the finaliser finds its fields set.
        _source = source ?? PageSource.ForThisSystem(isAnonymous);
        Usage = usage ?? new CodeMemoryUsage();
    }

    /// <summary>Gives the pages without blocks back to the system; a heap that is forgotten does not keep them.</summary>
    ~CodeHeap() => Close();

    /// <summary>The memory of this heap, and of the other heaps made with the same object. It may outlive the heap.</summary>
    public CodeMemoryUsage Usage { get; }

    /// <summary>Copies machine code into the heap and makes it executable.</summary>
    /// <param name="code">Position-independent code, 1 to <see cref="MaxBlockLength"/> bytes.</param>
    /// <returns>The code's place, which the caller owns.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="code"/> is empty or too long.</exception>
    /// <exception cref="NativeMemoryException">
    /// The system refused memory; its reason and the remedy are in the message.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The heap is disposed.</exception>
    /// <remarks>Intel SDM vol. 3A, "Handling Self- and Cross-Modifying Code".</remarks>
    public unsafe CodeBlock Add(ReadOnlySpan<byte> code)
    {
        fixed (byte* bytes = code)
        {
            // A lambda cannot hold a span; the pointer is fixed for as long as the call lasts.
            var source = (nint)bytes;
            return Add(code.Length, (target, _) => new ReadOnlySpan<byte>((void*)source, target.Length).CopyTo(target));
        }
    }

    /// <summary>Takes memory for code that depends on its address, has it written and makes it executable.</summary>
    /// <param name="length">Size of the code in bytes, 1 to <see cref="MaxBlockLength"/>.</param>
    /// <param name="writer">Called once, before this method returns, with the memory and the address it will be run at.</param>
    /// <returns>The code's place, which the caller owns.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is out of range.</exception>
    /// <exception cref="NativeMemoryException">
    /// The system refused memory; its reason and the remedy are in the message.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The heap is disposed.</exception>
    /// <remarks>
    /// The heap asks the system to place its pages near each other, but has no promise of it: a caller that encodes a 32-bit
    /// displacement to another block checks that it fits. What <paramref name="writer"/> throws comes out of this method, and the
    /// memory is released.
    /// </remarks>
    public CodeBlock Add(int length, CodeWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxBlockLength);

        var (region, offset, reserved) = Take(length);
        try
        {
            Write(region.Pages, offset, length, reserved, writer);
            return new CodeBlock(this, region, offset, reserved, length);
        }
        catch
        {
            _ = Release(region, offset, reserved);
            throw;
        }
    }

    /// <summary>Ends the adding of code. Blocks stay valid until they are released, and with the last the pages go.</summary>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>Takes a block's memory back. Also called by the finaliser thread, so it does not throw.</summary>
    /// <returns>
    /// Whether the memory could be made fit for reuse; where not, it stays out of use until its pages are freed.
    /// </returns>
    internal bool Release(CodeRegion region, int offset, int reserved)
    {
        // Outside the lock, as the writing is: until LiveBlocks is lowered the pages are there and the range is nobody else's.
        var erased = Erase(region.Pages, offset, reserved);
        bool drop;
        lock (_gate)
        {
            region.LiveBlocks--;
            if (erased)
                region.Free.Give(offset, reserved);

            drop = region.LiveBlocks == 0
                && (_closed || !erased || region.Pages.Length > LastRegionLength || HasOtherEmptyRegion(region));
            if (drop)
                _ = _regions.Remove(region);
        }

        Usage.RemoveBlock(reserved);
        var released = !drop || ReleasePages(region);
        return erased && released;
    }

    private static unsafe void Write(ICodePages pages, int offset, int length, int reserved, CodeWriter writer)
    {
        var window = pages.OpenWindow(offset, reserved);
        try
        {
            writer(new Span<byte>((void*)window, length), pages.Address + offset);
        }
        finally
        {
            pages.CloseWindow(window, offset, reserved);
        }

        // The range may have held code before, and a processor may have fetched it ahead. An interrupt on every processor that
        // runs this process serialises it before it can learn the address (SDM vol. 3A, "Cross-Modifying Code").
        Interlocked.MemoryBarrierProcessWide();
    }

    private static bool Erase(ICodePages pages, int offset, int reserved)
    {
        try
        {
            pages.Erase(offset, reserved);
            return true;
        }
        catch (NativeMemoryException)
        {
            return false;   // reported by the result: the range is not used again
        }
    }

    private (CodeRegion Region, int Offset, int Reserved) Take(int length)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            foreach (var region in _regions)
            {
                var reserved = (int)PageSource.AlignUp(length, region.Pages.Granularity);
                var offset = region.Free.Take(reserved);
                if (offset >= 0)
                    return Taken(region, offset, reserved);
            }

            var fresh = AddRegion(length);
            var size = (int)PageSource.AlignUp(length, fresh.Pages.Granularity);
            return Taken(fresh, fresh.Free.Take(size), size);
        }
    }

    private (CodeRegion Region, int Offset, int Reserved) Taken(CodeRegion region, int offset, int reserved)
    {
        region.LiveBlocks++;
        Usage.AddBlock(reserved);
        return (region, offset, reserved);
    }

    private CodeRegion AddRegion(int length)
    {
        // Behind the last stretch, so that calls between blocks reach with 32 bits.
        var near = _regions.Count == 0 ? 0 : _regions[^1].Pages.Address + _regions[^1].Pages.Length;
        var region = new CodeRegion(_source.Reserve(Math.Max(length, _nextRegionLength), near));
        if (length <= _nextRegionLength)
            _nextRegionLength = Math.Min(_nextRegionLength * 2, LastRegionLength);
        _regions.Add(region);
        Usage.AddReserved(region.Pages.Length);
        return region;
    }

    private bool HasOtherEmptyRegion(CodeRegion region) => _regions.Exists(other => other != region && other.LiveBlocks == 0);

    private void Close()
    {
        List<CodeRegion> empty;
        lock (_gate)
        {
            _closed = true;
            empty = _regions.FindAll(region => region.LiveBlocks == 0);
            _ = _regions.RemoveAll(region => region.LiveBlocks == 0);
        }
        empty.ForEach(region => ReleasePages(region));
    }

    private bool ReleasePages(CodeRegion region)
    {
        try
        {
            region.Pages.Release();
        }
        catch (NativeMemoryException)
        {
            return false;   // still reserved, and still counted so; throwing on the finaliser thread would end the process
        }
        Usage.AddReserved(-region.Pages.Length);
        return true;
    }
}

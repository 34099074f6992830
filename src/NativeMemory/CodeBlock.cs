using System.Runtime.InteropServices;

namespace Pyc.Native;

/// <summary>A piece of machine code in a <see cref="CodeHeap"/>. Whoever may still run the code holds the block.</summary>
/// <remarks>
/// <para>The memory is freed when the block is disposed and no <see cref="SafeHandle.DangerousAddRef"/> is outstanding, or when
/// the block is no longer reachable. A caller that runs the code by its address keeps the block alive for as long, with
/// <see cref="GC.KeepAlive"/> after the call.</para>
/// <para>Dispose a block only when no thread executes in it or will: the bytes are overwritten with <c>int3</c> and given to the
/// next block.</para>
/// <para>A block holds its heap's pages alive, also when the heap is disposed or forgotten.</para>
/// </remarks>
public sealed class CodeBlock : SafeHandle
{
    private readonly CodeHeap _heap;
    private readonly CodeRegion _region;
    private readonly int _offset;
    private readonly int _reserved;

    internal CodeBlock(CodeHeap heap, CodeRegion region, int offset, int reserved, int length)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        _heap = heap;
        _region = region;
        _offset = offset;
        _reserved = reserved;
        Length = length;
        SetHandle(region.Pages.Address + offset);
    }

    /// <summary>Address of the first instruction, a multiple of 16.</summary>
    /// <exception cref="ObjectDisposedException">The block is disposed.</exception>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return handle;
        }
    }

    /// <summary>Size of the code in bytes, as it was asked for.</summary>
    public int Length { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle() => _heap.Release(_region, _offset, _reserved);
}

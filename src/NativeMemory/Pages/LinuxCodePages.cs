using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>A memory file and its executable mapping.</summary>
[SupportedOSPlatform("linux")]
internal sealed class LinuxCodePages(int descriptor, nint address, int length) : ICodePages
{
    public nint Address => address;
    public int Length => length;
    public int Granularity => 64;   // a cache line: generated code lays its loops out by them

    public nint OpenWindow(int offset, int length)
    {
        var skipped = offset % Environment.SystemPageSize;
        return MapWritable(descriptor, offset - skipped, skipped + length) + skipped;
    }

    public void CloseWindow(nint window, int offset, int length)
    {
        var skipped = offset % Environment.SystemPageSize;
        PosixNative.UnmapOwned(window - skipped, (nuint)(skipped + length));
    }

    public void Erase(int offset, int length)
    {
        var window = OpenWindow(offset, length);
        PageSource.FillWithInt3(window, length);
        CloseWindow(window, offset, length);
    }

    public void Release()
    {
        PosixNative.UnmapOwned(address, (nuint)length);
        // Linux has closed the descriptor even where it reports an error: close(2), "Dealing with error returns from close()".
        _ = LinuxNative.Close(descriptor);
    }

    /// <summary>Maps a part of the file for writing; <paramref name="offset"/> is a multiple of the page size.</summary>
    internal static nint MapWritable(int descriptor, int offset, int length)
    {
        var window = PosixNative.Map(
            0, (nuint)length, PosixNative.ProtectRead | PosixNative.ProtectWrite, PosixNative.MapShared, descriptor, offset);
        return window != PosixNative.MapFailed
            ? window
            : throw PosixErrors.Failure($"mmap of {length} bytes for writing code", Marshal.GetLastPInvokeError());
    }
}

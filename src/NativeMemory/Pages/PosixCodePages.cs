using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>Anonymous memory: no access where there is no code, writable while a block is written, then executable.</summary>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed class PosixCodePages(nint address, int length, int flags) : ICodePages
{
    public nint Address => address;
    public int Length => length;
    public int Granularity => Environment.SystemPageSize;

    public nint OpenWindow(int offset, int length)
    {
        Protect(offset, length, PosixNative.ProtectRead | PosixNative.ProtectWrite, "for writing code");
        PageSource.FillWithInt3(address + offset, length);
        return address + offset;
    }

    public void CloseWindow(nint window, int offset, int length) =>
        Protect(offset, length, PosixNative.ProtectRead | PosixNative.ProtectExecute, "executable");

    /// <summary>
    /// Puts fresh pages without any access in the place of the old ones, whose memory the system has back at once.
    /// </summary>
    public void Erase(int offset, int length)
    {
        var fresh = PosixNative.Map(
            address + offset, (nuint)length, PosixNative.ProtectNone, flags | PosixNative.MapFixed, -1, 0);
        if (fresh == PosixNative.MapFailed)
            throw PosixErrors.Failure($"mmap of {length} bytes over released code", Marshal.GetLastPInvokeError());
    }

    public void Release() => PosixNative.UnmapOwned(address, (nuint)length);

    private void Protect(int offset, int length, int protection, string purpose)
    {
        if (PosixNative.Protect(address + offset, (nuint)length, protection) != 0)
            throw PosixErrors.Failure($"mprotect of {length} bytes {purpose}", Marshal.GetLastPInvokeError());
    }
}

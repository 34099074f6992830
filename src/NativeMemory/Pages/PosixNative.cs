using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>The memory functions that Linux and macOS share, and the values of their flags.</summary>
/// <remarks>POSIX.1-2017 mmap, mprotect, munmap; flag values that differ by system say so.</remarks>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal static partial class PosixNative
{
    internal const int ProtectNone = 0;
    internal const int ProtectRead = 1;
    internal const int ProtectWrite = 2;
    internal const int ProtectExecute = 4;

    internal const int MapShared = 0x01;
    internal const int MapPrivate = 0x02;
    internal const int MapFixed = 0x10;
    internal const int MapAnonymousLinux = 0x20;
    internal const int MapAnonymousMacOS = 0x1000;

    internal const nint MapFailed = -1;

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    internal static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    internal static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    internal static partial int Unmap(nint address, nuint length);

    /// <summary>Unmaps memory that this process mapped as a whole; fails only for an argument that is wrong.</summary>
    internal static void UnmapOwned(nint address, nuint length)
    {
        if (Unmap(address, length) != 0)
            throw PosixErrors.Failure($"munmap of {length} bytes", Marshal.GetLastPInvokeError());
    }
}

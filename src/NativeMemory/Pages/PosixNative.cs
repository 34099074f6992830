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

    private const nuint Room = 64 << 20;   // far more than the functions of a module, and little of 47 bits of addresses

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    internal static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, long offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    internal static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    internal static partial int Unmap(nint address, nuint length);

    /// <summary>Finds where a heap can grow: the start of <see cref="Room"/> bytes that are free now.</summary>
    /// <remarks>
    /// Left alone, the system puts a first small stretch into a gap between libraries and the next one far below, beyond what
    /// the garbage collector has reserved, out of reach of a 32-bit displacement. Nothing stays reserved, so this is a good
    /// chance and no promise.
    /// </remarks>
    /// <returns>An address to wish for, or 0 when there is no such room.</returns>
    internal static nint FindRoom(int anonymous)
    {
        var room = Map(0, Room, ProtectNone, MapPrivate | anonymous, -1, 0);
        if (room == MapFailed)
            return 0;

        UnmapOwned(room, Room);
        return room;
    }

    /// <summary>Unmaps memory that this process mapped as a whole; fails only for an argument that is wrong.</summary>
    internal static void UnmapOwned(nint address, nuint length)
    {
        if (Unmap(address, length) != 0)
            throw PosixErrors.Failure($"munmap of {length} bytes", Marshal.GetLastPInvokeError());
    }
}

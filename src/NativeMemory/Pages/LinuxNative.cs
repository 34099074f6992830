using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>Memory files of Linux.</summary>
/// <remarks>Linux man-pages: memfd_create(2), fallocate(2), open(2).</remarks>
[SupportedOSPlatform("linux")]
internal static partial class LinuxNative
{
    internal const uint CloseOnExec = 0x1;   // MFD_CLOEXEC
    internal const uint NoExecSeal = 0x8;    // MFD_NOEXEC_SEAL, Linux 6.3 on: the file cannot be run as a program

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int CreateMemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    internal static partial int Truncate(int descriptor, long length);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    internal static partial int Allocate(int descriptor, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);
}

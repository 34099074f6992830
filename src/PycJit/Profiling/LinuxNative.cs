using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Pyc.Profiling;

/// <summary>What files for profilers need of Linux and .NET has no way to say.</summary>
/// <remarks>Linux man-pages: open(2), write(2), fcntl(2), mmap(2), clock_gettime(2), gettid(2). Values of x86-64.</remarks>
[SupportedOSPlatform("linux")]
internal static unsafe partial class LinuxNative
{
    internal const int ReadWrite = 0x2;         // O_RDWR
    internal const int Create = 0x40;           // O_CREAT
    internal const int Truncate = 0x200;        // O_TRUNC
    internal const int Append = 0x400;          // O_APPEND
    internal const int NonBlocking = 0x800;     // O_NONBLOCK
    internal const int NoFollow = 0x20000;      // O_NOFOLLOW
    internal const int CloseOnExec = 0x80000;   // O_CLOEXEC

    internal const int GetStatusFlags = 3;      // F_GETFL
    internal const int SetStatusFlags = 4;      // F_SETFL

    internal const int ProtectRead = 1;         // PROT_READ
    internal const int ProtectExecute = 4;      // PROT_EXEC
    internal const int MapPrivate = 2;          // MAP_PRIVATE
    internal const nint MapFailed = -1;

    private const int FromHere = 1;             // SEEK_CUR
    private const int MonotonicClock = 1;       // CLOCK_MONOTONIC
    private const long GetThreadId = 186;       // SYS_gettid: glibc has no function of it before 2.30
    private const int Interrupted = 4;          // EINTR

    /// <summary>Nanoseconds of the monotonic clock, the one that <c>perf record -k 1</c> takes.</summary>
    internal static ulong MonotonicNanoseconds
    {
        get
        {
            Time time;
            _ = GetTime(MonotonicClock, &time);         // fails for a clock that does not exist
            return (ulong)time.Seconds * 1_000_000_000 + (ulong)time.Nanoseconds;
        }
    }

    /// <summary>The system's number of the thread that asks.</summary>
    internal static int ThreadId => (int)SystemCall(GetThreadId);

    /// <summary>Writes all of the bytes where the file stands, or behind all else where it is one for appending.</summary>
    /// <returns>Where they end in the file.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    internal static long WriteAll(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* source = bytes)
                written = Write(file, source, (nuint)bytes.Length);
            if (written >= 0)
                bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() != Interrupted)
                throw LastError();
        }
        var end = Seek(file, 0, FromHere);
        return end >= 0 ? end : throw LastError();
    }

    /// <summary>What went wrong in the last call.</summary>
    internal static IOException LastError() => new(Marshal.GetLastPInvokeErrorMessage());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileHandle Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    internal static partial nint Map(nint address, nuint length, int protection, int flags, SafeFileHandle file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    internal static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle file, byte* bytes, nuint count);

    [LibraryImport("libc", EntryPoint = "lseek", SetLastError = true)]
    private static partial long Seek(SafeFileHandle file, long offset, int origin);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, Time* time);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long SystemCall(long number);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

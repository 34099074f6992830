using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>The stack of the thread that asks.</summary>
public static partial class ThreadStack
{
    // pthread_attr_t has 56 bytes in glibc and musl on x86-64.
    private const int RoomForAttributes = 256;

    [ThreadStatic]
    private static nint s_lowest;

    /// <summary>
    /// The lowest address that the stack may grow down to; guard pages may begin there. Where the operating system does not say, the place where the
    /// thread stood when it was asked: no room is known of then. It is looked up once for a thread.
    /// </summary>
    public static nint Lowest => s_lowest != 0 ? s_lowest : s_lowest = Find();

    private static unsafe nint Find()
    {
        byte here;
        nint lowest = 0;
        if (OperatingSystem.IsWindows())
            WindowsThread.GetStackLimits(out lowest, out _);
        else if (OperatingSystem.IsMacOS())
            lowest = OfMacOS();
        else if (OperatingSystem.IsLinux())
            lowest = OfLinux();
        return lowest != 0 ? lowest : (nint)(&here);
    }

    // Linux man-pages: pthread_getattr_np(3). Of the main thread glibc and musl know what the limit of its size and the memory below leave it.
    [SupportedOSPlatform("linux")]
    private static unsafe nint OfLinux()
    {
        var attributes = stackalloc byte[RoomForAttributes];
        var thread = PosixThread.Self();
        nint lowest = 0;
        try
        {
            if (LinuxThread.GetAttributes(thread, attributes) == 0)
            {
                _ = LinuxThread.GetStack(attributes, out lowest, out _);            // they fail for no attributes that were got
                _ = LinuxThread.DestroyAttributes(attributes);
            }
        }
        catch (EntryPointNotFoundException)
        {
            // glibc before 2.32 has these in a library of their own.
            if (LegacyThread.GetAttributes(thread, attributes) == 0)
            {
                _ = LegacyThread.GetStack(attributes, out lowest, out _);
                _ = LegacyThread.DestroyAttributes(attributes);
            }
        }
        return lowest;
    }

    // macOS: <pthread.h>; the address is that of the upper end.
    [SupportedOSPlatform("macos")]
    private static nint OfMacOS()
    {
        var thread = PosixThread.Self();
        return MacThread.GetStackAddress(thread) - (nint)MacThread.GetStackSize(thread);
    }

    private static partial class PosixThread
    {
        [LibraryImport("libc", EntryPoint = "pthread_self")]
        internal static partial nint Self();
    }

    [SupportedOSPlatform("linux")]
    private static unsafe partial class LinuxThread
    {
        [LibraryImport("libc", EntryPoint = "pthread_getattr_np")]
        internal static partial int GetAttributes(nint thread, byte* attributes);

        [LibraryImport("libc", EntryPoint = "pthread_attr_getstack")]
        internal static partial int GetStack(byte* attributes, out nint lowest, out nuint size);

        [LibraryImport("libc", EntryPoint = "pthread_attr_destroy")]
        internal static partial int DestroyAttributes(byte* attributes);
    }

    [SupportedOSPlatform("linux")]
    private static unsafe partial class LegacyThread
    {
        [LibraryImport("libpthread.so.0", EntryPoint = "pthread_getattr_np")]
        internal static partial int GetAttributes(nint thread, byte* attributes);

        [LibraryImport("libpthread.so.0", EntryPoint = "pthread_attr_getstack")]
        internal static partial int GetStack(byte* attributes, out nint lowest, out nuint size);

        [LibraryImport("libpthread.so.0", EntryPoint = "pthread_attr_destroy")]
        internal static partial int DestroyAttributes(byte* attributes);
    }

    [SupportedOSPlatform("macos")]
    private static partial class MacThread
    {
        [LibraryImport("libc", EntryPoint = "pthread_get_stackaddr_np")]
        internal static partial nint GetStackAddress(nint thread);

        [LibraryImport("libc", EntryPoint = "pthread_get_stacksize_np")]
        internal static partial nuint GetStackSize(nint thread);
    }

    // Windows: processthreadsapi.h, Windows 8 on.
    [SupportedOSPlatform("windows")]
    private static partial class WindowsThread
    {
        [LibraryImport("kernel32", EntryPoint = "GetCurrentThreadStackLimits")]
        internal static partial void GetStackLimits(out nint lowest, out nint highest);
    }
}

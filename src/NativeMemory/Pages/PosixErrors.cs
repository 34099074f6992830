namespace Pyc.Native;

/// <summary>Turns an <c>errno</c> of the memory functions into an exception that says what to do.</summary>
internal static class PosixErrors
{
    // The numbers are the same on Linux and macOS for all but ENOSYS (errno.h of either).
    internal const int NotPermitted = 1;        // EPERM
    internal const int Interrupted = 4;         // EINTR
    internal const int NoMemory = 12;           // ENOMEM
    internal const int AccessDenied = 13;       // EACCES
    internal const int InvalidArgument = 22;    // EINVAL
    internal const int TooManyInSystem = 23;    // ENFILE
    internal const int TooManyInProcess = 24;   // EMFILE
    internal const int NoSpace = 28;            // ENOSPC
    internal const int NoSystemCallLinux = 38;  // ENOSYS

    internal static NativeMemoryException Failure(string operation, int errno) => new(operation, errno, Remedy(errno));

    private static string Remedy(int errno) => errno switch
    {
        NotPermitted or AccessDenied =>
            "The system forbids this process executable memory. Allow it (SELinux: the execmem permission; systemd: " +
            "MemoryDenyWriteExecute=no; macOS: the entitlement com.apple.security.cs.allow-unsigned-executable-memory; " +
            "containers: a seccomp profile that permits it), or run without native code.",
        NoMemory or NoSpace =>
            "Free memory, or raise the limits of the process (ulimit -v, the container's memory, vm.max_map_count).",
        TooManyInProcess or TooManyInSystem => "Raise the limit on open files (ulimit -n, fs.file-max).",
        NoSystemCallLinux => "The kernel, or the sandbox around the process, lacks this call.",
        _ => "Ask for less memory, or run without native code.",
    };
}

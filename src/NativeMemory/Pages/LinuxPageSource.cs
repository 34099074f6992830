using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>
/// Pages of a memory file, mapped twice: executable for as long as they live, writable only while code is written.
/// </summary>
/// <remarks>
/// Code in a page goes on running while more is added to the page, because the executable mapping never changes. The writable
/// mapping covers the pages concerned, lies where the kernel chooses, and is gone after the write: a stray or hostile write has
/// no address to aim at in the meantime. That costs two system calls per function added, little beside compiling it.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed class LinuxPageSource : IPageSource
{
    // The kernel takes a signal as a reason to undo and stop an allocation, and the runtime sends signals; small steps get done.
    private const long AllocationStep = 1 << 20;

    public ICodePages Reserve(long length, nint near)
    {
        var size = PageSource.WholePages(length, "mmap");
        var place = near != 0 ? near : PosixNative.FindRoom(PosixNative.MapAnonymousLinux);
        var descriptor = CreateFile(size);
        try
        {
            return new LinuxCodePages(descriptor, Map(descriptor, size, place), size);
        }
        catch
        {
            _ = LinuxNative.Close(descriptor);
            throw;
        }
    }

    private static int CreateFile(int size)
    {
        try
        {
            var descriptor = LinuxNative.CreateMemoryFile("pyc-code", LinuxNative.CloseOnExec | LinuxNative.NoExecSeal);
            // Kernels before 6.3 do not know the seal.
            if (descriptor < 0 && Marshal.GetLastPInvokeError() == PosixErrors.InvalidArgument)
                descriptor = LinuxNative.CreateMemoryFile("pyc-code", LinuxNative.CloseOnExec);
            return descriptor >= 0 ? descriptor : throw PosixErrors.Failure("memfd_create", Marshal.GetLastPInvokeError());
        }
        catch (EntryPointNotFoundException)
        {
            // glibc before 2.27 has no such function, whatever the kernel has.
            throw PosixErrors.Failure($"memfd_create for {size} bytes", PosixErrors.NoSystemCallLinux);
        }
    }

    private static nint Map(int descriptor, int size, nint near)
    {
        if (LinuxNative.Truncate(descriptor, size) != 0)
            throw PosixErrors.Failure($"ftruncate to {size} bytes", Marshal.GetLastPInvokeError());

        var address = PosixNative.Map(
            near, (nuint)size, PosixNative.ProtectRead | PosixNative.ProtectExecute, PosixNative.MapShared, descriptor, 0);
        if (address == PosixNative.MapFailed)
            throw PosixErrors.Failure($"mmap of {size} bytes of executable memory", Marshal.GetLastPInvokeError());

        try
        {
            Allocate(descriptor, size);
            FillWithInt3(descriptor, size);
        }
        catch
        {
            _ = PosixNative.Unmap(address, (nuint)size);
            throw;
        }
        return address;
    }

    /// <summary>Takes the memory now: a page that could not be had later would be a SIGBUS in the middle of a write.</summary>
    private static void Allocate(int descriptor, int size)
    {
        for (long offset = 0; offset < size;)
        {
            var step = Math.Min(AllocationStep, size - offset);
            if (LinuxNative.Allocate(descriptor, 0, offset, step) == 0)
            {
                offset += step;
                continue;
            }
            var errno = Marshal.GetLastPInvokeError();
            if (errno != PosixErrors.Interrupted)
                throw PosixErrors.Failure($"fallocate of {size} bytes of memory", errno);
        }
    }

    private static void FillWithInt3(int descriptor, int size)
    {
        var writable = LinuxCodePages.MapWritable(descriptor, 0, size);
        PageSource.FillWithInt3(writable, size);
        PosixNative.UnmapOwned(writable, (nuint)size);
    }
}

using System.Runtime.InteropServices;

namespace Pyc.Native;

/// <summary>Chooses the page source of the system the process runs on, and what all of them share.</summary>
internal static class PageSource
{
    /// <summary>One-byte breakpoint instruction: running into memory that holds no code traps at once.</summary>
    private const byte Int3 = 0xCC;

    /// <param name="isAnonymous">Whether Linux is to give anonymous pages and no memory file.</param>
    /// <exception cref="PlatformNotSupportedException">Not Linux, macOS or Windows on x86-64.</exception>
    internal static IPageSource ForThisSystem(bool isAnonymous = false)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            throw new PlatformNotSupportedException(
                $"Native code needs an x86-64 process; this one is {RuntimeInformation.ProcessArchitecture}. " +
                "Install the x64 build of .NET and run the program with it.");
        }
        if (OperatingSystem.IsLinux() && isAnonymous)
            return PosixPageSource.ForLinux();
        if (OperatingSystem.IsLinux())
            return new FallbackPageSource(new LinuxPageSource(), PosixPageSource.ForLinux());
        if (OperatingSystem.IsMacOS())
            return PosixPageSource.ForMacOS();
        if (OperatingSystem.IsWindows())
            return new WindowsPageSource();

        throw new PlatformNotSupportedException(
            $"Executable memory is known on Linux, macOS and Windows, not on {RuntimeInformation.OSDescription}.");
    }

    /// <summary>Fills memory that can be written with <see cref="Int3"/>.</summary>
    internal static unsafe void FillWithInt3(nint address, int length) => new Span<byte>((void*)address, length).Fill(Int3);

    /// <summary>Rounds up to a multiple of a power of two.</summary>
    internal static long AlignUp(long value, long alignment) => checked(value + alignment - 1) & -alignment;

    /// <summary>Rounds a size up to whole pages of a stretch, whose offsets are ints.</summary>
    internal static int WholePages(long length, string function)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var rounded = AlignUp(length, Environment.SystemPageSize);

        // A larger stretch could not be called across with a 32-bit displacement; the system is not asked for it.
        return rounded <= int.MaxValue
            ? (int)rounded
            : throw new ArgumentOutOfRangeException(nameof(length), length, $"{function}: a stretch of pages is below 2 GiB.");
    }
}

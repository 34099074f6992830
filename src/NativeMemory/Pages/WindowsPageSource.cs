using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>Pages of a section, mapped twice: executable for as long as they live, writable only while code is written.</summary>
/// <remarks>
/// The section is created with PAGE_EXECUTE_READWRITE, which is the most that its views may ask for and not what any of them
/// does: one view is read and execute, the other read and write.
/// </remarks>
[SupportedOSPlatform("windows")]
internal sealed class WindowsPageSource : IPageSource
{
    // Views start at multiples of the allocation granularity, 64 KiB on every Windows; these are the places tried near the wish.
    private const int PlacementStep = 1 << 20;
    private const int PlacementAttempts = 64;

    public ICodePages Reserve(long length, nint near)
    {
        var size = PageSource.WholePages(length, "CreateFileMapping");
        var section = WindowsNative.CreateSection(
            WindowsNative.InvalidHandle, 0, WindowsNative.PageExecuteReadWrite | WindowsNative.SectionCommit, 0, (uint)size, 0);
        if (section == 0)
            throw WindowsNative.Failure($"CreateFileMapping of {size} bytes of executable memory");

        nint address = 0;
        try
        {
            address = Map(section, size, near);
            var pages = new WindowsCodePages(section, address, size);
            pages.Erase(0, size);
            return pages;
        }
        catch
        {
            if (address != 0)
                _ = WindowsNative.UnmapView(address);
            _ = WindowsNative.Close(section);
            throw;
        }
    }

    private static nint Map(nint section, int size, nint near)
    {
        const uint access = WindowsNative.MapRead | WindowsNative.MapExecute;

        // Unlike mmap, a view whose place is taken fails instead of moving, so the next place is tried.
        for (var attempt = 0; near != 0 && attempt < PlacementAttempts; attempt++)
        {
            var wanted = (near + (nint)attempt * PlacementStep) & ~(nint)(WindowsCodePages.ViewAlignment - 1);
            var placed = WindowsNative.MapView(section, access, 0, 0, (nuint)size, wanted);
            if (placed != 0)
                return placed;
        }

        var address = WindowsNative.MapView(section, access, 0, 0, (nuint)size, 0);
        return address != 0 ? address : throw WindowsNative.Failure($"MapViewOfFile of {size} bytes of executable memory");
    }
}

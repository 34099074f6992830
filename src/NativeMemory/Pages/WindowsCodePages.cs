using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>A section and its executable view.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsCodePages(nint section, nint address, int length) : ICodePages
{
    /// <summary>Offsets of views in a section are multiples of this: SYSTEM_INFO.dwAllocationGranularity, 64 KiB.</summary>
    internal const int ViewAlignment = 1 << 16;

    public nint Address => address;
    public int Length => length;
    public int Granularity => 64;   // as on Linux

    public nint OpenWindow(int offset, int length)
    {
        var skipped = offset % ViewAlignment;
        var view = WindowsNative.MapView(
            section, WindowsNative.MapWrite, 0, (uint)(offset - skipped), (nuint)(skipped + length), 0);
        return view != 0 ? view + skipped : throw WindowsNative.Failure($"MapViewOfFile of {length} bytes for writing code");
    }

    public void CloseWindow(nint window, int offset, int length)
    {
        if (!WindowsNative.UnmapView(window - offset % ViewAlignment))
            throw WindowsNative.Failure("UnmapViewOfFile of written code");
        if (!WindowsNative.FlushInstructions(WindowsNative.CurrentProcess(), address + offset, (nuint)length))
            throw WindowsNative.Failure("FlushInstructionCache");
    }

    public void Erase(int offset, int length)
    {
        var window = OpenWindow(offset, length);
        PageSource.FillWithInt3(window, length);
        CloseWindow(window, offset, length);
    }

    public void Release()
    {
        if (!WindowsNative.UnmapView(address))
            throw WindowsNative.Failure($"UnmapViewOfFile of {length} bytes");
        _ = WindowsNative.Close(section);
    }
}

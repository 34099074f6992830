using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Pyc.Native;

/// <summary>
/// Anonymous pages whose protection changes before their code is published: the way of macOS, the second way of Linux.
/// </summary>
/// <remarks>
/// Each block has pages of its own, because a page that other code may be running in cannot be made writable. On macOS the
/// process runs as x86-64, on Apple silicon under Rosetta, which translates a page when it is made executable and again after
/// each change of its protection; <c>MAP_JIT</c> and its per-thread switch belong to arm64 processes. A program signed with the
/// hardened runtime needs the entitlement <c>com.apple.security.cs.allow-unsigned-executable-memory</c>, which the .NET host has.
/// </remarks>
[SupportedOSPlatform("linux")]
[SupportedOSPlatform("macos")]
internal sealed class PosixPageSource : IPageSource
{
    private readonly int _anonymous;

    private PosixPageSource(int anonymous) => _anonymous = anonymous;

    internal static PosixPageSource ForLinux() => new(PosixNative.MapAnonymousLinux);

    internal static PosixPageSource ForMacOS() => new(PosixNative.MapAnonymousMacOS);

    public ICodePages Reserve(long length, nint near)
    {
        var size = PageSource.WholePages(length, "mmap");
        var flags = PosixNative.MapPrivate | _anonymous;
        var place = near != 0 ? near : PosixNative.FindRoom(_anonymous);
        var address = PosixNative.Map(place, (nuint)size, PosixNative.ProtectNone, flags, -1, 0);
        if (address == PosixNative.MapFailed)
            throw PosixErrors.Failure($"mmap of {size} bytes of memory", Marshal.GetLastPInvokeError());

        var pages = new PosixCodePages(address, size, flags);
        try
        {
            // Where executable memory is forbidden, that is to be known now and not at the first function.
            _ = pages.OpenWindow(0, Environment.SystemPageSize);
            pages.CloseWindow(address, 0, Environment.SystemPageSize);
            pages.Erase(0, Environment.SystemPageSize);
        }
        catch
        {
            pages.Release();
            throw;
        }
        return pages;
    }
}

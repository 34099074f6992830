using System.Runtime.InteropServices;
using Pyc.Translation;

namespace Pyc.X64;

/// <summary>Addresses of the functions of the platform's C library that generated code calls.</summary>
/// <remarks>
/// <see cref="Math.Pow"/> and the operator % call the same functions, and so does CPython: results are equal bit for bit on one system.
/// </remarks>
internal static class CFunctions
{
    private static readonly Lazy<nint> s_library = new(Load);
    private static readonly Lazy<nint> s_power = new(() => Find("pow"));
    private static readonly Lazy<nint> s_remainder = new(() => Find("fmod"));

    /// <summary><c>double pow(double, double)</c>.</summary>
    internal static nint Power => s_power.Value;

    /// <summary><c>double fmod(double, double)</c>.</summary>
    internal static nint Remainder => s_remainder.Value;

    private static nint Load()
    {
        string[] names =
            OperatingSystem.IsWindows() ? ["ucrtbase.dll"]
            : OperatingSystem.IsMacOS() ? ["/usr/lib/libSystem.dylib"]
            : ["libm.so.6", "libm.so", "libc.so"];                      // glibc; musl has all in one
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        }
        throw new InternalCompilerException($"The C library is not found as {string.Join(" or ", names)}.", stage: "instruction selection");
    }

    /// <summary>The address of a function by its name in C.</summary>
    internal static nint Find(string name) => NativeLibrary.TryGetExport(s_library.Value, name, out var function)
        ? function
        : throw new InternalCompilerException($"The C library has no function {name}.", stage: "instruction selection");
}

using System.Runtime.InteropServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Functions of the platform's C library that .NET has no name for; its own <see cref="Math"/> calls the same library for the rest.</summary>
/// <remarks>CPython calls these as well, so that results are equal bit for bit on the same system.</remarks>
internal static class CLibrary
{
    private static readonly nint s_library = Load();

    public static Func<double, double> Expm1 { get; } = Unary("expm1");

    public static Func<double, double> Log1p { get; } = Unary("log1p");

    public static Func<double, double> Exp2 { get; } = Unary("exp2");

    public static Func<double, double> Erf { get; } = Unary("erf");

    public static Func<double, double> Erfc { get; } = Unary("erfc");

    public static Func<double, double, double> Hypot { get; } = Binary("hypot");

    private static nint Load()
    {
        string[] names =
            OperatingSystem.IsWindows() ? ["ucrtbase.dll"]
            : OperatingSystem.IsMacOS() ? ["/usr/lib/libSystem.dylib"]
            : ["libm.so.6", "libm.so", "libc.so"];          // glibc; musl has all in one
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        }
        throw new PlatformNotSupportedException($"The C library is not found as {string.Join(" or ", names)}; math needs it.");
    }

    private static Func<double, double> Unary(string name) =>
        new(Marshal.GetDelegateForFunctionPointer<UnaryFunction>(NativeLibrary.GetExport(s_library, name)).Invoke);

    private static Func<double, double, double> Binary(string name) =>
        new(Marshal.GetDelegateForFunctionPointer<BinaryFunction>(NativeLibrary.GetExport(s_library, name)).Invoke);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate double UnaryFunction(double x);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate double BinaryFunction(double x, double y);
}

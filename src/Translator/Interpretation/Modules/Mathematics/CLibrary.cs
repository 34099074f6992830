using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Functions of the platform's C library that .NET has no name for; its own <see cref="Math"/> calls the same library for the rest.</summary>
/// <remarks>CPython calls these as well, so that results are equal bit for bit on the same system.</remarks>
internal static class CLibrary
{
    // Not loaded before it is needed: most of math works without it.
    private static readonly Lazy<nint> s_library = new(() => Load(Names));

    private static readonly Lazy<UnaryFunction> s_expm1 = Find<UnaryFunction>("expm1");
    private static readonly Lazy<UnaryFunction> s_log1p = Find<UnaryFunction>("log1p");
    private static readonly Lazy<UnaryFunction> s_exp2 = Find<UnaryFunction>("exp2");
    private static readonly Lazy<UnaryFunction> s_erf = Find<UnaryFunction>("erf");
    private static readonly Lazy<UnaryFunction> s_erfc = Find<UnaryFunction>("erfc");
    private static readonly Lazy<BinaryFunction> s_hypot = Find<BinaryFunction>("hypot");

    public static double Expm1(double x) => s_expm1.Value(x);

    // Some C libraries lose the sign of zero.
    public static double Log1p(double x) => Math.CopySign(s_log1p.Value(x), x);

    public static double Exp2(double x) => s_exp2.Value(x);

    public static double Erf(double x) => s_erf.Value(x);

    public static double Erfc(double x) => s_erfc.Value(x);

    public static double Hypot(double x, double y) => s_hypot.Value(x, y);

    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["ucrtbase.dll"]
        : OperatingSystem.IsMacOS() ? ["/usr/lib/libSystem.dylib"]
        : ["libm.so.6", "libm.so", "libc.so"];              // glibc; musl has all in one

    /// <summary>Loads the first library of these that is there.</summary>
    /// <exception cref="UnsupportedValueException">None is.</exception>
    internal static nint Load(params string[] names)
    {
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        }
        throw new UnsupportedValueException(
            DiagnosticDescriptors.CLibrary, $"the C library, which computes some functions of math, is not found as {string.Join(" or ", names)}",
            "Put it where the system's loader looks for it.");
    }

    private static Lazy<T> Find<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(string name)
        where T : Delegate => new(() => NativeLibrary.TryGetExport(s_library.Value, name, out var function)
            ? Marshal.GetDelegateForFunctionPointer<T>(function)
            : throw new UnsupportedValueException(
                DiagnosticDescriptors.CLibrary, $"the C library has no function {name}", "Use a C library of C99 or later."));

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate double UnaryFunction(double x);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate double BinaryFunction(double x, double y);
}

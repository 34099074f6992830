using System.Runtime.InteropServices;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Addresses of what generated code calls for a <see cref="FloatFunction"/>.</summary>
/// <remarks>
/// What the interpreter computes by the C library, generated code calls there. For the rest it calls back to the very method that the
/// interpreter uses, so that results are equal bit for bit. That is managed code: the caller has left it by a GC transition, as for all code
/// with calls.
/// </remarks>
internal static class FloatFunctionAddresses
{
    // The addresses are valid as long as the delegates live.
    private static readonly Lazy<(Delegate? Callback, nint Address)>[,] s_addresses = Make();

    [UnmanagedFunctionPointer(System.Runtime.InteropServices.CallingConvention.Cdecl)]
    private delegate double Unary(double a);

    [UnmanagedFunctionPointer(System.Runtime.InteropServices.CallingConvention.Cdecl)]
    private delegate double Binary(double a, double b);

    [UnmanagedFunctionPointer(System.Runtime.InteropServices.CallingConvention.Cdecl)]
    private delegate double Ternary(double a, double b, double c);

    /// <summary>The address of a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="count">How many numbers it is to take; it has a form that does.</param>
    internal static nint Of(FloatFunctionInfo function, int count) => s_addresses[(int)function.Function, count].Value.Address;

    private static Lazy<(Delegate? Callback, nint Address)>[,] Make()
    {
        var functions = FloatFunctionInfo.All;
        var addresses = new Lazy<(Delegate? Callback, nint Address)>[functions.Length, 4];
        foreach (var function in functions)
        {
            for (var count = 1; count <= 3; count++)
            {
                var numbers = count;
                addresses[(int)function.Function, count] = new(() => Find(function, numbers));
            }
        }
        return addresses;
    }

    private static (Delegate? Callback, nint Address) Find(FloatFunctionInfo function, int count)
    {
        if (function.NameInC is { } name)
            return (null, CFunctions.Find(name));
        return count switch
        {
            1 when function.Unary is { } unary => Callback(new Unary(unary)),
            2 when function.Binary is { } binary => Callback(new Binary(binary)),
            3 when function.Ternary is { } ternary => Callback(new Ternary(ternary)),
            _ => throw new ArgumentException($"{function.Name} does not take {count} numbers.", nameof(function)),
        };
    }

    // The type is said, so that what calls it is there where code is compiled ahead of time.
    private static (Delegate? Callback, nint Address) Callback<T>(T callback)
        where T : Delegate => (callback, Marshal.GetFunctionPointerForDelegate(callback));
}

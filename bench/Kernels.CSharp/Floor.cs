using System.Runtime.CompilerServices;

namespace Pyc.Benchmarks;

/// <summary>Python's <c>//</c> and <c>%</c>, which round down, for divisors above zero.</summary>
internal static class Floor
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Div(long a, long b) => a % b < 0 ? a / b - 1 : a / b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Mod(long a, long b)
    {
        var r = a % b;
        return r < 0 ? r + b : r;
    }
}

namespace Pyc.X64.Tests;

/// <summary>Numbers at which integer code goes wrong when it does.</summary>
internal static class Grids
{
    public static long[] Integers { get; } =
    [
        long.MinValue, long.MinValue + 1, -(1L << 62) - 1, -(1L << 62), -(1L << 32), int.MinValue - 1L, int.MinValue,
        -65, -64, -63, -10, -3, -2, -1, 0, 1, 2, 3, 5, 9, 10, 31, 32, 62, 63, 64, 65, 127, 128,
        int.MaxValue, int.MaxValue + 1L, uint.MaxValue, uint.MaxValue + 1L, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, -(1L << 53) - 1, 3037000499, 3037000500, 1L << 62, (1L << 62) + 1,
        long.MaxValue - 1, long.MaxValue,
    ];

    /// <summary>The bits of floats at which code goes wrong when it does.</summary>
    public static long[] Floats { get; } =
    [
        .. new[]
        {
            0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2, 2.5, 3, -7.25, 10, 1e10, 1e300, -1e300, double.Epsilon, -double.Epsilon,
            2.2250738585072014e-308, 2.2250738585072009e-308, double.MaxValue, double.MinValue, 9007199254740991, 9007199254740992,
            9007199254740994, -9007199254740993, 9223372036854774784, 9223372036854775808.0, -9223372036854775808.0, -9223372036854777856.0,
            18446744073709549568.0, 18446744073709551616.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, -double.NaN,
        }.Select(BitConverter.DoubleToInt64Bits),
    ];

    public static long[] Bools { get; } = [0, 1];
}

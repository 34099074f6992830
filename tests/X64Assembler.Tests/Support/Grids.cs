namespace Pyc.X64.Tests;

/// <summary>Numbers at which integer code goes wrong when it does.</summary>
internal static class Grids
{
    public static long[] Integers { get; } =
    [
        long.MinValue, long.MinValue + 1, -(1L << 62) - 1, -(1L << 62), -(1L << 32), int.MinValue - 1L, int.MinValue,
        -65, -64, -63, -10, -3, -2, -1, 0, 1, 2, 3, 5, 9, 10, 31, 32, 62, 63, 64, 65, 127, 128,
        int.MaxValue, int.MaxValue + 1L, uint.MaxValue, 3037000499, 3037000500, 1L << 62, (1L << 62) + 1,
        long.MaxValue - 1, long.MaxValue,
    ];

    public static long[] Bools { get; } = [0, 1];
}

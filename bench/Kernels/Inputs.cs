namespace Pyc.Benchmarks;

/// <summary>Arrays for kernels, the same in every run. They stay where they are in memory, so that C may be given their addresses.</summary>
internal static class Inputs
{
    /// <summary>Numbers from -0.5 to 0.5.</summary>
    public static double[] Floats(int count)
    {
        var random = new Random(count);
        return Filled(count, _ => random.NextDouble() - 0.5);
    }

    /// <summary>Numbers from 0 to below <paramref name="limit"/>.</summary>
    public static long[] Ints(int count, int limit) => Ints(count, 0, limit);

    /// <summary>Numbers from 1 to below <paramref name="limit"/>.</summary>
    public static long[] PositiveInts(int count, int limit) => Ints(count, 1, limit);

    /// <summary>0, 2, 4 and so on.</summary>
    public static long[] EvenNumbers(int count) => Filled(count, i => 2L * i);

    public static double[] FloatZeros(int count) => Filled(count, _ => 0.0);

    public static long[] IntZeros(int count) => Filled(count, _ => 0L);

    private static long[] Ints(int count, int least, int limit)
    {
        var random = new Random(limit);
        return Filled(count, _ => (long)random.Next(least, limit));
    }

    private static T[] Filled<T>(int count, Func<int, T> element)
    {
        var array = GC.AllocateUninitializedArray<T>(count, pinned: true);
        for (var i = 0; i < count; i++)
            array[i] = element(i);
        return array;
    }
}

namespace Pyc.Benchmarks;

/// <summary>The recursive kernels of fixtures/src/kernels.py as C# has them.</summary>
public static class Recursion
{
    public static long Fib(long n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    public static long Ackermann(long m, long n)
    {
        if (m == 0)
            return n + 1;
        if (n == 0)
            return Ackermann(m - 1, 1);
        return Ackermann(m - 1, Ackermann(m, n - 1));
    }

    public static long Hanoi(long n, long source, long target, long spare)
    {
        if (n == 0)
            return 0;
        return Hanoi(n - 1, source, spare, target) + 1 + Hanoi(n - 1, spare, target, source);
    }

    public static long Choose(long n, long k) => k == 0 || k == n ? 1 : Choose(n - 1, k - 1) + Choose(n - 1, k);

    private static long GcdRecursive(long a, long b) => b == 0 ? a : GcdRecursive(b, a % b);

    public static long GcdSum(long n)
    {
        var total = 0L;
        for (var a = 1L; a <= n; a++)
        {
            for (var b = 1L; b <= n; b++)
                total += GcdRecursive(a, b);
        }
        return total;
    }

    public static long SumHalves(ReadOnlySpan<long> xs, int low, int high)
    {
        if (high - low == 1)
            return xs[low];
        var middle = (low + high) / 2;
        return SumHalves(xs, low, middle) + SumHalves(xs, middle, high);
    }

    public static long Tak(long x, long y, long z) => y >= x ? z : Tak(Tak(x - 1, y, z), Tak(y - 1, z, x), Tak(z - 1, x, y));

    public static long Queens(long full, long columns, long left, long right)
    {
        if (columns == full)
            return 1;
        var count = 0L;
        var free = full & ~(columns | left | right);
        while (free != 0)
        {
            var bit = free & -free;
            free ^= bit;
            count += Queens(full, columns | bit, (left | bit) << 1, (right | bit) >> 1);
        }
        return count;
    }

    public static long Partitions(long n, long largest)
    {
        if (n == 0)
            return 1;
        if (n < 0 || largest == 0)
            return 0;
        return Partitions(n - largest, largest) + Partitions(n, largest - 1);
    }
}

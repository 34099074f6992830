namespace Pyc.Benchmarks;

/// <summary>The kernels of fixtures/src/arrays.py as C# has them over spans, which check their bounds.</summary>
/// <remarks>bench/Arrays.Checked compiles this file too, with all arithmetic of ints checked.</remarks>
#if CHECKED
public static class CheckedKernels
#else
public static class Kernels
#endif
{
    public static double Total(ReadOnlySpan<double> xs)
    {
        var s = 0.0;
        foreach (var x in xs)
            s += x;
        return s;
    }

    public static double Dot(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var s = 0.0;
        for (var i = 0; i < xs.Length; i++)
            s += xs[i] * ys[i];
        return s;
    }

    public static void Saxpy(double a, ReadOnlySpan<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
            ys[i] += a * xs[i];
    }

    public static void PrefixSums(Span<long> xs)
    {
        for (var i = 1; i < xs.Length; i++)
            xs[i] += xs[i - 1];
    }

    public static void InsertionSort(Span<long> xs)
    {
        for (var i = 1; i < xs.Length; i++)
        {
            var v = xs[i];
            var j = i - 1;
            while (j >= 0 && xs[j] > v)
            {
                xs[j + 1] = xs[j];
                j--;
            }
            xs[j + 1] = v;
        }
    }

    public static long Sieve(Span<long> flags)
    {
        var n = flags.Length;
        for (var i = 0; i < n; i++)
            flags[i] = 1;
        if (n > 0)
            flags[0] = 0;
        if (n > 1)
            flags[1] = 0;
        for (var i = 2; i * i < n; i++)
        {
            if (flags[i] != 0)
            {
                for (var j = i * i; j < n; j += i)
                    flags[j] = 0;
            }
        }
        var count = 0L;
        foreach (var flag in flags)
            count += flag;
        return count;
    }

    public static void MatrixMultiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var s = 0.0;
                for (var k = 0; k < n; k++)
                    s += a[i * n + k] * b[k * n + j];
                c[i * n + j] = s;
            }
        }
    }

    public static void Convolve(ReadOnlySpan<double> xs, ReadOnlySpan<double> kernel, Span<double> results)
    {
        for (var i = 0; i < results.Length; i++)
        {
            var s = 0.0;
            for (var j = 0; j < kernel.Length; j++)
                s += xs[i + j] * kernel[j];
            results[i] = s;
        }
    }

    public static long EditDistance(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> row)
    {
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var cost = a[i] == b[j] ? 0 : 1;
                var best = Math.Min(Math.Min(row[j] + 1, row[j + 1] + 1), diagonal + cost);
                diagonal = row[j + 1];
                row[j + 1] = best;
            }
        }
        return row[b.Length];
    }

    public static void Quicksort(Span<long> xs, int low, int high)
    {
        if (low >= high)
            return;
        var pivot = xs[(low + high) / 2];
        var (i, j) = (low, high);
        while (i <= j)
        {
            while (xs[i] < pivot)
                i++;
            while (xs[j] > pivot)
                j--;
            if (i <= j)
            {
                (xs[i], xs[j]) = (xs[j], xs[i]);
                i++;
                j--;
            }
        }
        Quicksort(xs, low, j);
        Quicksort(xs, i, high);
    }

    public static void Histogram(ReadOnlySpan<long> xs, Span<long> counts)
    {
        foreach (var x in xs)
        {
            var place = (int)(x % counts.Length);
            counts[place < 0 ? place + counts.Length : place]++;
        }
    }

    public static int BinarySearch(ReadOnlySpan<long> xs, long v)
    {
        var (low, high) = (0, xs.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (xs[middle] < v)
                low = middle + 1;
            else if (xs[middle] > v)
                high = middle - 1;
            else
                return middle;
        }
        return -1;
    }
}

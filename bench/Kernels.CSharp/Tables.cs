namespace Pyc.Benchmarks;

/// <summary>The kernels of fixtures/src/kernels.py that sort, search and fill tables, as C# has them over spans.</summary>
public static class Tables
{
    public static long Sieve(Span<long> flags)
    {
        flags.Fill(1);
        flags[0] = 0;
        flags[1] = 0;
        for (var i = 2; i * i < flags.Length; i++)
        {
            if (flags[i] != 0)
            {
                for (var j = i * i; j < flags.Length; j += i)
                    flags[j] = 0;
            }
        }
        var count = 0L;
        foreach (var flag in flags)
            count += flag;
        return count;
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

    public static void BubbleSort(Span<long> xs)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            for (var j = 0; j < xs.Length - 1 - i; j++)
            {
                if (xs[j] > xs[j + 1])
                    (xs[j], xs[j + 1]) = (xs[j + 1], xs[j]);
            }
        }
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

    private static int BinarySearch(ReadOnlySpan<long> xs, long v)
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

    public static long BinarySearches(ReadOnlySpan<long> xs, ReadOnlySpan<long> wanted)
    {
        var found = 0L;
        foreach (var v in wanted)
        {
            if (BinarySearch(xs, v) >= 0)
                found++;
        }
        return found;
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

    public static void MatrixVector(ReadOnlySpan<double> a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (var i = 0; i < y.Length; i++)
        {
            var row = a.Slice(i * x.Length, x.Length);
            var s = 0.0;
            for (var j = 0; j < x.Length; j++)
                s += row[j] * x[j];
            y[i] = s;
        }
    }

    public static void Transpose(ReadOnlySpan<double> a, Span<double> b, int rows, int columns)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
                b[j * rows + i] = a[i * columns + j];
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

    public static long Knapsack(ReadOnlySpan<long> weights, ReadOnlySpan<long> values, Span<long> best)
    {
        best.Clear();
        for (var i = 0; i < weights.Length; i++)
        {
            var (w, v) = ((int)weights[i], values[i]);
            for (var c = best.Length - 1; c >= w; c--)
                best[c] = Math.Max(best[c], best[c - w] + v);
        }
        return best[^1];
    }

    public static void ShortestPaths(Span<long> d, int n)
    {
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    var through = d[i * n + k] + d[k * n + j];
                    if (through < d[i * n + j])
                        d[i * n + j] = through;
                }
            }
        }
    }

    public static void LifeStep(ReadOnlySpan<long> cells, Span<long> results, int width, int height)
    {
        for (var y = 1; y < height - 1; y++)
        {
            for (var x = 1; x < width - 1; x++)
            {
                var i = y * width + x;
                var n = cells[i - width - 1] + cells[i - width] + cells[i - width + 1] + cells[i - 1] + cells[i + 1]
                    + cells[i + width - 1] + cells[i + width] + cells[i + width + 1];
                results[i] = n == 3 || (n == 2 && cells[i] == 1) ? 1 : 0;
            }
        }
    }
}

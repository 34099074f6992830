namespace Pyc.Benchmarks;

/// <summary>The kernels on arrays of fixtures/src/kernels.py as C# has them over spans, which check their bounds.</summary>
public static class Arrays
{
    public static long SumInts(ReadOnlySpan<long> xs)
    {
        var total = 0L;
        foreach (var x in xs)
            total += x;
        return total;
    }

    public static double SumFloats(ReadOnlySpan<double> xs)
    {
        var total = 0.0;
        foreach (var x in xs)
            total += x;
        return total;
    }

    public static double Dot(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var s = 0.0;
        for (var i = 0; i < xs.Length; i++)
            s += xs[i] * ys[i];
        return s;
    }

    public static long DotInts(ReadOnlySpan<long> xs, ReadOnlySpan<long> ys)
    {
        var s = 0L;
        for (var i = 0; i < xs.Length; i++)
            s += xs[i] * ys[i];
        return s;
    }

    public static void Saxpy(double a, ReadOnlySpan<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
            ys[i] += a * xs[i];
    }

    public static void ClampInPlace(Span<double> xs, double low, double high)
    {
        foreach (ref var x in xs)
        {
            if (x < low)
                x = low;
            else if (x > high)
                x = high;
        }
    }

    public static void MapLinear(ReadOnlySpan<double> xs, Span<double> results, double a, double b)
    {
        for (var i = 0; i < xs.Length; i++)
            results[i] = a * xs[i] + b;
    }

    public static double Minimum(ReadOnlySpan<double> xs)
    {
        var best = xs[0];
        foreach (var x in xs)
        {
            if (x < best)
                best = x;
        }
        return best;
    }

    public static long Maximum(ReadOnlySpan<long> xs)
    {
        var best = xs[0];
        foreach (var x in xs)
            best = Math.Max(best, x);
        return best;
    }

    public static int Argmin(ReadOnlySpan<double> xs)
    {
        var best = 0;
        for (var i = 1; i < xs.Length; i++)
        {
            if (xs[i] < xs[best])
                best = i;
        }
        return best;
    }

    public static long CountAbove(ReadOnlySpan<double> xs, double threshold)
    {
        var count = 0L;
        foreach (var x in xs)
        {
            if (x > threshold)
                count++;
        }
        return count;
    }

    public static long SumAbove(ReadOnlySpan<long> xs, long threshold)
    {
        var total = 0L;
        foreach (var x in xs)
        {
            if (x > threshold)
                total += x;
        }
        return total;
    }

    public static long CountEqual(ReadOnlySpan<long> xs, ReadOnlySpan<long> ys)
    {
        var count = 0L;
        for (var i = 0; i < xs.Length; i++)
        {
            if (xs[i] == ys[i])
                count++;
        }
        return count;
    }

    public static long XorChecksum(ReadOnlySpan<long> xs)
    {
        var h = 0L;
        foreach (var x in xs)
            h ^= x;
        return h;
    }

    public static void PrefixSums(ReadOnlySpan<long> xs, Span<long> results)
    {
        var s = 0L;
        for (var i = 0; i < xs.Length; i++)
        {
            s += xs[i];
            results[i] = s;
        }
    }

    public static void Reverse(Span<long> xs)
    {
        for (var (i, j) = (0, xs.Length - 1); i < j; i++, j--)
            (xs[i], xs[j]) = (xs[j], xs[i]);
    }

    public static void Stencil(ReadOnlySpan<double> xs, Span<double> results)
    {
        for (var i = 1; i < xs.Length - 1; i++)
            results[i] = 0.25 * xs[i - 1] + 0.5 * xs[i] + 0.25 * xs[i + 1];
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

    public static void MovingAverage(ReadOnlySpan<double> xs, Span<double> results, int window)
    {
        var s = 0.0;
        for (var i = 0; i < xs.Length; i++)
        {
            s += xs[i];
            if (i >= window)
                s -= xs[i - window];
            results[i] = s / window;
        }
    }

    public static void Normalise(ReadOnlySpan<double> xs, Span<double> results)
    {
        var mean = 0.0;
        foreach (var x in xs)
            mean += x;
        mean /= xs.Length;
        var variance = 0.0;
        foreach (var x in xs)
            variance += (x - mean) * (x - mean);
        var deviation = Math.Sqrt(variance / xs.Length);
        for (var i = 0; i < xs.Length; i++)
            results[i] = (xs[i] - mean) / deviation;
    }

    public static void PolynomialValues(ReadOnlySpan<double> xs, Span<double> results)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            var x = xs[i];
            results[i] = (((0.5 * x - 1.25) * x + 3.0) * x - 7.5) * x + 2.0;
        }
    }

    public static void Grayscale(ReadOnlySpan<long> red, ReadOnlySpan<long> green, ReadOnlySpan<long> blue, Span<long> results)
    {
        for (var i = 0; i < results.Length; i++)
            results[i] = (77 * red[i] + 150 * green[i] + 29 * blue[i]) >> 8;
    }

    public static void Histogram(ReadOnlySpan<long> xs, Span<long> counts)
    {
        counts.Clear();
        foreach (var x in xs)
            counts[(int)Floor.Mod(x, counts.Length)]++;
    }
}

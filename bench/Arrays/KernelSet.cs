using Optimised = (Pyc.Benchmarks.CLibrary O2, Pyc.Benchmarks.CLibrary O3);

namespace Pyc.Benchmarks;

/// <summary>The kernels with their arrays.</summary>
/// <param name="module">fixtures/pyc/3.13/arrays.pyc.</param>
/// <param name="c">The same in C, twice compiled.</param>
internal sealed unsafe class KernelSet(PycModule module, Optimised c)
{
    private const int Taps = 16;
    private const int Buckets = 64;
    private const int Searches = 256;

    private readonly Random _random = new(1);

    /// <summary>All of them: those of linear or n log n time on arrays of 10^3 and 10^6 elements, the others on small ones.</summary>
    public IEnumerable<Kernel> All()
    {
        foreach (var n in (int[])[1_000, 1_000_000])
        {
            yield return Total(n);
            yield return Dot(n);
            yield return Saxpy(n);
            yield return PrefixSums(n);
            yield return Sieve(n);
            yield return Convolve(n);
            yield return Quicksort(n);
            yield return Histogram(n);
            yield return BinarySearch(n);
        }
        yield return InsertionSort(1_000);
        yield return EditDistance(1_000);
        yield return MatrixMultiply(200);
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);

    private static string Elements(int n) => n == 1_000 ? "10^3" : "10^6";

    private double[] Floats(int n)
    {
        var array = new double[n];
        for (var i = 0; i < n; i++)
            array[i] = _random.NextDouble() - 0.5;
        return array;
    }

    private long[] Ints(int n, int most)
    {
        var array = new long[n];
        for (var i = 0; i < n; i++)
            array[i] = _random.Next(most);
        return array;
    }

    private Kernel Total(int n)
    {
        var xs = Floats(n);
        var python = module.Get<Func<double[], double>>("total");
        return new Kernel("total", Elements(n), [typeof(double[])],
        [
            new("C# checked", () => Bits(CheckedKernels.Total(xs))), new("C#", () => Bits(Kernels.Total(xs))), new("PycJit", () => Bits(python(xs))),
            new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ]);

        long InC(CLibrary library)
        {
            fixed (double* p = xs)
                return Bits(((delegate* unmanaged<double*, long, double>)library["total"])(p, n));
        }
    }

    private Kernel Dot(int n)
    {
        var (xs, ys) = (Floats(n), Floats(n));
        var python = module.Get<Func<double[], double[], double>>("dot");
        return new Kernel("dot", Elements(n), [typeof(double[]), typeof(double[])],
        [
            new("C# checked", () => Bits(CheckedKernels.Dot(xs, ys))), new("C#", () => Bits(Kernels.Dot(xs, ys))), new("PycJit", () => Bits(python(xs, ys))),
            new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ]);

        long InC(CLibrary library)
        {
            fixed (double* p = xs, q = ys)
                return Bits(((delegate* unmanaged<double*, double*, long, double>)library["dot"])(p, q, n));
        }
    }

    // a is so small that ys stays about what it was, however many calls there are.
    private Kernel Saxpy(int n)
    {
        const double A = 1e-9;
        var (xs, ys) = (Floats(n), Floats(n));
        var python = module.Get<Action<double, double[], double[]>>("saxpy");
        return new Kernel("saxpy", Elements(n), [typeof(double), typeof(double[]), typeof(double[])],
        [
            new("C# checked", () => Done(() => CheckedKernels.Saxpy(A, xs, ys))), new("C#", () => Done(() => Kernels.Saxpy(A, xs, ys))),
            new("PycJit", () => Done(() => python(A, xs, ys))), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(ys));

        long InC(CLibrary library)
        {
            fixed (double* p = xs, q = ys)
                ((delegate* unmanaged<double, double*, double*, long, void>)library["saxpy"])(A, p, q, n);
            return 0;
        }
    }

    // Each call begins with a copy of the array, which is part of every time: its sums would grow too large.
    private Kernel PrefixSums(int n)
    {
        var (master, xs) = (Ints(n, 1000), new long[n]);
        var python = module.Get<Action<long[]>>("prefix_sums");
        return new Kernel("prefix_sums", Elements(n) + " and a copy", [typeof(long[])],
        [
            new("C# checked", () => Done(() => CheckedKernels.PrefixSums(Copy()))), new("C#", () => Done(() => Kernels.PrefixSums(Copy()))),
            new("PycJit", () => Done(() => python(Copy()))), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(xs));

        long[] Copy()
        {
            master.CopyTo(xs, 0);
            return xs;
        }

        long InC(CLibrary library)
        {
            fixed (long* p = Copy())
                ((delegate* unmanaged<long*, long, void>)library["prefix_sums"])(p, n);
            return 0;
        }
    }

    private Kernel InsertionSort(int n)
    {
        var (master, xs) = (Ints(n, 1_000_000), new long[n]);
        var python = module.Get<Action<long[]>>("insertion_sort");
        return new Kernel("insertion_sort", Elements(n) + " and a copy", [typeof(long[])],
        [
            new("C# checked", () => Done(() => CheckedKernels.InsertionSort(Copy()))), new("C#", () => Done(() => Kernels.InsertionSort(Copy()))),
            new("PycJit", () => Done(() => python(Copy()))), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(xs));

        long[] Copy()
        {
            master.CopyTo(xs, 0);
            return xs;
        }

        long InC(CLibrary library)
        {
            fixed (long* p = Copy())
                ((delegate* unmanaged<long*, long, void>)library["insertion_sort"])(p, n);
            return 0;
        }
    }

    private Kernel Sieve(int n)
    {
        var flags = new long[n];
        var python = module.Get<Func<long[], long>>("sieve");
        return new Kernel("sieve", Elements(n), [typeof(long[])],
        [
            new("C# checked", () => CheckedKernels.Sieve(flags)), new("C#", () => Kernels.Sieve(flags)), new("PycJit", () => python(flags)),
            new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(flags));

        long InC(CLibrary library)
        {
            fixed (long* p = flags)
                return ((delegate* unmanaged<long*, long, long>)library["sieve"])(p, n);
        }
    }

    private Kernel MatrixMultiply(int n)
    {
        var (a, b, results) = (Floats(n * n), Floats(n * n), new double[n * n]);
        var python = module.Get<Action<double[], double[], double[], long>>("matrix_multiply");
        return new Kernel("matrix_multiply", $"n = {n}", [typeof(double[]), typeof(double[]), typeof(double[]), typeof(long)],
        [
            new("C# checked", () => Done(() => CheckedKernels.MatrixMultiply(a, b, results, n))),
            new("C#", () => Done(() => Kernels.MatrixMultiply(a, b, results, n))),
            new("PycJit", () => Done(() => python(a, b, results, n))), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(results));

        long InC(CLibrary library)
        {
            fixed (double* p = a, q = b, r = results)
                ((delegate* unmanaged<double*, double*, double*, long, void>)library["matrix_multiply"])(p, q, r, n);
            return 0;
        }
    }

    private Kernel Convolve(int n)
    {
        var (xs, kernel, results) = (Floats(n), Floats(Taps), new double[n - Taps + 1]);
        var python = module.Get<Action<double[], double[], double[]>>("convolve");
        return new Kernel("convolve", $"{Elements(n)}, {Taps} taps", [typeof(double[]), typeof(double[]), typeof(double[])],
        [
            new("C# checked", () => Done(() => CheckedKernels.Convolve(xs, kernel, results))), new("C#", () => Done(() => Kernels.Convolve(xs, kernel, results))),
            new("PycJit", () => Done(() => python(xs, kernel, results))), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(results));

        long InC(CLibrary library)
        {
            fixed (double* p = xs, q = kernel, r = results)
                ((delegate* unmanaged<double*, double*, double*, long, long, void>)library["convolve"])(p, q, r, Taps, results.Length);
            return 0;
        }
    }

    private Kernel EditDistance(int n)
    {
        var (a, b, row) = (Ints(n, 20), Ints(n, 20), new long[n + 1]);
        var python = module.Get<Func<long[], long[], long[], long>>("edit_distance");
        return new Kernel("edit_distance", $"{Elements(n)} x {Elements(n)}", [typeof(long[]), typeof(long[]), typeof(long[])],
        [
            new("C# checked", () => CheckedKernels.EditDistance(a, b, row)), new("C#", () => Kernels.EditDistance(a, b, row)),
            new("PycJit", () => python(a, b, row)), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(row));

        long InC(CLibrary library)
        {
            fixed (long* p = a, q = b, r = row)
                return ((delegate* unmanaged<long*, long*, long*, long, long, long>)library["edit_distance"])(p, q, r, n, n);
        }
    }

    private Kernel Quicksort(int n)
    {
        var (master, xs) = (Ints(n, int.MaxValue), new long[n]);
        var python = module.Get<Action<long[], long, long>>("quicksort");
        return new Kernel("quicksort", Elements(n) + " and a copy", [typeof(long[]), typeof(long), typeof(long)],
        [
            new("C# checked", () => Done(() => CheckedKernels.Quicksort(Copy(), 0, n - 1))), new("C#", () => Done(() => Kernels.Quicksort(Copy(), 0, n - 1))),
            new("PycJit", () => Done(() => python(Copy(), 0, n - 1))), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(xs));

        long[] Copy()
        {
            master.CopyTo(xs, 0);
            return xs;
        }

        long InC(CLibrary library)
        {
            fixed (long* p = Copy())
                ((delegate* unmanaged<long*, long, long, void>)library["quicksort"])(p, 0, n - 1);
            return 0;
        }
    }

    private Kernel Histogram(int n)
    {
        var (xs, counts) = (Ints(n, 1_000_000), new long[Buckets]);
        var python = module.Get<Action<long[], long[]>>("histogram");
        return new Kernel("histogram", $"{Elements(n)}, {Buckets} buckets", [typeof(long[]), typeof(long[])],
        [
            new("C# checked", () => Done(() => CheckedKernels.Histogram(xs, counts))), new("C#", () => Done(() => Kernels.Histogram(xs, counts))),
            new("PycJit", () => Done(() => python(xs, counts))), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ],
        Written.To(counts));

        long InC(CLibrary library)
        {
            fixed (long* p = xs, q = counts)
                ((delegate* unmanaged<long*, long*, long, long, void>)library["histogram"])(p, q, n, Buckets);
            return 0;
        }
    }

    // A call each for so many numbers, of which half are there: what a call costs is part of it.
    private Kernel BinarySearch(int n)
    {
        var xs = new long[n];
        for (var i = 0; i < n; i++)
            xs[i] = 2 * i;
        var wanted = Ints(Searches, 2 * n);
        var python = module.Get<Func<long[], long, long>>("binary_search");
        return new Kernel("binary_search", $"{Elements(n)}, {Searches} calls", [typeof(long[]), typeof(long)],
        [
            new("C# checked", () => Sum(v => CheckedKernels.BinarySearch(xs, v))), new("C#", () => Sum(v => Kernels.BinarySearch(xs, v))),
            new("PycJit", () => Sum(v => python(xs, v))), new("gcc -O2", () => InC(c.O2)), new("gcc -O3", () => InC(c.O3)),
        ]);

        long Sum(Func<long, long> search)
        {
            var sum = 0L;
            foreach (var v in wanted)
                sum += search(v);
            return sum;
        }

        long InC(CLibrary library)
        {
            var search = (delegate* unmanaged<long*, long, long, long>)library["binary_search"];
            var sum = 0L;
            fixed (long* p = xs)
            {
                foreach (var v in wanted)
                    sum += search(p, n, v);
            }
            return sum;
        }
    }

    private static long Done(Action call)
    {
        call();
        return 0;
    }
}

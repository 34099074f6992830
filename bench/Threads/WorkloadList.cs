using System.Numerics;
using static Pyc.Benchmarks.Workload;

namespace Pyc.Benchmarks;

/// <summary>Fifty functions of all kinds.</summary>
internal static class WorkloadList
{
    private static readonly double[] s_floats = [3.5, -1.25, 8.0, 0.5, 2.75, -6.0, 4.25, 1.0];
    private static readonly long[] s_sorted = [1, 3, 5, 7, 9, 11, 13, 15];

    private delegate void OnInts(Span<long> xs);

    private delegate void OnPartOfInts(Span<long> xs, long low, long high);

    private delegate void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, long n);

    private delegate void Saxpy(double a, ReadOnlySpan<double> xs, Span<double> ys);

    public static IReadOnlyList<Workload> All { get; } =
    [
        Of<Func<long, long, long>>("straight", "foo", (f, i) => f(i + 7, 3)),
        Of<Func<long, long, long>>("straight", "square_sum", (f, i) => f(i, 5 - i)),
        Of<Func<long, long, long>>("straight", "many_live_values", (f, i) => f(i, 9)),
        Of<Func<long, long, long, long, long, long, long>>("straight", "six_arguments", (f, i) => f(i, 2, 3, 4, 5, 6)),
        Of<Func<long, long, long, long, long, long, long, long, long, long>>("straight", "nine_arguments", (f, i) => f(1, 2, 3, 4, 5, i, 7, 8, 9)),
        Of<Func<int, short, int>>("straight", "bit_xor", (f, i) => f(i, 21)),
        Of<Func<long, long, long>>("straight", "modulo", (f, i) => f(100 * i - 250, i + 2)),
        Of<Func<long, long, long>>("straight", "power", (f, i) => f(3, i)),
        Of<Func<long, long, bool>>("straight", "less", (f, i) => f(i, 4) ? 1 : 0),
        Of<Func<ulong, ulong, ulong>>("straight", "bit_or", (f, i) => (long)f((ulong)i, 1UL << 40)),
        Of<Func<double, double>>("floats", "celsius", (f, i) => Bits(f(i * 20.5))),
        Of<Func<double, double, long, double>>("floats", "compound", (f, i) => Bits(f(1000, 0.05, i))),
        Of<Func<double, double>>("floats", "horner", (f, i) => Bits(f(i * 0.75))),
        Of<Func<double, double, long, double>>("floats", "logistic", (f, i) => Bits(f(3.7, 0.4, 10 + i))),
        Of<Func<double, double, long, long>>("floats", "mandelbrot", (f, i) => f(-0.5, i * 0.125, 40)),
        Of<Func<double, double, long, double>>("floats", "simpson", (f, i) => Bits(f(0, i, 10))),
        Of<Func<float, double>>("floats", "newton_sqrt", (f, i) => Bits(f(i + 0.5f))),
        Of<Func<long, long>>("loops", "collatz", (f, i) => f(i + 20)),
        Of<Func<long, long>>("loops", "count_primes", (f, i) => f(20 + i)),
        Of<Func<long, long>>("loops", "digit_sum", (f, i) => f(123_456 * i)),
        Of<Func<long, long>>("loops", "fibonacci", (f, i) => f(20 + i)),
        Of<Func<long, long, long>>("loops", "gcd", (f, i) => f(1071 * i, 462)),
        Of<Func<long, bool>>("loops", "is_prime", (f, i) => f(90 + i) ? 1 : 0),
        Of<Func<long, long>>("loops", "isqrt", (f, i) => f(1000 * i)),
        Of<Func<double[], double[], double>>("arrays", "dot", (f, i) => Bits(f(s_floats, s_floats)) + i),
        Of<Func<double[], double>>("arrays", "largest", (f, i) => Bits(f(s_floats)) + i),
        Of<Func<long[], long>>("arrays", "total_indexed", (f, i) => f(s_sorted) + i),
        Of<Func<long[], long, long>>("arrays", "binary_search", (f, i) => f(s_sorted, 2 * i + 1)),
        Of<Func<ReadOnlyMemory<long>, long, bool>>("arrays", "contains", (f, i) => f(s_sorted, i) ? 1 : 0),
        Of<Func<double[], double>>("arrays", "mean", (f, i) => Bits(f(s_floats)) + i),
        Of<OnInts>("arrays", "reverse", (f, i) => OfInts(i, xs => f(xs))),
        Of<OnInts>("arrays", "insertion_sort", (f, i) => OfInts(i, xs => f(xs))),
        Of<OnPartOfInts>("arrays", "quicksort", (f, i) => OfInts(i, xs => f(xs, 0, xs.Length - 1))),
        Of<Multiply>("arrays", "matrix_multiply", (f, _) => OfFloats(4, xs => f(s_floats.AsSpan(0, 4), s_floats.AsSpan(4, 4), xs, 2))),
        Of<Saxpy>("arrays", "saxpy", (f, i) => OfFloats(8, xs => f(i, s_floats, xs))),
        Of<Func<long, long>>("calls", "fib", (f, i) => f(i + 4)),
        Of<Func<long, long, long>>("calls", "ackermann", (f, i) => f(1, i)),
        Of<Func<long, long, long>>("calls", "sum_of_squares", (f, i) => f(i, 7)),
        Of<Func<long, long>>("calls", "use_closure", (f, i) => f(i)),
        Of<Func<long, long, long, long, long>>("calls", "hanoi", (f, i) => f(i & 3, 1, 2, 3)),
        Of<Func<long, bool>>("calls", "is_even", (f, i) => f(i + 10) ? 1 : 0),
        Of<Func<long, long>>("lists", "primes_below", (f, i) => f(40 + i)),
        Of<Func<long, long>>("lists", "squares", (f, i) => f(20 + i)),
        Of<Func<long, long>>("lists", "append_and_pop", (f, i) => f(10 + i)),
        Of<Func<long, long>>("lists", "knapsack", (f, i) => f(10 + i)),
        Of<Func<long, long, long, long, long>>("lists", "sort_list", (f, i) => f(4, i, 3, 1)),
        Of<Func<long, long, long[]>>("listops", "filled", (f, i) => Bits(f(i, 7))),
        Of<Func<long, long, BigInteger>>("straight", "foo", (f, i) => Bits(f(i < 7 ? i : 1L << 62, 3)), leaves: true),
        Of<Func<long, BigInteger>>("calls", "factorial", (f, i) => Bits(f(15 + i)), leaves: true),
        Of<Func<long, long, long>>("straight", "floor_divide", (f, i) => Raising(() => f(100, i)), leaves: true),
    ];

    private static long OfInts(int first, OnInts call)
    {
        Span<long> xs = [first, 9, -4, 7, 0, 3, 3, 12];
        call(xs);
        return Bits(xs);
    }

    private static long OfFloats(int count, Action<double[]> call)
    {
        var xs = new double[count];
        call(xs);
        return Bits(xs);
    }

    private static long Raising(Func<long> call)
    {
        try
        {
            return call();
        }
        catch (PythonException error)
        {
            return -error.PythonType.Length;
        }
    }
}

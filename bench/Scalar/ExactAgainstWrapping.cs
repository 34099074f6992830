namespace Pyc.Benchmarks;

/// <summary>What exact integers cost in the fixtures' loops: the time over that of the same code with integers that wrap.</summary>
internal static class ExactAgainstWrapping
{
    // Arguments for which nothing overflows, so that both give the same; loops long enough to be measured.
    private static readonly (string Module, string Function, long[] Arguments)[] s_calls =
    [
        ("loops", "gcd", [7540113804746346429, 4660046610375530309]),
        ("loops", "triangle", [100_000]),
        ("loops", "sum_between", [0, 100_000]),
        ("loops", "sum_stepped", [1000, 0, -33]),
        ("loops", "count_down", [55]),
        ("loops", "loop_variable_after", [100_000]),
        ("loops", "fibonacci", [90]),
        ("loops", "collatz", [837_799]),
        ("loops", "is_prime", [2_147_483_647]),
        ("loops", "is_prime_inline", [2_147_483_647]),
        ("loops", "smallest_factor", [100_003]),
        ("loops", "digit_sum", [1_234_567_890_123_456_789]),
        ("loops", "reverse_digits", [123_456_789_012_345_678]),
        ("loops", "isqrt", [1_000_000_000_000_000_000]),
        ("loops", "popcount", [4_611_686_018_427_387_903]),
        ("loops", "pythagorean", [60]),
        ("loops", "skip_multiples", [100_000]),
        ("loops", "while_else", [100_000]),
        ("loops", "forever", [10_000_000_000]),
        ("loops", "nested_break", [200]),
        ("loops", "digits_in_base", [1_234_567_890_123_456_789, 2]),
        ("loops", "power_mod", [3, 1_000_000_000_000, 1_000_000_007]),
        ("loops", "perfect", [8128]),
        ("overflow", "fnv1a", [1_234_567_890_123, 1000]),
        ("overflow", "lcg32", [42, 10_000]),
        ("overflow", "factorial", [20]),
        ("overflow", "binomial", [50, 20]),
    ];

    public static void Run()
    {
        var ratios = new List<double>();
        Console.WriteLine("exact over wrapping  function");
        foreach (var (module, function, arguments) in s_calls)
        {
            var (exact, wrapping) = (Bind(module, function, arguments, IntegerMode.Exact), Bind(module, function, arguments, IntegerMode.Wrap64));
            if (exact() != wrapping())
                throw new InvalidOperationException($"{function}: {exact()} and {wrapping()}");
            var times = Rounds.Measure(exact, wrapping);
            ratios.Add(times[0] / times[1]);
            Console.WriteLine($"{times[0] / times[1],20:F2}  {module}.{function}  ({times[0] * 1e6:F2} us)");
        }
        Console.WriteLine($"{Math.Exp(ratios.Average(Math.Log)),20:F3}  geometric mean of {ratios.Count}");
    }

    private static Func<long> Bind(string name, string function, long[] a, IntegerMode integers)
    {
        var module = PycJit.Load(Repository.Pyc(name, "3.13"), new PycOptions { Integers = integers });
        switch (a.Length)
        {
            case 1:
                var one = module.Get<Func<long, long>>(function);
                return () => one(a[0]);
            case 2:
                var two = module.Get<Func<long, long, long>>(function);
                return () => two(a[0], a[1]);
            default:
                var three = module.Get<Func<long, long, long, long>>(function);
                return () => three(a[0], a[1], a[2]);
        }
    }
}

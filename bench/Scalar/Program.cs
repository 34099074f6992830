namespace Pyc.Benchmarks;

/// <summary>
/// Exact against wrapping integers, native code against C, and what it costs to leave native code, all in this one process:
/// <c>dotnet run -c Release --project bench/Scalar</c>.
/// </summary>
internal static class Program
{
    private static void Main()
    {
        ExactAgainstWrapping.Run();
        Console.WriteLine();
        AgainstC.Run();
        Console.WriteLine();
        LeavingNativeCode();
    }

    // Of ten calls one leaves: where most do, they are no longer made natively.
    private static void LeavingNativeCode()
    {
        using var module = PycJit.Load(Repository.Pyc("straight", "3.13"));
        var foo = module.Get<Func<long, long, long>>("foo");
        var times = Rounds.Measure(() => Ten(foo, 1L << 62), () => Ten(foo, 7));
        Console.WriteLine(
            $"a call that leaves native code: {(times[0] - times[1] * 0.9) * 1e6:F2} us; one that does not: {times[1] / 10 * 1e9:F1} ns");
    }

    private static long Ten(Func<long, long, long> foo, long first)
    {
        var sum = foo(first, first);
        for (var i = 0; i < 9; i++)
            sum += foo(i, 3);
        return sum;
    }
}

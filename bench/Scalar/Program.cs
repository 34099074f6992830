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

    private static void LeavingNativeCode()
    {
        using var module = PycJit.Load(Repository.Pyc("straight", "3.13"));
        var foo = module.Get<Func<long, long, long>>("foo");
        var times = Rounds.Measure(() => foo(1L << 62, 1L << 62), () => foo(7, 3));
        Console.WriteLine($"a call that leaves native code: {times[0] * 1e6:F2} us; one that does not: {times[1] * 1e9:F1} ns");
    }
}

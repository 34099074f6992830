namespace Pyc.Benchmarks;

/// <summary>Functions that do little but call themselves, in Python, C# with checked arithmetic, and C.</summary>
internal static class Recursion
{
    private const long CallsOfFib32 = 7_049_155;

    public static unsafe void Run()
    {
        using var module = PycJit.Load(Repository.Pyc("calls", "3.13"));
        var fib = module.Get<Func<long, long>>("fib");
        var ackermann = module.Get<Func<long, long, long>>("ackermann");
        var library = CLibrary.TryCompile(Repository.PathTo("bench", "Calls", "kernels.c"));
        if (library is null)
        {
            Console.WriteLine("There is no gcc: the comparison with C is left out.");
            Compare("fib(32)", () => fib(32), () => Fib(32));
            Compare("ackermann(3, 7)", () => ackermann(3, 7), () => Ackermann(3, 7));
            return;
        }
        var cFib = (delegate* unmanaged<long, long>)library["fib"];
        var cFibOfCalls = (delegate* unmanaged<long, long>)library["fib_not_inlined"];
        var cAckermann = (delegate* unmanaged<long, long, long>)library["ackermann"];
        Console.WriteLine("C# checked  gcc -O3  function");
        var time = Compare("fib(32)", () => fib(32), () => Fib(32), () => cFib(32));
        Compare("fib(32), against C that is not inlined", () => fib(32), () => Fib(32), () => cFibOfCalls(32));
        Compare("ackermann(3, 7)", () => ackermann(3, 7), () => Ackermann(3, 7), () => cAckermann(3, 7));
        Console.WriteLine($"a call from native code to native code, with the work of fib: {time / CallsOfFib32 * 1e9:F2} ns");
    }

    private static double Compare(string name, params Func<long>[] calls)
    {
        if (calls.Any(call => call() != calls[0]()))
            throw new InvalidOperationException($"{name}: {string.Join(", ", calls.Select(call => call()))}");
        var times = Rounds.Measure(calls);
        Console.WriteLine($"{string.Join("", times.Skip(1).Select(time => $"{times[0] / time,10:F2}"))}  {name}  ({times[0] * 1e3:F2} ms)");
        return times[0];
    }

    private static long Fib(long n) => n < 2 ? n : checked(Fib(checked(n - 1)) + Fib(checked(n - 2)));

    private static long Ackermann(long m, long n)
    {
        if (m == 0)
            return checked(n + 1);
        if (n == 0)
            return Ackermann(checked(m - 1), 1);
        return Ackermann(checked(m - 1), Ackermann(m, checked(n - 1)));
    }
}

using System.Diagnostics;

namespace Pyc.Benchmarks;

/// <summary>How long it takes to compile a function: the first of a process, and once .NET has compiled the compiler.</summary>
internal static class CompileTimes
{
    private const int Rounds = 30;

    private static readonly string[] s_modules = ["calls", "tuples", "builtin", "mathfns", "loops", "floats", "branches", "errors"];

    public static void Run()
    {
        var first = Stopwatch.GetTimestamp();
        using (var module = PycJit.Load(Repository.Pyc("calls", "3.13")))
        {
            var loaded = Stopwatch.GetElapsedTime(first);
            var start = Stopwatch.GetTimestamp();
            module["with_default"].Compile();
            Console.WriteLine($"cold: loading a module {loaded.TotalMilliseconds:F0} ms, the first function {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        }
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            times.Clear();
            foreach (var name in s_modules)
                Compile(name, times);
        }
        times.Sort();
        Console.WriteLine(
            $"warm: {times.Count} functions of fixtures, with all that they call: median {times[times.Count / 2] * 1e3:F2} ms, " +
            $"90 % below {times[times.Count * 9 / 10] * 1e3:F2} ms, the longest {times[^1] * 1e3:F2} ms");
    }

    private static void Compile(string name, List<double> times)
    {
        using var module = PycJit.Load(Repository.Pyc(name, "3.13"));
        foreach (var function in module.Functions)
        {
            var start = Stopwatch.GetTimestamp();
            if (!function.IsCompilable(out _))
                continue;
            function.Compile();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }
}

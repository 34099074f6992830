using System.Diagnostics;

namespace Pyc.Benchmarks;

/// <summary>
/// How long it takes to compile a function, the first of a process and once .NET has compiled the compiler:
/// <c>dotnet run -c Release --project bench/CompileTime</c>.
/// </summary>
internal static class Program
{
    private const int Rounds = 30;

    private static readonly string[] s_modules = ["calls", "tuples", "builtin", "mathfns", "loops", "floats", "branches", "errors"];

    private static void Main()
    {
        var first = Stopwatch.GetTimestamp();
        using (var module = PycJit.Load(Repository.Pyc("calls", "3.13")))
        {
            var loaded = Stopwatch.GetElapsedTime(first);
            var start = Stopwatch.GetTimestamp();
            module["with_default"].Compile();
            Console.WriteLine($"cold: loading a module {loaded.TotalMilliseconds:F0} ms, the first function {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        }
        Console.WriteLine($"warm, with all that they call:{"functions",12}{"median",12}{"90 %",12}{"longest",12}");
        var times = s_modules.ToDictionary(name => name, _ => new List<double>());
        // The times of the last round count: until then .NET compiles the compiler.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in s_modules)
                Compile(name, times[name]);
        }
        foreach (var name in s_modules)
            WriteLine(name, times[name]);
        WriteLine("all", [.. times.Values.SelectMany(some => some)]);
    }

    private static void Compile(string name, List<double> times)
    {
        times.Clear();
        using var module = PycJit.Load(Repository.Pyc(name, "3.13"));
        foreach (var function in module.Functions)
        {
            var start = Clock.Seconds();
            if (!function.IsCompilable(out _))
                continue;
            function.Compile();
            times.Add(Clock.Seconds() - start);
        }
    }

    private static void WriteLine(string name, List<double> times)
    {
        times.Sort();
        Console.WriteLine($"{name,-30}{times.Count,12}{Text(times[times.Count / 2])}{Text(times[times.Count * 9 / 10])}{Text(times[^1])}");
    }

    private static string Text(double seconds) => $"{seconds * 1e3,9:F2} ms";
}

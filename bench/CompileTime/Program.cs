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

    private static readonly (string Name, Func<CompileTimes, TimeSpan> TimeOf)[] s_stages =
    [
        ("building the IR", times => times.Build),
        ("passes", times => times.Optimise),
        ("choosing instructions", times => times.Select),
        ("giving registers", times => times.Allocate),
        ("encoding", times => times.Emit),
        ("installing", times => times.Install),
    ];

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
        var times = s_modules.ToDictionary(name => name, _ => new List<CompileTimes>());
        // The times of the last round count: until then .NET compiles the compiler.
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var name in s_modules)
                Compile(name, times[name]);
        }
        foreach (var name in s_modules)
            WriteLine(name, times[name]);
        List<CompileTimes> all = [.. times.Values.SelectMany(some => some)];
        WriteLine("all", all);
        Console.WriteLine($"{"by stage:",-30}{"share",12}{"median",12}{"90 %",12}{"longest",12}");
        var total = all.Sum(one => one.Total.TotalMilliseconds);
        foreach (var (stage, timeOf) in s_stages)
        {
            var share = all.Sum(one => timeOf(one).TotalMilliseconds) / total;
            Console.WriteLine($"{stage,-30}{share,12:P0}{Quantiles(all, timeOf)}");
        }
    }

    private static void Compile(string name, List<CompileTimes> times)
    {
        times.Clear();
        using var module = PycJit.Load(Repository.Pyc(name, "3.13"));
        foreach (var function in module.Functions)
        {
            if (function.IsCompilable(out _))
                times.Add(function.Compile().Times);
        }
    }

    private static void WriteLine(string name, List<CompileTimes> times) =>
        Console.WriteLine($"{name,-30}{times.Count,12}{Quantiles(times, one => one.Total)}");

    private static string Quantiles(List<CompileTimes> times, Func<CompileTimes, TimeSpan> timeOf)
    {
        var sorted = times.ConvertAll(one => timeOf(one).TotalMilliseconds).Order().ToList();
        return Text(sorted[sorted.Count / 2]) + Text(sorted[sorted.Count * 9 / 10]) + Text(sorted[^1]);
    }

    private static string Text(double milliseconds) => $"{milliseconds,9:F3} ms";
}

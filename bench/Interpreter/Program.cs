using System.Diagnostics;
using System.Globalization;
using Pyc.Differential.Support;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Benchmarks;

/// <summary>
/// The interpreter's time over CPython's, for each of the fixtures' functions that has a loop:
/// <c>dotnet run -c Release --project bench/Interpreter -- ~/.pyenv/versions/3.13.0/bin/python [FUNCTION]</c>.
/// </summary>
/// <remarks>Both make the same calls equally often, one after the other; of three rounds the fastest counts.
/// What counts is processor time, so that other work of the machine does not.</remarks>
internal static class Program
{
    private const string Version = "3.13";
    private const int Rounds = 3;

    private static int Main(string[] arguments)
    {
        if (arguments.Length is 0 or > 2)
        {
            Console.Error.WriteLine("usage: InterpreterBenchmark PYTHON [FUNCTION]");
            return 2;
        }
        var ratios = new List<double>();
        using var python = Process.Start(
            new ProcessStartInfo(
                arguments[0],
                [Repository.PathTo("bench", "Interpreter", "loops.py"), Repository.PathTo("fixtures"), Version])
            {
                RedirectStandardOutput = true,
            })!;                                                    // null only where a running process is used again
        // CPython is through before the interpreter starts: neither disturbs the other.
        var lines = python.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        python.WaitForExit();
        foreach (var line in lines)
        {
            var parts = line.Split(' ');
            if (arguments.Length == 2 && parts[1] != arguments[1])
                continue;
            var (repetitions, expected) = (
                int.Parse(parts[2], CultureInfo.InvariantCulture), double.Parse(parts[3], CultureInfo.InvariantCulture));
            var ratio = Measure(parts[0], parts[1], repetitions) / expected;
            ratios.Add(ratio);
            Console.WriteLine($"{ratio,6:F2}  {parts[0]}.{parts[1]}  (CPython {expected * 1000:F0} ms, {repetitions} times)");
        }
        Console.WriteLine($"{Math.Exp(ratios.Average(Math.Log)),6:F2}  geometric mean of {ratios.Count} functions, CPython {Version} = 1");
        return python.ExitCode;
    }

    private static double Measure(string name, string function, int repetitions)
    {
        var file = PycFile.Read(Repository.Pyc(name, Version));
        var runtime = new PythonRuntime(file.Version);
        var globals = new PyNamespace();
        globals["__name__"] = PyValue.FromText(name);
        Interpreter.RunModule(runtime, new PyCode(file.Code), globals);

        var target = globals[function];
        var calls = ExpectedCall.Read(name)
            .Where(call => call.Function == function && call.Versions.Contains(Version) && call.Result is not null && call.After is null)
            .Select(call => call.Arguments.Select(argument => FixtureValue.Read(argument, file.Version)).ToArray())
            .ToArray();
        var best = double.MaxValue;
        for (var round = 0; round < Rounds + 1; round++)            // the first round is for the JIT
        {
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < repetitions; i++)
            {
                foreach (var call in calls)
                    Operators.Call(runtime, target, call);
            }
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
        }
        return best;
    }
}

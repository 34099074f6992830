using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pyc.Benchmarks;

/// <summary>The module in a process of a Python, which bench/Kernels/time_kernels.py serves.</summary>
internal sealed class PythonSide : Side, IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private PythonSide(string name, string version, Process process)
        : base(name, version)
    {
        _process = process;
        _folder = Directory.CreateTempSubdirectory("pycjit-bench-").FullName;
    }

    /// <summary>How often a kernel is called before it is as fast as it gets.</summary>
    public required int WarmUpCalls { get; init; }

    /// <summary>One round in so many takes part.</summary>
    public int RoundsApart { get; init; } = 1;

    /// <summary>Starts the process.</summary>
    /// <param name="name">The head of the column.</param>
    /// <param name="python">The command.</param>
    /// <param name="warmUpCalls">See <see cref="WarmUpCalls"/>.</param>
    /// <param name="roundsApart">See <see cref="RoundsApart"/>.</param>
    /// <param name="sort">What time_kernels.py is told beside the module.</param>
    /// <returns>The side; null where there is no such command or it lacks a module.</returns>
    public static PythonSide? TryStart(string name, string python, int warmUpCalls, int roundsApart = 1, params string[] sort)
    {
        var start = new ProcessStartInfo(python, [Repository.PathTo("bench", "Kernels", "time_kernels.py"), Repository.PathTo("fixtures", "src", "kernels.py"), .. sort])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            var process = Process.Start(start)!;                        // it has just been started
            if (process.StandardOutput.ReadLine() is { } hello)
            {
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                return new PythonSide(name, (string)JsonNode.Parse(hello)!["version"]!, process) { WarmUpCalls = warmUpCalls, RoundsApart = roundsApart };
            }
            process.WaitForExit();
            process.Dispose();
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public override IRun Prepare(Data data) => new Run(this, data);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private JsonObject Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{Name} has ended.");
        var parsed = JsonNode.Parse(answer)!.AsObject();
        return parsed["error"] is { } error ? throw new SideException((string)error!) : parsed;
    }

    private sealed class Run(PythonSide side, Data data) : IRun
    {
        public int WarmUpCalls => side.WarmUpCalls;

        public int RoundsApart => side.RoundsApart;

        public Outcome Call()
        {
            data.Restore();
            var (arguments, kinds) = (new JsonArray(), new List<string>());
            foreach (var argument in data.Arguments)
            {
                arguments.Add(argument switch
                {
                    long number => new JsonObject { ["i"] = number },
                    double number => new JsonObject { ["f"] = BitConverter.DoubleToInt64Bits(number) },
                    _ => new JsonObject { [argument is long[] ? "q" : "d"] = Written((Array)argument, $"in{arguments.Count}") },
                });
            }
            var answer = side.Ask(new JsonObject
            {
                ["function"] = data.Kernel.Name,
                ["arguments"] = arguments,
                ["restored"] = data.Kernel.IsRestored,
                ["out"] = Path.Combine(side._folder, "out"),
            });
            var arrays = data.Arguments.OfType<Array>().Select((_, i) => File.ReadAllBytes(Path.Combine(side._folder, $"out{i}")));
            return new Outcome((string)answer["result"]!, [.. arrays]);
        }

        public double Time(int calls) => (double)side.Ask(new JsonObject { ["calls"] = calls })["seconds"]!;

        private string Written(Array array, string name)
        {
            var path = Path.Combine(side._folder, name);
            File.WriteAllBytes(path, Data.BytesOf(array));
            return path;
        }
    }
}

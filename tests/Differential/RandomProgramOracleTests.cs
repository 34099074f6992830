using System.Diagnostics;
using System.Globalization;
using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>Fresh random programs, compiled and run by the CPythons that are installed, then interpreted.</summary>
/// <remarks>
/// <c>RANDOM_SEED</c> and <c>RANDOM_COUNT</c> say which programs and how many; without a seed, the time gives one. The folder of a failing
/// batch stays, its name is printed.
/// </remarks>
[Explicit("Needs CPythons from pyenv, and minutes: dotnet test --filter FullyQualifiedName~RandomProgramOracleTests")]
public sealed class RandomProgramOracleTests
{
    private const int Batch = 1000;

    [Test]
    public void Fresh_programs_end_as_under_CPython()
    {
        var pythons = Pythons();
        if (pythons.Count == 0)
            Assert.Inconclusive("No CPython is installed.");
        var seed = Setting("RANDOM_SEED", (int)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond % 1_000_000) * 1000);
        var count = Setting("RANDOM_COUNT", 2000);
        TestContext.Progress.WriteLine($"seed {seed}, {count} programs, CPython {string.Join(", ", pythons.Keys)}");

        var (runs, differences) = (0, new List<string>());
        for (var first = seed; first < seed + count; first += Batch)
        {
            var folder = Directory.CreateTempSubdirectory("pycjit-random-").FullName;
            var before = differences.Count;
            Run(pythons.Values.Last(), "random_programs.py", folder, Text(first), Text(Math.Min(Batch, seed + count - first)));
            Parallel.ForEach(pythons.Values, python => Run(python, "record.py", folder));
            Run(pythons.Values.Last(), "record.py", "--fold", folder);
            foreach (var (name, version) in RandomPrograms.Modules(folder))
            {
                var result = RandomPrograms.Compare(folder, name, version);
                runs += result.Count;
                differences.AddRange(result.Differences);
            }
            TestContext.Progress.WriteLine($"from {first}: {differences.Count - before} differences {(differences.Count > before ? folder : "")}");
            if (differences.Count == before)
                Directory.Delete(folder, recursive: true);
        }
        TestContext.Progress.WriteLine($"{runs} runs of {count} programs, {differences.Count} differences");
        if (differences.Count > 0)
            Assert.Fail(string.Join(Environment.NewLine, differences));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The CPythons that pyenv has, by version.</summary>
    private static SortedDictionary<Version, string> Pythons()
    {
        var root = Environment.GetEnvironmentVariable("PYENV_ROOT")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv");
        var folder = Path.Combine(root, "versions");
        var found = new SortedDictionary<Version, string>();
        foreach (var version in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            var python = Path.Combine(version, "bin", "python");
            if (Version.TryParse(Path.GetFileName(version), out var number) && File.Exists(python))
                found[new Version(number.Major, number.Minor)] = python;
        }
        return found;
    }

    private static void Run(string python, string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, ["-B", Repository.PathTo("fixtures", "random", script), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["PYTHONHASHSEED"] = "0" },
        })!;                                                    // null only where a running process is used again
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors);
    }
}

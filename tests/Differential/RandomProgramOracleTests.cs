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
        var pythons = InstalledPythons.Find();
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
            InstalledPythons.Run(pythons.Values.Last(), "random_programs.py", folder, Text(first), Text(Math.Min(Batch, seed + count - first)));
            Parallel.ForEach(pythons.Values, python => InstalledPythons.Run(python, "record.py", folder));
            InstalledPythons.Run(pythons.Values.Last(), "record.py", "--fold", folder);
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
}

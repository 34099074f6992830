using System.Globalization;
using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>Fresh random functions of numbers, compiled and called by the CPythons that are installed, then by PycJit.</summary>
/// <remarks>
/// <c>RANDOM_SEED</c> and <c>RANDOM_COUNT</c> say which functions and how many; without a seed, the time gives one. <c>RANDOM_KIND=math</c> makes
/// them call the math module and built-in functions. The folder of a failing
/// batch stays, its name is printed.
/// </remarks>
[Explicit("Needs CPythons from pyenv, and an hour: dotnet test --filter FullyQualifiedName~RandomScalarOracleTests")]
public sealed class RandomScalarOracleTests
{
    private const int Batch = 1000;
    private const int CallsForExit = 2;

    private static readonly string[] s_kind = Environment.GetEnvironmentVariable("RANDOM_KIND") is { Length: > 0 } kind ? [kind] : [];

    private static readonly ScalarMode[] s_modes = [ScalarMode.Native, ScalarMode.ShortVectors, ScalarMode.WithoutVectors, ScalarMode.Stoppable, ScalarMode.EveryExit, ScalarMode.Interpreter];

    [Test]
    public void Fresh_functions_give_what_CPython_gave_natively_with_each_exit_forced_and_interpreted() => Run("scalar_programs.py", Compare);

    [Test]
    public void Fresh_functions_have_IR_before_and_after_every_pass() => Run("scalar_programs.py", ScalarBuild.Run);

    [Test]
    public void Fresh_programs_of_functions_give_what_CPython_gave_natively_with_each_exit_forced_and_interpreted() =>
        Run("function_programs.py", Compare, mostRefused: 25);

    [Test]
    public void Fresh_programs_over_sequences_give_what_CPython_gave_natively_with_each_exit_forced_and_interpreted() =>
        Run("sequence_programs.py", Compare, mostRefused: 25);

    [Test]
    public void Fresh_loops_over_arrays_give_what_CPython_gave_natively_with_each_exit_forced_and_interpreted() => Run("loop_programs.py", Compare, mostRefused: 10);

    /// <summary>The functions of <c>RANDOM_FOLDER</c>, such as a failing batch has left, as record_scalars.py recorded them.</summary>
    [Test]
    public void A_recorded_folder_gives_what_CPython_gave_natively_with_each_exit_forced_and_interpreted()
    {
        if (Environment.GetEnvironmentVariable("RANDOM_FOLDER") is not { } folder)
        {
            Assert.Inconclusive("RANDOM_FOLDER names no folder.");
            return;
        }
        var results = RandomPrograms.Modules(folder).Select(module => Compare(folder, module.Name, module.Version)).ToList();
        foreach (var text in results.SelectMany(result => result.Refused))
            TestContext.Progress.WriteLine(text);
        var differences = results.SelectMany(result => result.Differences).ToList();
        if (differences.Count > 0)
            Assert.Fail($"{differences.Count} differences:{Environment.NewLine}{string.Join(Environment.NewLine, differences.Take(100))}");
    }

    private static (int Functions, IReadOnlyList<string> Refused, IReadOnlyList<string> Differences) Compare(string folder, string name, string version)
    {
        var results = Array.ConvertAll(s_modes, mode => ScalarComparison.Run(folder, name, version, mode, CallsForExit));
        return (results[0].Functions, results[0].Refused, [.. results.SelectMany(result => result.Differences)]);
    }

    /// <param name="script">The script in fixtures/random that writes the functions.</param>
    /// <param name="check">Compiles and compares the functions of a module: folder, name, version.</param>
    /// <param name="mostRefused">Of a hundred functions so many may have no native code.</param>
    private static void Run(
        string script, Func<string, string, string, (int Functions, IReadOnlyList<string> Refused, IReadOnlyList<string> Differences)> check, int mostRefused = 2)
    {
        var pythons = InstalledPythons.Find();
        if (pythons.Count == 0)
            Assert.Inconclusive("No CPython is installed.");
        var seed = Setting("RANDOM_SEED", (int)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerSecond % 1_000_000) * 1000);
        var count = Setting("RANDOM_COUNT", 20_000);
        TestContext.Progress.WriteLine($"seed {seed}, {count} functions, CPython {string.Join(", ", pythons.Keys)}");

        var (functions, refused, differences) = (0, new List<string>(), new List<string>());
        for (var first = seed; first < seed + count; first += Batch)
        {
            var folder = Directory.CreateTempSubdirectory("pycjit-scalars-").FullName;
            TestContext.Progress.WriteLine($"from {first} in {folder}");
            InstalledPythons.Run(
                pythons.Values.Last(), script, [folder, Text(first), Text(Math.Min(Batch, seed + count - first)), .. s_kind]);
            foreach (var python in pythons.Values)
                InstalledPythons.Run(python, "record_scalars.py", folder);
            InstalledPythons.Run(pythons.Values.Last(), "record_scalars.py", "--fold", folder);

            var before = differences.Count;
            foreach (var (name, version) in RandomPrograms.Modules(folder))
            {
                var result = check(folder, name, version);
                functions += result.Functions;
                refused.AddRange(result.Refused);
                differences.AddRange(result.Differences);
            }
            if (differences.Count == before)
                Directory.Delete(folder, recursive: true);
            else
                TestContext.Progress.WriteLine($"{differences.Count - before} differences, the first: {differences[before]}");
        }
        foreach (var text in refused.Take(20))
            TestContext.Progress.WriteLine(text);
        TestContext.Progress.WriteLine($"{functions} functions of all versions, {refused.Count} without native code, {differences.Count} differences");
        if (differences.Count > 0)
            Assert.Fail($"{differences.Count} differences:{Environment.NewLine}{string.Join(Environment.NewLine, differences.Take(100))}");
        Assert.That(refused, Has.Count.LessThanOrEqualTo(functions * mostRefused / 100));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}

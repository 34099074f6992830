using System.Globalization;
using System.Text;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Tests.Support;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>The interpreter answers to fixtures/probes as every CPython does.</summary>
/// <remarks>
/// A failure shows the first five differences of each probe. <c>PROBE_DIFFERENCES=100</c> shows as many.
/// </remarks>
public sealed class ProbeTests
{
    /// <summary>C libraries differ so much in transcendental functions: as fixtures/merge.py has it.</summary>
    private const double LibraryTolerance = 4e-15;

    private static readonly int s_shown = int.Parse(Environment.GetEnvironmentVariable("PROBE_DIFFERENCES") ?? "5", CultureInfo.InvariantCulture);

    private static IEnumerable<TestCaseData> Areas =>
        from path in Directory.GetFiles(Repository.PathTo("fixtures", "probes", "pyc"), "*.pyc", SearchOption.AllDirectories)
        let area = Path.GetFileNameWithoutExtension(path)
        let version = Path.GetFileName(Path.GetDirectoryName(path))!
        orderby area, Version.Parse(version)
        select new TestCaseData(area, version);

    [TestCaseSource(nameof(Areas))]
    public void Answers_as_CPython_does(string area, string version)
    {
        var module = new InterpretedModule(Repository.PathTo("fixtures", "probes", "pyc", version, area + ".pyc"));
        var answers = ProbeAnswers.Read(area, version);
        Assert.That(answers, Is.Not.Empty);

        var report = new StringBuilder();
        foreach (var (probe, expected) in answers)
            Compare(probe, expected, Ask(module, probe), area.StartsWith("math", StringComparison.Ordinal), report);
        TestContext.Out.WriteLine($"{area}, CPython {version}: {answers.Values.Sum(lines => lines.Length)} lines");
        if (report.Length > 0)
            Assert.Fail(report.ToString());
    }

    private static string[] Ask(InterpretedModule module, string probe)
    {
        try
        {
            var lines = module.Call(probe).As<PyList>()!.OwnItems.ToArray();     // generate.py has seen that it is a list of strings
            return Array.ConvertAll(lines, line => line.As<PyStr>()!.Value);
        }
        catch (PythonError error)
        {
            return [$"(the probe itself raised {module.Describe(error)})"];
        }
#pragma warning disable CA1031 // What must not leave the interpreter is a difference of this probe; the others are asked all the same.
        catch (Exception exception) when (exception is not AssertionException)
#pragma warning restore CA1031
        {
            var stack = (exception.StackTrace ?? "").Split('\n').Take(6).Select(line => line.Trim());
            return [$"({exception.GetType().Name} left the interpreter: {exception.Message} {string.Join(" ", stack)})"];
        }
    }

    private static void Compare(string probe, string[] expected, string[] actual, bool isTranscendental, StringBuilder report)
    {
        var differences = new List<string>();
        if (expected.Length != actual.Length)
            differences.Add($"    {actual.Length} lines, expected {expected.Length}; the first is {actual.FirstOrDefault()}");
        for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
        {
            if (actual[i] != expected[i] && !(isTranscendental && AreNear(expected[i], actual[i])))
                differences.Add($"    [{i}] expected {expected[i]}{Environment.NewLine}{new string(' ', $"    [{i}]".Length)} actual   {actual[i]}");
        }
        if (differences.Count > 0)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"{probe}: {differences.Count} of {expected.Length} lines differ")
                .AppendJoin(Environment.NewLine, differences.Take(s_shown)).AppendLine();
        }
    }

    private static bool AreNear(string expected, string actual) =>
        double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
        && double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var b)
        && Math.Abs(a - b) <= LibraryTolerance * Math.Max(Math.Abs(a), Math.Abs(b));
}

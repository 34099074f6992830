using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>The recorded random functions of numbers give, in every mode, what every CPython gave.</summary>
public sealed class RandomScalarTests
{
    /// <summary>Of a hundred functions so many may run interpreted where they should be native code.</summary>
    private const int MostRefused = 2;

    private static string Folder => Repository.PathTo("fixtures", "random", "scalars");

    private static IEnumerable<TestCaseData> Modules =>
        RandomPrograms.Modules(Folder).Select(module => new TestCaseData(module.Name, module.Version));

    [TestCaseSource(nameof(Modules))]
    public void Interpreted_gives_what_CPython_gave(string name, string version) => Compare(name, version, ScalarMode.Interpreter);

    [TestCaseSource(nameof(Modules))]
    [Ignore("Native code has no loops, floats and side exits yet.")]
    public void As_native_code_gives_what_CPython_gave(string name, string version) => Compare(name, version, ScalarMode.Native);

    [TestCaseSource(nameof(Modules))]
    [Ignore("Native code has no loops, floats and side exits yet.")]
    public void With_each_exit_forced_gives_what_CPython_gave(string name, string version) => Compare(name, version, ScalarMode.EveryExit);

    [TestCaseSource(nameof(Modules))]
    public void Has_IR(string name, string version)
    {
        var (count, refused, failed) = ScalarBuild.Run(Folder, name, version);
        foreach (var text in refused)
            TestContext.Out.WriteLine(text);
        Assert.That(failed, Is.Empty);
        Assert.That(refused, Has.Count.LessThanOrEqualTo(count * MostRefused / 100));
    }

    [Test]
    public void There_are_300_functions() => Assert.That(
        Modules.Select(module => (string)module.Arguments[0]!).Distinct()
            .SelectMany(name => File.ReadLines(Path.Combine(Folder, "src", name + ".py")))
            .Count(line => line.StartsWith("def s", StringComparison.Ordinal)),
        Is.EqualTo(300));

    private static void Compare(string name, string version, ScalarMode mode)
    {
        var result = ScalarComparison.Run(Folder, name, version, mode);
        foreach (var text in result.Refused)
            TestContext.Out.WriteLine(text);
        TestContext.Out.WriteLine(
            $"CPython {version}, {name}, {mode.Name}: {result.Functions} functions, {result.Calls} calls, {result.Exits} exits forced, "
            + $"{result.Refused.Count} functions interpreted for want of native code");
        if (result.Differences.Count > 0)
        {
            Assert.Fail(
                $"{result.Differences.Count} of {result.Calls} calls differ:{Environment.NewLine}"
                + string.Join(Environment.NewLine, result.Differences.Take(10)));
        }
        Assert.That(result.Functions, Is.EqualTo(50));
        Assert.That(result.Refused, Has.Count.LessThanOrEqualTo(result.Functions * MostRefused / 100));
    }
}

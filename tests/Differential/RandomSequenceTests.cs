using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>The recorded random programs over arrays and lists give, in every mode, what every CPython gave, and leave what it left in them.</summary>
public sealed class RandomSequenceTests
{
    /// <summary>Of a hundred programs so many may run interpreted: they delete with a step, or mix what native code has one type for.</summary>
    private const int MostRefused = 6;

    // Of each program's calls so many are made for each exit; the next ones for the next exit.
    private const int CallsForExit = 2;

    private static string Folder => Repository.PathTo("fixtures", "random", "sequences");

    private static IEnumerable<TestCaseData> Modules =>
        RandomPrograms.Modules(Folder).Select(module => new TestCaseData(module.Name, module.Version));

    [TestCaseSource(nameof(Modules))]
    public void Interpreted_gives_what_CPython_gave(string name, string version) => Compare(name, version, ScalarMode.Interpreter);

    [TestCaseSource(nameof(Modules))]
    public void As_native_code_gives_what_CPython_gave(string name, string version) => Compare(name, version, ScalarMode.Native);

    [TestCaseSource(nameof(Modules))]
    public void With_each_exit_forced_gives_what_CPython_gave(string name, string version) => Compare(name, version, ScalarMode.EveryExit);

    [TestCaseSource(nameof(Modules))]
    public void Has_IR_before_and_after_every_pass(string name, string version) => Assert.That(ScalarBuild.Run(Folder, name, version).Failed, Is.Empty);

    [Test]
    public void There_are_150_programs() => Assert.That(
        Modules.Select(module => (string)module.Arguments[0]!).Distinct()
            .SelectMany(name => File.ReadLines(Path.Combine(Folder, "src", name + ".py")))
            .Count(line => line.StartsWith("# ", StringComparison.Ordinal) && line.EndsWith("->object", StringComparison.Ordinal)),
        Is.EqualTo(150));

    private static void Compare(string name, string version, ScalarMode mode)
    {
        var result = ScalarComparison.Run(Folder, name, version, mode, CallsForExit);
        foreach (var text in result.Refused)
            TestContext.Out.WriteLine(text);
        TestContext.Out.WriteLine(
            $"CPython {version}, {name}, {mode.Name}: {result.Functions} programs, {result.Calls} calls, {result.Exits} exits forced, "
            + $"{result.Refused.Count} programs interpreted for want of native code");
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

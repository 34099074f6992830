using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>
/// The recorded random programs of several functions, those over arrays and lists, and loops over arrays give, in every mode, what every CPython gave, and leave in
/// lists what it left there.
/// </summary>
public sealed class RandomFunctionTests
{
    // Of each program's calls so many are made for each exit; the next ones for the next exit.
    private const int CallsForExit = 2;

    private static IEnumerable<TestCaseData> Modules =>
        from kind in new[] { "functions", "sequences", "loops" }
        from module in RandomPrograms.Modules(FolderOf(kind))
        select new TestCaseData(kind, module.Name, module.Version);

    private static IEnumerable<TestCaseData> ModulesOfOneVersion => Modules.Where(module => module.Arguments[2] is "3.13");

    private static IEnumerable<TestCaseData> Loops => Modules.Where(module => module.Arguments[0] is "loops");

    [TestCaseSource(nameof(Modules))]
    public void Interpreted_gives_what_CPython_gave(string kind, string name, string version) => Compare(kind, name, version, ScalarMode.Interpreter);

    [TestCaseSource(nameof(Modules))]
    public void As_native_code_gives_what_CPython_gave(string kind, string name, string version) => Compare(kind, name, version, ScalarMode.Native);

    [TestCaseSource(nameof(ModulesOfOneVersion))]
    public void Where_it_can_be_stopped_gives_what_CPython_gave(string kind, string name, string version) => Compare(kind, name, version, ScalarMode.Stoppable);

    [TestCaseSource(nameof(Loops))]
    public void In_fewer_lanes_gives_what_CPython_gave(string kind, string name, string version)
    {
        Compare(kind, name, version, ScalarMode.ShortVectors);
        Compare(kind, name, version, ScalarMode.WithoutVectors);
    }

    [TestCaseSource(nameof(Modules))]
    public void With_each_exit_forced_gives_what_CPython_gave(string kind, string name, string version) =>
        Compare(kind, name, version, ScalarMode.EveryExit);

    [TestCaseSource(nameof(Modules))]
    public void Has_IR_before_and_after_every_pass(string kind, string name, string version) =>
        Assert.That(ScalarBuild.Run(FolderOf(kind), name, version).Failed, Is.Empty);

    [TestCase("functions", 200)]
    [TestCase("sequences", 150)]
    [TestCase("loops", 100)]
    public void There_are_so_many_programs(string kind, int count) => Assert.That(
        RandomPrograms.Modules(FolderOf(kind)).Select(module => module.Name).Distinct()
            .SelectMany(name => File.ReadLines(Path.Combine(FolderOf(kind), "src", name + ".py")))
            .Count(line => line.StartsWith("# ", StringComparison.Ordinal) && line.EndsWith("->object", StringComparison.Ordinal)),
        Is.EqualTo(count));

    private static string FolderOf(string kind) => Repository.PathTo("fixtures", "random", kind);

    /// <summary>Of a hundred programs so many may run interpreted.</summary>
    private static int MostRefused(string kind) => kind switch
    {
        "functions" => 25,      // an iterator or a variable of a closure is used in ways that native code does not have
        _ => 6,                 // they delete with a step, or mix what native code has one type for
    };

    private static void Compare(string kind, string name, string version, ScalarMode mode)
    {
        var result = ScalarComparison.Run(FolderOf(kind), name, version, mode, CallsForExit);
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
        Assert.That(result.Refused, Has.Count.LessThanOrEqualTo(result.Functions * MostRefused(kind) / 100));
    }
}

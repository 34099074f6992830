using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>The recorded random programs, interpreted, end as under every CPython.</summary>
public sealed class RandomProgramTests
{
    private static string Folder => Repository.PathTo("fixtures", "random");

    private static IEnumerable<TestCaseData> Modules =>
        RandomPrograms.Modules(Folder).Select(module => new TestCaseData(module.Name, module.Version));

    [TestCaseSource(nameof(Modules))]
    public void Ends_as_under_CPython(string name, string version)
    {
        var (count, differences) = RandomPrograms.Compare(Folder, name, version);
        if (differences.Count > 0)
            Assert.Fail($"{differences.Count} of {count} programs differ:{Environment.NewLine}{string.Join(Environment.NewLine, differences.Take(10))}");
        Assert.That(count, Is.GreaterThanOrEqualTo(50));
    }

    [Test]
    public void There_are_500_programs() => Assert.That(
        Modules.Select(module => (string)module.Arguments[0]!).Distinct()
            .SelectMany(name => File.ReadLines(Path.Combine(Folder, "src", name + ".py")))
            .Count(line => line.StartsWith("def p", StringComparison.Ordinal) && line.EndsWith("_main():", StringComparison.Ordinal)),
        Is.EqualTo(500));
}

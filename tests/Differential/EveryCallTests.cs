using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>Every call of the fixtures that can be bound, natively, against what every CPython gave.</summary>
public sealed class EveryCallTests
{
    private readonly Dictionary<string, int> _versionCalls = [];

    private static IEnumerable<TestCaseData> Files =>
        from version in Repository.PythonVersions
        from path in Directory.GetFiles(Repository.PathTo("fixtures", "pyc", version), "*.pyc").Order()
        let module = Path.GetFileNameWithoutExtension(path)
        where File.Exists(Repository.PathTo("fixtures", "expected", module + ".jsonl"))
        select new TestCaseData(module, version);

    /// <summary>The modules all of whose functions are straight-line functions of integers.</summary>
    private static IReadOnlyList<string> StraightModules => ["straight", "expressions"];

    [TestCaseSource(nameof(Files))]
    public void Gives_what_CPython_gave(string module, string version) => Compare(module, version, big: false);

    [TestCaseSource(nameof(Files))]
    public void Gives_the_integer_that_CPython_gave_through_BigInteger(string module, string version) => Compare(module, version, big: true);

    [Test]
    public void Straight_was_called_in_17_versions_and_each_of_its_functions_was()
    {
        var calls = ExpectedCall.Read("straight");
        using var module = PycJit.Load(Repository.Pyc("straight", "3.13"));
        Assert.Multiple(() =>
        {
            Assert.That(calls.SelectMany(call => call.Versions).Distinct().Count(), Is.EqualTo(17));
            Assert.That(
                calls.Select(call => call.Function).Distinct().Order(),
                Is.EqualTo(module.Functions.Select(function => function.Name).Order()));
        });
    }

    [OneTimeTearDown]
    public void Print_the_count_of_version_calls()
    {
        foreach (var (module, count) in _versionCalls.OrderBy(entry => entry.Key))
            TestContext.Progress.WriteLine($"{module}: {count} calls in all versions, through long and through BigInteger");
        TestContext.Progress.WriteLine($"{_versionCalls.Values.Sum()} version-calls compared with CPython");
    }

    private void Compare(string name, string version, bool big)
    {
        using var module = PycJit.Load(Repository.Pyc(name, version));
        var differences = new List<string>();
        var refused = new List<string>();
        var count = 0;
        foreach (var group in ExpectedCall.Read(name).Where(call => call.Versions.Contains(version))
            .GroupBy(call => (call.Function, call.Signature)))
        {
            var signature = new FixtureSignature(group.Key.Signature, big);
            Delegate function;
            try
            {
                function = signature.Bind(module, group.Key.Function);
            }
            catch (PycJitException exception)
                when (exception is UnsupportedBytecodeException or SignatureMismatchException or FunctionUnavailableException)
            {
                refused.Add(exception.Message);
                continue;
            }
            foreach (var call in group)
            {
                count++;
                var (expected, actual) = (Outcome.Expected(call, signature.Result), Outcome.Actual(function, call));
                if (actual != expected)
                    differences.Add($"{version} {call}: {actual}, CPython {expected}");
            }
        }

        _versionCalls[name] = _versionCalls.GetValueOrDefault(name) + count;
        TestContext.Out.WriteLine(
            $"CPython {version}, {name}: {count} calls, {count - differences.Count} equal; {refused.Count} functions are not compiled");
        Assert.That(differences, Is.Empty);
        if (StraightModules.Contains(name))
        {
            Assert.That(refused, Is.Empty);
            Assert.That(count, Is.GreaterThan(1000));
        }
    }
}

using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>Every call of fixtures/src/straight.py, natively, against what every CPython gave.</summary>
public sealed class StraightTests
{
    private static readonly IReadOnlyList<ExpectedCall> s_calls = ExpectedCall.Read("straight");

    private static IEnumerable<string> Versions => Repository.Versions;

    [TestCaseSource(nameof(Versions))]
    public void Every_call_gives_what_this_CPython_gave(string version) => Compare(version, big: false);

    [TestCaseSource(nameof(Versions))]
    public void Through_BigInteger_every_call_gives_the_integer_that_this_CPython_gave(string version) => Compare(version, big: true);

    [Test]
    public void Every_version_and_every_function_has_calls()
    {
        using var module = PycJit.Load(PycPath("3.13"));
        Assert.Multiple(() =>
        {
            Assert.That(Repository.Versions, Has.Count.EqualTo(17));
            Assert.That(s_calls.SelectMany(call => call.Versions).Distinct().Count(), Is.EqualTo(17));
            Assert.That(
                s_calls.Select(call => call.Function).Distinct().Order(),
                Is.EqualTo(module.Functions.Select(function => function.Name).Order()));
        });
    }

    private static void Compare(string version, bool big)
    {
        using var module = PycJit.Load(PycPath(version));
        var differences = new List<string>();
        var count = 0;
        foreach (var group in s_calls.Where(call => call.Versions.Contains(version)).GroupBy(call => (call.Function, call.Signature)))
        {
            var signature = new FixtureSignature(group.Key.Signature, big);
            var function = signature.Bind(module, group.Key.Function);
            foreach (var call in group)
            {
                count++;
                var (expected, actual) = (Outcome.Expected(call, signature.Result), Outcome.Actual(function, call));
                if (actual != expected)
                    differences.Add($"{version} {call}: {actual}, CPython {expected}");
            }
        }
        TestContext.Out.WriteLine($"CPython {version}: {count} calls of straight, {count - differences.Count} equal");
        Assert.That(differences, Is.Empty);
        Assert.That(count, Is.GreaterThan(1000));
    }

    private static string PycPath(string version) => Repository.PathTo("fixtures", "pyc", version, "straight.pyc");
}

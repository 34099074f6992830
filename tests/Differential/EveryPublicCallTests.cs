using System.Numerics;
using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>
/// Every call of every fixture through a delegate of the type that the fixture names, against what every CPython gave. None is left out.
/// </summary>
public sealed class EveryPublicCallTests
{
    /// <summary>Modules that call transcendental functions of the C library, whose last bits differ from one to the other.</summary>
    private static readonly string[] s_transcendental = ["mathfns"];

    private readonly Dictionary<string, (int Calls, int Exceptions, int Overflows)> _totals = [];

    private static IEnumerable<TestCaseData> Files =>
        from version in Repository.PythonVersions
        from path in Directory.GetFiles(Repository.PathTo("fixtures", "pyc", version), "*.pyc").Order()
        select new TestCaseData(Path.GetFileNameWithoutExtension(path), version);

    private static IEnumerable<TestCaseData> FilesOfOneVersion => Files.Where(file => file.Arguments[1] is "3.13");

    [TestCaseSource(nameof(Files))]
    public void With_fallback_to_the_interpreter_gives_what_CPython_gave(string name, string version) =>
        Compare("Fallback = Interpreter", new PycOptions { Fallback = Fallback.Interpreter }, name, version);

    [TestCaseSource(nameof(Files))]
    public void In_the_interpreter_only_gives_what_CPython_gave(string name, string version) =>
        Compare("Tier = InterpreterOnly", new PycOptions { Tier = Tier.InterpreterOnly }, name, version);

    /// <summary>As above, with a BigInteger for each int that is returned.</summary>
    [TestCaseSource(nameof(Files))]
    public void With_fallback_to_the_interpreter_gives_it_through_BigInteger(string name, string version) =>
        Compare("BigInteger", new PycOptions { Fallback = Fallback.Interpreter }, name, version, big: true);

    /// <summary>As code that can be stopped, and asks often whether it is to be. Versions of CPython differ before the passes that matter here.</summary>
    [TestCaseSource(nameof(FilesOfOneVersion))]
    public void Where_it_can_be_stopped_gives_what_CPython_gave(string name, string version) =>
        Compare("stoppable", ScalarMode.Stoppable.Options with { Fallback = Fallback.Interpreter }, name, version);

    [Test]
    public void Each_function_of_straight_is_called_in_17_versions()
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
    public void Print_the_totals_of_each_mode()
    {
        foreach (var (mode, (calls, exceptions, overflows)) in _totals)
        {
            TestContext.Progress.WriteLine(
                $"{mode}: {calls} version-calls compared with CPython, {exceptions} of them exceptions, "
                + $"{overflows} results too large for their type");
        }
    }

    private void Compare(string mode, PycOptions options, string name, string version, bool big = false)
    {
        using var module = PycJit.Load(Repository.Pyc(name, version), options with { Output = TextWriter.Null });
        var differences = new List<string>();
        var (calls, exceptions, overflows) = (0, 0, 0);
        foreach (var group in ExpectedCall.Read(name).Where(call => call.Versions.Contains(version))
            .GroupBy(call => (call.Function, Signature: FixtureSignature.Of(call, name, version))))
        {
            var signature = new FixtureSignature(group.Key.Signature, big);
            var function = signature.Bind(module, group.Key.Function);
            Delegate? unbounded = null;
            foreach (var call in group)
            {
                calls++;
                exceptions += call.Error is null ? 0 : 1;
                var made = new PublicCall(call, signature.Result, s_transcendental.Contains(name));
                Add(call, made.Difference(function));
                if (!made.IsOverflow || signature.Result != typeof(long))
                    continue;
                overflows++;
                unbounded ??= new FixtureSignature(group.Key.Signature, big: true).Bind(module, group.Key.Function);
                Add(call, new PublicCall(call, typeof(BigInteger), isTranscendental: false).Difference(unbounded));
            }
        }
        var before = _totals.GetValueOrDefault(mode);
        _totals[mode] = (before.Calls + calls, before.Exceptions + exceptions, before.Overflows + overflows);
        TestContext.Out.WriteLine($"CPython {version}, {name}, {mode}: {calls} calls, {exceptions} exceptions, {overflows} too large for long");
        Assert.That(calls, Is.Positive);
        if (differences.Count > 0)
            Assert.Fail($"{differences.Count} of {calls} calls differ:{Environment.NewLine}{string.Join(Environment.NewLine, differences.Take(20))}");

        void Add(ExpectedCall call, string? difference)
        {
            if (difference is not null)
                differences.Add($"{version} {call}: {difference}");
        }
    }
}

using Pyc.Differential.Support;
using Pyc.Execution.Sequences;
using Pyc.Translation;
using Pyc.X64;

namespace Pyc.Differential;

/// <summary>The machine code of every function of the fixtures is shown to keep to what is its own.</summary>
/// <remarks>
/// <see cref="AllocationTests"/> verifies that of the processor that runs the test, with exits to be forced and without. Here it is made for
/// processors of fewer lanes, and with polls.
/// </remarks>
public sealed class MachineCodeTests
{
    private const string Version = "3.15";

    // Of a hundred indexes and divisions, how many the code alone shows to be right in each module. Loops that are cut into pieces, to poll between them, have bounds
    // that few of the proofs find.
    private const int LeastShown = 60;
    private const int LeastShownWithPolls = 25;
    private const int FewestCounted = 50;

    private static readonly NativeCompilerOptions s_options = new() { RuntimeFunctions = ListHeap.AddressOf, VerifyAllocation = false };

    private static IEnumerable<TestCaseData> Modules =>
        from path in Directory.GetFiles(Repository.PathTo("fixtures", "expected"), "*.jsonl").Order()
        let name = Path.GetFileNameWithoutExtension(path)
        where File.Exists(Repository.Pyc(name, Version))
        from kind in new[] { "no lanes", "4 lanes", "stoppable" }
        select new TestCaseData(name, kind);

    [TestCaseSource(nameof(Modules))]
    public void Each_function_of_the_fixtures_keeps_to_what_is_its_own(string name, string kind)
    {
        var (shown, open) = (0, new List<string>());
        var violations = new List<string>();
        using var module = PycJit.Load(Repository.Pyc(name, Version), new PycOptions
        {
            Output = TextWriter.Null,
            Limits = kind == "stoppable" ? new ExecutionLimits { Time = TimeSpan.FromMinutes(10) } : ExecutionLimits.None,
            MaximumVectorLanes = kind switch { "no lanes" => 0, "4 lanes" => 4, _ => 8 },
            CodeOf = function =>
            {
                var code = NativeCompiler.Compile(function, s_options);
                var report = MachineCodeVerifier.Verify(code, s_options);
                violations.AddRange(report.Violations.Select(violation => $"{code.Name}: {violation}"));
                open.AddRange(report.Unproven.Select(violation => $"{code.Name}: {violation}"));
                shown += report.Accesses(AccessClass.Element) + report.Accesses(AccessClass.Table) + report.Divisions;
                return code;
            },
        });
        foreach (var (function, signature) in ExpectedCall.Read(name).Where(call => call.Versions.Contains(Version))
            .Select(call => (call.Function, Signature: FixtureSignature.Of(call, name, Version))).Distinct())
        {
            var called = new FixtureSignature(signature, big: false);
            if (called.Compiles(module[function], out _))
                module[function].Compile(called.Parameters);
        }
        TestContext.Out.WriteLine($"{shown} shown, {open.Count} not");
        open.ForEach(TestContext.Out.WriteLine);
        Assert.That(violations, Is.Empty);
        var least = kind == "stoppable" ? LeastShownWithPolls : LeastShown;
        if (shown + open.Count < FewestCounted)
            return;
        Assert.That(100 * shown, Is.GreaterThanOrEqualTo(least * (shown + open.Count)), string.Join('\n', open));
    }
}

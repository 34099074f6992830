using Pyc.Binding;
using Pyc.Differential.Support;
using Pyc.Translation.Ir;

namespace Pyc.Differential;

/// <summary>
/// Every call of every fixture function that compiles, natively, with each of its exits taken in turn at its first check: the interpreter
/// takes over in the middle of the function, and gives what every CPython gave.
/// </summary>
public sealed class EveryForcedExitTests
{
    private static readonly string[] s_transcendental = ["mathfns"];

    private long _calls;

    private static IEnumerable<TestCaseData> Files =>
        from version in Repository.PythonVersions
        from path in Directory.GetFiles(Repository.PathTo("fixtures", "pyc", version), "*.pyc").Order()
        select new TestCaseData(Path.GetFileNameWithoutExtension(path), version);

    [TestCaseSource(nameof(Files))]
    public void Leaving_at_each_check_gives_what_CPython_gave(string name, string version)
    {
        var options = new PycOptions { Fallback = Fallback.Interpreter, ForcibleExits = true, Output = TextWriter.Null };
        using var module = PycJit.Load(Repository.Pyc(name, version), options);
        var differences = new List<string>();
        var (functions, exits, calls) = (0, 0, 0);
        foreach (var group in ExpectedCall.Read(name).Where(call => call.Versions.Contains(version))
            .GroupBy(call => (call.Function, Signature: FixtureSignature.Of(call, name, version))))
        {
            var signature = new FixtureSignature(group.Key.Signature, big: false);
            if (!signature.Compiles(module[group.Key.Function], out _))
                continue;
            var function = signature.Bind(module, group.Key.Function);
            ParameterType[] types = [.. signature.Parameters.Select(NativeWord.ParameterTypeOf)];
            var native = module[group.Key.Function].VersionFor([.. types]);
            var taken = ForcedExits.Of(module[group.Key.Function], types);
            functions++;
            exits += taken.Count;
            try
            {
                foreach (var exit in taken)
                {
                    ForcedExits.Take(exit);
                    foreach (var call in group)
                    {
                        calls++;
                        if (new PublicCall(call, signature.Result, s_transcendental.Contains(name)).Difference(function) is { } difference)
                            differences.Add($"{version} {call} with exit {exit}, {native.MachineCode.Exits[exit - 1].Reason}: {difference}");
                    }
                }
            }
            finally
            {
                ForcedExits.Take(0);
            }
        }
        Interlocked.Add(ref _calls, calls);
        TestContext.Out.WriteLine($"CPython {version}, {name}: {functions} functions, {exits} exits, {calls} calls with one of them forced");
        if (differences.Count > 0)
            Assert.Fail($"{differences.Count} of {calls} calls differ:{Environment.NewLine}{string.Join(Environment.NewLine, differences.Take(20))}");
    }

    [OneTimeTearDown]
    public void Print_the_total() => TestContext.Progress.WriteLine($"Every check forced to fail: {_calls} version-calls compared with CPython");
}

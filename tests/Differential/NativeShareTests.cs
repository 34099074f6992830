using Pyc.Differential.Support;

namespace Pyc.Differential;

/// <summary>How many functions of the fixtures compile, and why the others do not.</summary>
public sealed class NativeShareTests
{
    /// <summary>Modules of control flow, arithmetic and exceptions: what does not compile in them must have another reason.</summary>
    private static readonly string[] s_scalar =
        ["straight", "expressions", "arity", "branches", "loops", "floats", "overflow", "errors", "modern38", "modern310", "python2"];

    // What a reason may be about there: calls of functions, attributes, containers, parameters that are left to their defaults.
    private static readonly string[] s_otherReasons =
        ["it calls ", "this is a call", "this is an attribute", "a container", "over a tuple", "returns a tuple", "enclosing function",
        " parameters, 1 types"];

    private static IEnumerable<string> Modules =>
        Directory.GetFiles(Repository.PathTo("fixtures", "expected"), "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)).Order();

    [TestCaseSource(nameof(Modules))]
    public void Prints_what_compiles_and_why_the_rest_does_not(string name)
    {
        var (native, all) = (0, 0);
        var refused = new SortedDictionary<string, string>();
        foreach (var version in Repository.PythonVersions.Where(version => File.Exists(Repository.Pyc(name, version))))
        {
            using var module = PycJit.Load(Repository.Pyc(name, version), new PycOptions { Output = TextWriter.Null });
            foreach (var group in ExpectedCall.Read(name).Where(call => call.Versions.Contains(version))
                .GroupBy(call => (call.Function, Signature: FixtureSignature.Of(call, name, version))))
            {
                all++;
                if (new FixtureSignature(group.Key.Signature, big: false).Compiles(module[group.Key.Function], out var whyNot))
                    native++;
                else
                    refused.TryAdd(group.Key.Function, whyNot);
            }
        }
        TestContext.Progress.WriteLine($"{name}: {native} of {all} functions in all versions are native, {100.0 * native / all:F0} %");
        foreach (var (function, whyNot) in refused)
            TestContext.Progress.WriteLine($"    {function}: {whyNot}");
        if (s_scalar.Contains(name))
            Assert.That(refused.Values.Where(why => !s_otherReasons.Any(reason => why.Contains(reason, StringComparison.Ordinal))), Is.Empty);
    }
}

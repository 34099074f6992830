using Pyc.Differential.Support;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Tests.Support;

namespace Pyc.Differential;

/// <summary>Every call of every fixture, interpreted, against what every CPython gave. None is left out.</summary>
public sealed class EveryInterpretedCallTests
{
    /// <summary>Modules that call transcendental functions of the C library, whose last bits differ from one to the other.</summary>
    private static readonly string[] s_transcendental = ["mathfns"];

    private int _versionCalls;

    private static IEnumerable<TestCaseData> Files =>
        from version in Repository.PythonVersions
        from path in Directory.GetFiles(Repository.PathTo("fixtures", "pyc", version), "*.pyc").Order()
        select new TestCaseData(Path.GetFileNameWithoutExtension(path), version);

    [TestCaseSource(nameof(Files))]
    public void Gives_what_CPython_gave(string name, string version)
    {
        var module = new InterpretedModule(Repository.Pyc(name, version));
        var calls = ExpectedCall.Read(name).Where(call => call.Versions.Contains(version)).ToList();
        var differences = calls.Select(call => Difference(module, call, s_transcendental.Contains(name))).OfType<string>().ToList();
        _versionCalls += calls.Count;
        TestContext.Out.WriteLine($"CPython {version}, {name}: {calls.Count} calls, {calls.Count - differences.Count} equal");
        Assert.That(calls, Is.Not.Empty);
        if (differences.Count > 0)
            Assert.Fail($"{differences.Count} of {calls.Count} calls differ:{Environment.NewLine}{string.Join(Environment.NewLine, differences.Take(20))}");
    }

    [OneTimeTearDown]
    public void Print_the_count_of_version_calls() =>
        TestContext.Progress.WriteLine($"{_versionCalls} version-calls interpreted and compared with CPython");

    private static string? Difference(InterpretedModule module, ExpectedCall call, bool isTranscendental)
    {
        var arguments = call.Arguments.Select(argument => FixtureValue.Read(argument, module.Runtime.Version)).ToArray();
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = arguments[call.FirstSame[i]];
        string actual;
        try
        {
            var result = module.Call(call.Function, arguments);
            if (call.Result is { } expected && FixtureValue.IsEqual(expected, result, isTranscendental))
                return Difference(call, arguments, isTranscendental);
            actual = $"{Operators.Repr(module.Runtime, result)} of {result.Type.Name}";
        }
        catch (PythonError error)
        {
            actual = module.Describe(error);
            if (call.Error is not null && actual == $"{call.Error}: {FixtureValue.MessageOn64Bits(call.Message!)}")
                return Difference(call, arguments, isTranscendental);
        }
#pragma warning disable CA1031 // What must not leave the interpreter is the difference of this call; the others are made all the same.
        catch (Exception exception) when (exception is not AssertionException)
#pragma warning restore CA1031
        {
            actual = $"{exception.GetType().Name} left the interpreter: {exception.Message}{exception.StackTrace?.Split('\n')[0]}";
        }
        return $"{call}: {actual}, CPython {(call.Result is { } value ? FixtureValue.Describe(value) : $"{call.Error}: {call.Message}")}";
    }

    /// <summary>The lists that were passed, after the call.</summary>
    private static string? Difference(ExpectedCall call, PyValue[] arguments, bool isTranscendental)
    {
        var after = call.After ?? call.Arguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!FixtureValue.IsEqual(after[i], arguments[i], isTranscendental))
                return $"{call}: argument {i} is no longer what CPython left, {FixtureValue.Describe(after[i])}";
        }
        return null;
    }
}

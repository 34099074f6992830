using System.Reflection;

namespace Pyc.Samples.Tests;

/// <summary>The samples that bind a whole module to an interface, compiled by three CPythons.</summary>
public sealed class ModuleSampleTests
{
    private static readonly string[] s_versions = ["2.7", "3.8", "3.13"];
    private static readonly string[] s_samples = ["OptionPricing", "Scoring", "Geometry"];

    [Test]
    public void Prints_what_its_page_shows([ValueSource(nameof(s_samples))] string sample)
    {
        var outcome = SampleProgram.Run(sample);

        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.ExitCode, Is.Zero);
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "samples.md")).ReplaceLineEndings("\n");
        Assert.That(page, Does.Contain($"$ dotnet run --project samples/{sample}\n" + string.Join("\n", outcome.Output) + "\n"));
    }

    [Test]
    public void Price_options_as_CPython_does([ValueSource(nameof(s_versions))] string version, [Values] Tier tier) =>
        CompareAll<IOptionPricing>("OptionPricing", "pricing", version, tier);

    [Test]
    public void Score_as_CPython_does([ValueSource(nameof(s_versions))] string version, [Values] Tier tier) =>
        CompareAll<ICreditScoring>("Scoring", "credit", version, tier);

    [Test]
    public void Compute_geometry_as_CPython_does([ValueSource(nameof(s_versions))] string version, [Values] Tier tier) =>
        CompareAll<IGeometry>("Geometry", "geometry", version, tier);

    [TestCaseSource(nameof(s_versions))]
    public void Native_code_sees_globals_that_CSharp_sets(string version)
    {
        using var native = Load("OptionPricing", "pricing", version, Tier.Auto);
        using var interpreted = Load("OptionPricing", "pricing", version, Tier.InterpreterOnly);
        var (options, oracle) = (native.Bind<IOptionPricing>(), interpreted.Bind<IOptionPricing>());
        var before = options.Price(100, 105, 1, 0.2);
        foreach (var rate in (double[])[0.0, 0.05, -0.01])
        {
            (options.Rate, oracle.Rate) = (rate, rate);
            native.SetGlobal("DIVIDEND_YIELD", rate / 2);
            interpreted.SetGlobal("DIVIDEND_YIELD", rate / 2);
            Assert.That(options.Price(100, 105, 1, 0.2), Is.EqualTo(oracle.Price(100, 105, 1, 0.2)).And.Not.EqualTo(before));
            Assert.That(options.Greeks(100, 105, 1, 0.2, false), Is.EqualTo(oracle.Greeks(100, 105, 1, 0.2, false)));
            Assert.That(options.American(100, 105, 1, 0.2), Is.EqualTo(oracle.American(100, 105, 1, 0.2)));
        }
        Assert.That(options.DividendYield, Is.EqualTo(-0.005));
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_global_may_be_a_tuple(string version)
    {
        using var native = Load("Geometry", "geometry", version, Tier.Auto);
        using var interpreted = Load("Geometry", "geometry", version, Tier.InterpreterOnly);
        var (scene, oracle) = (native.Bind<IGeometry>(), interpreted.Bind<IGeometry>());
        Assert.That(scene.Light, Is.EqualTo((-0.5, 0.75, -0.45)));
        foreach (var light in ((double, double, double)[])[(1, 1, 0), (0, 0.5, -1)])
        {
            (scene.Light, oracle.Light) = (light, light);
            for (var x = -1.0; x <= 1; x += 0.125)
                Assert.That(scene.Brightness(x, -0.125), Is.EqualTo(oracle.Brightness(x, -0.125)));
        }
        scene.Light = (0, 0, 0);
        Assert.That(
            () => scene.Brightness(0, -0.5),
            Throws.TypeOf<PythonValueException>().With.Message.Contains("a vector of length 0 has no direction"));
    }

    private static PycModule Load(string sample, string module, string version, Tier tier) => PycJit.Load(
        Path.Combine(Repository.Root, "samples", sample, "pyc", version, module + ".pyc"), new PycOptions { Tier = tier });

    /// <summary>Each call through the interface, and by itself.</summary>
    private static void CompareAll<TInterface>(string sample, string name, string version, Tier tier)
        where TInterface : class
    {
        using var module = Load(sample, name, version, tier);                       // nothing falls back: Fallback is Error
        var bound = module.Bind<TInterface>();
        var differences = new List<string>();
        var called = new HashSet<MethodInfo>();
        foreach (var call in RecordedCall.Read(name, version))
        {
            var method = typeof(TInterface).GetMethods().Single(
                method => InPython(method.Name) == call.Function && method.GetParameters().Length == call.Arguments.Length);
            called.Add(method);
            var arguments = call.ArgumentValues;
            object?[] fitting = [.. method.GetParameters().Select(
                (parameter, i) => Convert.ChangeType(arguments[i], parameter.ParameterType, null))];
            Add(call.DifferenceOf(() => method.Invoke(bound, BindingFlags.DoNotWrapExceptions, null, fitting, null)));
            Add(call.DifferenceOf(() => module[call.Function].Invoke(arguments)));
        }
        Assert.That(differences, Is.Empty);
        Assert.That(called, Is.SupersetOf(typeof(TInterface).GetMethods().Where(method => !method.IsSpecialName)));

        void Add(string? difference)
        {
            if (difference is not null)
                differences.Add(difference);
        }
    }

    private static string InPython(string name) =>
        string.Concat(name.Select((letter, i) => (char.IsUpper(letter) && i > 0 ? "_" : "") + char.ToLowerInvariant(letter)));
}

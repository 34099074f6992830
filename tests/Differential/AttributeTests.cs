using System.Numerics;
using Pyc.Loader;

namespace Pyc.Differential;

/// <summary>Attributes of modules and of numbers in native code.</summary>
public sealed class AttributeTests
{
    private static readonly PycOptions s_fallback = new() { Fallback = Fallback.Interpreter };

    private static IEnumerable<string> Versions =>
        Directory.GetDirectories(Repository.PathTo("fixtures", "boundaries", "pyc")).Select(path => Path.GetFileName(path)).Order();

    [TestCaseSource(nameof(Versions))]
    public void An_attribute_that_a_function_assigns_is_looked_up_each_time(string version)
    {
        using var module = Load(version, s_fallback);
        Assert.That(
            () => module["area"].Compile(typeof(double)), Throws.TypeOf<UnsupportedBytecodeException>().With.Message.Contains("not certain what math.pi"));
        var area = module.Get<Func<double, double>>("area");
        Assert.That(area(2), Is.EqualTo(Math.PI * 2 * 2));
        module.Get<Func<double, long>>("set_pi")(3);
        Assert.That(area(2), Is.EqualTo(12));
    }

    [TestCaseSource(nameof(Versions))]
    public void An_attribute_that_nothing_assigns_is_a_constant(string version)
    {
        using var module = Load(version, PycOptions.Default);
        module["same_area"].Compile(typeof(double));
        module["euler"].Compile(typeof(double));
        Assert.That(module.Get<Func<double, double>>("same_area")(2), Is.EqualTo(Math.PI * 2 * 2));
        Assert.That(module.Get<Func<double, double>>("euler")(2), Is.EqualTo(Math.E + Math.Sqrt(2) - Math.Sqrt(2)));
    }

    [TestCaseSource(nameof(Versions))]
    public void An_attribute_that_a_module_does_not_have_is_missing_where_it_is_read(string version)
    {
        using var module = Load(version, PycOptions.Default);
        module["missing"].Compile(typeof(double));
        var missing = module.Get<Func<double, double>>("missing");
        Assert.That(missing(2), Is.EqualTo(2));
        Assert.That(() => missing(-2), Throws.InstanceOf<PythonAttributeException>());
    }

    [TestCaseSource(nameof(Versions))]
    public void A_method_waits_for_its_call_in_a_frame_that_the_interpreter_takes_over(string version)
    {
        using var module = Load(version, PycOptions.Default);
        module["method_across_exit"].Compile(typeof(long), typeof(long));
        var function = module.Get<Func<long, long, BigInteger>>("method_across_exit");
        Assert.That(function(5, 3), Is.EqualTo(new BigInteger(3 + 15 % 7)));
        Assert.That(function(long.MaxValue, 3), Is.EqualTo(63 + (BigInteger)long.MaxValue * 3 % 7));
    }

    private static PycModule Load(string version, PycOptions options) =>
        PycJit.Load(Repository.PathTo("fixtures", "boundaries", "pyc", version, "attributes.pyc"), options);
}

using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Which function a name is, from reading the top level of fixtures/src/arity.py without running it.</summary>
public sealed class ModuleBindingTests
{
    // Fixtures whose source came later have no files of 3.0 to 3.5.
    private static IEnumerable<string> Versions() => Directory.GetDirectories(Repository.PathTo("fixtures", "pyc"))
        .Where(folder => File.Exists(Path.Combine(folder, "arity.pyc"))).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse);

    [Test]
    public void A_name_is_the_function_that_is_certainly_bound_last([ValueSource(nameof(Versions))] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("arity", version));
        Assert.Multiple(() =>
        {
            Assert.That(module.Get<Func<long, long>>("bound_twice")(40), Is.EqualTo(42));
            Assert.That(module.Get<Func<long, long>>("settled")(40), Is.EqualTo(41), "a conditional binding before it");
            Assert.That(module.Get<Func<long, long>>("doubled")(40), Is.EqualTo(80), "a lambda");
            Assert.That(module.Get<Func<long, long, long>>("with_default")(40, 1), Is.EqualTo(39), "a function with a default");
        });
    }

    [Test]
    public void A_name_that_may_be_something_else_is_not_bound(
        [ValueSource(nameof(Versions))] string version,
        [Values("chosen", "bound_later", "either", "conditional", "guarded", "repeated", "decorated", "replaced", "deleted", "alias")] string name)
    {
        using var module = PycJit.Load(Repository.Pyc("arity", version));
        Assert.That(() => module.Get<Func<long, long>>(name), Throws.TypeOf<FunctionUnavailableException>());
    }

    [Test]
    public void Functions_behind_a_try_statement_are_certain([ValueSource(nameof(Versions))] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("arity", version));
        Assert.That(() => module.Get<Func<long, long, long>>("branch"), Throws.TypeOf<UnsupportedBytecodeException>());
    }

    [Test]
    public void Methods_of_a_class_are_no_functions_of_the_module([ValueSource(nameof(Versions))] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("arity", version));
        Assert.That(module.Functions.Select(function => function.Name), Has.None.EqualTo("method"));
    }
}

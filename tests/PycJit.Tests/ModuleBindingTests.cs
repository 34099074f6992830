using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Which functions a module has: those that its names are bound to once its top level has run.</summary>
public sealed class ModuleBindingTests
{
    // Fixtures whose source came later have no files of 3.0 to 3.5.
    private static IEnumerable<string> Versions() => Directory.GetDirectories(Repository.PathTo("fixtures", "pyc"))
        .Where(folder => File.Exists(Path.Combine(folder, "arity.pyc"))).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse);

    [Test]
    public void A_name_is_the_function_that_is_bound_last([ValueSource(nameof(Versions))] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("arity", version));
        Assert.Multiple(() =>
        {
            Assert.That(module.Get<Func<long, long>>("bound_twice")(40), Is.EqualTo(42));
            Assert.That(module.Get<Func<long, long>>("alias")(40), Is.EqualTo(42));
            Assert.That(module.Get<Func<long, long>>("settled")(40), Is.EqualTo(41), "a conditional binding before it");
            Assert.That(module.Get<Func<long, long>>("doubled")(40), Is.EqualTo(80), "a lambda");
            Assert.That(module.Get<Func<long, long, long>>("with_default")(40, 1), Is.EqualTo(39), "a function with a default");
            Assert.That(module.Get<Func<long, long>>("chosen")(40), Is.EqualTo(42), "the module is not __main__");
            Assert.That(module.Get<Func<long, long>>("bound_later")(40), Is.EqualTo(40));
            Assert.That(module.Get<Func<long, long>>("either")(40), Is.EqualTo(42));
            Assert.That(module.Get<Func<long, long>>("guarded")(40), Is.EqualTo(40), "in a try statement");
        });
    }

    [Test]
    public void A_name_that_is_not_bound_is_no_function([ValueSource(nameof(Versions))] string version, [Values("conditional", "repeated", "deleted")] string name)
    {
        using var module = PycJit.Load(Repository.Pyc("arity", version));
        Assert.That(() => module.Get<Func<long, long>>(name), Throws.TypeOf<FunctionNotFoundException>());
    }

    [Test]
    public void A_name_bound_to_something_else_is_said_to_be_that()
    {
        using var module = PycJit.Load(Repository.Pyc("arity"));
        Assert.That(
            () => module.Get<Func<long, long>>("replaced"),
            Throws.TypeOf<FunctionUnavailableException>().With.Message.StartWith("PYJ2102: replaced of arity.pyc cannot be used: it is an int, 5, and not a function."));
        Assert.That(
            () => module.Get<Func<long, long>>("Box"),
            Throws.TypeOf<FunctionUnavailableException>().With.Message.Contains("it is a class, and C# can hold none of its objects."));
    }

    [Test]
    public void A_name_from_future_keeps_no_module_from_loading([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = PycJit.Load(Repository.PathTo("fixtures", "modules", "pyc", version, "unknowns.pyc"));
        Assert.Multiple(() =>
        {
            Assert.That(module.Functions.Select(function => function.Name), Does.Contain("reads").And.None.EqualTo("division"));
            Assert.That(
                () => module.Get<Func<long>>("division"),
                Throws.TypeOf<FunctionUnavailableException>().With.Message.Contains(
                    "cannot be used: it is a name for annotations and for the compiler, which nothing can call."));
            Assert.That(
                () => module.Get<Func<long>>("seed_unknown"),
                Throws.TypeOf<FunctionUnavailableException>().With.Message.StartWith(
                    "PYJ2001: seed_unknown of unknowns.pyc cannot be used: modules/unknowns.py:11 could not be evaluated, because random.random is not available: "));
        });
    }

    [Test]
    public void Decorated_functions_closures_and_callable_objects_are_functions([ValueSource(typeof(Facade), nameof(Facade.Versions))] string version)
    {
        using var module = Facade.Load(version: version, options: new PycOptions { Fallback = Fallback.Interpreter });
        Assert.Multiple(() =>
        {
            Assert.That(module.Get<Func<long, long>>("add_five")(37), Is.EqualTo(42));
            Assert.That(module.Get<Func<long, long>>("plus_three")(36), Is.EqualTo(42));
            Assert.That(module.Get<Func<long, long>>("also_same")(42), Is.EqualTo(42));
            Assert.That(module.Get<Func<long, long>>("double")(21), Is.EqualTo(42));
            Assert.That(module["double"].Declaration, Is.EqualTo("double(...)"));
            Assert.That(module["plus_three"].Declaration, Is.EqualTo("plus_three(n)"));
            Assert.That((module["double"].Line, module["double"].BytecodeSize), Is.EqualTo((0, 0)));
            Assert.That(() => module["double"].Compile(), Throws.TypeOf<NativeCodeUnavailableException>());
        });
    }

    [Test]
    public void Functions_come_in_the_order_in_which_their_names_were_bound()
    {
        using var module = Facade.Load();
        var names = module.Functions.Select(function => function.Name).ToList();
        Assert.That(names.Take(3), Is.EqualTo(new[] { "same", "kind", "append" }));
        Assert.That(names.Skip(names.IndexOf("make_adder")), Is.EqualTo(new[] { "make_adder", "add_five", "twice", "plus_three", "also_same", "count", "busy", "double" }));
    }

    [Test]
    public void Methods_of_a_class_are_no_functions_of_the_module([ValueSource(nameof(Versions))] string version)
    {
        using var module = PycJit.Load(Repository.Pyc("arity", version));
        Assert.That(module.Functions.Select(function => function.Name), Has.None.EqualTo("method").And.None.EqualTo("Box"));
    }
}

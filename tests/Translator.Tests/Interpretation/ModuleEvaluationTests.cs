using System.Text.Json;
using NUnit.Framework;
using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>Top levels of which parts cannot be evaluated: fixtures/modules, whose names say what is expected of them.</summary>
public class ModuleEvaluationTests
{
    private static IEnumerable<string> Versions() =>
        Directory.GetDirectories(Repository.PathTo("fixtures/modules/pyc")).Select(folder => Path.GetFileName(folder)!).Order();

    [Test]
    public void What_can_be_evaluated_is_what_CPython_makes_of_it([ValueSource(nameof(Versions))] string version, [Values("unknowns", "outside", "missing")] string name)
    {
        var (runtime, evaluation) = Evaluate(version, name);
        var expected = JsonSerializer.Deserialize<SortedDictionary<string, string>>(
            File.ReadAllText(Repository.PathTo($"fixtures/modules/pyc/{version}/{name}.json")))!;
        var actual = evaluation.Globals.Items
            .Where(item => item.Key.EndsWith("_known", StringComparison.Ordinal))
            .ToDictionary(item => item.Key, item => item.Value.Object is UnavailableObject missing ? missing.Reason : Operators.Repr(runtime, item.Value));
        Assert.That(actual, Is.EquivalentTo(expected));
    }

    [Test]
    public void What_depends_on_the_world_outside_is_unavailable_and_says_why(
        [ValueSource(nameof(Versions))] string version, [Values("unknowns", "outside", "missing")] string module)
    {
        var (_, evaluation) = Evaluate(version, module);
        var names = evaluation.Globals.Items.Where(item => item.Key.EndsWith("_unknown", StringComparison.Ordinal)).ToList();
        Assert.That(names, Has.Count.GreaterThan(5));
        Assert.Multiple(() =>
        {
            foreach (var (name, value) in names)
            {
                Assert.That(value.Object, Is.InstanceOf<UnavailableObject>(), name);
                Assert.That((value.Object as UnavailableObject)?.Reason, Does.Contain($"modules/{module}.py:").And.Contain("not available"), name);
            }
        });
    }

    [TestCaseSource(nameof(Versions))]
    public void Functions_and_classes_behind_what_is_left_out_are_there(string version)
    {
        var (_, evaluation) = Evaluate(version, "unknowns");
        Assert.Multiple(() =>
        {
            foreach (var name in (string[])["bump", "reads", "set_it", "add_three", "registered"])
                Assert.That(evaluation.Globals[name].Object, Is.InstanceOf<PyFunction>(), name);
            Assert.That(evaluation.Globals["Point"].Object, Is.InstanceOf<PyType>());
            Assert.That(evaluation.Globals["Odd"].Object, Is.InstanceOf<UnavailableObject>());
            Assert.That(evaluation.Globals["np"].Object, Is.InstanceOf<UnavailableObject>());
        });
    }

    [TestCaseSource(nameof(Versions))]
    public void A_star_import_of_an_unknown_module_makes_every_name_unknown_that_it_may_bind(string version)
    {
        var (runtime, evaluation) = Evaluate(version, "starred");
        Assert.That(Operators.Call(runtime, evaluation.Globals["after"]).Int, Is.EqualTo(7));
        Assert.That(Operators.Call(runtime, evaluation.Globals["passed_on"]).Object, Is.SameAs(evaluation.Globals["somewhere"].Object));
        Assert.Multiple(() =>
        {
            foreach (var name in (string[])["before", "somewhere"])
                Assert.That(() => UnavailableObject.Check(Operators.Call(runtime, evaluation.Globals[name])), Throws.InstanceOf<UnavailableException>(), name);
            Assert.That(() => Operators.Call(runtime, evaluation.Globals["builtin"], new PyTuple([])), Throws.InstanceOf<UnavailableException>());
        });
    }

    [Test]
    public void The_use_of_an_unavailable_name_says_where_it_is_used_and_why_it_is_not_there()
    {
        var (runtime, evaluation) = Evaluate("3.13", "unknowns");
        var bump = evaluation.Globals["bump"].As<PyFunction>()!;
        var error = Assert.Throws<UnavailableException>(() => Interpreter.Call(runtime, bump, default))!;
        Assert.Multiple(() =>
        {
            Assert.That(error.What, Is.EqualTo("counter_unknown"));
            Assert.That(error.Where!.Value.Function, Is.EqualTo("bump"));
            Assert.That(error.Message, Does.StartWith("modules/unknowns.py:").And.Contain("os.getenv is not available"));
        });
    }

    [TestCaseSource(nameof(Versions))]
    public void An_import_that_is_left_out_is_not_blamed_for_a_misspelt_name(string version)
    {
        var (runtime, evaluation) = Evaluate(version, "optional");
        var error = Assert.Throws<PythonError>(() => Operators.Call(runtime, evaluation.Globals["misspelt"]))!;
        Assert.That(error.Value.Type, Is.SameAs(ExceptionTypes.NameError));
    }

    [TestCaseSource(nameof(Versions))]
    public void A_name_that_no_instruction_binds_may_be_bound_by_a_statement_that_reaches_the_globals(string version)
    {
        var (runtime, evaluation) = Evaluate(version, "unseen");
        Assert.That(
            () => UnavailableObject.Check(Operators.Call(runtime, evaluation.Globals["read"])),
            Throws.InstanceOf<UnavailableException>().With.Message.Contains("globals is not available"));
    }

    [TestCase("array", "modules/optional.py:19:12 in array: PYJ2002: np is not available: modules/optional.py:6 could not be evaluated, because "
        + "numpy_or_something_else is not available: PycJit loads no module that reaches outside the process, and whether "
        + "numpy_or_something_else is installed is not known here, so no way through the try around the import is taken. "
        + "Do in C# what it is needed for, and pass in what comes of it.")]
    [TestCase("pair", "modules/optional.py:23:12 in pair: PYJ2003: Pair is not available: modules/optional.py:10 could not be evaluated, because "
        + "collections.namedtuple is not available: PycJit has not built it in. Write the few lines that are needed in the module itself, "
        + "or pass the values in.")]
    [TestCase("arguments", "modules/optional.py:27:12 in arguments: PYJ2001: sys.argv is not available: PycJit loads no module that reaches outside the "
        + "process. Do in C# what it is needed for, and pass in what comes of it.")]
    [TestCase("number", "modules/optional.py:31:12 in number: PYJ3008: the value is not supported: there are no complex numbers here, and complex() is called. Compute with real numbers only.")]
    public void What_is_not_there_says_where_it_is_used_why_it_is_not_there_and_what_to_do(string function, string message)
    {
        var (runtime, evaluation) = Evaluate("3.13", "optional");
        Assert.That(
            () => Operators.Call(runtime, evaluation.Globals[function]), Throws.InstanceOf<PycJitException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Every_built_in_name_of_CPython_is_there_or_is_said_to_be_missing()
    {
        var versions = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Repository.PathTo("fixtures/builtins/names.json")))!;
        Assert.That(versions, Has.Count.EqualTo(11));
        Assert.Multiple(() =>
        {
            foreach (var (version, names) in versions)
            {
                var known = BuiltinNames.For(VersionOf(version));
                Assert.That(names.Split(' ').Where(name => !known.TryGet(name, out _)), Is.Empty, version);
            }
        });
    }

    private static PythonVersion VersionOf(string text)
    {
        var version = Version.Parse(text);
        return new PythonVersion(version.Major, version.Minor);
    }

    private static (PythonRuntime Runtime, ModuleEvaluation Evaluation) Evaluate(string version, string name)
    {
        var file = PycFile.Read(Repository.PathTo($"fixtures/modules/pyc/{version}/{name}.pyc"));
        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules() };
        try
        {
            return (runtime, ModuleEvaluation.Run(runtime, file.Code, name));
        }
        catch (PythonError error)
        {
            throw new InvalidOperationException(Operators.Str(runtime, error.Value), error);
        }
    }
}

using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>What no probe can ask: limits, what is not supported, tracebacks, state behind an exception.</summary>
public sealed class InterpreterTests
{
    private static readonly string[] s_versions = [.. Repository.PythonVersions];

    [TestCaseSource(nameof(s_versions))]
    public void Endless_recursion_raises_on_a_small_stack(string version)
    {
        var (runtime, endless) = Load(Repository.Pyc("errors", version), "endless");
        var (error, entries) = ("", 0);
        var thread = new Thread(
            () =>
            {
                var raised = Assert.Throws<PythonError>(() => endless.Call(runtime, new CallArguments([PyValue.FromInt(0)])));
                (error, entries) = (raised.Value.Type.Name, raised.Value.Traceback.Count);
            },
            maxStackSize: 256 << 10);
        thread.Start();
        thread.Join();

        Assert.That(error, Is.EqualTo(runtime.Semantics.Calls.RecursionErrorType.Name));
        Assert.That(entries, Is.EqualTo(runtime.RecursionLimit));
    }

    [TestCaseSource(nameof(s_versions))]
    public void Calls_of_Python_functions_are_deep_on_a_small_stack(string version)
    {
        var (runtime, deep) = Load(Repository.Pyc("calls", version), "deep");
        var results = new List<long>();
        // The depth is counted back, whether calls end or raise: the second round finds what the first one found.
        var thread = new Thread(
            () =>
            {
                for (var round = 0; round < 2; round++)
                {
                    results.Add(deep.Call(runtime, new CallArguments([PyValue.FromInt(900)])).Int);
                    Assert.Throws<PythonError>(() => deep.Call(runtime, new CallArguments([PyValue.FromInt(5000)])));
                    Assert.Throws<PythonError>(() => deep.Call(runtime, new CallArguments([PyValue.FromText("text")])));
                }
            },
            maxStackSize: 256 << 10);
        thread.Start();
        thread.Join();

        Assert.That(results, Is.EqualTo(new long[] { 900, 900 }));
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_complex_constant_is_refused_where_it_is_loaded(string version)
    {
        var (runtime, constants) = Load(Examples(version), "constants");

        for (var round = 0; round < 2; round++)
        {
            var refused = Assert.Throws<UnsupportedBytecodeException>(() => constants.Call(runtime, default));
            Assert.That(refused.Message, Does.Contain("constants").And.Contains("complex"));
            Assert.That(refused.Where.Line, Is.GreaterThan(0));
            Assert.That(refused.Opcode, Does.EndWith("_CONST"));
        }
        AssertNothingIsLeft(runtime);
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_traceback_has_the_frame_that_raised_first(string version)
    {
        var (runtime, handlers) = Load(Examples(version), "handlers");

        var error = Assert.Throws<PythonError>(() => handlers.Call(runtime, new CallArguments([PyValue.FromText("text")])));

        // The bare raise of the handler adds no entry: it is the line of the division.
        Assert.That(error.Value.Type.Name, Is.EqualTo("TypeError"));
        Assert.That(error.Value.Traceback, Has.Count.EqualTo(1));
        var entry = error.Value.Traceback[0];
        Assert.That(entry.Code.Name, Is.EqualTo("handlers"));
        Assert.That(entry.Position.Line, Is.EqualTo(entry.Code.FirstLine + 2));
        AssertNothingIsLeft(runtime);
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_frame_is_empty_when_it_is_used_again(string version)
    {
        var (runtime, branches) = Load(Examples(version), "try_in_loop");

        for (var round = 0; round < 3; round++)
        {
            var list = new PyList([PyValue.FromInt(1), PyValue.FromText("a"), PyValue.FromInt(20), PyValue.FromInt(5)]);
            Assert.That(branches.Call(runtime, new CallArguments([list])).Int, Is.EqualTo(24));
            Assert.Throws<PythonError>(() => branches.Call(runtime, default));
        }
        AssertNothingIsLeft(runtime);
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_generator_keeps_its_frame_while_others_run(string version)
    {
        var (runtime, generator) = Load(Examples(version), "generator");
        var one = generator.Call(runtime, new CallArguments([PyValue.FromInt(3)])).As<PyGenerator>()!;
        var two = generator.Call(runtime, new CallArguments([PyValue.FromInt(2)])).As<PyGenerator>()!;

        var items = new List<long>();
        while (one.TryNext(runtime, out var item))
        {
            items.Add(item.Int);
            if (two.TryNext(runtime, out item))
                items.Add(10 + item.Int);
        }

        Assert.That(items, Is.EqualTo(new long[] { 0, 10, 1, 11, 2 }));
        Assert.That(two.TryNext(runtime, out _), Is.False);
        Assert.That(one.TryNext(runtime, out _), Is.False);
        AssertNothingIsLeft(runtime);
    }

    [Test]
    public void An_import_finds_what_the_source_of_modules_has_and_nothing_else()
    {
        var file = PycFile.Read(Repository.Pyc("mathfns", "3.12"));
        var error = Assert.Throws<PythonError>(
            () => Interpreter.RunModule(new PythonRuntime(file.Version), new PyCode(file.Code), new PyNamespace()));

        Assert.That(error.Value.Type.Name, Is.EqualTo("ModuleNotFoundError"));
        Assert.That(error.Value.Args[0].As<PyStr>()!.Value, Is.EqualTo("No module named 'math'"));
    }

    private static string Examples(string version) => Repository.PathTo("fixtures", "bytecode", version, "examples.pyc");

    private static (PythonRuntime Runtime, PyFunction Function) Load(string path, string name)
    {
        var file = PycFile.Read(path);
        var globals = new PyNamespace { ["__name__"] = PyValue.FromText("fixture") };
        PyFunction FunctionOf(string one) => new(new PyCode(file.CodeObjects().First(code => code.Name == one)), globals);
        var function = FunctionOf(name);
        globals[name] = function;
        return (new PythonRuntime(file.Version), function);
    }

    /// <summary>Nothing is handled any longer, and the whole depth is free.</summary>
    private static void AssertNothingIsLeft(PythonRuntime runtime)
    {
        Assert.That(runtime.Handled, Is.Null);
        for (var i = 0; i < runtime.RecursionLimit; i++)
            runtime.EnterFrame();
        Assert.Throws<PythonError>(runtime.EnterFrame);
    }
}

using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Interpretation;

namespace Pyc.Differential;

/// <summary>The functions of fixtures/hostile/hostile.py: depth, endless loops and memory without bound, on a thread with a small stack.</summary>
[NonParallelizable]
public sealed class HostileProgramTests
{
    private const int SmallStack = 256 << 10;

    private static readonly string[] s_versions = ["2.7", "3.8", "3.11", "3.13"];
    private static readonly PyType[] s_limits = [ExceptionTypes.RuntimeError, ExceptionTypes.MemoryError];       // RecursionError is the former

    private static IEnumerable<TestCaseData> Functions(string prefix) =>
        from version in s_versions
        from code in PycFile.Read(PathOf(version)).CodeObjects()
        where code.QualifiedName == code.Name && code.Name.StartsWith(prefix, StringComparison.Ordinal)
        select new TestCaseData(version, code.Name);

    [TestCaseSource(nameof(Functions), new object[] { "deep_" })]
    public void Depth_ends_in_an_answer_or_in_an_error(string version, string function)
    {
        var (runtime, exception, traceback) = Call(version, function, long.MaxValue - 1, long.MaxValue);
        if (exception is null)
            return;
        Assert.That(exception, Is.TypeOf<PythonError>());
        Assert.That(traceback, Does.StartWith("Traceback (most recent call last):\n").Or.Contains("The above exception").Or.Contains("During handling"));
        var type = ((PythonError)exception).Value.Type;
        Assert.That(
            s_limits.Any(type.IsSubtypeOf) || function is "deep_contexts" or "deep_causes" || type.IsSubtypeOf(ExceptionTypes.TypeError)
                || type.IsSubtypeOf(ExceptionTypes.ValueError),
            $"{exception.Message} of {type.Name}, {runtime.Version}");
    }

    [TestCaseSource(nameof(Functions), new object[] { "endless_" })]
    public void An_endless_loop_ends_with_the_budget(string version, string function)
    {
        var (_, exception, _) = Call(version, function, 300_000, 1L << 30);
        // A list of all numbers may meet the limit of a container before that of the work, and some recurse by themselves.
        if (exception is PythonError error)
            Assert.That(s_limits.Any(error.Value.Type.IsSubtypeOf), error.Value.Type.Name);
        else
            Assert.That(exception, Is.TypeOf<ExecutionLimitException>().With.Message.Contains("steps").And.Message.Contains("hostile.py:"));
    }

    [TestCaseSource(nameof(Functions), new object[] { "hungry_" })]
    public void Memory_without_bound_ends_in_MemoryError(string version, string function)
    {
        var (_, exception, _) = Call(version, function, long.MaxValue - 1, 48L << 20);
        // Memory is looked at when the collector has counted it: nearly always in the try, where it is caught, until that is too much; now and
        // then at the jump behind it, and that MemoryError nothing catches.
        if (function == "hungry_catching" && exception is ExecutionLimitException budget)
        {
            Assert.That(budget.Message, Does.Contain("memory"));
            return;
        }
        Assert.That(exception, Is.TypeOf<PythonError>());
        Assert.That(((PythonError)exception!).Value.Type, Is.SameAs(ExceptionTypes.MemoryError));
    }

    [Test]
    public void A_token_stops_what_runs()
    {
        var file = PycFile.Read(PathOf("3.13"));
        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules() };
        var module = ModuleEvaluation.Run(runtime, file.Code, "hostile");
        using var source = new CancellationTokenSource();
        var control = CallControl.Begin(new CallBounds(), source.Token);
        source.CancelAfter(TimeSpan.FromMilliseconds(20));
        var outer = runtime.BeginCall(control);
        Assert.That(
            () => Operators.Call(runtime, module.Globals["endless_while"]),
            Throws.InstanceOf<OperationCanceledException>().With.Message.Contains("hostile.py:").And.Message.Contains("cancelled"));
        runtime.EndCall(outer);
        control.Leave();
        Assert.That(() => Operators.Call(runtime, module.Globals["deep_recursion"]), Throws.TypeOf<PythonError>());
    }

    private static string PathOf(string version) => Repository.PathTo("fixtures", "hostile", version, "hostile.pyc");

    private static (PythonRuntime Runtime, Exception? Exception, string Traceback) Call(string version, string function, long budget, long memory)
    {
        var file = PycFile.Read(PathOf(version));
        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules() };
        var (exception, traceback) = (default(Exception), "");
        var thread = new Thread(Run, SmallStack);
        thread.Start();
        thread.Join();
        GC.Collect();                                  // what one function took is not there for the next one
        TestContext.Out.WriteLine(exception is null ? "an answer" : $"{exception.GetType().Name}: {(exception as PythonError)?.Value.Type.Name} {exception.Message.Split('\n')[0]}");
        return (runtime, exception, traceback);

        void Run()
        {
            try
            {
                var module = ModuleEvaluation.Run(runtime, file.Code, "hostile");
                runtime.Budget = budget;
                runtime.MemoryLimit = memory;
                _ = Operators.Call(runtime, module.Globals[function]);
            }
#pragma warning disable CA1031 // The test says which exceptions are right.
            catch (Exception caught)
#pragma warning restore CA1031
            {
                exception = caught;
                runtime.Budget = null;
                if (caught is PythonError error)
                    traceback = TracebackText.Format(runtime, error.Value, (_, _) => null);
            }
        }
    }
}

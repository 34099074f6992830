using Pyc.Tests.Support;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>What a file may take to load, and a call to return.</summary>
public sealed class StepLimitTests
{
    [Test]
    public void A_top_level_that_does_too_much_is_stopped() => Assert.That(
        () => PycJit.Load(Repository.PathTo("fixtures", "modules", "pyc", "3.13", "unknowns.pyc"), new PycOptions { LoadLimits = new ExecutionLimits { Steps = 3 } }),
        Throws.TypeOf<ExecutionLimitException>().With.Message.Contains("3 steps"));

    [Test]
    public void Each_call_has_the_whole_budget()
    {
        using var module = PycJit.Load(Repository.Pyc("loops", "3.13"), new PycOptions { Tier = Tier.InterpreterOnly, Limits = new ExecutionLimits { Steps = 50_000 } });
        var sum = module.Get<Func<long, long>>("triangle");
        for (var i = 0; i < 5; i++)
            Assert.That(() => sum(10_000), Throws.Nothing);
        Assert.That(() => sum(100_000), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(() => sum(10), Throws.Nothing);
    }

    [Test]
    public void A_module_that_raises_what_cannot_be_written_is_refused_in_time() => Assert.That(
        () => PycJit.Load(Hostile("raises")), Throws.TypeOf<PythonException>().With.Message.Contains("Endless: <exception str() failed>"));

    [Test]
    public void The_text_of_an_exception_is_bounded_where_calls_are_not([Values("fail", "fail_with_notes")] string function)
    {
        using var module = PycJit.Load(Hostile("endless_text"), new PycOptions { Tier = Tier.InterpreterOnly, Limits = ExecutionLimits.None });
        var raised = Assert.Throws<PythonException>(() => module.Get<Action>(function)())!;
        Assert.That(raised.FormatTraceback(), Does.Contain(function == "fail" ? "Endless: <exception str() failed>" : "EndlessNotes: noted"));
    }

    [Test]
    public void A_name_that_is_no_function_is_described_in_time()
    {
        using var module = PycJit.Load(Hostile("endless_text"));
        Assert.That(() => module["endless"], Throws.TypeOf<FunctionUnavailableException>().With.Message.Contains("Endless"));
    }

    [Test]
    public void A_call_from_what_Python_calls_leaves_the_budget_of_the_outer_call()
    {
        using var output = new CallingWriter();
        using var module = PycJit.Load(
            Hostile("endless_text"), new PycOptions { Tier = Tier.InterpreterOnly, Limits = new ExecutionLimits { Steps = 1000 }, Output = output });
        output.Called = module.Get<Func<long>>("quiet");
        Assert.That(() => module.Get<Action>("chatter")(), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(output.Calls, Is.InRange(100, 2000));
    }

    [Test]
    public void The_source_of_a_traceback_is_asked_for_while_others_may_call()
    {
        using var module = PycJit.Load(Hostile("endless_text"), new PycOptions { Tier = Tier.InterpreterOnly });
        var raised = Assert.Throws<PythonException>(() => module.Get<Action>("fail")())!;
        var quiet = module.Get<Func<long>>("quiet");
        var answer = 0L;
        raised.FormatTraceback(_ =>
        {
            answer = Task.Run(() => quiet()).WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();
            return null;
        });
        Assert.That(answer, Is.EqualTo(1));
    }

    [Test]
    public void Nobody_who_compiles_waits_for_Python_code_that_runs()
    {
        using var output = new CallingWriter();
        using var module = PycJit.Load(
            Hostile("endless_text"), new PycOptions { Fallback = Fallback.Interpreter, Limits = new ExecutionLimits { Steps = 1000 }, Output = output });
        // What Python calls may wait for the compiler in its turn.
        var chatter = module["chatter"];
        output.Called = () =>
        {
            return Task.Run(() => chatter.Dump(CompilationStage.OptimisedIr)).WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult().Length;
        };
        Assert.That(() => module.Get<Action>("chatter")(), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(output.Calls, Is.GreaterThan(0));
    }

    private static string Hostile(string name) => Repository.PathTo("fixtures", "hostile", "3.13", $"{name}.pyc");

    private sealed class CallingWriter : StringWriter
    {
        public Func<long>? Called { get; set; }

        public int Calls { get; private set; }

        public override void Write(string? value)
        {
            Calls++;
            Called?.Invoke();
        }
    }
}

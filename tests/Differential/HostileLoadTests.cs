using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Interpretation;

namespace Pyc.Differential;

/// <summary>The top levels of fixtures/hostile/loads: what PycJit does for a file counts as the file's own work.</summary>
[NonParallelizable]
public sealed class HostileLoadTests
{
    [Test]
    public void Finding_what_a_statement_could_have_changed_is_paid_from_the_budget() => Assert.That(
        () => Load("left_out", 2_000_000), Throws.TypeOf<ExecutionLimitException>().With.Message.Contains("left_out.py:"));

    [Test]
    public void What_many_names_share_is_looked_at_once_for_each_statement()
    {
        var runtime = Load("left_out_list", 2_000_000);
        Assert.That(runtime.MainGlobals!["name_7"].Object, Is.InstanceOf<PyTuple>());
        Assert.That(runtime.MainGlobals["other"].Object, Is.InstanceOf<UnavailableObject>());
    }

    private static PythonRuntime Load(string name, long budget)
    {
        var file = PycFile.Read(Repository.PathTo("fixtures", "hostile", "3.13", $"{name}.pyc"));
        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules(), Budget = budget };
        _ = ModuleEvaluation.Run(runtime, file.Code, name);
        return runtime;
    }
}

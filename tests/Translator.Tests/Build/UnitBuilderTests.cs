using Pyc.Loader;
using Pyc.Translation.Analyses;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests.Build;

/// <summary>A function and what it calls: which functions there are for which arguments, and what is found out of their results.</summary>
public sealed class UnitBuilderTests
{
    private static readonly string[] s_versions = ["2.7", "3.6", "3.11", "3.13"];

    [TestCaseSource(nameof(s_versions))]
    public void A_recursive_function_returns_what_its_other_returns_give(string version)
    {
        var fib = Build(version, "calls", "fib");
        Assert.That(Signatures(fib), Is.EqualTo("fib(i64) -> i64"));
        Assert.That(Calls(fib).Select(call => call.Callee), Is.All.SameAs(fib).And.Exactly(2).Items);
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_call_may_be_the_argument_of_another_call_of_the_same_function(string version) =>
        Assert.That(Signatures(Build(version, "calls", "ackermann")), Is.EqualTo("ackermann(i64, i64) -> i64"));

    [TestCaseSource(nameof(s_versions))]
    public void Functions_that_call_each_other_share_their_results(string version)
    {
        Assert.That(Signatures(Build(version, "calls", "is_even")), Is.EqualTo("is_even(i64) -> bool; is_odd(i64) -> bool"));
        // An int, or a float of one more than a float or None.
        Assert.That(
            Signatures(Build(version, "functions", "three_ways")),
            Is.EqualTo("three_ways(i64) -> i64 | f64; other_way(i64) -> none | i64 | f64").Or
                .EqualTo("three_ways(i64) -> i64 | f64; other_way(i64) -> none | f64 | i64"));
    }

    [TestCaseSource(nameof(s_versions))]
    public void Each_combination_of_types_has_a_function(string version) => Assert.That(
        Signatures(Build(version, "calls", "polymorphic")),
        Is.EqualTo("polymorphic(i64) -> f64; square(i64) -> i64; square.2(f64) -> f64"));

    [TestCaseSource(nameof(s_versions))]
    public void A_result_of_every_kind_has_its_words(string version)
    {
        var kinds = Build(version, "functions", "kind_of");
        Assert.That(
            kinds.Results.Select(result => string.Join(' ', result.Types.Select(IrPrinter.NameOf))).Order(),
            Is.EqualTo(new[] { "", "", "bool", "f64", "i64", "i64 bool", "i64 f64" }).Or
                .EqualTo(new[] { "", "bool", "f64", "i64", "i64 bool", "i64 f64", "none" }));
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_tuple_is_passed_and_returned_as_its_items(string version) => Assert.That(
        Signatures(Build(version, "functions", "use_pairs")),
        Is.EqualTo("use_pairs(i64, i64) -> bool; divided(i64, i64) -> i64 i64; swapped(i64, i64) -> i64 i64"));

    [TestCaseSource(nameof(s_versions))]
    public void A_closure_is_passed_what_it_closes_over(string version)
    {
        var unit = Build(version, "functions", "over_parameter");
        var add = CallGraph.Of(unit).Functions.Single(function => function != unit);
        Assert.That(add.Parameters.Select(parameter => parameter.Type), Is.EqualTo([IrType.Int64, IrType.Int64]));
        Assert.That(Calls(unit).Select(call => call.Callee), Is.All.SameAs(add));
    }

    [TestCaseSource(nameof(s_versions))]
    public void What_is_refused_in_a_callee_is_refused_in_its_callers_with_the_place_and_the_reason(string version)
    {
        var refusal = Assert.Throws<UnsupportedBytecodeException>(() => Build(version, "functions", "calls_caller_of_not_native"))!;
        Assert.That(refusal.Why, Does.StartWith("it calls calls_not_native, which calls not_native, in which ").And.Match(@"\(functions\.py:\d+\)$"));
        Assert.That((refusal.Where.ShortFile, refusal.Where.Function), Is.EqualTo(("functions.py", "calls_caller_of_not_native")));
        var diagnostic = refusal.Diagnostic;
        Assert.That((diagnostic.Callee, diagnostic.Cause?.Callee, diagnostic.Root.Callee), Is.EqualTo(("calls_not_native", "not_native", "")));
        Assert.That((diagnostic.Root.Where.Function, diagnostic.Root.Descriptor), Is.EqualTo(("not_native", diagnostic.Descriptor)));
    }

    [TestCaseSource(nameof(s_versions))]
    public void What_only_raises_is_left_for_and_not_called(string version)
    {
        var unit = Build(version, "functions", "calls_only_raises");
        Assert.That(Signatures(unit), Is.EqualTo("calls_only_raises(i64) -> i64"));
        Assert.That(unit.Blocks.SelectMany(block => block).Single(value => value.Op == Op.Exit).Reason, Is.EqualTo(ExitReason.Raise));
    }

    [TestCaseSource(nameof(s_versions))]
    public void Where_there_are_too_many_combinations_of_arguments_the_last_one_leaves(string version)
    {
        var unit = Build(version, "functions", "use_length_of");
        var functions = CallGraph.Of(unit).Functions;
        Assert.That(functions, Has.Count.LessThanOrEqualTo(256));
        Assert.That(
            functions.SelectMany(function => function.Blocks).SelectMany(block => block).Where(value => value.Op == Op.Exit).Select(value => value.Reason),
            Has.Exactly(1).EqualTo(ExitReason.TooManyVersions));
    }

    [Test]
    public void Code_of_Python_2_has_calls_without_frames()
    {
        Assert.That(Calls(Build("2.7", "calls", "fib")).Select(call => call.State), Is.All.Null);
        Assert.That(Calls(Build("3.13", "calls", "fib")).Select(call => call.State!.Frame!.AwaitsResult), Is.All.True);
    }

    [TestCaseSource(nameof(s_versions))]
    public void What_calls_checks_the_stack_first(string version)
    {
        var fib = Build(version, "calls", "fib");
        Assert.That(fib.Entry.First(value => value.Op is not (Op.Parameter or Op.FrameState)).Op, Is.EqualTo(Op.CheckStack));
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_parameter_that_a_call_from_outside_leaves_out_is_its_default(string version)
    {
        var (file, globals, scope) = Load(version, "functions");
        var collatz = globals["collatz"].As<PyFunction>()!;
        var unit = IrBuilder.Build(collatz, Decode(file, "collatz"), scope, [IrType.Int64], IntegerMode.Exact);
        foreach (var function in CallGraph.Of(unit).Functions)
            IrVerifier.Verify(function);
        Assert.That(unit.Parameters.Count(), Is.EqualTo(1));
    }

    private static Function Build(string version, string module, string function)
    {
        var (file, globals, scope) = Load(version, module);
        var bytecode = Decode(file, function);
        var unit = IrBuilder.Build(
            globals[function].As<PyFunction>(), bytecode, scope, [.. Enumerable.Repeat(IrType.Int64, bytecode.Code.ParameterCount)], IntegerMode.Exact);
        foreach (var built in CallGraph.Of(unit).Functions)
            IrVerifier.Verify(built);
        return unit;
    }

    private static (PycFile File, PyNamespace Globals, ModuleScope Scope) Load(string version, string module)
    {
        var file = PycFile.Read(Repository.Pyc(module, version));
        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules() };
        var globals = new PyNamespace();
        Interpreter.RunModule(runtime, new PyCode(file.Code), globals);
        return (file, globals, new ModuleScope(file, runtime, globals));
    }

    private static Bytecode Decode(PycFile file, string function) =>
        BytecodeDecoder.Decode(file.Code.Constants.OfType<CodeObject>().Single(code => code.Name == function));

    private static IEnumerable<Value> Calls(Function function) =>
        function.Blocks.SelectMany(block => block).Where(value => value.Op == Op.Call);

    /// <summary>Name, parameters and kinds of results of each function, the entry first.</summary>
    private static string Signatures(Function unit) => string.Join("; ", CallGraph.Of(unit).Functions.Select(function =>
        $"{function.Name}({string.Join(", ", function.Parameters.Select(parameter => IrPrinter.NameOf(parameter.Type)))}) -> "
        + string.Join(" | ", function.Results.Select(result => string.Join(' ', result.Types.Select(IrPrinter.NameOf)) is { Length: > 0 } types ? types : "none"))));
}

using Pyc.Loader;
using Pyc.Translation.Analyses;
using Pyc.Translation.Build;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests.Build;

/// <summary>Arrays that are passed and lists that a function makes: what is emitted for them, and what is found out of their elements.</summary>
public sealed class SequenceBuilderTests
{
    private static readonly string[] s_versions = ["2.7", "3.6", "3.11", "3.13"];
    private static readonly SequenceType s_ints = new(ElementKind.Int64);
    private static readonly SequenceType s_floats = new(ElementKind.Float64);

    [TestCaseSource(nameof(s_versions))]
    public void A_loop_over_the_indexes_of_an_array_has_no_check_of_them(string version)
    {
        var function = Build(version, "arrays", "total_indexed", s_ints);
        UnitPipeline.Run(function);
        var load = Values(function).Single(value => value.Op == Op.LoadElement);
        var loops = LoopForest.Of(function, DominatorTree.Of(function));
        Assert.That(loops.LoopOf(load.Block!), Is.Not.Null);
        Assert.That(function.Blocks.Where(block => loops.LoopOf(block) is not null).SelectMany(block => block).Where(value => value.Has(Effects.Check)), Is.Empty);
    }

    [TestCaseSource(nameof(s_versions))]
    public void An_element_is_read_as_what_it_is(string version)
    {
        foreach (var kind in Enum.GetValues<ElementKind>().Where(kind => kind is not (ElementKind.Sequence or ElementKind.Mixed or ElementKind.Record)))
        {
            var function = Build(version, "arrays", "at", new SequenceType(kind), IrType.Int64);
            Assert.That(function.ResultType, Is.EqualTo(ElementKinds.TypeOf(kind)), kind.ToString());
        }
    }

    // A clamp would be a number that fits although the end does not, and passes would take the exit for an overflow away.
    [TestCaseSource(nameof(s_versions))]
    public void The_end_of_a_range_that_may_overflow_is_compared_with_the_limit(string version)
    {
        var function = Build(version, "functions", "sum_of_cubes", IrType.Int64);
        var end = Values(function).First(value => value.Op == Op.IntAdd && value.Operands[1] is { Op: Op.IntConstant, Immediate: 3 });
        var users = end.Users.Where(user => user.Op is not (Op.FrameState or Op.Phi)).ToList();
        Assert.That(users.Select(user => user.Op), Has.Some.EqualTo(Op.IntLessOrEqual).And.None.EqualTo(Op.IntMin));
    }

    // 300 fits no byte: the interpreter raises.
    [TestCaseSource(nameof(s_versions))]
    public void What_is_stored_in_a_narrow_array_is_checked_before(string version)
    {
        var function = Build(version, "arrays", "store", new SequenceType(ElementKind.UInt8), IrType.Int64, IrType.Int64);
        var store = Values(function).Single(value => value.Op == Op.StoreElement);
        Assert.That(
            Values(function).TakeWhile(value => value != store).Where(value => value.Op == Op.CheckTrue).SelectMany(check => check.Operands[0].Operands)
                .Where(operand => operand.Op == Op.IntConstant).Select(operand => operand.Immediate),
            Is.SupersetOf(new[] { 0L, 255L }));
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_float_is_never_stored_in_an_array_of_ints(string version) => Assert.That(
        Values(Build(version, "arrays", "store", s_ints, IrType.Int64, IrType.Float64)).Select(value => value.Op), Has.None.EqualTo(Op.StoreElement));

    [TestCaseSource(nameof(s_versions))]
    public void An_array_that_is_read_only_is_not_written(string version)
    {
        var refusal = Assert.Throws<UnsupportedBytecodeException>(() => Build(version, "arrays", "reverse", s_ints with { IsReadOnly = true }))!;
        Assert.That(refusal.Why, Does.Contain("read-only"));
        Assert.That(refusal.Remedy, Does.Contain("Span"));
        Assert.That(() => Build(version, "arrays", "total", s_ints with { IsReadOnly = true }), Throws.Nothing);
    }

    // Python 2 has no frame states: what it has written has to be put back before the call starts again.
    [TestCase("total", false, false)]
    [TestCase("prefix_sums", true, false)]
    [TestCase("quicksort", true, true)]             // beyond the recursion limit
    public void It_is_known_whether_a_call_that_writes_may_start_again(string name, bool inPython2, bool inPython3)
    {
        ParameterType[] types = name == "quicksort" ? [s_ints, IrType.Int64, IrType.Int64] : [s_ints];
        Assert.That(Build("2.7", "arrays", name, types).MayRestart, Is.EqualTo(inPython2));
        Assert.That(Build("3.13", "arrays", name, types).MayRestart, Is.EqualTo(inPython3));
    }

    [TestCaseSource(nameof(s_versions))]
    public void A_list_that_nothing_changes_needs_no_memory(string version) => Assert.That(
        Values(Build(version, "sequences", "fixed_list", IrType.Int64, IrType.Int64)).Select(value => value.Op), Has.None.EqualTo(Op.RuntimeCall));

    [TestCase("lists", "primes_below", ElementKind.Bool)]
    [TestCase("lists", "append_and_pop", ElementKind.Int64)]
    [TestCase("listops", "none_then_filled", ElementKind.Mixed)]
    public void What_a_list_holds_is_found_out_by_what_is_put_into_it(string module, string name, ElementKind kind)
    {
        foreach (var version in s_versions)
            Assert.That(KindsOf(Build(version, module, name, IrType.Int64)), Is.Not.Empty.And.All.EqualTo(kind), version);
    }

    [TestCaseSource(nameof(s_versions))]
    public void Lists_of_lists_know_what_those_hold(string version) => Assert.That(
        KindsOf(Build(version, "lists", "grid_paths", IrType.Int64, IrType.Int64)), Is.EquivalentTo(new[] { ElementKind.Sequence, ElementKind.Int64 }));

    // Nothing leaves between what is changed first and last by one instruction.
    [TestCaseSource(nameof(s_versions))]
    public void Room_is_made_before_an_item_is_appended(string version)
    {
        var function = Build(version, "lists", "append_and_pop", IrType.Int64);
        foreach (var block in function.Blocks)
        {
            var ops = block.Select(value => value.Op).ToList();
            var store = ops.IndexOf(Op.StoreElement);
            if (store < 0)
                continue;
            var count = ops.IndexOf(Op.StoreCount, store);
            Assert.That(count, Is.GreaterThan(store));
            Assert.That(block.Skip(store).Take(count - store).Where(value => value.Info.MayExit), Is.Empty);
        }
    }

    [TestCaseSource(nameof(s_versions))]
    public void The_items_of_a_slice_that_sum_takes_are_not_copied(string version) => Assert.That(
        Values(Build(version, "lists", "slice_sum", IrType.Int64)).Where(value => value.Op == Op.RuntimeCall)
            .Select(value => (RuntimeFunction)value.Immediate),
        Has.None.EqualTo(RuntimeFunction.AppendItems));

    private static Function Build(string version, string module, string name, params ParameterType[] types)
    {
        var file = PycFile.Read(Repository.Pyc(module, version));
        var runtime = new PythonRuntime(file.Version) { Modules = new StandardModules() };
        var globals = new PyNamespace();
        Interpreter.RunModule(runtime, new PyCode(file.Code), globals);
        var bytecode = BytecodeDecoder.Decode(file.Code.Constants.OfType<CodeObject>().Single(code => code.Name == name));
        var built = IrBuilder.Build(bytecode, new ModuleScope(file, runtime, globals), types, IntegerMode.Exact);
        foreach (var function in CallGraph.Of(built).Functions)
            IrVerifier.Verify(function);
        return built;
    }

    private static IEnumerable<Value> Values(Function entry) =>
        CallGraph.Of(entry).Functions.SelectMany(function => function.Blocks).SelectMany(block => block);

    private static List<ElementKind> KindsOf(Function entry) =>
    [
        .. Values(entry).Where(value => value is { Op: Op.RuntimeCall, Immediate: (long)RuntimeFunction.NewList })
            .Select(value => (ElementKind)value.Operands[0].Immediate).Distinct(),
    ];
}

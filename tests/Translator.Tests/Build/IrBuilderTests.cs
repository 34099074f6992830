using Pyc.Loader;
using Pyc.Translation.Build;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests.Build;

public sealed class IrBuilderTests
{
    private static IEnumerable<string> Versions => Repository.PythonVersions;

    private static IEnumerable<string> Functions =>
        PycFile.Read(Repository.Pyc("straight", "3.13"))
            .Code.Constants.OfType<CodeObject>().Select(code => code.Name);

    [Test]
    public void Loads_and_stores_leave_no_trace_and_what_may_overflow_has_the_frame_before_it() =>
        Expect(StraightFixture.Build("3.12", "straight", "foo"), """
            function foo(v0: i64, v1: i64) -> i64
            b0:
                v2 = state 2 depth 2, 1: v1, 2: v0, 3: v0
                v3 = int.mul v0, v0, v2
                v4 = state 5 depth 3, 2: v3, 3: v1, 4: v1
                v5 = int.mul v1, v1, v4
                v6 = state 6 depth 2, 2: v3, 3: v5
                v7 = int.sub v3, v5, v6
                return v7
            """);

    [TestCaseSource(nameof(Versions))]
    public void Every_CPython_has_the_same_arithmetic(string version) => Assert.That(
        StraightFixture.Build(version, "straight", "foo").Entry.Where(value => value.Op != Op.FrameState).Select(value => value.Op),
        Is.EqualTo([Op.Parameter, Op.Parameter, Op.IntMul, Op.IntMul, Op.IntSub, Op.Return]));

    [TestCaseSource(nameof(Functions))]
    public void Every_CPython_comes_to_the_same_operations(string function)
    {
        // Where instructions stand, and what lies in which slot, differs; frame states say that and nothing else does.
        var texts = Repository.PythonVersions.GroupBy(version => string.Join(
            " ", StraightFixture.Build(version, "straight", function).Blocks.SelectMany(block => block)
                .Where(value => value.Op != Op.FrameState).Select(value => (value.Info.Name, value.Immediate)))).ToList();
        Assert.That(texts, Has.Count.EqualTo(1), () => string.Join("\n", texts.Select(text => string.Join(" ", text) + ":\n" + text.Key)));
    }

    [Test]
    public void A_division_is_checked_first() => Expect(StraightFixture.Build("3.12", "straight", "floor_divide"), """
        function floor_divide(v0: i64, v1: i64) -> i64
        b0:
            v2 = state 2 depth 2, 2: v0, 3: v1
            check.nonzero v1, v2 else division_by_zero
            v4 = int.div v0, v1, v2
            return v4
        """);

    [Test]
    public void A_power_leaves_for_a_negative_exponent() => Expect(StraightFixture.Build("3.12", "straight", "power"), """
        function power(v0: i64, v1: i64) -> i64
        b0:
            v2 = state 2 depth 2, 2: v0, 3: v1
            check.nonneg v1, v2 else negative_power
            v4 = int.pow v0, v1, v2
            return v4
        """);

    [Test]
    public void A_bool_counts_as_an_int_in_arithmetic_and_stays_a_bool_in_logic()
    {
        Expect(StraightFixture.Build("3.12", "straight", "bit_and", IntegerMode.Exact, IrType.Bool, IrType.Bool), """
            function bit_and(v0: bool, v1: bool) -> bool
            b0:
                v2 = bool.and v0, v1
                return v2
            """);
        Expect(StraightFixture.Build("3.12", "straight", "bit_and", IntegerMode.Exact, IrType.Bool, IrType.Int64), """
            function bit_and(v0: bool, v1: i64) -> i64
            b0:
                v2 = int.from_bool v0
                v3 = int.and v2, v1
                return v3
            """);
        Expect(StraightFixture.Build("3.12", "straight", "negate", IntegerMode.Exact, IrType.Bool), """
            function negate(v0: bool) -> i64
            b0:
                v1 = int.from_bool v0
                v2 = state 1 depth 1, 1: v0
                v3 = int.neg v1, v2
                return v3
            """);
    }

    [Test]
    public void Wrapping_arithmetic_is_another_operation() =>
        Expect(StraightFixture.Build("3.12", "straight", "foo", IntegerMode.Wrap64), """
            function foo(v0: i64, v1: i64) -> i64
            b0:
                v2 = int.mul.wrap v0, v0
                v3 = int.mul.wrap v1, v1
                v4 = int.sub.wrap v2, v3
                return v4
            """);

    [Test]
    public void A_constant_that_fits_only_when_negated_is_negated_first() =>
        Expect(StraightFixture.Build("2.7", "straight", "minimum_int64"), """
            function minimum_int64() -> i64
            b0:
                v0 = int -9223372036854775808
                return v0
            """);

    [Test]
    public void A_constant_beyond_64_bits_is_left_to_the_interpreter() => Assert.That(
        StraightFixture.Build("3.12", "expressions", "f065").Blocks[^1].Last!.ToString(), Does.StartWith("exit").And.EndsWith(" overflow"));

    [Test]
    public void A_variable_that_becomes_a_float_gets_a_version_of_the_loop()
    {
        var function = StraightFixture.Build("3.12", "floats", "join_int_and_float");
        var types = function.Blocks.Where(block => block.Predecessors.Count == 2).Select(block => block.Phis.First().Type);
        Assert.Multiple(() =>
        {
            Assert.That(function.ResultType, Is.EqualTo(IrType.Mixed));       // 0 when the loop is not entered
            Assert.That(types, Does.Contain(IrType.Float64).And.Not.Contain(IrType.Mixed));
        });
    }

    [Test]
    public void An_exception_goes_to_its_handler_as_the_place_that_raised_it() => Expect(StraightFixture.Build("3.12", "errors", "with_finally"), """
        function with_finally(v0: i64, v1: i64) -> i64
        b0:
            v2 = int 0
            v3 = int.ne v1, v2
            branch v3, b1, b2
        b1:
            v10 = state 6 depth 3, 2: const 1, 3: const 1, 4: v0, 5: v1
            v11 = int.div v0, v1, v10
            v12 = int 1
            v13 = state 7 depth 2, 2: const 1, 3: const 1, 4: v11
            v14 = int.add v12, v11, v13
            jump b4
        b2:
            v5 = int 1
            jump b3
        b3:
            v6: i64 = phi b2 v5
            v7: i64 = phi b2 v0
            v8: i64 = phi b2 v1
            jump b5
        b4:
            v15: i64 = phi b1 v14, b5 v29
            v17 = int 2
            v18 = state 11 depth 2, 3: v15, 4: const 3
            v19 = int.mul v15, v17, v18
            return v19
        b5:
            v21: i64 = phi b3 v6
            v22: i64 = phi b3 v7
            v23: i64 = phi b3 v8
            v24: i64 = phi b3 v7
            v25: i64 = phi b3 v8
            v27 = int 10
            v28 = state 22 depth 3, handled: raised 6 v24 v25, 2: v21, 3: nothing_handled, 4: v21, 5: const 2
            v29 = int.add v21, v27, v28
            jump b4
        """);

    [Test]
    public void What_can_only_raise_is_left_to_the_interpreter() => Expect(StraightFixture.Build("3.12", "errors", "check_positive"), """
        function check_positive(v0: i64) -> i64
        b0:
            v1 = int 0
            v2 = int.lt v0, v1
            branch v2, b1, b2
        b1:
            jump b3
        b2:
            jump b4
        b3:
            v7 = state 6 depth 2, 1: global 0, 2: const 2
            exit v7 raise
        b4:
            v5: i64 = phi b2 v0
            return v5
        """);

    [TestCase("mathfns", "circle_area", "src/mathfns.py:11:12 in circle_area, offset 2: PYJ1401: LOAD_GLOBAL is not supported: it is not certain what pi "
        + "stands for: nothing binds it. Make it a parameter, or a global that only the top level assigns.")]
    [TestCase("lists", "digits", "src/lists.py:111:32 in digits, offset 28: PYJ1001: CALL is not supported: it calls str with an argument, which native "
        + "code does not have. Work with numbers, and let C# make the text and take it apart.")]
    public void What_is_not_compiled_says_where_why_and_what_to_do(string module, string function, string message)
    {
        var error = Assert.Throws<UnsupportedBytecodeException>(() => StraightFixture.Build("3.12", module, function));
        Assert.That(error!.Message, Is.EqualTo(message));
    }

    [Test]
    public void The_slash_of_Python_2_floors() => Expect(StraightFixture.Build("2.7", "python2", "classic_divide"), """
        function classic_divide(v0: i64, v1: i64) -> i64
        b0:
            check.nonzero v1 else division_by_zero
            v3 = int.div v0, v1
            return v3
        """);

    [Test]
    public void True_division_of_ints_beyond_exact_floats_is_left_to_the_interpreter() =>
        Expect(StraightFixture.Build("3.12", "modern38", "true_division"), """
            function true_division(v0: i64, v1: i64) -> f64
            b0:
                v2 = state 2 depth 2, 2: v0, 3: v1
                check.nonzero v1, v2 else division_by_zero
                check.exact v0, v2 else inexact
                v5 = float.from_int v0
                check.exact v1, v2 else inexact
                v7 = float.from_int v1
                v8 = float.div v5, v7
                return v8
            """);

    private static void Expect(Function function, string text) =>
        Assert.That(function.ToString().TrimEnd(), Is.EqualTo(text.ReplaceLineEndings("\n")));
}

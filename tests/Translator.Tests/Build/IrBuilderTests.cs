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

    [TestCaseSource(nameof(Versions))]
    public void Loads_and_stores_leave_no_trace(string version) => Expect(StraightFixture.Build(version, "straight", "foo"), """
        function foo(v0: i64, v1: i64) -> i64
        b0:
            v2 = int.mul v0, v0
            v3 = int.mul v1, v1
            v4 = int.sub v2, v3
            return v4
        """);

    [TestCaseSource(nameof(Functions))]
    public void Every_CPython_comes_to_the_same_IR(string function)
    {
        var texts = Repository.PythonVersions.GroupBy(version => StraightFixture.Build(version, "straight", function).ToString()).ToList();
        Assert.That(texts, Has.Count.EqualTo(1), () => string.Join("\n", texts.Select(text => string.Join(" ", text) + ":\n" + text.Key)));
    }

    [Test]
    public void A_division_is_checked_first() => Expect(StraightFixture.Build("3.12", "straight", "floor_divide"), """
        function floor_divide(v0: i64, v1: i64) -> i64
        b0:
            check.nonzero v1 else division_by_zero
            v3 = int.div v0, v1
            return v3
        """);

    [Test]
    public void A_power_leaves_for_a_negative_exponent() => Expect(StraightFixture.Build("3.12", "straight", "power"), """
        function power(v0: i64, v1: i64) -> i64
        b0:
            v2 = int 0
            v3 = int.lt v1, v2
            branch v3, b1, b2
        b1:
            check.nonzero v0 else zero_to_negative_power
            exit negative_power
        b2:
            v7 = int.pow v0, v1
            return v7
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
                v2 = int.neg v1
                return v2
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
    public void A_constant_beyond_64_bits_is_put_together_where_it_leaves_native_code()
    {
        var operations = StraightFixture.Build("3.12", "expressions", "f065").Blocks.SelectMany(block => block)
            .SkipWhile(value => value.Immediate != 1L << 62).Take(5)
            .Select(value => value.ToString().Split(" = ")[1].Split(" v")[0]);
        Assert.That(operations, Is.EqualTo(["int 4611686018427387904", "int 62", "int.shl", "int 0", "int.add"]));      // 2**124
    }

    [TestCase("branches", "sign", "src/branches.py:5 in sign, offset 10: POP_JUMP_IF_FALSE is not supported: only straight-line functions "
        + "are compiled, and this is a branch or a loop. Write it without if, and, or, while and for, or keep it in Python.")]
    [TestCase("mathfns", "circle_area", "src/mathfns.py:11 in circle_area, offset 2: LOAD_GLOBAL is not supported: only integer arithmetic, "
        + "comparisons and assignments are compiled. Keep calls, attributes, containers and names outside the function and pass numbers in.")]
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
    public void True_division_is_refused_because_it_gives_a_float()
    {
        var error = Assert.Throws<UnsupportedBytecodeException>(() => StraightFixture.Build("3.12", "modern38", "true_division"));
        Assert.Multiple(() =>
        {
            Assert.That(error!.Opcode, Is.EqualTo("BINARY_OP"));
            Assert.That(error.Why, Is.EqualTo("/ gives a float, and native code holds int, bool and None only"));
            Assert.That(error.Where.Function, Is.EqualTo("true_division"));
        });
    }

    private static void Expect(Function function, string text) =>
        Assert.That(function.ToString().TrimEnd(), Is.EqualTo(text.ReplaceLineEndings("\n")));
}

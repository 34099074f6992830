using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class CommonSubexpressionEliminationTests
{
    private static readonly CommonSubexpressionElimination s_pass = new();

    [TestCase("v2 = int.add v0, v1; v3 = int.add v0, v1; v4 = int.sub v2, v3; return v4", "v2 = int.add v0, v1; v4 = int.sub v2, v2; return v4")]
    [TestCase("v2 = int.mul v0, v1; v3 = int.mul v1, v0; v4 = int.sub v2, v3; return v4", "v2 = int.mul v0, v1; v4 = int.sub v2, v2; return v4")]
    [TestCase("v2 = int 3; v3 = int 3; v4 = int.sub v2, v3; return v4", "v2 = int 3; v4 = int.sub v2, v2; return v4")]
    [TestCase("v2 = int.lt v0, v1; v3 = int.gt v1, v0; v4 = bool.xor v2, v3; v5 = int.from_bool v4; return v5",
        "v2 = int.lt v0, v1; v4 = bool.xor v2, v2; v5 = int.from_bool v4; return v5")]
    [TestCase("check.nonzero v0 else division_by_zero; check.nonzero v0 else modulo_by_zero; return v0",
        "check.nonzero v0 else division_by_zero; return v0")]
    public void A_repetition_in_a_block_goes(string before, string after) =>
        IrAssert.Rewrites(s_pass, $"function f(v0: i64, v1: i64) -> i64 b0: {before}", $"function f(v0: i64, v1: i64) -> i64 b0: {after}");

    [TestCase("v2 = int.sub v0, v1; v3 = int.sub v1, v0; v4 = int.add v2, v3; return v4")]
    [TestCase("v2 = int.add v0, v1; v3 = int.add.wrap v0, v1; v4 = int.sub v2, v3; return v4")]
    [TestCase("v2 = int.lt v0, v1; v3 = int.gt v0, v1; v4 = bool.xor v2, v3; v5 = int.from_bool v4; return v5")]
    [TestCase("check.nonzero v0 else division_by_zero; check.nonneg v0 else negative_shift; check.nonzero v1 else modulo_by_zero; return v0")]
    [TestCase("v2 = int 1; v3 = bool true; v4 = int.from_bool v3; v5 = int.add v4, v2; return v5")]
    public void What_differs_stays(string body) => IrAssert.Keeps(s_pass, $"function f(v0: i64, v1: i64) -> i64 b0: {body}");

    [Test]
    public void Where_it_exits_to_does_not_count() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = state 1 depth 0; v3 = int.add v0, v1, v2; v4 = state 2 depth 0, 0: v3; v5 = int.add v0, v1, v4; v6 = int.xor v3, v5; return v6
            """,
        after: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = state 1 depth 0; v3 = int.add v0, v1, v2; v4 = state 2 depth 0, 0: v3; v6 = int.xor v3, v3; return v6
            """);

    [Test]
    public void The_third_operand_counts() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: u64, v1: u64) -> bool
            b0: v2 = uint 5; v3 = uint.mul_mod v0, v1, v2; v4 = uint 7; v5 = uint.mul_mod v0, v1, v4; v6 = uint.mul_mod v1, v0, v2
            v7 = uint.lt v3, v5; v8 = uint.lt v6, v5; v9 = bool.and v7, v8; return v9
            """,
        after: """
            function f(v0: u64, v1: u64) -> bool
            b0: v2 = uint 5; v3 = uint.mul_mod v0, v1, v2; v4 = uint 7; v5 = uint.mul_mod v0, v1, v4
            v7 = uint.lt v3, v5; v9 = bool.and v7, v7; return v9
            """);

    [Test]
    public void A_dominating_block_counts_and_a_sibling_does_not() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int.not v0; branch v1, b1, b2
            b1: v3 = int.not v0; v4 = int.neg v0; jump b3
            b2: v5 = int.neg v0; jump b3
            b3: v6: i64 = phi b1 v3, b2 v5; v7 = int.neg v0; v8 = int.not v0; v9 = int.add v6, v7; v10 = int.add v9, v8; return v10
            """,
        after: """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int.not v0; branch v1, b1, b2
            b1: v4 = int.neg v0; jump b3
            b2: v5 = int.neg v0; jump b3
            b3: v6: i64 = phi b1 v2, b2 v5; v7 = int.neg v0; v9 = int.add v6, v7; v10 = int.add v9, v2; return v10
            """);

    [Test]
    public void Calls_of_one_function_of_the_same_floats_are_one_and_those_of_others_are_not() => IrAssert.Rewrites(
        new CommonSubexpressionElimination(),
        before: """
            function f(v0: f64) -> f64
            b0: v1 = float.call1 sin v0; v2 = float.call1 sin v0; v3 = float.call1 cos v0; v4 = float.add v1, v2; v5 = float.add v4, v3; return v5
            """,
        after: """
            function f(v0: f64) -> f64
            b0: v1 = float.call1 sin v0; v3 = float.call1 cos v0; v4 = float.add v1, v1; v5 = float.add v4, v3; return v5
            """);

    private const string Checked = "v90: i64 = field.fixed count v0; v91 = int 1; v92 = int.gt v90, v91; check v92 else raise; v93 = int 0; v94: address = field.fixed data v0";

    [TestCase("", true)]
    [TestCase("store u8 v94, v91, v93", false)]
    [TestCase("count.store v0, v91", true)]
    [TestCase("runtime reverse v0", false)]
    [TestCase("v80: i64 = runtime sort v0, v91", false)]
    [TestCase("v80: sequence = runtime new_list v91, v91", true)]
    [TestCase("v80: i64 = runtime reserve v0, v91", true)]
    [TestCase("store sequence v94, v91, v0", true)]
    [TestCase("v80: sequence = runtime new_list v91, v91; v81: address = field data v80; store u8 v81, v91, v93", true)]
    [TestCase("v81: address = field data v0; store u8 v81, v91, v93", false)]
    [TestCase("v82: sequence = load sequence v94, v93; v81: address = field data v82; store u8 v81, v91, v93", false)]
    [TestCase("v81 = float 0.5; store f64 v94, v91, v81", false)]
    [TestCase("v80 = call f v0, v1", false)]
    public void An_element_is_read_once_where_nothing_is_written_between(string between, bool isShared) => CheckShared(
        "v95: i64 = load u8 v94, v93", between, "v96: i64 = load u8 v94, v93", isShared);

    [TestCase("", true)]
    [TestCase("store u8 v94, v91, v93", true)]
    [TestCase("count.store v0, v91", false)]
    [TestCase("runtime reverse v0", false)]
    [TestCase("v80 = call f v0, v1", false)]
    [TestCase("v80: i64 = runtime reserve v0, v91", false)]
    [TestCase("v80: sequence = runtime new_list v91, v91", true)]
    public void A_field_is_read_once_where_no_field_is_written_between(string between, bool isShared) => CheckShared(
        "v95: i64 = field capacity v0", between, "v96: i64 = field capacity v0", isShared);

    [Test]
    public void Elements_of_other_kinds_are_other_numbers() =>
        CheckShared("v95: i64 = load u8 v94, v93", "", "v96: i64 = load i8 v94, v93", isShared: false);

    [TestCase("field.fixed data v0", true)]
    [TestCase("field data v0", false)]
    [TestCase("field data v70", false)]
    public void An_element_of_a_list_made_here_is_no_other_than_one_of_an_unknown_list_may_be(string written, bool isShared) => CheckShared(
        "v70: sequence = runtime new_list v91, v91; v71: address = field data v70; v95: i64 = load i64 v71, v93",
        $"v72: address = {written}; store i64 v72, v91, v91",
        "v96: i64 = load i64 v71, v93", isShared);

    [TestCase("store i64 v94, v91, v91", true)]
    [TestCase("store sequence v94, v91, v0", false)]
    public void A_row_is_read_once_where_no_row_is_written_between(string between, bool isShared) => CheckShared(
        "v70: sequence = load sequence v94, v93; v95: i64 = field.fixed count v70", between,
        "v71: sequence = load sequence v94, v93; v96: i64 = field.fixed count v71", isShared);

    private static void CheckShared(string first, string between, string second, bool isShared)
    {
        var function = IrAssert.ParseVerified(
            $"function f(v0: sequence, v1: bool) -> i64 b0: {Checked}; {first}; {between}\n {second}; v97 = int.sub v95, v96; return v97");
        s_pass.Run(function);
        IrVerifier.Verify(function);
        var difference = function.Entry.First(value => value.Op == Op.IntSub);
        Assert.That(difference.Operands[0] == difference.Operands[1], Is.EqualTo(isShared), $"{function}");
    }

    [TestCase("i64", true)]
    [TestCase("u8", true)]
    [TestCase("f64", true)]
    [TestCase("f32", false)]
    [TestCase("bool", true)]
    [TestCase("sequence", true)]
    public void An_element_that_was_written_need_not_be_read(string kind, bool isForwarded)
    {
        var (type, constant) = kind switch { "f32" or "f64" => ("f64", "float 0.1"), "bool" => ("bool", "bool true"), "sequence" => (kind, ""), _ => ("i64", "int 7") };
        var stored = constant.Length > 0 ? "v3" : "v0";
        var function = IrAssert.ParseVerified($"""
            function f(v0: sequence) -> {type}
            b0: {Checked}
            {(constant.Length > 0 ? $"v3 = {constant}" : "")}
            store {kind} v94, v91, {stored}
            v4: {type} = load {kind} v94, v91
            return v4
            """);
        s_pass.Run(function);
        IrVerifier.Verify(function);
        Assert.That(function.Entry.Any(value => value.Op == Op.LoadElement), Is.EqualTo(!isForwarded));
    }

    [Test]
    public void A_count_that_was_written_need_not_be_read() => IrAssert.Rewrites(s_pass,
        before: "function f(v0: sequence) -> i64 b0: v1 = int 0; count.store v0, v1; v2: i64 = field count v0; v3: i64 = field capacity v0; v4 = int.add v2, v3; return v4",
        after: "function f(v0: sequence) -> i64 b0: v1 = int 0; count.store v0, v1; v3: i64 = field capacity v0; v4 = int.add v1, v3; return v4");

    [Test]
    public void Writes_of_the_same_are_not_one() => IrAssert.Keeps(s_pass,
        "function f(v0: sequence) -> i64 b0: v1 = int 0; count.store v0, v1; count.store v0, v1; runtime reverse v0; runtime reverse v0; return v1");

    [Test]
    public void What_one_way_of_two_writes_ends_sharing_where_they_meet_and_not_on_the_other() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: sequence, v1: bool) -> i64
            b0: v2: i64 = field count v0; branch v1, b1, b2
            b1: v3: i64 = field count v0; runtime reverse v0; v4: i64 = field count v0; jump b3
            b2: v5: i64 = field count v0; jump b3
            b3: v6: i64 = phi b1 v3, b2 v5; v7: i64 = phi b1 v4, b2 v5; v8: i64 = field count v0; v9: i64 = field count v0
            v10 = int.xor v6, v7; v11 = int.xor v8, v9; v12 = int.and v10, v11; return v12
            """,
        after: """
            function f(v0: sequence, v1: bool) -> i64
            b0: v2: i64 = field count v0; branch v1, b1, b2
            b1: runtime reverse v0; v4: i64 = field count v0; jump b3
            b2: jump b3
            b3: v6: i64 = phi b1 v2, b2 v2; v7: i64 = phi b1 v4, b2 v2; v8: i64 = field count v0
            v10 = int.xor v6, v7; v11 = int.xor v8, v8; v12 = int.and v10, v11; return v12
            """);

    [Test]
    public void What_a_loop_writes_ends_sharing_at_its_start() => IrAssert.Keeps(s_pass, """
        function f(v0: sequence, v1: bool) -> i64
        b0: v2: i64 = field count v0; jump b1
        b1: v3: i64 = field count v0; v4 = int.lt v3, v2; branch v4, b1, b2
        b2: runtime reverse v0; branch v1, b1, b3
        b3: v5: i64 = field count v0; return v5
        """);

    [Test]
    public void A_loop_that_writes_elements_alone_reads_fields_once() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: sequence, v1: bool) -> i64
            b0: v2: i64 = field count v0; v3 = int 0; v4 = int.lt v3, v2; check v4 else raise; v5: address = field data v0; jump b1
            b1: v6: i64 = field count v0; v7: address = field data v0; v8: i64 = load i64 v7, v3; store i64 v7, v3, v6; branch v1, b1, b2
            b2: return v8
            """,
        after: """
            function f(v0: sequence, v1: bool) -> i64
            b0: v2: i64 = field count v0; v3 = int 0; v4 = int.lt v3, v2; check v4 else raise; v5: address = field data v0; jump b1
            b1: v8: i64 = load i64 v5, v3; store i64 v5, v3, v2; branch v1, b1, b2
            b2: return v8
            """);
}

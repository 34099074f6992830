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
}

using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class TrivialPhiEliminationTests
{
    private static readonly TrivialPhiElimination s_pass = new();

    [Test]
    public void A_phi_of_one_value_and_itself_is_that_value() => IrAssert.Rewrites(s_pass,
        before: "function f(v0: i64, v1: bool) -> i64 b0: jump b1 b1: v2: i64 = phi b0 v0, b1 v2; branch v1, b1, b2 b2: return v2",
        after: "function f(v0: i64, v1: bool) -> i64 b0: jump b1 b1: branch v1, b1, b2 b2: return v0");

    [Test]
    public void Phis_that_use_each_other_and_one_value_are_that_value() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: bool, v2: bool) -> i64
            b0: branch v1, b1, b2
            b1: v3: i64 = phi b0 v0, b2 v4; branch v2, b2, b3
            b2: v4: i64 = phi b0 v0, b1 v3; branch v2, b1, b3
            b3: v5: i64 = phi b1 v3, b2 v4; return v5
            """,
        after: """
            function f(v0: i64, v1: bool, v2: bool) -> i64
            b0: branch v1, b1, b2
            b1: branch v2, b2, b3
            b2: branch v2, b1, b3
            b3: return v0
            """);

    [Test]
    public void Phis_inside_of_a_circle_with_two_values_go_where_they_have_one() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64, v2: bool) -> i64
            b0: jump b1
            b1: v3: i64 = phi b0 v0, b5 v7; jump b2
            b2: v4: i64 = phi b1 v3, b3 v4; branch v2, b3, b4
            b3: jump b2
            b4: branch v2, b5, b6
            b5: v7: i64 = phi b4 v4, b7 v1; branch v2, b1, b7
            b6: return v4
            b7: jump b5
            """,
        after: """
            function f(v0: i64, v1: i64, v2: bool) -> i64
            b0: jump b1
            b1: v3: i64 = phi b0 v0, b5 v7; jump b2
            b2: branch v2, b3, b4
            b3: jump b2
            b4: branch v2, b5, b6
            b5: v7: i64 = phi b4 v3, b7 v1; branch v2, b1, b7
            b6: return v3
            b7: jump b5
            """);

    [Test]
    public void Equal_phis_of_a_block_are_one() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64, v2: bool) -> i64
            b0: branch v2, b1, b2
            b1: jump b3
            b2: jump b3
            b3: v3: i64 = phi b1 v0, b2 v1; v4: i64 = phi b1 v0, b2 v1; v5: i64 = phi b1 v1, b2 v0; v6 = int.xor v3, v4; v7 = int.or v6, v5; return v7
            """,
        after: """
            function f(v0: i64, v1: i64, v2: bool) -> i64
            b0: branch v2, b1, b2
            b1: jump b3
            b2: jump b3
            b3: v3: i64 = phi b1 v0, b2 v1; v5: i64 = phi b1 v1, b2 v0; v6 = int.xor v3, v3; v7 = int.or v6, v5; return v7
            """);

    [Test]
    public void A_frame_state_takes_the_value() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: bool) -> i64
            b0: jump b1
            b1: v2: i64 = phi b0 v0, b1 v2; v3 = state 4 depth 0, 0: v2; check.nonzero v2, v3 else modulo_by_zero; branch v1, b1, b2
            b2: return v2
            """,
        after: """
            function f(v0: i64, v1: bool) -> i64
            b0: jump b1
            b1: v3 = state 4 depth 0, 0: v0; check.nonzero v0, v3 else modulo_by_zero; branch v1, b1, b2
            b2: return v0
            """);

    [Test]
    public void What_a_loop_changes_stays() => IrAssert.Keeps(s_pass,
        """
        function f(v0: i64, v1: bool) -> i64
        b0: jump b1
        b1: v2: i64 = phi b0 v0, b1 v3; v3 = int.not v2; branch v1, b1, b2
        b2: return v2
        """);
}

using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class LoopInvariantCodeMotionTests
{
    private static readonly LoopInvariantCodeMotion s_pass = new();

    [Test]
    public void What_is_the_same_each_time_goes_before_the_loops() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64, v2: bool) -> i64
            b0: jump b1
            b1: v3: i64 = phi b0 v0, b3 v8; jump b2
            b2: v4 = int 3; v5 = int.xor v1, v4; v6 = int.and v3, v5; v7 = int.or v6, v1; branch v2, b2, b3
            b3: v8 = int.not v7; branch v2, b1, b4
            b4: return v7
            """,
        after: """
            function f(v0: i64, v1: i64, v2: bool) -> i64
            b0: v9 = int 3; v5 = int.xor v1, v9; jump b1
            b1: v3: i64 = phi b0 v0, b3 v8; v6 = int.and v3, v5; v7 = int.or v6, v1; jump b2
            b2: v4 = int 3; branch v2, b2, b3
            b3: v8 = int.not v7; branch v2, b1, b4
            b4: return v7
            """);

    [Test]
    public void Checks_exits_and_what_a_check_guards_stay() => IrAssert.Keeps(s_pass,
        """
        function f(v0: i64, v1: i64, v2: bool) -> i64
        b0: jump b1
        b1: check.nonzero v1 else modulo_by_zero; v3 = int.mod v0, v1; v4 = int.add v0, v1; branch v2, b1, b2
        b2: v5 = int.xor v3, v4; return v5
        """);

    [Test]
    public void A_number_of_a_table_leaves_a_loop_where_its_index_cannot_be_beyond_it() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: bool) -> i64
            b0: jump b1
            b1: v2 = int 1; v3 = int.and v0, v2; v4: i64 = table v3, 5, 7; branch v1, b1, b2
            b2: return v4
            """,
        after: """
            function f(v0: i64, v1: bool) -> i64
            b0: v7 = int 1; v3 = int.and v0, v7; v4: i64 = table v3, 5, 7; jump b1
            b1: v2 = int 1; branch v1, b1, b2
            b2: return v4
            """);

    [Test]
    public void A_number_of_a_table_stays_behind_the_check_of_its_index() => IrAssert.Keeps(s_pass,
        """
        function f(v0: i64, v1: bool) -> i64
        b0: v2 = int 2; v3 = int.lt v0, v2; jump b1
        b1: check.nonneg v0 else range; check v3 else range; v4: i64 = table v0, 5, 7; branch v1, b1, b2
        b2: return v4
        """);

    [Test]
    public void A_call_of_a_function_of_floats_leaves_the_loop() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: f64, v1: bool) -> f64
            b0: jump b1
            b1: v2 = float.call1 sin v0; branch v1, b1, b2
            b2: return v2
            """,
        after: """
            function f(v0: f64, v1: bool) -> f64
            b0: v2 = float.call1 sin v0; jump b1
            b1: branch v1, b1, b2
            b2: return v2
            """);

    [Test]
    public void What_is_expensive_stays_where_the_loop_may_never_run() => IrAssert.Keeps(s_pass,
        """
        function f(v0: f64, v1: f64, v2: bool) -> f64
        b0: branch v2, b1, b2
        b1: v3 = float.pow v0, v1; branch v2, b1, b3
        b2: return v0
        b3: return v3
        """);
}

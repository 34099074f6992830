using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class DeadCodeEliminationTests
{
    [Test]
    public void Unused_values_go_though_they_may_overflow_and_checks_stay() => IrAssert.Rewrites(new DeadCodeElimination(),
        before: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int.mul v0, v1; v3 = int.add v2, v0; check.nonzero v1 else modulo_by_zero; v4 = int.mod v0, v1; return v0
            """,
        after: "function f(v0: i64, v1: i64) -> i64 b0: check.nonzero v1 else modulo_by_zero; return v0");

    [Test]
    public void A_circle_of_phis_goes() => IrAssert.Rewrites(new DeadCodeElimination(),
        before: """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int 1; jump b1
            b1: v3: i64 = phi b0 v2, b1 v4; v4 = int.add v3, v2; branch v1, b1, b2
            b2: return v0
            """,
        after: "function f(v0: i64, v1: bool) -> i64 b0: jump b1 b1: branch v1, b1, b2 b2: return v0");

    [Test]
    public void What_a_check_tests_stays() => IrAssert.Keeps(new DeadCodeElimination(),
        "function f(v0: i64, v1: i64) -> i64 b0: v2 = int.sub v0, v1; check.nonzero v2 else division_by_zero; return v0");

    [Test]
    public void What_writes_memory_stays_and_what_reads_it_goes() => IrAssert.Rewrites(new DeadCodeElimination(),
        before: """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2: address = field data v0; v3: i64 = field count v0; v4 = int.ge v3, v1; check v4 else raise; v5 = int 0; v6 = int.gt v3, v5; check v6 else raise
            v7: i64 = load i64 v2, v5; v8: address = field.fixed data v0; store i64 v2, v5, v1; v9: i64 = runtime sort v0, v1; v10: i64 = field capacity v0; return v1
            """,
        after: """
            function f(v0: sequence, v1: i64) -> i64
            b0: v2: address = field data v0; v3: i64 = field count v0; v4 = int.ge v3, v1; check v4 else raise; v5 = int 0; v6 = int.gt v3, v5; check v6 else raise
            store i64 v2, v5, v1; v9: i64 = runtime sort v0, v1; return v1
            """);

    [Test]
    public void A_count_that_is_stored_stays() => IrAssert.Keeps(new DeadCodeElimination(),
        "function f(v0: sequence, v1: i64) -> i64 b0: v2 = int.neg v1; count.store v0, v2; return v1");
}

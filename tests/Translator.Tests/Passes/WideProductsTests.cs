using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class WideProductsTests
{
    private static readonly WideProducts s_pass = new();

    [Test]
    public void A_product_of_what_is_not_negative_has_128_bits() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64) -> i64
            b0: check.nonneg v0 else negative_shift; check.nonneg v1 else negative_shift; v2 = int 4611686018427387847
            v3 = int.mul v0, v1; v4 = int.mod v3, v2; return v4
            """,
        after: """
            function f(v0: i64, v1: i64) -> i64
            b0: check.nonneg v0 else negative_shift; check.nonneg v1 else negative_shift; v2 = int 4611686018427387847
            v5 = uint.bits v0; v6 = uint.bits v1; v7 = uint 4611686018427387847; v8 = uint.mul_mod v5, v6, v7
            v4 = int.bits v8; return v4
            """);

    [Test]
    public void A_branch_asks_where_ranges_do_not_tell_and_exits_lie_before_the_product() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64, v2: i64) -> i64
            b0: v3 = state 1 depth 0, 0: v0; v4 = int.mul v0, v1, v3; v5 = state 2 depth 1, 3: v4
            check.nonzero v2, v5 else modulo_by_zero; v6 = int.mod v4, v2; return v6
            """,
        after: """
            function f(v0: i64, v1: i64, v2: i64) -> i64
            b0: v3 = state 1 depth 0, 0: v0; check.nonzero v2, v3 else modulo_by_zero; v7 = int.or v0, v1; v8 = int.or v7, v2; v9 = int 0; v10 = int.ge v8, v9; branch v10, b2, b3
            b1: v20: i64 = phi b2 v15, b3 v17; return v20
            b2: v11 = uint.bits v0; v12 = uint.bits v1; v13 = uint.bits v2; v14 = uint.mul_mod v11, v12, v13; v15 = int.bits v14; jump b1
            b3: v16 = int.mul v0, v1, v3; v17 = int.mod v16, v2; jump b1
            """);

    [Test]
    public void An_unsigned_product_needs_no_test() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: u64, v1: u64, v2: u64) -> u64
            b0: v9 = uint 0; v8 = uint.lt v9, v2; check v8 else modulo_by_zero; v7 = state 3 depth 0
            v3 = uint.mul v0, v1, v7; v4 = uint.mod v3, v2; v5 = uint.div v3, v2; v6 = uint.add v4, v5; return v6
            """,
        after: """
            function f(v0: u64, v1: u64, v2: u64) -> u64
            b0: v9 = uint 0; v8 = uint.lt v9, v2; check v8 else modulo_by_zero; v7 = state 3 depth 0
            v4 = uint.mul_mod v0, v1, v2; v5 = uint.mul_div v0, v1, v2, v7; v6 = uint.add v4, v5; return v6
            """);

    [TestCase("v3 = int.mul v0, v1; check.nonzero v2 else modulo_by_zero; v4 = int.mod v3, v2; v5 = int.sub v4, v3; return v5")]
    [TestCase("v3 = int.mul v0, v1; check.nonzero v3 else modulo_by_zero; v4 = int.mod v2, v3; return v4")]
    [TestCase("v3 = int.add v0, v1; v4 = int 7; v5 = int.and v0, v4; v6 = int.mul v5, v4; v7 = int.mod v6, v4; return v7")]
    public void A_product_that_is_needed_or_fits_stays(string body) =>
        IrAssert.Keeps(s_pass, $"function f(v0: i64, v1: i64, v2: i64) -> i64 b0: {body}");

    // A sum of three numbers may be 2**64 and more.
    [Test]
    public void A_factor_that_may_overflow_far_is_left_alone() => IrAssert.Keeps(s_pass,
        """
        function f(v0: i64, v1: i64, v2: i64) -> i64
        b0: check.nonzero v2 else modulo_by_zero; v3 = int.mul v0, v0; v4 = int.mul v3, v1; v5 = int.mod v4, v2; return v5
        """);

    [Test]
    public void What_is_not_negative_does_not_overflow_though_nobody_knows_that()
    {
        var function = IrAssert.ParseVerified(
            """
            function f(v0: i64, v1: i64, v2: i64) -> i64
            b0: v3 = state 1 depth 0, 0: v0; v4 = int.mul v0, v1, v3; v5 = state 2 depth 1, 3: v4
            check.nonzero v2, v5 else modulo_by_zero; v6 = int.mod v4, v2; return v6
            """);
        Pipeline.Standard.Run(function, new PipelineOptions { VerifyEachPass = true });
        Assert.That((long)IrEvaluator.Run(function, long.MaxValue, long.MaxValue, 1_000_000_007).Value, Is.EqualTo(737564071));
        Assert.That(IrEvaluator.Run(function, long.MaxValue, -5, 1_000_000_007).Exit, Is.EqualTo(ExitReason.Overflow));
    }

    [Test]
    public void A_modular_power_never_overflows()
    {
        var function = IrAssert.ParseVerified(
            """
            function f(v0: i64, v1: i64, v2: i64) -> i64
            b0: v3 = int 1; v4 = int 0; v5 = int.gt v2, v4; check v5 else modulo_by_zero; v6 = int.mod v0, v2; jump b1
            b1: v7: i64 = phi b0 v3, b4 v14; v8: i64 = phi b0 v6, b4 v16; v9: i64 = phi b0 v1, b4 v17; v10 = int.gt v9, v4; branch v10, b2, b5
            b2: v11 = int.and v9, v3; v12 = int.ne v11, v4; branch v12, b3, b4
            b3: v20 = int.mul v7, v8; v13 = int.mod v20, v2; jump b4
            b4: v14: i64 = phi b2 v7, b3 v13; v15 = int.mul v8, v8; v16 = int.mod v15, v2; v17 = int.shr v9, v3; jump b1
            b5: return v7
            """);
        Pipeline.Standard.Run(function, new PipelineOptions { VerifyEachPass = true });
        Assert.That(function.Blocks.SelectMany(block => block).Where(value => value.Has(Effects.MayOverflow)), Is.Empty, function.ToString());
        Assert.That(
            (long)IrEvaluator.Run(function, 3, long.MaxValue - 5, 4611686018427387847).Value,
            Is.EqualTo((long)System.Numerics.BigInteger.ModPow(3, long.MaxValue - 5, 4611686018427387847)));
    }

    [TestCase("", true)]
    [TestCase("count.store v3, v2", false)]
    [TestCase("v9: i64 = field count v3", true)]
    public void A_product_that_memory_is_written_behind_is_left_alone(string between, bool isChanged)
    {
        var function = IrAssert.ParseVerified($"""
            function f(v0: i64, v1: i64, v2: i64, v3: sequence) -> i64
            b0: v4 = state 1 depth 0, 0: v0; v5 = int.mul v0, v1, v4; {between}; v6 = state 2 depth 1, 3: v5
            check.nonzero v2, v6 else modulo_by_zero; v7 = int.mod v5, v2; return v7
            """);
        Assert.That(s_pass.Run(function), Is.EqualTo(isChanged));
    }
}

using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class ModularArithmeticTests
{
    private static readonly ModularArithmetic s_pass = new();

    [TestCase("v3 = int.mul v0, v1; v4 = int.add v3, v0; v5 = int 255; v6 = int.and v4, v5; return v6",
        "v3 = int.mul.wrap v0, v1; v4 = int.add.wrap v3, v0; v5 = int 255; v6 = int.and v4, v5; return v6")]
    [TestCase("v3 = int.mul v0, v1; v4 = int 16; v5 = int.mod v3, v4; return v5",
        "v3 = int.mul.wrap v0, v1; v4 = int 16; v5 = int.mod v3, v4; return v5")]
    [TestCase("v3 = int.neg v0; v4 = int 3; v5 = int.shl v3, v4; v6 = int.shr v5, v4; v7 = int 1023; v8 = int.and v6, v7; return v8",
        "v3 = int.neg.wrap v0; v4 = int 3; v5 = int.shl.wrap v3, v4; v6 = int.shr v5, v4; v7 = int 1023; v8 = int.and v6, v7; return v8")]
    [TestCase("v3 = int.mul v0, v1; v4 = int 15; v5 = int 50; v6 = int.shr v3, v4; v7 = int 1125899906842623; v8 = int.and v6, v7; return v8", null)]
    [TestCase("v3 = int.mul v0, v1; v4 = int -256; v5 = int.and v3, v4; return v5", null)]
    [TestCase("v3 = int.mul v0, v1; v4 = int 255; v5 = int.and v3, v4; v6 = int.lt v3, v5; v7 = int.from_bool v6; return v7", null)]
    [TestCase("v3 = int.mul v0, v1; v4 = int.add.wrap v3, v0; return v4", "v3 = int.mul.wrap v0, v1; v4 = int.add.wrap v3, v0; return v4")]
    public void Who_looks_at_low_bits_alone_gets_them(string before, string? after)
    {
        if (after is null)
            IrAssert.Keeps(s_pass, $"function f(v0: i64, v1: i64) -> i64 b0: {before}");
        else
            IrAssert.Rewrites(s_pass, $"function f(v0: i64, v1: i64) -> i64 b0: {before}", $"function f(v0: i64, v1: i64) -> i64 b0: {after}");
    }

    [Test]
    public void A_mask_of_64_bits_is_enough() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: u64, v1: u64) -> u64
            b0: v2 = state 1 depth 0; v3 = uint.mul v0, v1, v2; v4 = state 2 depth 1, 1: v3; v5 = uint.add v3, v1, v4
            v6 = int.bits v5; v7 = int -1; v8 = int.and v6, v7; v9 = uint.bits v8; return v9
            """,
        after: """
            function f(v0: u64, v1: u64) -> u64
            b0: v3 = int.bits v0; v4 = int.bits v1; v5 = int.mul.wrap v3, v4
            v10 = int.bits v1; v11 = int.add.wrap v5, v10; v7 = int -1; v8 = int.and v11, v7; v9 = uint.bits v8; return v9
            """);

    [Test]
    public void A_cast_alone_is_no_mask() => IrAssert.Keeps(s_pass,
        "function f(v0: u64, v1: u64) -> bool b0: v2 = uint.add v0, v1; v3 = int.bits v2; v4 = int 0; v5 = int.eq v3, v4; return v5");

    [Test]
    public void A_frame_that_somebody_leaves_with_needs_the_number() => IrAssert.Keeps(s_pass,
        """
        function f(v0: i64, v1: i64) -> i64
        b0: v2 = int.mul v0, v1; v3 = state 3 depth 0, 0: v2; check.nonzero v1, v3 else modulo_by_zero
        v4 = int 255; v5 = int.and v2, v4; return v5
        """);

    [Test]
    public void A_frame_that_nobody_leaves_with_any_more_needs_nothing() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = state 1 depth 0; v3 = int.mul v0, v1, v2; v4 = state 2 depth 1, 1: v3; v5 = int.add v3, v1, v4
            v6 = int 4095; v7 = int.and v5, v6; return v7
            """,
        after: """
            function f(v0: i64, v1: i64) -> i64
            b0: v3 = int.mul.wrap v0, v1; v5 = int.add.wrap v3, v1; v6 = int 4095; v7 = int.and v5, v6; return v7
            """);

    [Test]
    public void Round_a_loop_too() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int 31; jump b1
            b1: v3: i64 = phi b0 v0, b1 v6; v4 = state 2 depth 0, 0: v3; v5 = int.mul v3, v2, v4; v7 = state 3 depth 0, 0: v5; v6 = int.add v5, v0, v7; branch v1, b1, b2
            b2: v8 = int 65535; v9 = int.and v3, v8; return v9
            """,
        after: """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int 31; jump b1
            b1: v3: i64 = phi b0 v0, b1 v6; v5 = int.mul.wrap v3, v2; v6 = int.add.wrap v5, v0; branch v1, b1, b2
            b2: v8 = int 65535; v9 = int.and v3, v8; return v9
            """);

    [Test]
    public void What_is_written_to_memory_is_demanded_exactly() => IrAssert.Keeps(new ModularArithmetic(), """
        function f(v0: sequence, v1: i64) -> i64
        b0: v2: i64 = field.fixed count v0; check.nonzero v2 else raise; v3: address = field.fixed data v0; v4 = int 0
        v5 = int.add v1, v1; store i64 v3, v4, v5; return v4
        """);
}

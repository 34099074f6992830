using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class RangeSimplificationTests
{
    private static readonly RangeSimplification s_pass = new();

    [Test]
    public void A_loop_counts_without_overflow() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64) -> i64
            b0: v1 = int 0; v2 = int 1; jump b1
            b1: v3: i64 = phi b0 v1, b2 v5; v4 = int.lt v3, v0; branch v4, b2, b3
            b2: v6 = state 3 depth 0, 0: v3; v5 = int.add v3, v2, v6; jump b1
            b3: return v3
            """,
        after: """
            function f(v0: i64) -> i64
            b0: v1 = int 0; v2 = int 1; jump b1
            b1: v3: i64 = phi b0 v1, b2 v5; v4 = int.lt v3, v0; branch v4, b2, b3
            b2: v6 = state 3 depth 0, 0: v3; v5 = int.add.wrap v3, v2; jump b1
            b3: return v3
            """);

    [Test]
    public void A_sum_in_a_loop_may_overflow() => IrAssert.Keeps(s_pass,
        """
        function f(v0: i64) -> i64
        b0: v1 = int 0; v2 = int 1; jump b1
        b1: v3: i64 = phi b0 v1, b2 v5; v7: i64 = phi b0 v1, b2 v8; v4 = int.lt v3, v0; branch v4, b2, b3
        b2: v8 = int.add v7, v3; v5 = int.add.wrap v3, v2; jump b1
        b3: return v7
        """);

    // An index from the end: what is chosen is known to be what the condition says.
    [Test]
    public void What_is_chosen_is_as_the_condition_says() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64) -> i64
            b0: v1 = int 10; v2 = int.mod v0, v1; v3 = int 5; v4 = int.lt v2, v3; v5: i64 = select v4, v3, v2; v6 = int.ge v5, v3; v7 = int.from_bool v6; return v7
            """,
        after: """
            function f(v0: i64) -> i64
            b0: v1 = int 10; v2 = int.mod v0, v1; v3 = int 5; v4 = int.lt v2, v3; v5: i64 = select v4, v3, v2; v6 = bool true; v7 = int 1; return v7
            """);

    // v1 + 1 fits wherever the branch lets it, but not where it is computed.
    [Test]
    public void What_overflow_excludes_is_not_concluded() => IrAssert.Keeps(s_pass,
        "function f(v0: i64) -> bool b0: v1 = int 1; v2 = int.add v0, v1; v3 = int.gt v2, v0; v4 = int 9223372036854775807; v5 = int.le v2, v4; return v5");

    [TestCase("v2 = int 100; v3 = int.mod v0, v2; v4 = int.mul v3, v3; return v4", "v2 = int 100; v3 = int.mod v0, v2; v4 = int.mul.wrap v3, v3; return v4")]
    [TestCase("v2 = int 2; v3 = int.div v0, v2; v4 = int.neg v3; return v4", "v2 = int 2; v3 = int.div.wrap v0, v2; v4 = int.neg.wrap v3; return v4")]
    [TestCase("v2 = int 255; v3 = int.and v0, v2; v4 = int 55; v5 = int.shl v3, v4; return v5", "v2 = int 255; v3 = int.and v0, v2; v4 = int 55; v5 = int.shl.wrap v3, v4; return v5")]
    [TestCase("v2 = int 256; v3 = int.and v0, v2; v4 = int 55; v5 = int.shl v3, v4; return v5", null)]
    [TestCase("v2 = int -1; v3 = int.div v0, v2; return v3", null)]
    [TestCase("v2 = int -1; v3 = int.mod v0, v2; return v3", "v2 = int -1; v3 = int 0; return v3")]
    [TestCase("v2 = int.not v0; v3 = int.neg v2; return v3", null)]
    [TestCase("v2 = int 7; v3 = int.and v0, v2; check.nonneg v3 else negative_shift; v4 = int.shr v1, v3; return v4", "v2 = int 7; v3 = int.and v0, v2; v4 = int.shr v1, v3; return v4")]
    [TestCase("v2 = int 7; v3 = int.or v0, v2; check.nonzero v3 else division_by_zero; return v3", null)]
    [TestCase("v2 = int 7; v3 = int.and v0, v2; v4 = int.add v3, v2; check.nonzero v4 else division_by_zero; check.exact v4 else inexact; return v4",
        "v2 = int 7; v3 = int.and v0, v2; v4 = int.add.wrap v3, v2; return v4")]
    [TestCase("check.exact v0 else inexact; check.exact v0 else inexact; v2 = int.add v0, v0; return v2", "check.exact v0 else inexact; v2 = int.add.wrap v0, v0; return v2")]
    [TestCase("check.nonneg v0 else negative_shift; v2 = uint.from_int v0; v3 = int.from_uint v2; return v3",
        "check.nonneg v0 else negative_shift; v2 = uint.bits v0; v3 = int.bits v2; return v3")]
    [TestCase("v2 = uint.bits v0; v3 = int.from_uint v2; return v3", null)]
    [TestCase("v2 = uint.bits v0; v3 = int.bits v2; return v3", "v2 = uint.bits v0; return v0")]
    [TestCase("v2 = uint.bits v0; v4 = uint 1; v5 = uint.shr v2, v4; v6 = uint.add v5, v4; v3 = int.bits v6; return v3",
        "v2 = uint.bits v0; v4 = uint 1; v5 = uint.shr v2, v4; v7 = int.bits v5; v8 = int 1; v9 = int.add.wrap v7, v8; v6 = uint.bits v9; v3 = int.bits v6; return v3")]
    [TestCase("v2 = int 1000; v3 = int.mod v0, v2; v4 = int.mod v1, v2; v5 = int 1; v6 = int.add v4, v5; v7 = int.mod v3, v6; return v7",
        """
        v2 = int 1000; v3 = int.mod v0, v2; v4 = int.mod v1, v2; v5 = int 1; v6 = int.add.wrap v4, v5
        v8 = uint.bits v3; v9 = uint.bits v6; v10 = uint.mod v8, v9; v7 = int.bits v10; return v7
        """)]
    public void A_range_decides(string before, string? after)
    {
        if (after is null)
            IrAssert.Keeps(s_pass, $"function f(v0: i64, v1: i64) -> i64 b0: {before}");
        else
            IrAssert.Rewrites(s_pass, $"function f(v0: i64, v1: i64) -> i64 b0: {before}", $"function f(v0: i64, v1: i64) -> i64 b0: {after}");
    }

    [Test]
    public void A_table_says_what_its_numbers_are() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64) -> bool
            b0: v1 = int 3; v2 = int.and v0, v1; v3: i64 = table v2, 4, -2, 9, 0; v4 = int 10; v5 = int.lt v3, v4; return v5
            """,
        after: """
            function f(v0: i64) -> bool
            b0: v1 = int 3; v2 = int.and v0, v1; v3: i64 = table v2, 4, -2, 9, 0; v4 = int 10; v6 = bool true; return v6
            """);

    [Test]
    public void A_branch_tells_both_ways() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 0; v3 = int.gt v0, v2; v4 = int.gt v1, v0; v5 = bool.and v3, v4; branch v5, b1, b2
            b1: check.nonzero v1 else division_by_zero; v6 = int.neg v1; v7 = int.le v0, v2; branch v7, b2, b3
            b2: v8 = int.neg v0; return v8
            b3: return v6
            """,
        after: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 0; v3 = int.gt v0, v2; v4 = int.gt v1, v0; v5 = bool.and v3, v4; branch v5, b1, b2
            b1: v6 = int.neg.wrap v1; v7 = bool false; branch v7, b2, b3
            b2: v8 = int.neg v0; return v8
            b3: return v6
            """);

    [Test]
    public void A_phi_knows_what_the_edges_know() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64) -> i64
            b0: v1 = int 0; v2 = int.lt v0, v1; branch v2, b1, b2
            b1: v3 = int 5; jump b2
            b2: v4: i64 = phi b0 v0, b1 v3; check.nonneg v4 else negative_shift; return v4
            """,
        after: """
            function f(v0: i64) -> i64
            b0: v1 = int 0; v2 = int.lt v0, v1; branch v2, b1, b2
            b1: v3 = int 5; jump b2
            b2: v4: i64 = phi b0 v0, b1 v3; return v4
            """);

    [Test]
    public void Not_equal_takes_an_end_away() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64) -> i64
            b0: v1 = int -9223372036854775808; v2 = int.eq v0, v1; branch v2, b1, b2
            b1: return v0
            b2: v3 = int.neg v0; return v3
            """,
        after: """
            function f(v0: i64) -> i64
            b0: v1 = int -9223372036854775808; v2 = int.eq v0, v1; branch v2, b1, b2
            b1: return v0
            b2: v3 = int.neg.wrap v0; return v3
            """);

    // Euclid's algorithm: the loop goes on as long as the remainder is not 0, whatever its sign.
    [Test]
    public void A_loop_carries_what_is_not_zero() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 0; v3 = int.ne v1, v2; branch v3, b1, b2
            b1: v4: i64 = phi b0 v0, b1 v5; v5: i64 = phi b0 v1, b1 v6; check.nonzero v5 else modulo_by_zero; v6 = int.mod v4, v5; v7 = int.ne v6, v2; branch v7, b1, b2
            b2: v8: i64 = phi b0 v0, b1 v5; return v8
            """,
        after: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 0; v3 = int.ne v1, v2; branch v3, b1, b2
            b1: v4: i64 = phi b0 v0, b1 v5; v5: i64 = phi b0 v1, b1 v6; v6 = int.mod v4, v5; v7 = int.ne v6, v2; branch v7, b1, b2
            b2: v8: i64 = phi b0 v0, b1 v5; return v8
            """);

    [TestCase("v5 = int.add.wrap v4, v2")]
    [TestCase("v5 = int.sub.wrap v4, v2")]
    public void What_may_become_zero_in_a_loop_is_checked(string step) => IrAssert.Keeps(s_pass,
        $"""
        function f(v0: i64, v1: i64) -> i64
        b0: v2 = int 1; v6 = int 0; v3 = int.ne v0, v6; branch v3, b1, b2
        b1: v4: i64 = phi b0 v0, b1 v5; check.nonzero v4 else modulo_by_zero; {step}; v7 = int.ne v5, v1; branch v7, b1, b2
        b2: v8: i64 = phi b0 v6, b1 v5; return v8
        """);

    [Test]
    public void A_square_bounds_its_root() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64) -> i64
            b0: v1 = int 3; v2 = int 2; jump b1
            b1: v3: i64 = phi b0 v1, b2 v6; v4 = int.mul v3, v3; v5 = int.le v4, v0; branch v5, b2, b3
            b2: v6 = int.add v3, v2; jump b1
            b3: return v3
            """,
        after: """
            function f(v0: i64) -> i64
            b0: v1 = int 3; v2 = int 2; jump b1
            b1: v3: i64 = phi b0 v1, b2 v6; v4 = int.mul v3, v3; v5 = int.le v4, v0; branch v5, b2, b3
            b2: v6 = int.add.wrap v3, v2; jump b1
            b3: return v3
            """);

    [Test]
    public void A_hostile_function_takes_no_memory_out_of_proportion()
    {
        // Loops in a row, each of whose counters depends on all before.
        var function = new Function("hostile", IrType.Int64);
        var block = function.NewBlock();
        var parameter = block.Append(function.NewValue(Op.Parameter, [], SourceLocation.None, IrType.Int64));
        var value = parameter;
        for (var i = 0; i < 10_000; i++)
        {
            var (header, exit) = (function.NewBlock(), function.NewBlock());
            block.Append(function.NewValue(Op.Jump, [], SourceLocation.None));
            block.AddSuccessor(header);
            var phi = header.Append(function.NewValue(Op.Phi, [value], SourceLocation.None, IrType.Int64));
            var sum = phi;
            for (var j = 0; j < 15; j++)
                sum = header.Append(function.NewValue(j % 2 == 0 ? Op.IntAdd : Op.IntSub, [sum, value], SourceLocation.None));
            phi.AddOperand(sum);
            header.Append(function.NewValue(Op.Branch, [header.Append(function.NewValue(Op.IntLess, [phi, parameter], SourceLocation.None))], SourceLocation.None));
            header.AddSuccessor(exit);
            header.AddSuccessor(header);
            header.OrderPredecessors([block, header]);
            (block, value) = (exit, phi);
        }
        block.Append(function.NewValue(Op.Return, [value], SourceLocation.None));
        IrVerifier.Verify(function);
        var (values, before) = (function.ValueCount, GC.GetAllocatedBytesForCurrentThread());
        s_pass.Run(function);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / values;
        TestContext.Out.WriteLine($"{values} values, {bytes} bytes for each");
        Assert.That(bytes, Is.LessThan(1000));                  // in proportion: no clock says the same twice
        IrVerifier.Verify(function);
    }

    [Test]
    public void Keeps_what_native_code_leaves_for_though_its_result_is_known() => IrAssert.Keeps(new RangeSimplification(), """
        function f() -> u64
        b0:
            v0 = int -3
            v1 = state 4 depth 0
            v2 = uint.from_int v0, v1
            v3 = int.bits v2
            v4 = int 5
            v5 = int.xor v3, v4
            v6 = uint.bits v5
            return v6
        """);

    [Test]
    public void Decides_no_comparison_with_what_may_not_fit() => IrAssert.Keeps(new RangeSimplification(), """
        function f(v0: i64) -> bool
        b0:
            v1 = int 9223372036854775807
            v2 = state 4 depth 0
            v3 = int.add v1, v1, v2
            v4 = int.lt v0, v3
            return v4
        """);

    [Test]
    public void Concludes_nothing_from_the_bits_that_a_number_beyond_64_bits_would_be_cut_to() => IrAssert.Keeps(new RangeSimplification(), """
        function f(v0: u64, v1: u64) -> bool
        b0:
            v2 = state 4 depth 0
            v3 = uint.add v0, v1, v2
            v4 = int.bits v3
            v5 = int 5
            v6 = int.xor v4, v5
            v7 = uint.bits v6
            v8 = uint 18446744073709551615
            v9 = uint.le v7, v8
            return v9
        """);

    [Test]
    public void Keeps_a_shift_count_that_does_not_fit_because_some_Pythons_raise_for_it() => IrAssert.Keeps(new RangeSimplification(), """
        function f() -> i64
        b0:
            v0 = int 9223372036854775807
            v1 = state 4 depth 0
            v2 = int.mul v0, v0, v1
            v3 = int 5
            v4 = int.shr v3, v2
            return v4
        """);

    [Test]
    public void A_sum_of_bounded_numbers_does_not_overflow() => IrAssert.Rewrites(new RangeSimplification(),
        before: """
            function f(v0: i64, v1: u64) -> i64
            b0:
                v2 = state 4 depth 0
                v3 = int -10
                v4 = int 1000
                v5 = int.max v0, v3
                v6 = int.min v5, v4
                v7 = uint.bit_length v1
                v8 = int.add v6, v7, v2
                return v8
            """,
        after: """
            function f(v0: i64, v1: u64) -> i64
            b0:
                v2 = state 4 depth 0
                v3 = int -10
                v4 = int 1000
                v5 = int.max v0, v3
                v6 = int.min v5, v4
                v7 = uint.bit_length v1
                v9 = int.add.wrap v6, v7
                return v9
            """);

    [Test]
    public void The_less_of_two_is_the_one_that_is_never_above_the_other() => IrAssert.Rewrites(new RangeSimplification(),
        before: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 7; v3 = int.and v0, v2; v4 = int 8; v5 = int.min v3, v4; v6 = int.and v1, v2; v7 = int.add.wrap v6, v4; v8 = int.max v7, v3
            v9 = int.min v1, v4; v10 = int.xor v5, v8; v11 = int.xor v9, v10; return v11
            """,
        after: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 7; v3 = int.and v0, v2; v4 = int 8; v6 = int.and v1, v2; v7 = int.add.wrap v6, v4
            v9 = int.min v1, v4; v10 = int.xor v3, v7; v11 = int.xor v9, v10; return v11
            """);

    // v4 is 6 behind its loop, as v50 knows, and less in the rounds before, to which the operands of its phi lead.
    [Test]
    public void What_a_number_was_in_the_round_before_is_not_what_it_is()
    {
        var function = IrParser.Parse(
            """
            function f(v0: i64) -> i64
            b0: v2 = int 0; jump b1
            b1: v4: i64 = phi b0 v2, b1 v49; v6 = int 1; v49 = int.add v4, v6; v9 = int 6; v10 = int.gt v49, v9; branch v10, b4, b1
            b4: v47 = int -2; v50 = int.add v49, v47; v19 = int -3; jump b5
            b5: v25: i64 = phi b4 v49, b6 v31; v52 = int.gt v25, v50; branch v52, b6, b9
            b6: v31 = int.add.wrap v25, v19; jump b5
            b9: return v0
            """);
        s_pass.Run(function);
        Assert.That(function.Blocks.Single(block => block.Id == 5).Terminator!.Operands[0].Op, Is.EqualTo(Op.IntGreater));
    }
}

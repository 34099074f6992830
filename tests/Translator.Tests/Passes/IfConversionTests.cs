using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class IfConversionTests
{
    private static readonly IfConversion s_pass = new();

    // for i in range(n): if cond: ..., with the values that the body needs.
    private static string Loop(string body, string carried = "v5: i64 = phi b0 v1, b2 v5, b3 v9") =>
        $$"""
        function f(v0: i64, v20: i64, v30: f64) -> mixed
        b0: v1 = int 0; v2 = int 1; v31 = float 1.5; jump b1
        b1: {{carried}}; v4: i64 = phi b0 v1, b2 v7, b3 v7; v6 = int.lt v4, v0; branch v6, b2, b4
        b2: v7 = int.add.wrap v4, v2; v8 = int.and v4, v20; v16 = int.eq v8, v1; {{body}}
        b4: return v5
        """;

    [Test]
    public void What_is_counted_sometimes_is_always_added() => IrAssert.Rewrites(s_pass,
        before: Loop("branch v16, b3, b1   b3: v10 = state 5 depth 0, 0: v5; v9 = int.add v5, v2, v10; jump b1"),
        after: """
            function f(v0: i64, v20: i64, v30: f64) -> mixed
            b0: v1 = int 0; v2 = int 1; v31 = float 1.5; jump b1
            b1: v5: i64 = phi b0 v1, b2 v9; v4: i64 = phi b0 v1, b2 v7; v6 = int.lt v4, v0; branch v6, b2, b4
            b2: v7 = int.add.wrap v4, v2; v8 = int.and v4, v20; v16 = int.eq v8, v1
                v10 = state 5 guarded depth 0, 0: v5; v11 = int 0; v12: i64 = select v16, v2, v11; v9 = int.add v5, v12, v10; jump b1
            b4: return v5
            """);

    // The collatz step: 3n + 1 fits for n from -3074457345618258603 to 3074457345618258602, and 0 is among them.
    [Test]
    public void A_multiple_is_checked_beside_it() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64) -> i64
            b0: v1 = int 1; v2 = int 3; v3 = int 0; v4 = int.and v0, v1; v5 = int.eq v4, v3; branch v5, b1, b2
            b1: v6 = int.shr v0, v1; jump b3
            b2: v7 = state 4 depth 1, 0: v0; v8 = int.mul v0, v2, v7; v9 = state 5 depth 1, 0: v8; v10 = int.add v8, v1, v9; jump b3
            b3: v11: i64 = phi b1 v6, b2 v10; return v11
            """,
        after: """
            function f(v0: i64) -> i64
            b0: v1 = int 1; v2 = int 3; v3 = int 0; v4 = int.and v0, v1; v5 = int.eq v4, v3
                v6 = int.shr v0, v1; v7 = state 4 guarded depth 1, 0: v0; v8 = int.mul.wrap v0, v2
                v9 = state 5 guarded depth 1, 0: v8; v10 = int.add.wrap v8, v1
                v12 = int 0; v13: i64 = select v5, v12, v0; v14 = int -3074457345618258602; v15 = int.sub.wrap v13, v14; v16 = uint.bits v15
                v17 = uint 6148914691236517204; v18 = uint.le v16, v17; check v18, v7 else overflow; v11: i64 = select v5, v6, v10; return v11
            """);

    [TestCase("v9 = float.add v5, v30", "v11 = float -0; v12: f64 = select v16, v30, v11; v9 = float.add v5, v12")]
    [TestCase("v9 = float.sub v5, v30", "v11 = float 0; v12: f64 = select v16, v30, v11; v9 = float.sub v5, v12")]
    [TestCase("v9 = float.mul v30, v5", "v11 = float 1; v12: f64 = select v16, v30, v11; v9 = float.mul v12, v5")]
    [TestCase("v9 = float.add v30, v31", "v8 = float.add v30, v31; v9: f64 = select v16, v8, v5")]
    public void A_sum_of_floats_waits_for_an_addition_only(string arm, string after) => IrAssert.Rewrites(s_pass,
        before: Loop($"branch v16, b3, b1   b3: {arm}; jump b1", "v5: f64 = phi b0 v31, b2 v5, b3 v9"),
        after: $"""
            function f(v0: i64, v20: i64, v30: f64) -> mixed
            b0: v1 = int 0; v2 = int 1; v31 = float 1.5; jump b1
            b1: v5: f64 = phi b0 v31, b2 v9; v4: i64 = phi b0 v1, b2 v7; v6 = int.lt v4, v0; branch v6, b2, b4
            b2: v7 = int.add.wrap v4, v2; v18 = int.and v4, v20; v16 = int.eq v18, v1; {after}; jump b1
            b4: return v5
            """);

    [Test]
    public void Both_conditions_of_an_and_are_computed() => IrAssert.Rewrites(s_pass,
        before: """
            function f(v0: i64, v1: i64, v2: i64) -> i64
            b0: v3 = int.lt v0, v1; branch v3, b1, b2
            b1: v4 = int.lt v1, v2; branch v4, b3, b2
            b3: v6 = int.xor v0, v1; jump b2
            b2: v5: i64 = phi b0 v0, b1 v0, b3 v6; return v5
            """,
        after: """
            function f(v0: i64, v1: i64, v2: i64) -> i64
            b0: v3 = int.lt v0, v1; v4 = int.lt v1, v2; v8 = int 0; v9: i64 = select v4, v1, v8; v10 = int 0; v11: i64 = select v3, v9, v10; v6 = int.xor v0, v11; return v6
            """);

    // A division, a call, what raises, what is written; a float that is compared with the greatest so far; a counter.
    [TestCase("branch v16, b3, b1   b3: v9 = int.mod v4, v2; jump b1")]
    [TestCase("branch v16, b3, b1   b3: check.nonzero v20 else division_by_zero; v9 = int.add.wrap v5, v2; jump b1")]
    [TestCase("v17 = int.lt v4, v20; branch v17, b3, b1   b3: v10 = int.shl.wrap v5, v2; v11 = int.xor v10, v4; v9 = int.add.wrap v11, v4; jump b1")]
    public void A_branch_stays(string body) => IrAssert.Keeps(s_pass, Loop(body));

    // Where it is the least so far decides what it is compared with: a guess waits for no load.
    [Test]
    public void The_place_of_the_least_is_found_by_a_branch() => IrAssert.Keeps(s_pass,
        """
        function f(v0: sequence, v20: i64) -> i64
        b0: v1 = int 0; v2 = int 1; v3: address = field.fixed data v0; jump b1
        b1: v5: i64 = phi b0 v1, b2 v5, b3 v4; v4: i64 = phi b0 v1, b2 v7, b3 v7; v6 = int.lt v4, v20; branch v6, b2, b4
        b2: v7 = int.add.wrap v4, v2; v8: i64 = load i64 v3, v4; v9: i64 = load i64 v3, v5; v10 = int.lt v8, v9; branch v10, b3, b1
        b3: jump b1
        b4: return v5
        """);

    // The word is one of a sequence only where the branch says so.
    [Test]
    public void A_field_of_what_may_be_no_sequence_stays_behind_the_branch()
    {
        var unit = IrParser.ParseUnit("""
            function f(v0: sequence, v1: i64) -> i64
            b0: v2 = call g v0, v1; v3: sequence = call.word v2 0; v4 = call.shape v2; v5 = int 0; v6 = int.eq v4, v5; branch v6, b1, b2
            b1: v7: i64 = field.fixed count v3; jump b2
            b2: v8: i64 = phi b0 v5, b1 v7; return v8
            function g(v0: sequence, v1: i64) -> mixed
            b0: v2 = int 3; v3 = int.lt v1, v2; branch v3, b1, b2
            b1: return v0
            b2: return v1
            """);
        Assert.That(s_pass.Run(unit[0]), Is.False);
    }

    [Test]
    public void The_greatest_of_floats_is_found_by_a_branch() => IrAssert.Keeps(s_pass, Loop(
        "v9 = float.from_int v8; v17 = float.lt v5, v9; branch v17, b3, b1   b3: jump b1",
        "v5: f64 = phi b0 v31, b2 v5, b3 v9"));
}

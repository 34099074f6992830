using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class LoopSplittingTests
{
    private const string State = "state 7 depth 1, 0: v2";

    private static readonly LoopSplitting s_pass = new();

    private static IEnumerable<TestCaseData> Loops() =>
    [
        Case("an index that is further on", 1, 1, $"""
            function f(v0: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4: address = field.fixed data v0; v5 = int 0; v6 = int 1; v7 = int 100; v8 = int.min v2, v7; jump b1
            b1: v9: i64 = phi b0 v5, b2 v11; v10: i64 = phi b0 v5, b2 v16; v12 = int.lt v9, v8; branch v12, b2, b3
            b2: v11 = int.add.wrap v9, v6; v13 = int 2; v90 = {State}; v14 = int.add v9, v13, v90; v15 = int.lt v14, v3; check v15, v90 else raise
            v17: i64 = load u8 v4, v14; v16 = int.xor v10, v17; jump b1
            b3: return v10
            """),
        Case("an index that is negative, from the end", 1, 1, $"""
            function f(v0: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4: address = field.fixed data v0; v5 = int 0; v6 = int 1; v7 = int 100; v8 = int.min v2, v7; v70 = int 2; v71 = int.min v2, v70; v22 = int 63; v23 = int.neg.wrap v3; jump b1
            b1: v9: i64 = phi b0 v71, b2 v11; v10: i64 = phi b0 v5, b2 v16; v12 = int.lt v9, v8; branch v12, b2, b3
            b2: v11 = int.add.wrap v9, v6; v90 = {State}; v15 = int.lt v9, v3; check v15, v90 else raise; v24 = int.le v23, v9; check v24, v90 else raise
            v18 = int.shr v9, v22; v19 = int.and v18, v3; v14 = int.add.wrap v9, v19; v17: i64 = load u8 v4, v14; v16 = int.xor v10, v17; jump b1
            b3: return v10
            """),
        Case("a matrix", 1, 1, $"""
            function f(v0: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4: address = field.fixed data v0; v5 = int 0; v6 = int 1; v7 = int 20; v8 = int.min v2, v7; jump b1
            b1: v9: i64 = phi b0 v5, b2 v11; v10: i64 = phi b0 v5, b2 v16; v12 = int.lt v9, v8; branch v12, b2, b3
            b2: v11 = int.add.wrap v9, v6; v90 = {State}; v13 = int.mul v9, v2, v90; v14 = int.add v13, v6, v90; v15 = int.lt v14, v3; check v15, v90 else raise; check.nonneg v14, v90 else raise
            v17: i64 = load u8 v4, v14; v16 = int.xor v10, v17; jump b1
            b3: return v10
            """),
        Case("a row of a matrix, and what is not split", 3, 1, $"""
            function f(v0: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4: address = field.fixed data v0; v5 = int 0; v6 = int 1; v7 = int 20; v8 = int.min v2, v7; jump b7
            b7: v30: i64 = phi b0 v5, b11 v31; v32: i64 = phi b0 v5, b11 v33; v34 = int.lt v30, v8; branch v34, b1, b3
            b1: v9: i64 = phi b7 v5, b2 v11; v10: i64 = phi b7 v32, b2 v16; v12 = int.lt v9, v8; branch v12, b2, b8
            b2: v11 = int.add.wrap v9, v6; v90 = {State}; v35 = int.add v30, v6, v90; v13 = int.mul v35, v2, v90; v14 = int.add v13, v9, v90; v15 = int.lt v14, v3; check v15, v90 else raise; check.nonneg v14, v90 else raise
            v17: i64 = load u8 v4, v14; v16 = int.xor v10, v17; jump b1
            b8: v31 = int.add.wrap v30, v6; v91 = state 8 depth 1, 0: v2; jump b9
            b9: v40: i64 = phi b8 v5, b10 v41; v33: i64 = phi b8 v10, b10 v44; v42 = int.lt v40, v8; branch v42, b10, b11
            b10: v41 = int.add.wrap v40, v6; v43 = int.mul v2, v30, v91; v44 = int.xor v33, v43; jump b9
            b11: jump b7
            b3: return v32
            """),
        Case("a loop that counts down", 1, 1, $"""
            function f(v0: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4: address = field.fixed data v0; v5 = int 0; v6 = int -1; v7 = int 20; v8 = int.min v2, v7; v23 = int.neg.wrap v3; v22 = int 63; jump b1
            b1: v9: i64 = phi b0 v8, b2 v11; v10: i64 = phi b0 v5, b2 v16; v12 = int.ge v9, v6; branch v12, b2, b3
            b2: v11 = int.add.wrap v9, v6; v90 = {State}; v15 = int.lt v9, v3; check v15, v90 else raise; v24 = int.le v23, v9; check v24, v90 else raise
            v18 = int.shr v9, v22; v19 = int.and v18, v3; v14 = int.add.wrap v9, v19; v17: i64 = load u8 v4, v14; v16 = int.xor v10, v17; jump b1
            b3: v25 = int.xor v10, v9; return v25
            """),
        Case("a loop that is left early with what it has come to", 1, 1, $"""
            function f(v0: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4: address = field.fixed data v0; v5 = int 0; v6 = int 1; v7 = int 20; v8 = int.min v2, v7; jump b1
            b1: v9: i64 = phi b0 v5, b4 v11; v10: i64 = phi b0 v5, b4 v16; v12 = int.lt v9, v8; branch v12, b2, b3
            b2: v11 = int.add.wrap v9, v6; v90 = {State}; v15 = int.lt v9, v3; check v15, v90 else raise
            v17: i64 = load u8 v4, v9; v18 = int.gt v17, v10; branch v18, b4, b5
            b4: v16 = int.xor v10, v17; jump b1
            b5: v19 = int.add.wrap v17, v11; jump b6
            b3: jump b6
            b6: v20: i64 = phi b5 v19, b3 v10; v21 = int.xor v20, v9; v22 = int.mul.wrap v10, v21; return v22
            """),
        Case("a test that is the same in all rounds", 1, 2, $"""
            function f(v0: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4: address = field.fixed data v0; v5 = int 0; v6 = int 1; v7 = int 20; v8 = int.min v2, v7; v40 = int.and v2, v6; jump b1
            b1: v9: i64 = phi b0 v5, b2 v11; v10: i64 = phi b0 v5, b2 v16; v12 = int.lt v9, v8; branch v12, b2, b3
            b2: v11 = int.add.wrap v9, v6; v90 = {State}; v15 = int.lt v9, v3; check v15, v90 else raise; check.nonzero v40, v90 else raise
            v17: i64 = load u8 v4, v9; v41 = int.mod v17, v40; v16 = int.add.wrap v10, v41; jump b1
            b3: return v10
            """),
        Case("a loop that tests last, two ways back", 1, 1, $"""
            function f(v0: sequence, v2: i64) -> i64
            b0: v3: i64 = field.fixed count v0; v4: address = field.fixed data v0; v5 = int 0; v6 = int 1; v7 = int 20; v8 = int.min v2, v7; v12 = int.gt v8, v5; branch v12, b1, b3
            b1: v9: i64 = phi b0 v5, b4 v11; v10: i64 = phi b0 v5, b4 v16; v90 = {State}; v15 = int.lt v9, v3; check v15, v90 else raise
            v17: i64 = load u8 v4, v9; v18 = int.gt v17, v10; branch v18, b2, b4
            b2: store u8 v4, v9, v5; jump b4
            b4: v16: i64 = phi b1 v10, b2 v17; v11 = int.add.wrap v9, v6; v13 = int.lt v11, v8; branch v13, b1, b3
            b3: v20: i64 = phi b0 v5, b4 v16; return v20
            """),
    ];

    [TestCaseSource(nameof(Loops))]
    public void A_check_that_a_limit_makes_needless_is_not_in_the_main_loop(string text, int loops, int checks)
    {
        var function = IrAssert.ParseVerified(text);
        var before = function.Blocks.SelectMany(block => block).Count(value => value.Has(Effects.Check));
        Assert.That(s_pass.Run(function));
        IrVerifier.Verify(function);
        TestContext.Out.WriteLine(function);
        Assert.That(Analyses.LoopForest.Of(function).Loops, Has.Count.EqualTo(loops + 1));
        Assert.That(function.Blocks.SelectMany(block => block).Count(value => value.Has(Effects.Check)), Is.EqualTo(before));
        Assert.That(before, Is.GreaterThanOrEqualTo(checks));
        Outcomes.AssertRight(IrParser.Parse(text), function, calls: 400, new Random(1));
        Pipeline.Standard.Run(function);
        Outcomes.AssertRight(IrParser.Parse(text), function, calls: 400, new Random(2));
    }

    [TestCase("v13 = int.lt v9, v10; check v13, v90 else raise", TestName = "a check of what is computed anew")]
    [TestCase("check.nonzero v10, v90 else raise", TestName = "a check that is no limit")]
    [TestCase("", TestName = "no check")]
    [TestCase("v14 = int.mul v2, v2, v90; check.nonzero v16, v90 else raise", TestName = "a product that is the same in all rounds")]
    public void A_loop_that_no_limit_helps_stays_one(string check) => IrAssert.Keeps(s_pass, $"""
        function f(v0: sequence, v2: i64) -> i64
        b0: v5 = int 0; v6 = int 1; jump b1
        b1: v9: i64 = phi b0 v5, b2 v11; v10: i64 = phi b0 v5, b2 v16; v12 = int.lt v9, v2; branch v12, b2, b3
        b2: v11 = int.add.wrap v9, v6; v90 = {State}; v16 = int.xor v9, v10; {check}
        jump b1
        b3: return v10
        """);

    [Test]
    public void A_remainder_by_what_is_positive_needs_no_sign_in_the_main_loop()
    {
        var text = $"""
            function f(v1: i64, v2: i64) -> i64
            b0: v5 = int 0; v6 = int 1; v7 = int 9; v8 = int.min v1, v7; jump b1
            b1: v9: i64 = phi b0 v5, b2 v11; v10: i64 = phi b0 v5, b2 v16; v12 = int.lt v9, v8; branch v12, b2, b3
            b2: v11 = int.add.wrap v9, v6; v90 = {State}; v13 = int.add v10, v7, v90; check.nonzero v2, v90 else modulo_by_zero; v16 = int.mod v13, v2; jump b1
            b3: return v10
            """;
        var function = IrAssert.ParseVerified(text);
        Pipeline.Standard.Run(function);
        TestContext.Out.WriteLine(function);
        Assert.That(function.Blocks.SelectMany(block => block).Select(value => value.Op), Has.One.EqualTo(Op.UIntFloorMod).And.One.EqualTo(Op.IntFloorMod));
        Outcomes.AssertRight(IrParser.Parse(text), function, calls: 400, new Random(1));
    }

    [Test]
    public void A_loop_that_counts_down_and_gains_nothing_stays_as_it_is() => IrAssert.Keeps(s_pass, $"""
        function f(v0: sequence, v2: i64) -> i64
        b0: v5 = int 0; v6 = int -1; jump b1
        b1: v9: i64 = phi b0 v2, b2 v11; v12 = int.lt v5, v9; branch v12, b2, b3
        b2: v11 = int.add.wrap v9, v6; jump b1
        b3: return v9
        """);

    private static TestCaseData Case(string name, int loops, int checks, string text) => new TestCaseData(text, loops, checks).SetArgDisplayNames(name);
}

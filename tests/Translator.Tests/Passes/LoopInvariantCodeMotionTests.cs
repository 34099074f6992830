using Pyc.Translation.Ir;
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

    // Of an array of at least two elements.
    private static string Loop(string before, string inside, string head = "") => $"""
        function f(v0: sequence, v1: bool, v2: i64) -> i64
        b0: v3 = int 0; v4 = int 1; v5: i64 = field.fixed count v0; v6 = int.lt v4, v5; check v6 else raise; {before}; jump b1
        b1: v7: i64 = phi b0 v3, b2 v8; {head}; v9 = int.lt v7, v2; branch v9, b2, b3
        b2: {inside}; v8 = int.add.wrap v7, v4; jump b1
        b3: return v7
        """;

    [TestCase("v10: i64 = field.fixed count v0; v11 = int.lt v10, v2; check v11 else raise", "b0")]
    [TestCase("v10: i64 = field count v0; v11 = int.lt v10, v2; check v11 else raise", "b0")]
    [TestCase("v10: i64 = field count v0; v11 = int.lt v10, v2; check v11 else raise; runtime reverse v0", "b2")]
    [TestCase("v10: i64 = field count v0; v11 = int.lt v10, v2; check v11 else raise; count.store v0, v3", "b2")]
    [TestCase("v12: address = field.fixed data v0; v10: i64 = load i64 v12, v4; v11 = int.lt v10, v2; check v11 else raise", "b0")]
    [TestCase("v12: address = field.fixed data v0; v10: i64 = load i64 v12, v4; v11 = int.lt v10, v2; check v11 else raise; count.store v0, v3", "b0")]
    [TestCase("v12: address = field.fixed data v0; v10: i64 = load i64 v12, v4; v11 = int.lt v10, v2; check v11 else raise; store u8 v12, v3, v3", "b2")]
    [TestCase("v12: address = field data v0; v10: i64 = load i64 v12, v4; v11 = int.lt v10, v2; check v11 else raise", "b2")]
    public void A_read_leaves_a_loop_that_does_not_write_what_it_reads(string inside, string block) =>
        Assert.That(BlockOfV10(Loop("", inside)), Is.EqualTo(block));

    [TestCase("", "v13 = int 2; v14 = int.lt v13, v5; check v14 else raise; v10: i64 = load i64 v12, v13", "b2")]
    [TestCase("v13 = int 2; v14 = int.lt v13, v5; check v14 else raise", "v10: i64 = load i64 v12, v13", "b0")]
    [TestCase("", "v14 = int.lt v7, v5; check v14 else raise; v10: i64 = load i64 v12, v7", "b2")]
    [TestCase("v13: i64 = field.fixed columns v0; v14 = int.gt v13, v4; check v14 else raise", "v10: i64 = load i64 v12, v4", "b2")]
    public void An_element_leaves_a_loop_only_where_it_is_known_to_be_there_already(string before, string inside, string block) =>
        Assert.That(BlockOfV10(Loop($"v12: address = field.fixed data v0; {before}", $"{inside}; v11 = int.lt v10, v2; check v11 else raise")), Is.EqualTo(block));

    [TestCase("v13: sequence = runtime new_list v4, v4", "check.sequence v13 else memory; v10: i64 = field count v13", "b2")]
    [TestCase("v13: sequence = runtime new_list v4, v4; check.sequence v13 else memory", "v10: i64 = field count v13", "b0")]
    public void A_field_leaves_a_loop_only_where_there_is_a_sequence(string before, string inside, string block) =>
        Assert.That(BlockOfV10(Loop(before, $"{inside}; v11 = int.lt v10, v2; check v11 else raise")), Is.EqualTo(block));

    private static string BlockOfV10(string text)
    {
        var function = IrAssert.ParseVerified(text);
        new LoopInvariantCodeMotion().Run(function);
        IrVerifier.Verify(function);
        Outcomes.AssertRight(IrParser.Parse(text), function, calls: 100, new Random(1));
        return function.Blocks.SelectMany(block => block).Single(value => value.Id == 10).Block!.ToString();
    }
}

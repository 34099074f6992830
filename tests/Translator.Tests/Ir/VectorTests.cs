using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Vectors in the IR: text, rules, and what passes leave alone.</summary>
public sealed class VectorTests
{
    private const string Head = "function f(v0: sequence, v1: i64, v2: f64) -> i64 lanes 4 b0: v3: address = field.fixed data v0;";

    private const string Within =
        " v30: i64 = field.fixed count v0; v31 = int 4; v32 = int.ge v30, v31; check v32 else range; v33 = int 0; v34 = int.eq v1, v33; check v34 else range;";

    [Test]
    public void Vectors_are_read_as_they_are_written()
    {
        const string Text = """
            function f(v0: sequence, v1: i64, v2: f64) -> i64 lanes 4
            b0:
                v3: address = field.fixed data v0
                v4: floats = vector.load f64 v3, v1
                v5: floats = broadcast v2
                v6: floats = lanes float.add v4, v5
                vector.store f64 v3, v1, v6
                v7: mask = lanes float.lt v4, v6
                v8: ints = lanes int.from_bool v7
                v9 = lane.indexes
                v10: ints = lanes int.add.wrap v8, v9
                v11 = any_negative v7
                v12: i64 = lane v10 3
                vector.end
                branch v11, b1, b2
            b1:
                return v12
            b2:
                return v1

            """;
        var function = IrParser.Parse(Text);
        IrVerifier.Verify(function);
        Assert.That(function.VectorLanes, Is.EqualTo(4));
        Assert.That(function.ToString(), Is.EqualTo(Text));
    }

    [TestCase("v4: floats = vector.load i64 v3, v1", "v4 (vector.load) has the type floats, not ints")]
    [TestCase("v4: ints = vector.load u64 v3, v1", "v4 (vector.load) is nothing that vectors have: of address, 7")]
    [TestCase("v4: ints = vector.load mixed v3, v1", "v4 (vector.load) is nothing that vectors have: of address, 12")]
    [TestCase("v4 = lane.indexes; vector.store u64 v3, v1, v4", "is nothing that vectors have: of address, 7")]
    [TestCase("v4: ints = vector.load i64 v3, v2", "v4 (vector.load) takes (address, i64), not (address, f64)")]
    [TestCase("v4: ints = vector.load i64 v3, v1; vector.store f64 v3, v1, v4", "takes (address, i64, floats), not (address, i64, ints)")]
    [TestCase("v4: ints = broadcast v2", "v4 (broadcast) has the type ints, not floats")]
    [TestCase("v4: floats = broadcast v0", "v4 (broadcast) is nothing that vectors have: of sequence")]
    [TestCase("v4 = lane.indexes; v5: i64 = lane v4 4", "v5 (lane) is nothing that vectors have: of ints, 4")]
    [TestCase("v4 = lane.indexes; v5: f64 = lane v4 3", "v5 (lane) has the type f64, not i64")]
    [TestCase("v4 = lane.indexes; v5: ints = lanes int.add v4, v4", "v5 (lanes) is nothing that lanes do")]
    [TestCase("v4 = lane.indexes; v5: floats = lanes float.add v4, v4", "v5 (lanes) takes (floats, floats), not (ints, ints)")]
    [TestCase("v4 = lane.indexes; v5: ints = lanes int.lt v4, v4", "v5 (lanes) has the type ints, not mask")]
    [TestCase("v4 = lane.indexes; v5: ints = lanes int.neg.wrap v4, v4", "v5 (lanes) takes (ints), not (ints, ints)")]
    [TestCase("v4: floats = broadcast v2; v5 = any_negative v4", "v5 (any_negative) is nothing that vectors have: of floats")]
    [TestCase("v4 = lane.indexes; v5 = int.neg v4", "v5 (int.neg) needs i64; v4 is ints")]
    [TestCase("v4 = lane.indexes; v5 = state 0 depth 0, 0: v4", "v5 (state) needs a value; v4 is ints")]
    public void A_broken_rule_of_vectors_is_named(string body, string problem) => Assert.That(
        () => IrVerifier.Verify(IrParser.Parse($"{Head} {body}; return v1")),
        Throws.TypeOf<InternalCompilerException>().With.Message.Contains(problem));

    [TestCase("function f(v0: i64) -> i64 b0: v1 = lane.indexes; return v0", "v1 (lane.indexes) is of vectors; the function has 0 lanes")]
    [TestCase("function f(v0: i64) -> i64 lanes 5 b0: v1 = lane.indexes; return v0", "the function has 5 lanes")]
    [TestCase("function f(v0: ints) -> i64 lanes 4 b0: v1 = int 1; return v1", "v0 (parameter) has the type ints")]
    public void Vectors_need_lanes_and_are_not_passed(string text, string problem) => Assert.That(
        () => IrVerifier.Verify(IrParser.Parse(text)),
        Throws.TypeOf<InternalCompilerException>().With.Message.Contains(problem));

    [Test]
    public void The_lanes_of_vectors_are_computed_one_by_one()
    {
        var function = IrParser.Parse("""
            function f(v0: i64, v1: f64) -> i64 lanes 8
            b0:
                v2 = lane.indexes
                v3: ints = broadcast v0
                jump b1
            b1:
                v4: ints = phi b0 v2, b1 v5
                v5: ints = lanes int.sub.wrap v4, v3
                v6 = any_negative v5
                branch v6, b2, b1
            b2:
                v7: i64 = lane v4 5
                return v7
            """);
        IrVerifier.Verify(function);
        Assert.That((long)IrEvaluator.Run(function, 3, 0).Value, Is.EqualTo(5));
        Assert.That((long)IrEvaluator.Run(function, -long.MaxValue, 0).Value, Is.EqualTo(5));
    }

    [Test]
    public void Vectors_of_other_operands_or_other_memory_are_not_shared() => IrAssert.Rewrites(
        new CommonSubexpressionElimination(),
        before: $"""
            {Head} {Within} v4: floats = vector.load f64 v3, v1; v5: floats = vector.load f64 v3, v1; v6: floats = broadcast v2; v7: floats = lanes float.add v4, v5
            v8: floats = lanes float.add v4, v6; v9: floats = lanes float.add v4, v6; vector.store f64 v3, v1, v7; vector.store f64 v3, v1, v8; vector.store f64 v3, v1, v9
            v10: floats = vector.load f64 v3, v1; vector.store f64 v3, v1, v10; return v1
            """,
        after: $"""
            {Head} {Within} v4: floats = vector.load f64 v3, v1; v6: floats = broadcast v2; v7: floats = lanes float.add v4, v4
            v8: floats = lanes float.add v4, v6; vector.store f64 v3, v1, v7; vector.store f64 v3, v1, v8; vector.store f64 v3, v1, v8
            v10: floats = vector.load f64 v3, v1; vector.store f64 v3, v1, v10; return v1
            """);

    [Test]
    public void The_end_of_vectors_stays_and_a_load_is_not_moved_out_of_a_loop()
    {
        const string Text = "function f(v0: sequence, v1: i64, v2: bool) -> i64 lanes 4 b0: v3: address = field.fixed data v0; jump b1 " +
            "b1: v4: ints = vector.load i64 v3, v1; v5: ints = lanes int.neg.wrap v4; vector.store i64 v3, v1, v5; branch v2, b1, b2 b2: vector.end; return v1";
        var function = IrParser.Parse(Text);
        Assert.That(new LoopInvariantCodeMotion().Run(function), Is.False);
        Assert.That(new DeadCodeElimination().Run(function), Is.False);
    }

    [Test]
    public void A_function_gets_the_lanes_that_the_pipeline_is_told_of()
    {
        var function = IrParser.Parse("function f(v0: i64) -> i64 b0: return v0");
        new Pipeline().Run(function, new PipelineOptions { VectorLanes = 8 });
        Assert.That(function.VectorLanes, Is.EqualTo(8));
    }
}

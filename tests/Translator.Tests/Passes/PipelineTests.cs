using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class PipelineTests
{
    [Test]
    public void A_straight_function_comes_out_small()
    {
        var function = IrAssert.ParseVerified(
            """
            function f(v0: i64, v1: i64) -> i64
            b0:
                v2 = int 2
                v3 = int.pow v0, v2
                v4 = int.mul v0, v0
                v5 = int.add v3, v4
                v6 = int 0
                v7 = int.add v5, v6
                v8 = int 3
                check.nonzero v8 else modulo_by_zero
                v9 = int.mul v7, v8
                return v9
            """);
        Assert.That(Pipeline.Standard.Run(function), Is.True);
        Assert.That(IrAssert.Renumber(function.ToString()), Is.EqualTo(IrAssert.Renumber(IrParser.Parse(
            "function f(v0: i64, v1: i64) -> i64 b0: v3 = int.mul v0, v0; v4 = int 6; v5 = int.mul v3, v4; return v5").ToString())));
        Assert.That(Pipeline.Standard.Run(function), Is.False);
    }

    [Test]
    public void Each_pass_that_changed_something_is_told()
    {
        var function = IrAssert.ParseVerified("function f(v0: i64) -> i64 b0: v1 = int 0; v2 = int.add v0, v1; return v2");
        var told = new List<string>();
        Pipeline.Standard.Run(function, afterPass: (pass, _) => told.Add(pass.Name));
        Assert.That(told, Is.EqualTo(new[] { "algebraic-simplification", "dead-code" }));
    }

    [Test]
    public void A_pass_that_breaks_the_IR_is_named()
    {
        var pipeline = new Pipeline(new PipelineStage(1, [new DeadCodeElimination(), new Vandal()]));
        var function = IrAssert.ParseVerified("function f(v0: i64) -> i64 b0: return v0");
        Assert.That(
            () => pipeline.Run(function, new PipelineOptions { VerifyEachPass = true }),
            Throws.TypeOf<InternalCompilerException>().With.Message.Contains("in the pass vandal: b0 has no terminator"));
    }

    [Test]
    public void Without_verification_nobody_looks()
    {
        var pipeline = new Pipeline(new PipelineStage(1, [new Vandal()]));
        var function = IrAssert.ParseVerified("function f(v0: i64) -> i64 b0: return v0");
        Assert.That(pipeline.Run(function, new PipelineOptions { VerifyEachPass = false }), Is.True);
    }

    [Test]
    public void A_stage_ends_after_its_rounds_though_a_pass_never_does()
    {
        var restless = new Restless();
        var pipeline = new Pipeline(new PipelineStage(5, [restless]));
        pipeline.Run(IrAssert.ParseVerified("function f(v0: i64) -> i64 b0: return v0"));
        Assert.That(restless.Runs, Is.EqualTo(5));
    }

    [Test]
    public void A_long_function_takes_no_time_out_of_proportion()
    {
        var function = new Function("long", IrType.Int64);
        var value = function.NewBlock().Append(function.NewValue(Op.Parameter, [], SourceLocation.None, IrType.Int64));
        var parameter = value;
        for (var i = 0; i < 50_000; i++)
            value = function.Entry.Append(function.NewValue(i % 2 == 0 ? Op.IntAdd : Op.IntXor, [value, parameter], SourceLocation.None));
        function.Entry.Append(function.NewValue(Op.Return, [parameter], SourceLocation.None));
        Pipeline.Standard.Run(function);
        Assert.That(function.Entry.Count(), Is.EqualTo(2));
    }

    private sealed class Vandal : IPass
    {
        public string Name => "vandal";

        public bool Run(Function function)
        {
            function.Entry.Last!.Remove();
            return true;
        }
    }

    private sealed class Restless : IPass
    {
        public int Runs { get; private set; }

        public string Name => "restless";

        public bool Run(Function function)
        {
            Runs++;
            return true;
        }
    }
}

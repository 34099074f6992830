using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Bodies in the place of calls: what exits, returns and tables become.</summary>
public sealed class InliningTests
{
    [Test]
    public void Behind_the_frame_of_the_body_stands_that_of_the_caller()
    {
        Expect(
            """
            function f(v0: i64) -> i64
            b0:
                v1 = state 7 awaits depth 1, 0: v0, 1: v0
                v2 = call g v0, v1
                v3: i64 = call.word v2 0
                return v3

            function g(v0: i64) -> i64
            b0:
                v1 = state 2 depth 2, 1: v0, 2: v0
                v2 = int.mul v0, v0, v1
                return v2
            """,
            """
            function f(v0: i64) -> i64
            b0:
                v1 = state 7 awaits depth 1, 0: v0, 1: v0
                jump b2
            b1:
                return v5
            b2:
                v4 = state 2 depth 2, 1: v0, 2: v0, caller v1
                v5 = int.mul v0, v0, v4
                jump b1
            """);
    }

    [Test]
    public void A_chain_grows_by_the_caller_at_its_end()
    {
        var function = Inlined(
            """
            function f(v0: i64) -> i64
            b0:
                v1 = state 30 awaits depth 0
                v2 = call g v0, v1
                v3: i64 = call.word v2 0
                return v3

            function g(v0: i64) -> i64
            b0:
                v1 = state 20 awaits depth 0
                v2 = state 10 depth 1, 0: v0, caller v1
                v3 = int.neg v0, v2
                return v3
            """);
        var state = function.Blocks.SelectMany(block => block).Single(value => value.Op == Op.IntNeg).State;
        Assert.That(Chain(state), Is.EqualTo([10, 20, 30]));
    }

    [Test]
    public void A_body_without_frames_begins_the_call_again()
    {
        var function = Inlined(
            """
            function f(v0: i64) -> i64
            b0:
                v1 = state 7 depth 2, 0: v0
                v2 = call g v0, v1
                v3: i64 = call.word v2 0
                return v3

            function g(v0: i64) -> i64
            b0:
                v2 = int.neg v0
                check.nonzero v2 else division_by_zero
                return v2
            """);
        var values = function.Blocks.SelectMany(block => block).ToList();
        Assert.That(
            values.Where(value => value.Info.MayExit).Select(value => Chain(value.State)),
            Is.EqualTo([new[] { 7 }, new[] { 7 }]));
    }

    [Test]
    public void Frames_of_the_body_are_left_out_where_the_call_has_none()
    {
        var function = Inlined(
            """
            function f(v0: i64) -> i64
            b0:
                v2 = call g v0
                v3: i64 = call.word v2 0
                return v3

            function g(v0: i64) -> i64
            b0:
                v1 = state 2 depth 2, 1: v0, 2: v0
                v2 = int.neg v0, v1
                return v2
            """);
        var values = function.Blocks.SelectMany(block => block).ToList();
        Assert.That(values.Where(value => value.Op == Op.FrameState), Is.Empty);
        Assert.That(values.Single(value => value.Op == Op.IntNeg).Operands, Has.Count.EqualTo(1));
    }

    [Test]
    public void Results_of_several_returns_meet_in_phis() => Expect(
        """
        function f(v0: i64, v1: bool) -> i64
        b0:
            v2 = call g v0, v1
            v3: i64 = call.word v2 0
            v4 = int.add.wrap v3, v0
            return v4

        function g(v0: i64, v1: bool) -> i64
        b0:
            branch v1, b1, b2
        b1:
            return v0
        b2:
            v2 = int 3
            return v2
        """,
        """
        function f(v0: i64, v1: bool) -> i64
        b0:
            jump b2
        b1:
            v3: i64 = phi b3 v0, b4 v6
            v4 = int.add.wrap v3, v0
            return v4
        b2:
            branch v1, b3, b4
        b3:
            jump b1
        b4:
            v6 = int 3
            jump b1
        """);

    [Test]
    public void Results_of_several_kinds_are_told_apart_by_their_number()
    {
        var unit = IrParser.ParseUnit(
            """
            function f(v0: i64, v1: bool) -> f64
            b0:
                v2 = call g v0, v1
                v3: i64 = call.word v2 0
                v4: f64 = call.word v2 0
                v5: i64 = call.word v2 1
                v6 = call.shape v2
                v7 = int 0
                v8 = int.eq v6, v7
                branch v8, b1, b2
            b1:
                v9 = float.from_int v3
                return v9
            b2:
                v10 = float.from_int v5
                v11 = float.add v4, v10
                return v11

            function g(v0: i64, v1: bool) -> mixed
            b0:
                branch v1, b1, b2
            b1:
                return v0
            b2:
                v2 = float 0.5
                return v2, v0
            """);
        var before = Results(unit[0]);
        Run(unit[0]);
        Assert.Multiple(() =>
        {
            Assert.That(unit[0].Blocks.SelectMany(block => block).Where(value => value.Op is Op.Call or Op.CallWord or Op.CallShape), Is.Empty);
            Assert.That(Results(unit[0]), Is.EqualTo(before));
        });
        Pipeline.Standard.Run(unit[0], new PipelineOptions { VerifyEachPass = true });
        Assert.That(Results(unit[0]), Is.EqualTo(before));

        static string Results(Function function) => string.Join(' ',
            from number in new long[] { 0, -3, 1L << 40 }
            from flag in new[] { 0L, 1 }
            select IrEvaluator.Run(function, number, flag));
    }

    [Test]
    public void A_table_comes_along()
    {
        var function = Inlined(
            """
            function f(v0: i64) -> i64
            b0:
                v2 = call g v0
                v3: i64 = call.word v2 0
                return v3

            function g(v0: i64) -> i64
            b0:
                v1: i64 = table v0, 5, 7, 9
                return v1
            """);
        Assert.That(
            function.Blocks.SelectMany(block => block).Single(value => value.Op == Op.LoadTable).Table!.Words, Is.EqualTo(new long[] { 5, 7, 9 }));
    }

    [Test]
    public void The_check_of_the_stack_goes_with_the_last_call()
    {
        var function = Inlined(
            """
            function f(v0: i64) -> i64
            b0:
                check.stack else stack_limit
                v2 = call g v0
                v3: i64 = call.word v2 0
                return v3

            function g(v0: i64) -> i64
            b0:
                return v0
            """);
        Assert.That(function.Blocks.SelectMany(block => block).Where(value => value.Op == Op.CheckStack), Is.Empty);
    }

    [TestCase("v2 = call g v0; v3: i64 = call.word v2 0; return v3", TestName = "What_calls_itself_stays_a_call")]
    public void What_is_recursive_stays_a_call(string body)
    {
        var unit = IrParser.ParseUnit($"function f(v0: i64) -> i64; b0: {body}; function g(v0: i64) -> i64; b0: {body};");
        Assert.That(new Inlining(CallGraph.Of(unit[0])).Run(unit[0]), Is.False);
    }

    [Test]
    public void A_body_of_more_than_a_small_size_is_taken_into_a_loop_alone()
    {
        var steps = string.Concat(Enumerable.Range(1, 60).Select(number => $"v{number} = int.xor v{number - 1}, v0;"));
        var unit = IrParser.ParseUnit(
            "function f(v0: i64, v1: bool) -> i64; b0: v2 = call g v0; v3: i64 = call.word v2 0; jump b1;"
            + "b1: v4: i64 = phi b0 v3, b1 v6; v5 = call g v4; v6: i64 = call.word v5 0; branch v1, b1, b2; b2: return v6;"
            + $"function g(v0: i64) -> i64; b0: {steps} return v60;");
        Run(unit[0]);
        Assert.That(unit[0].Blocks.SelectMany(block => block).Count(value => value.Op == Op.Call), Is.EqualTo(1));
    }

    private static void Expect(string unit, string expected)
    {
        var function = Inlined(unit);
        var text = IrParser.Parse(expected);
        IrVerifier.Verify(text);
        Assert.That(IrAssert.Renumber(function.ToString()), Is.EqualTo(IrAssert.Renumber(text.ToString())));
    }

    private static Function Inlined(string text)
    {
        var function = IrParser.ParseUnit(text)[0];
        Run(function);
        return function;
    }

    private static void Run(Function function)
    {
        IrVerifier.Verify(function);
        Assert.That(new Inlining(CallGraph.Of(function)).Run(function), Is.True);
        IrVerifier.Verify(function, "inlining");
    }

    /// <summary>The instructions of a state's frames, the innermost first.</summary>
    private static List<int> Chain(Value? state)
    {
        var indexes = new List<int>();
        for (; state is not null; state = state.State)
            indexes.Add(state.Frame!.Index);
        return indexes;
    }

    [Test]
    public void A_function_that_gives_a_sequence_or_something_else_is_called()
    {
        var unit = IrParser.ParseUnit("""
            function f(v0: sequence, v1: bool) -> i64
            b0: v2 = call g v0, v1; v3: sequence = call.word v2 0; v4 = call.shape v2; branch v1, b1, b2
            b1: v5: i64 = field.fixed count v3; return v5
            b2: return v4
            function g(v0: sequence, v1: bool) -> mixed
            b0: branch v1, b1, b2
            b1: return v0
            b2: v2 = none; return v2
            """);
        Assert.That(new Inlining(Pyc.Translation.Analyses.CallGraph.Of(unit[0])).Run(unit[0]), Is.False);
    }
}

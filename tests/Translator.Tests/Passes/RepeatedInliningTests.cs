using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

/// <summary>Many bodies in the place of calls: what they compute, and what they may cost.</summary>
public sealed class RepeatedInliningTests
{
    [Test]
    public void Several_calls_in_a_block_are_replaced_each_with_what_it_was_given()
    {
        // (v0 + 1) * 10 + (v0 + 1 + 1)
        var function = Inlined("""
            function f(v0: i64) -> i64
            b0:
                v1 = call g v0
                v2: i64 = call.word v1 0
                v3 = call g v2
                v4: i64 = call.word v3 0
                v5 = int 10
                v6 = int.mul.wrap v2, v5
                v7 = int.add.wrap v6, v4
                return v7
            function g(v0: i64) -> i64
            b0:
                v1 = int 1
                v2 = int.add.wrap v0, v1
                return v2
            """);
        Assert.That(function.ToString(), Does.Not.Contain("call"));
        Assert.That(IrEvaluator.Run(function, 6).Value, Is.EqualTo((System.Numerics.BigInteger)78));
    }

    [Test]
    public void Copies_with_the_frames_around_them_have_a_limit()
    {
        // Each body has twelve frames; in a caller of a thousand values each of these has that of the caller around it.
        const int Values = 1000;
        const int Calls = 100;
        var exits = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"v{i + 100} = state {i} depth 0, 0: v0; v{i + 1} = int.mul v{i}, v0, v{i + 100}"));
        var values = string.Join('\n', Enumerable.Range(1, Values).Select(i => $"v{i} = int.xor v{i - 1}, v0"));
        var slots = string.Join(", ", Enumerable.Range(1, Values).Select(i => $"{i}: v{i}"));
        var calls = string.Join('\n', Enumerable.Range(0, Calls).Select(i =>
            $"v{2000 + 3 * i} = state {i} awaits depth 0, {slots}; v{2001 + 3 * i} = call g v0, v{2000 + 3 * i}; v{2002 + 3 * i}: i64 = call.word v{2001 + 3 * i} 0"));
        var unit = IrParser.ParseUnit($"function f(v0: i64) -> i64\nb0:\n{values}\n{calls}\nreturn v2002\nfunction g(v0: i64) -> i64\nb0:\n{exits}\nreturn v12\n");
        new Inlining(CallGraph.Of(unit[0])).Run(unit[0]);
        IrVerifier.Verify(unit[0]);
        var left = unit[0].Blocks.SelectMany(block => block).Count(value => value.Op == Op.Call);
        Assert.That(left, Is.InRange(Calls / 2, Calls - 1));
    }

    [Test]
    public void A_function_that_calls_itself_does_what_several_calls_did()
    {
        const string Text = """
            function fib(v0: i64) -> i64
            b0:
                v20 = state 0 depth 0, 0: v0
                check.stack v20 else stack_limit
                v1 = int 2
                v2 = int.lt v0, v1
                branch v2, b1, b2
            b1:
                return v0
            b2:
                v3 = int 1
                v4 = int.sub.wrap v0, v3
                v5 = state 7 awaits depth 0, 0: v0
                v6 = call fib v4, v5
                v7: i64 = call.word v6 0
                v8 = int.sub.wrap v0, v1
                v9 = state 11 awaits depth 1, 1: v7
                v10 = call fib v8, v9
                v11: i64 = call.word v10 0
                v12 = state 12 depth 2, 1: v7, 2: v11
                v13 = int.add v7, v11, v12
                return v13
            """;
        var function = IrParser.Parse(Text);
        UnitPipeline.Run(function, new PipelineOptions { VerifyEachPass = true });
        var values = function.Blocks.SelectMany(block => block).ToList();
        var deepest = values.Where(value => value.Op == Op.FrameState).Max(FramesOf);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.Count(value => value.Op == Op.Call), Is.EqualTo(16), "two of each of the bodies furthest in");
            Assert.That(values.Where(value => value.Op == Op.Call).Select(call => call.Callee), Is.All.SameAs(function));
            Assert.That(values.Count(value => value.Op == Op.CheckStack), Is.EqualTo(1));
            Assert.That(deepest, Is.EqualTo(4), "each body is a frame");
            Assert.That(IrEvaluator.Run(function, 10).Value, Is.EqualTo((System.Numerics.BigInteger)55));
        }

        static int FramesOf(Value? state) => state is null ? 0 : 1 + FramesOf(state.State);
    }

    [Test]
    public void A_large_function_that_calls_itself_stays_as_it_is()
    {
        var operations = string.Join('\n', Enumerable.Range(1, 70).Select(i => $"v{i} = int.xor v{i - 1}, v0"));
        var unit = IrParser.ParseUnit($"function f(v0: i64) -> i64\nb0:\n{operations}\nv80 = call f v70\nv81: i64 = call.word v80 0\nreturn v81\n");
        Assert.That(new Inlining(CallGraph.Of(unit[0])).Repeat(unit[0]), Is.False);
    }

    private static Function Inlined(string text)
    {
        var unit = IrParser.ParseUnit(text);
        Assert.That(new Inlining(CallGraph.Of(unit[0])).Run(unit[0]), Is.True);
        IrVerifier.Verify(unit[0]);
        return unit[0];
    }
}

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

    private static Function Inlined(string text)
    {
        var unit = IrParser.ParseUnit(text);
        Assert.That(new Inlining(CallGraph.Of(unit[0])).Run(unit[0]), Is.True);
        IrVerifier.Verify(unit[0]);
        return unit[0];
    }
}

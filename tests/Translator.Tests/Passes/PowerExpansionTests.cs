using System.Numerics;
using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class PowerExpansionTests
{
    [Test]
    public void A_power_becomes_a_loop_of_multiplications() => IrAssert.Rewrites(new PowerExpansion(),
        before: "function f(v0: i64, v1: i64) -> i64 b0: check.nonneg v1 else negative_power; v2 = int.pow v0, v1; v3 = int.not v2; return v3",
        after: """
            function f(v0: i64, v1: i64) -> i64
            b0: check.nonneg v1 else negative_power; v4 = int 1; v5 = int 0; jump b1
            b1: v6: i64 = phi b0 v4, b4 v13; v7: i64 = phi b0 v0, b4 v16; v8: i64 = phi b0 v1, b4 v14
                v9 = int.and v8, v4; v10 = int.ne v9, v5; branch v10, b2, b3
            b2: v11 = int.mul v6, v7; jump b3
            b3: v13: i64 = phi b1 v6, b2 v11; v14 = int.shr v8, v4; v15 = int.gt v14, v5; branch v15, b4, b5
            b4: v16 = int.mul v7, v7; jump b1
            b5: v3 = int.not v13; return v3
            """);

    [TestCase("int.pow")]
    [TestCase("int.pow.wrap")]
    public void Powers_are_exact_to_the_limit(string op)
    {
        var text = $"function f(v0: i64, v1: i64) -> i64 b0: v2 = {op} v0, v1; return v2";
        var (before, after) = (IrParser.Parse(text), IrParser.Parse(text));
        Assert.That(new PowerExpansion().Run(after), Is.True);
        IrVerifier.Verify(after);
        var bases = new List<long>
        {
            long.MinValue, long.MaxValue, 1L << 32, -(1L << 31), 1L << 31, 3037000499, 3037000500, -3037000500,
        };
        for (var number = -70; number <= 70; number++)
            bases.Add(number);
        foreach (var number in bases)
        {
            for (long exponent = 0; exponent <= 66; exponent++)
                Check(number, exponent);
            Check(number, long.MaxValue);
            Check(number, long.MaxValue - 1);
            Check(number, 1L << 62);
        }

        void Check(long number, long exponent) =>
            Assert.That(
                IrEvaluator.Run(after, number, exponent), Is.EqualTo(IrEvaluator.Run(before, number, exponent)),
                $"{number} ** {exponent}");
    }

    [Test]
    public void The_loop_is_short_for_any_exponent()
    {
        var function = IrParser.Parse("function f(v0: i64, v1: i64) -> i64 b0: v2 = int.pow v0, v1; return v2");
        new PowerExpansion().Run(function);
        Assert.That(IrEvaluator.Run(function, -1, long.MaxValue), Is.EqualTo(IrOutcome.Returned(BigInteger.MinusOne, IrType.Int64)));
        // A negative exponent has no right answer here, but must not make native code run for ever.
        Assert.That(() => IrEvaluator.Run(function, 1, -5), Throws.Nothing);
    }
}

using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class TailCallsTests
{
    private const string Gcd = """
        function gcd(v0: i64, v1: i64) -> i64
        b0:
            v2 = state 0 depth 0, 0: v0, 1: v1
            check.stack v2 else stack_limit
            v3 = int 0
            v4 = int.eq v1, v3
            branch v4, b1, b2
        b1:
            return v0
        b2:
            v5 = state 8 depth 2, 1: v1, 2: v0
            check.nonzero v1, v5 else modulo_by_zero
            v6 = int.mod v0, v1
            v7 = state 9 awaits depth 0
            v8 = call gcd v1, v6, v7
            v9: i64 = call.word v8 0
            return v9
        """;

    [Test]
    public void A_last_call_goes_back_to_the_start()
    {
        var function = IrParser.Parse(Gcd);
        Assert.That(TailCalls.Run(function), Is.True);
        IrVerifier.Verify(function);
        var values = function.Blocks.SelectMany(block => block).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.Select(value => value.Op), Has.None.EqualTo(Op.Call).And.None.EqualTo(Op.CheckStack));
            Assert.That(values.Where(value => value.Info.MayExit).Select(value => value.State!.Frame!.Index), Is.All.Zero, "the first call begins again");
            Assert.That(values.Where(value => value.Info.MayExit).Select(value => value.State!.Operands[0].Op), Is.All.EqualTo(Op.Parameter));
            Assert.That(IrEvaluator.Run(function, 252, 105).Value, Is.EqualTo((System.Numerics.BigInteger)21));
        }
    }

    [Test]
    public void What_calls_itself_without_end_leaves()
    {
        var function = IrParser.Parse("""
            function f(v0: i64) -> i64
            b0:
                v2 = state 0 depth 0, 0: v0
                check.stack v2 else stack_limit
                v3 = call f v0, v2
                v4: i64 = call.word v3 0
                return v4
            """);
        Assert.That(TailCalls.Run(function), Is.True);
        Assert.That(IrEvaluator.Run(function, 20_000_000, [5L]).Exit, Is.EqualTo(ExitReason.StackLimit));
    }

    // What is done with the result, what is written before, another call.
    [TestCase("v8 = call gcd v1, v6, v7", "v8 = call gcd v1, v6, v7; v20: i64 = call.word v8 0; v21 = int.add.wrap v20, v1")]
    [TestCase("v6 = int.mod v0, v1", "v6 = int.mod v0, v1; v20 = call gcd v1, v6, v2")]
    [TestCase("return v9", "return v1")]
    public void Other_calls_stay(string before, string after)
    {
        var function = IrParser.Parse(Gcd.Replace(before, after, StringComparison.Ordinal));
        IrVerifier.Verify(function);
        Assert.That(TailCalls.Run(function), Is.False);
    }

    [Test]
    public void What_writes_stays() => Assert.That(TailCalls.Run(IrParser.Parse("""
        function f(v0: sequence, v1: i64) -> i64
        b0:
            check.stack else stack_limit
            v2: address = field.fixed data v0
            store i64 v2, v1, v1
            v3 = call f v0, v1
            v4: i64 = call.word v3 0
            return v4
        """)), Is.False);
}

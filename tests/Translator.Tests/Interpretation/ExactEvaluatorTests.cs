using System.Numerics;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests.Interpretation;

public sealed class ExactEvaluatorTests
{
    [Test]
    public void An_intermediate_result_may_have_any_size()
    {
        var outcome = Evaluate("""
            function f(v0: i64) -> i64
            b0:
                v1 = int.mul v0, v0
                v2 = int.mul v0, v0
                v3 = int.sub v1, v2
                return v3
            """, BigInteger.Pow(2, 62));
        Assert.That(outcome, Is.EqualTo(new ExactOutcome(0, ExitReason.None, outcome.Origin)));
    }

    [Test]
    public void A_result_has_any_size() =>
        Assert.That(Evaluate(Binary("int.pow"), 3, 100).Result, Is.EqualTo(BigInteger.Pow(3, 100)));

    [TestCase("int.pow", 2, 1L << 40)]
    [TestCase("int.shl", 1, 1L << 40)]
    [TestCase("int.pow", 1000003, 1L << 20)]
    public void A_result_of_a_million_bits_is_not_computed(string op, long a, long b) =>
        Assert.That(Evaluate(Binary(op), a, b).Reason, Is.EqualTo(ExitReason.Overflow));

    [TestCase("int.pow", 0, 0, ExpectedResult = "1")]
    [TestCase("int.pow", 0, long.MaxValue, ExpectedResult = "0")]
    [TestCase("int.pow", 1, long.MaxValue, ExpectedResult = "1")]
    [TestCase("int.pow", -1, long.MaxValue, ExpectedResult = "-1")]
    [TestCase("int.pow", -2, 63, ExpectedResult = "-9223372036854775808")]
    [TestCase("int.shl", 0, long.MaxValue, ExpectedResult = "0")]
    [TestCase("int.shr", -5, long.MaxValue, ExpectedResult = "-1")]
    [TestCase("int.div", long.MinValue, -1, ExpectedResult = "9223372036854775808")]
    [TestCase("int.div", -7, 2, ExpectedResult = "-4")]
    [TestCase("int.mod", -7, 2, ExpectedResult = "1")]
    [TestCase("int.mod", 7, -2, ExpectedResult = "-1")]
    [TestCase("int.div.wrap", long.MinValue, -1, ExpectedResult = "-9223372036854775808")]
    [TestCase("int.pow.wrap", 3, 100, ExpectedResult = "-2984622845537545263")]
    [TestCase("int.shl.wrap", 3, 63, ExpectedResult = "-9223372036854775808")]
    public string Computes_as_Python_does(string op, long a, long b) => Evaluate(Binary(op), a, b).Result.ToString();

    [Test]
    public void Phis_of_a_block_change_places_at_one_time()
    {
        var outcome = Evaluate("""
            function f(v0: i64, v1: i64, v2: i64) -> i64
            b0:
                jump b1
            b1:
                v3: i64 = phi b0 v0, b2 v4
                v4: i64 = phi b0 v1, b2 v3
                v5: i64 = phi b0 v2, b2 v8
                v6 = int 0
                v7 = int.gt v5, v6
                branch v7, b2, b3
            b2:
                v9 = int 1
                v8 = int.sub v5, v9
                jump b1
            b3:
                return v3
            """, 10, 20, 3);
        Assert.That(outcome.Result, Is.EqualTo((BigInteger)20));
    }

    [Test]
    public void A_failed_check_says_whether_Python_2_had_a_long_there()
    {
        var text = """
            function f(v0: i64, v1: i64) -> i64
            b0:
                v2 = int.mul v0, v0
                check.nonzero v1 else division_by_zero
                v3 = int.div v2, v1
                return v3
            """;
        Assert.Multiple(() =>
        {
            Assert.That(Evaluate(text, 10, 0).OnLong, Is.False);
            Assert.That(Evaluate(text, 1L << 40, 0).OnLong, Is.True);
            Assert.That(Evaluate(text, 1L << 40, 0).Reason, Is.EqualTo(ExitReason.DivisionByZero));
        });
    }

    private static string Binary(string op) => $"""
        function f(v0: i64, v1: i64) -> i64
        b0:
            v2 = {op} v0, v1
            return v2
        """;

    private static ExactOutcome Evaluate(string text, params BigInteger[] arguments) =>
        ExactEvaluator.Evaluate(IrParser.Parse(text), arguments);
}

using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class FloatDivisionExpansionTests
{
    private static readonly double[] s_numbers =
    [
        0.0, -0.0, 1.0, -1.0, 0.1, -0.3, 3.0, -7.5, 1e300, -1e-300, double.Epsilon, double.MaxValue, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN, 5e15 + 0.5, 1.0 / 3, 6.02e23,
    ];

    [TestCase("float.floordiv")]
    [TestCase("float.mod")]
    public void It_computes_what_Python_does(string op)
    {
        var text = $"function f(v0: f64, v1: f64) -> f64 b0: v2 = {op} v0, v1; return v2";
        var before = IrAssert.ParseVerified(text);
        var after = IrAssert.ParseVerified(text);
        Assert.That(new FloatDivisionExpansion().Run(after), Is.True);
        IrVerifier.Verify(after);
        Assert.That(after.Blocks.SelectMany(block => block).Select(value => value.Op), Has.None.AnyOf(Op.FloatFloorDiv, Op.FloatFloorMod));
        foreach (var (a, b) in from a in s_numbers from b in s_numbers where b != 0 select (a, b))
        {
            long[] arguments = [BitConverter.DoubleToInt64Bits(a), BitConverter.DoubleToInt64Bits(b)];
            Assert.That(IrEvaluator.Run(after, arguments), Is.EqualTo(IrEvaluator.Run(before, arguments)), $"{op} {a:R}, {b:R}");
        }
    }

    // What CPython 3.12 answers.
    [TestCase("float.mod", -1.0, 3.0, 2.0)]
    [TestCase("float.mod", -0.0, 3.0, 0.0)]
    [TestCase("float.mod", 6.0, -3.0, -0.0)]
    [TestCase("float.mod", 1.0, double.NegativeInfinity, double.NegativeInfinity)]
    [TestCase("float.mod", -1e-20, 3.0, 3.0)]
    [TestCase("float.floordiv", -1.0, 3.0, -1.0)]
    [TestCase("float.floordiv", 0.0, -3.0, -0.0)]
    [TestCase("float.floordiv", 1.0, 0.1, 9.0)]
    [TestCase("float.floordiv", -1.0, double.PositiveInfinity, -1.0)]
    public void Zeros_have_the_sign_that_Python_gives_them(string op, double a, double b, double expected)
    {
        var function = IrAssert.ParseVerified($"function f(v0: f64, v1: f64) -> f64 b0: v2 = {op} v0, v1; return v2");
        Pipeline.Standard.Run(function);
        var outcome = IrEvaluator.Run(function, BitConverter.DoubleToInt64Bits(a), BitConverter.DoubleToInt64Bits(b));
        Assert.That((long)outcome.Value, Is.EqualTo(BitConverter.DoubleToInt64Bits(expected)));
    }

    [Test]
    public void Quotient_and_remainder_share_the_fmod()
    {
        var function = IrAssert.ParseVerified(
            "function f(v0: f64, v1: f64) -> f64 b0: v2 = float.floordiv v0, v1; v3 = float.mod v0, v1; v4 = float.sub v2, v3; return v4");
        Pipeline.Standard.Run(function);
        Assert.That(function.Blocks.SelectMany(block => block).Count(value => value.Op == Op.FloatRemainder), Is.EqualTo(1));
    }
}

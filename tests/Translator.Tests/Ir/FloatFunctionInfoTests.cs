using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

public sealed class FloatFunctionInfoTests
{
    [Test]
    public void The_table_has_a_row_for_each_function_in_order() =>
        Assert.That(FloatFunctionInfo.All.ToArray().Select(info => info.Function), Is.EqualTo(Enum.GetValues<FloatFunction>()));

    [Test]
    public void Names_are_unique() =>
        Assert.That(FloatFunctionInfo.All.ToArray().Select(info => info.Name), Is.Unique);

    [Test]
    public void Each_function_takes_one_number_or_more() => Assert.That(
        FloatFunctionInfo.All.ToArray().Where(info => !info.Takes(1) && !info.Takes(2) && !info.Takes(3)), Is.Empty);

    [Test]
    public void None_throws_whatever_it_is_given([Values] FloatFunction function)
    {
        var info = FloatFunctionInfo.Of(function);
        double[] numbers =
        [
            0, -0.0, 0.5, 1, -1, 2.5, -3, 171.7, -171.5, 1e10, 1e16, -1e17, 1e308, -1e308, double.Epsilon, double.MaxValue, double.MinValue,
            double.PositiveInfinity, double.NegativeInfinity, double.NaN,
        ];
        foreach (var first in numbers)
        {
            if (info.Takes(1))
                Assert.That(() => info.Compute(first), Throws.Nothing, $"{function}({first})");
            foreach (var second in numbers)
            {
                if (info.Takes(2))
                    Assert.That(() => info.Compute(first, second), Throws.Nothing, $"{function}({first}, {second})");
                foreach (var third in numbers.Where(_ => info.Takes(3)))
                    Assert.That(() => info.Compute(first, second, third), Throws.Nothing, $"{function}({first}, {second}, {third})");
            }
        }
    }

    [Test]
    public void A_function_that_does_not_exist_is_refused_by_the_verifier()
    {
        var function = new Function("f", IrType.Float64);
        var block = function.NewBlock();
        var number = block.Append(function.NewValue(Op.FloatConstant, [], SourceLocation.None));
        var call = block.Append(function.NewValue(Op.FloatCall1, [number], SourceLocation.None, immediate: (long)FloatFunction.Atan2));
        block.Append(function.NewValue(Op.Return, [call], SourceLocation.None));
        Assert.That(() => IrVerifier.Verify(function), Throws.TypeOf<InternalCompilerException>().With.Message.Contains("no function of 1 floats"));
    }
}

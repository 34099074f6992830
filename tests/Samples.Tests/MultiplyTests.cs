using System.Globalization;

namespace Pyc.Samples.Tests;

public sealed class MultiplyTests
{
    [TestCase("3")]
    [TestCase("0")]
    [TestCase("-7")]
    [TestCase("2147483647")]
    [TestCase("-2147483648")]
    [TestCase("2147483648", Description = "too wide for an immediate operand of imul")]
    [TestCase("1024819115206086200", Description = "the largest that does not overflow for 9")]
    [TestCase("-1024819115206086200")]
    public void Prints_the_products_of_0_to_9(string factor)
    {
        var outcome = SampleProgram.Run("Multiply", factor);

        var value = long.Parse(factor, CultureInfo.InvariantCulture);
        Assert.That(outcome.Output, Is.EqualTo(Enumerable.Range(0, 10).Select(x => $"{x} * {factor} = {x * value} OK")));
        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.ExitCode, Is.Zero);
    }

    [TestCase("1024819115206086201")]
    [TestCase("-1024819115206086201")]
    public void Refuses_a_factor_whose_products_would_wrap_around(string factor)
    {
        var outcome = SampleProgram.Run("Multiply", factor);

        Assert.That(outcome.Errors, Does.StartWith($"Multiply: 9 * {factor} does not fit in 64 bits."));
        Assert.That(outcome.Output, Is.Empty);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
    }

    [TestCase]
    [TestCase("three")]
    [TestCase("")]
    [TestCase("3.5")]
    [TestCase("9223372036854775808")]
    [TestCase("3", "4")]
    public void Explains_its_use_when_the_arguments_are_wrong(params string[] arguments)
    {
        var outcome = SampleProgram.Run("Multiply", arguments);

        Assert.That(outcome.Errors, Does.StartWith("Usage: Multiply N"));
        Assert.That(outcome.Output, Is.Empty);
        Assert.That(outcome.ExitCode, Is.EqualTo(2));
    }
}

using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary><c>float</c> of a text that is known when the function is compiled.</summary>
public sealed class TextConstantTests
{
    private static IEnumerable<string> Versions => Facade.Versions;

    [TestCaseSource(nameof(Versions))]
    public void A_text_that_says_a_float_is_one(string version)
    {
        using var module = Facade.Load("texts", version, PycOptions.Default);
        Assert.That(module.Get<Func<double>>("parsed")(), Is.EqualTo(1.5));
    }

    [TestCaseSource(nameof(Versions))]
    public void A_text_that_says_none_raises_when_it_is_reached(string version)
    {
        using var module = Facade.Load("texts", version, PycOptions.Default);
        var sometimes = module.Get<Func<bool, double>>("sometimes");
        Assert.Multiple(() =>
        {
            Assert.That(sometimes(false), Is.EqualTo(1.0));
            Assert.That(() => sometimes(true), Throws.TypeOf<PythonValueException>().With.Message.Contains("1_5x"));
            Assert.That(module["no_number"].IsCompilable(out var whyNot), Is.True, whyNot);
            Assert.That(
                () => module.Get<Func<double>>("no_number")(),
                Throws.TypeOf<PythonValueException>().With.Message.Contains(version == "2.7" ? "could not convert string to float: x y z" : "could not convert string to float: 'x y z'"));
        });
    }
}

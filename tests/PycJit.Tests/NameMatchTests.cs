using Pyc.Binding;

namespace Pyc.Tests;

/// <summary>Which Python name a C# name stands for.</summary>
public sealed class NameMatchTests
{
    [TestCase("BlackScholes", "black_scholes", true)]
    [TestCase("blackScholes", "black_scholes", true)]
    [TestCase("black_scholes", "black_scholes", true)]
    [TestCase("BlackScholesAsync", "black_scholes", false)]
    [TestCase("Log2", "log2", true)]
    [TestCase("Atan2", "atan2", true)]
    [TestCase("D1", "d1", true)]
    [TestCase("D1", "d_1", true)]
    [TestCase("MaxRate", "MAX_RATE", true)]
    [TestCase("NPV", "npv", true)]
    [TestCase("HTTPServer", "http_server", true)]
    [TestCase("ToInt64", "to_int64", true)]
    [TestCase("Hidden", "_hidden", false)]
    [TestCase("_Hidden", "_hidden", true)]
    [TestCase("List", "list_", false)]
    [TestCase("List_", "list_", true)]
    [TestCase("Größe", "größe", true)]
    public void A_name_differs_in_case_and_underscores_between_words_alone(string name, string candidate, bool matches) =>
        Assert.That(NameMatch.Of(name, ["other", candidate]), Is.EqualTo(matches ? new[] { candidate } : []));

    [Test]
    public void The_same_name_is_meant_and_otherwise_all_that_could_be()
    {
        Assert.That(NameMatch.Of("log2", ["Log2", "log2", "log_2"]), Is.EqualTo(new[] { "log2" }));
        Assert.That(NameMatch.Of("LOG2", ["Log2", "log2", "log_2"]), Is.EqualTo(new[] { "Log2", "log2", "log_2" }));
    }

    [TestCase("BlackScholes", "black_scholes")]
    [TestCase("Log2", "log2")]
    [TestCase("HTTPServer", "http_server")]
    [TestCase("D1Of", "d1_of")]
    [TestCase("NPV", "npv")]
    [TestCase("max_Rate", "max_rate")]
    public void Messages_write_a_name_as_Python_does(string name, string expected) => Assert.That(NameMatch.InPython(name), Is.EqualTo(expected));
}

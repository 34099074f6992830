using System.Text.Json;
using System.Text.RegularExpressions;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

public sealed partial class ExplainCommandTests
{
    [TestCase("straight", "foo")]
    [TestCase("lists", "memo_fib")]
    [TestCase("arity", "replaced")]
    public void Shows_places_in_the_source(string module, string name)
    {
        var result = Tool.Run("explain", Tool.Fixture(module), name);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Golden.Check($"explain-{name}.txt", Machine().Replace(result.Output, ""));
    }

    [Test]
    public void A_mark_stands_below_the_expression()
    {
        var lines = Tool.Run("explain", Tool.Fixture("straight"), "foo").Output.Split('\n');
        var source = Array.FindIndex(lines, line => line.EndsWith("| return a*a - b*b", StringComparison.Ordinal));
        Assert.That(source, Is.Positive);
        var mark = lines[source + 1];
        Assert.That(lines[source].Substring(mark.IndexOf('^', StringComparison.Ordinal), mark.TrimEnd().Length - mark.IndexOf('^', StringComparison.Ordinal)), Is.EqualTo("a*a"));
    }

    [Test]
    public void Without_columns_there_is_no_mark() => Assert.That(
        Tool.Run("explain", Tool.Fixture("straight", "3.8"), "foo").Output, Does.Contain("9 | return a*a - b*b\n").And.Not.Contain("^~"), "before 3.11");

    [Test]
    public void All_functions_are_explained_without_a_name()
    {
        var result = Tool.Run("explain", Tool.Fixture("arity"));
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.Contain("\ngenerator(").And.Not.Contain("\nreplaced"), "what is no function is asked for by name");
    }

    [Test]
    public void A_pipe_gets_whole_lines_and_a_window_gets_lines_that_fit()
    {
        var piped = Tool.Run("explain", Tool.Fixture("calls"), "fib").Output;
        var shown = Tool.Run(isInteractive: true, "explain", Tool.Fixture("calls"), "fib").Output;
        Assert.That(piped.Split('\n').Max(line => line.Length), Is.GreaterThan(80));
        Assert.That(shown.Split('\n').Max(line => line.TrimEnd().Length), Is.LessThanOrEqualTo(80));
        Assert.That(shown + piped, Does.Not.Contain("\x1b"), "no colours where none were asked for");
    }

    [Test]
    public void The_document_has_all_that_the_text_has()
    {
        var result = Tool.Run("explain", Tool.Fixture("straight"), "foo", "--json");
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        var function = JsonDocument.Parse(result.Output).RootElement.GetProperty("functions").EnumerateArray().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(function.EnumerateObject().Select(property => property.Name), Is.EqualTo(new[]
            {
                "name", "declaration", "sourceFile", "line", "tier", "whyNot", "damage", "also", "signature", "size", "frameSize", "spillSlots", "milliseconds",
                "variables", "loops", "checks", "removedChecks", "remarks", "calls", "exits",
            }));
            Assert.That(function.GetProperty("tier").GetString(), Is.EqualTo("native"));
            Assert.That(function.GetProperty("whyNot").ValueKind, Is.EqualTo(JsonValueKind.Null));
            var check = function.GetProperty("checks")[0];
            Assert.That(check.GetProperty("kind").GetString(), Is.EqualTo("overflow"));
            Assert.That(check.GetProperty("expression").GetString(), Is.EqualTo("a*a"));
            Assert.That(check.GetProperty("frequency").GetString(), Is.EqualTo("once"));
            Assert.That(check.GetProperty("where").GetProperty("line").GetInt32(), Is.EqualTo(9));
            Assert.That(function.GetProperty("exits")[0].GetProperty("count").GetInt32(), Is.EqualTo(function.GetProperty("checks").GetArrayLength()));
        }
    }

    [Test]
    public void Why_a_function_runs_interpreted_is_in_the_document()
    {
        var document = JsonDocument.Parse(Tool.Run("explain", Tool.Fixture("lists"), "memo_fib", "--json").Output).RootElement;
        var function = document.GetProperty("functions")[0];
        Assert.That(function.GetProperty("tier").GetString(), Is.EqualTo("interpreted"));
        var whyNot = function.GetProperty("whyNot");
        Assert.That(whyNot.GetProperty("code").GetString(), Does.Match("^PYJ1[0-9]{3}$"));
        Assert.That(whyNot.GetProperty("where").GetProperty("line").GetInt32(), Is.EqualTo(92));
        Assert.That(whyNot.GetProperty("reason").GetString(), Is.Not.Empty);
        Assert.That(function.GetProperty("size").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("dot", "double[]", "dot(xs, ys) takes 2 parameters, --types says 1 type\n")]
    [TestCase(null, "double[]", "--types says the types of the parameters of one function: name it\n")]
    [TestCase("dott", null, null)]
    public void What_does_not_fit_is_refused(string? function, string? types, string? error)
    {
        var result = Tool.Run(["explain", Tool.Fixture("arrays"), .. function is null ? Array.Empty<string>() : [function], .. types is null ? Array.Empty<string>() : ["--types", types]]);
        Assert.That((result.Code, result.Output), Is.EqualTo((2, "")));
        if (error is not null)
            Assert.That(result.Error, Does.StartWith("pycjit: error: " + error));
    }

    // Sizes and times are the machine's.
    [GeneratedRegex(@"  \d+ bytes of code[^\n]*\n|  compiled in [^\n]*\n")]
    private static partial Regex Machine();
}

using System.Text.Json;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Tests.Support;

namespace Pyc.Translation.Tests.Interpretation;

/// <summary>Errors three calls deep are printed as CPython prints them: see fixtures/tracebacks.</summary>
public sealed class TracebackTextTests
{
    private static readonly string s_folder = Repository.PathTo("fixtures", "tracebacks");

    private static IEnumerable<TestCaseData> Recorded =>
        from path in Directory.GetFiles(Path.Combine(s_folder, "expected"), "*.txt", SearchOption.AllDirectories)
        let version = Path.GetFileName(Path.GetDirectoryName(path))!
        orderby Version.Parse(version), path
        select new TestCaseData(version, Path.GetFileNameWithoutExtension(path));

    [TestCaseSource(nameof(Recorded))]
    public void Prints_an_error_line_for_line_as_CPython_does(string version, string function)
    {
        var source = File.ReadAllLines(Path.Combine(s_folder, "src", "errors.py"));
        var module = new InterpretedModule(Path.Combine(s_folder, "pyc", version, "errors.pyc"));
        var error = Assert.Throws<PythonError>(() => module.Call(function));
        var text = TracebackText.Format(
            module.Runtime, error!.Value, (_, line) => line >= 1 && line <= source.Length ? source[line - 1] : null);

        var expected = File.ReadAllText(Path.Combine(s_folder, "expected", version, function + ".txt"));
        Assert.That(text.Split('\n'), Is.EqualTo(expected.Split('\n')));
    }

    private static IEnumerable<string> SuggestingVersions =>
        Directory.GetFiles(Path.Combine(s_folder, "suggestions"), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).OrderBy(Version.Parse);

    [TestCaseSource(nameof(SuggestingVersions))]
    public void Suggests_the_names_that_CPython_suggests(string version)
    {
        var expected = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(s_folder, "suggestions", version + ".json")))!;
        var module = new InterpretedModule(Path.Combine(s_folder, "pyc", version, "suggestions.pyc"));
        Assert.Multiple(() =>
        {
            foreach (var (function, line) in expected)
            {
                var error = Assert.Throws<PythonError>(() => module.Call(function));
                var text = TracebackText.Format(module.Runtime, error!.Value, (_, _) => null);
                Assert.That(text.TrimEnd('\n').Split('\n')[^1], Is.EqualTo(line), function);
            }
        });
    }

    [Test]
    public void Leaves_source_lines_away_where_nobody_knows_them([Values("2.7", "3.8", "3.11", "3.13")] string version)
    {
        var module = new InterpretedModule(Path.Combine(s_folder, "pyc", version, "errors.pyc"));
        var error = Assert.Throws<PythonError>(() => module.Call("missing_key"));
        Assert.That(TracebackText.Format(module.Runtime, error!.Value, (_, _) => null).Split('\n'), Is.EqualTo((string[])
        [
            "Traceback (most recent call last):",
            "  File \"src/errors.py\", line 28, in missing_key",
            "  File \"src/errors.py\", line 23, in weigh",
            "  File \"src/errors.py\", line 17, in weight",
            "KeyError: 'c'",
            "",
        ]));
    }

    // The marks that CPython 3.13 sets under each expression where it is raised within a longer line.
    [TestCase("a + b", " ^ ")]
    [TestCase("a+b", "^")]
    [TestCase("(a) // (b)", "^^")]
    [TestCase("a ** -b", "^^")]
    [TestCase("-a * b", "^")]
    [TestCase("a[b][c + 1]", "[c + 1]")]
    [TestCase("f(a)(b, c)", "(b, c)")]
    [TestCase("-a ** b", null)]
    [TestCase("a < b", null)]
    [TestCase("a < f(b)", null)]
    [TestCase("raise f(b)", null)]
    [TestCase("not f(b)", null)]
    [TestCase("-f(b)", null)]
    [TestCase("x = f(b)", null)]
    [TestCase("a.b", null)]
    [TestCase("lambda: a + b", null)]
    [TestCase("a if b else c + d", null)]
    [TestCase("(a, b)", null)]
    [TestCase("'it(s' + \"[\"", "^")]
    [TestCase("1e-5 - x", "^")]
    [TestCase("a + b * c - d", "^")]
    public void Finds_the_outermost_operator(string expression, string? marked)
    {
        var anchors = ExpressionAnchors.Find(expression);
        Assert.That(anchors is null, Is.EqualTo(marked is null));
        if (anchors is { } found && marked![0] is '[' or '(')
            Assert.That(expression[found.Start..found.End], Is.EqualTo(marked));
        else if (anchors is { } sign)
            Assert.That(sign.End - sign.Start, Is.EqualTo(marked!.Trim().Length));
    }

    [Test]
    public void Takes_the_last_of_operators_that_bind_alike() =>
        Assert.That(ExpressionAnchors.Find("a + b * c - d"), Is.EqualTo(new ExpressionAnchors(ExpressionKind.Binary, 10, 11)));
}

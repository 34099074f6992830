using System.Diagnostics;
using System.Text.RegularExpressions;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

/// <summary>The pages that compare CPython with PycJit, call by call: each call is made here, and by a CPython 3.13 if there is one.</summary>
public sealed partial class ComparisonPageTests
{
    private static readonly string[] s_pages = ["docs/exactness.md", "docs/differences.md"];

    [TestCaseSource(nameof(s_pages))]
    public void PycJit_answers_as_the_page_says(string page)
    {
        Assert.Multiple(() =>
        {
            foreach (var call in Calls(page))
            {
                var result = Tool.Run(["run", $"docs/examples/{call.Module}.pyc", call.Function, .. call.Arguments]);
                // An error of PycJit's own is told with the place and the remedy around it, one of Python's behind a traceback.
                var answer = result.Code == 0 ? result.Output.TrimEnd('\n') : result.Error.TrimEnd('\n').Split('\n')[^1];
                Assert.That(answer, result.Code == 0 ? Is.EqualTo(call.Here) : Does.Contain(call.Here), call.Text);
            }
        });
    }

    [TestCaseSource(nameof(s_pages))]
    public void CPython_answers_as_the_page_says(string page)
    {
        var calls = Calls(page).ToList();
        var script = """
            import sys
            sys.path.insert(0, "docs/examples")
            sys.dont_write_bytecode = True
            import differences, limits
            for call in sys.argv[1:]:
                try:
                    print(repr(eval(call)))
                except Exception as error:
                    print(type(error).__name__ + ": " + str(error))
            """;
        if (!IsPython313())
            Assert.Ignore("There is no python3 of version 3.13 here that answers.");
        var answers = Run("python3", ["-W", "ignore", "-c", script, .. calls.Select(call => call.Text)]).TrimEnd('\n').Split('\n');
        Assert.That(answers, Is.EqualTo(calls.Select(call => call.CPython)));
    }

    [TestCaseSource(nameof(s_pages))]
    public void The_Python_of_the_page_is_that_of_the_examples(string page)
    {
        var examples = string.Concat(Directory.GetFiles("docs/examples", "*.py").Select(File.ReadAllText)).ReplaceLineEndings("\n");
        foreach (Match block in PythonBlock().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")))
            Assert.That(examples, Does.Contain(block.Groups[1].Value));
    }

    private static IEnumerable<Call> Calls(string page)
    {
        var calls = Row().Matches(File.ReadAllText(page)).Select(row => new Call(
            row.Groups["text"].Value, row.Groups["module"].Value, row.Groups["function"].Value,
            row.Groups["arguments"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries), row.Groups["cpython"].Value, row.Groups["here"].Value));
        Assert.That(calls, Is.Not.Empty);
        return calls;
    }

    private static bool IsPython313()
    {
        try
        {
            return Run("python3", ["-c", "import sys; print(sys.version_info[:2])"]).Trim() == "(3, 13)";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd().ReplaceLineEndings("\n");
        process.WaitForExit();
        return process.ExitCode == 0 ? output : output + errors.Result;
    }

    [GeneratedRegex(@"^\| `(?<text>(?<module>\w+)\.(?<function>\w+)\((?<arguments>[^)]*)\))` \| `(?<cpython>[^|]*)` \| `(?<here>[^|]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();

    private sealed record Call(string Text, string Module, string Function, string[] Arguments, string CPython, string Here);
}

using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

public sealed class HelpTests
{
    [TestCase("help.txt")]
    [TestCase("help-run.txt", "run")]
    [TestCase("help-list.txt", "list")]
    [TestCase("help-dis.txt", "dis")]
    [TestCase("help-explain.txt", "explain")]
    [TestCase("help-compile.txt", "compile")]
    [TestCase("help-bench.txt", "bench")]
    [TestCase("help-completion.txt", "completion")]
    [TestCase("help-explore.txt", "explore")]
    public void Help_has_examples_and_the_exit_codes(string golden, params string[] command)
    {
        var result = Tool.Run([.. command, "--help"]);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.Contain("Examples:\n").And.Contain("Exit codes:\n"));
        Golden.Check(golden, result.Output);
    }

    [TestCase("-h")]
    [TestCase("-?")]
    public void Help_has_short_names(string option) => Assert.That(Tool.Run("run", option), Is.EqualTo(Tool.Run("run", "--help")));

    [Test]
    public void Examples_of_run_are_true()
    {
        var straight = Tool.Fixture("straight");
        Assert.Multiple(() =>
        {
            Assert.That(Tool.Run("run", straight, "foo", "7", "3").Output, Is.EqualTo("40\n"));
            Assert.That(Tool.Run("run", straight, "shift_left", "-1", "100").Output, Is.EqualTo("-1267650600228229401496703205376\n"));
            Assert.That(Tool.Run("run", straight, "floor_divide", "1", "0").Error, Does.Contain("ZeroDivisionError"));
            Assert.That(Tool.Run("run", straight, "cube", "10_000_000", "--wrap64").Code, Is.Zero);
        });
    }

    [TestCase(true, "")]
    [TestCase(true, "NO_COLOR", "")]
    [TestCase(true, "TERM", "xterm-256color")]
    [TestCase(false, "NO_COLOR", "1")]
    [TestCase(false, "TERM", "dumb")]
    public void Colours_are_for_terminals_that_want_them(bool expected, string variable, string? value = null) =>
        Assert.That(Terminal.AllowsColours(name => name == variable ? value : null), Is.EqualTo(expected));

    [Test]
    public void The_version_is_the_first_line_and_below_is_what_it_runs_on() =>
        Assert.That(Tool.Run("--version").Output, Does.Match(@"^pycjit \d+\.\d+\.\d+\S*\n\.NET \d+\.\S+ on \S+\n(no )?native code .*x86-64-v2.*\n$"));
}

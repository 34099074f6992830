using System.Diagnostics;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

public sealed class CompletionTests
{
    private static readonly string[] s_stages = ["asm", "bytecode", "ir", "optimised"];
    private static readonly string[] s_shells = ["bash", "zsh", "fish", "pwsh"];

    [TestCase("run", "ru")]
    [TestCase("compile completion", "comp")]
    [TestCase("", "nosuch")]
    [TestCase("--help", "--h")]
    [TestCase("--native-only", "run", "x.pyc", "--n")]
    [TestCase("--json", "list", "--js")]
    [TestCase("fixtures/", "run", "fix")]
    [TestCase("fixtures/pyc-variants/ fixtures/pyc/", "list", "fixtures/py")]
    [TestCase("fixtures/pyc/3.12/straight.pyc", "list", "fixtures/pyc/3.12/stra")]
    [TestCase("fixtures/pyc/3.12/straight.pyc", "compile", "a.pyc", "fixtures/pyc/3.12/stra")]
    [TestCase("shift_left shift_right", "run", "fixtures/pyc/3.12/straight.pyc", "shift")]
    [TestCase("foo", "dis", "--stage", "ir", "fixtures/pyc/3.12/straight.pyc", "foo")]
    [TestCase("bytecode", "dis", "x.pyc", "--stage", "by")]
    [TestCase("", "run", "no/such.pyc", "")]
    [TestCase("", "run", "fixtures/src/lists.py", "")]
    [TestCase("", "run", "fixtures/pyc/3.12/straight.pyc", "foo", "")]
    [TestCase("", "list", "no/such/folder/x")]
    public void The_last_word_is_completed(string expected, params string[] words)
    {
        var result = Tool.Run(["complete", "--", .. words]);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public void An_empty_word_may_become_anything_that_can_stand_there()
    {
        Assert.That(Complete(""), Does.Contain("run").And.Contain("bench").And.Contain("completion").And.Not.Contain("complete"));
        Assert.That(Complete("run", ""), Does.Contain("fixtures/").And.Contain("src/").And.None.EndsWith(".md"));
        Assert.That(Complete("run", Tool.Fixture("straight"), ""), Does.Contain("foo").And.Contain("cube"));
        Assert.That(Complete("dis", "x.pyc", "--stage", ""), Is.EqualTo(s_stages));
        Assert.That(Complete("completion", ""), Is.EquivalentTo(s_shells));
    }

    [Test]
    public void Names_that_would_reach_the_terminal_as_escape_sequences_are_left_out()
    {
        using var folder = new TemporaryFolder();
        folder.Copy(Tool.Fixture("straight"), "good.pyc");
        folder.Copy(Tool.Fixture("straight"), "go\u001b[31m.pyc");
        Assert.That(Complete("list", folder.PathTo("go")), Is.EqualTo(new[] { folder.PathTo("good.pyc") }));
    }

    [TestCaseSource(nameof(s_shells))]
    public void There_is_a_script_for(string shell)
    {
        var result = Tool.Run("completion", shell);
        Assert.That((result.Code, result.Error), Is.EqualTo((0, "")));
        Assert.That(result.Output, Does.Contain("pycjit complete -- ").And.Contain($"pycjit completion {shell}"));
    }

    [Test]
    public void Another_shell_is_wrong_use() => Assert.That(
        Tool.Run("completion", "cmd"), Is.EqualTo(new ToolResult(2, "", "pycjit: error: completion is there for bash, zsh, fish and pwsh, not for 'cmd'\n")));

    [Test]
    [Platform(Exclude = "Win", Reason = "bash is none of Windows' shells")]
    public void Bash_completes_with_its_script()
    {
        if (Bash("--version", "").Code != 0)
            Assert.Ignore("There is no bash.");
        // A function stands in for the program: it prints what it is asked for, and two answers, one of which needs quotes.
        var script = Tool.Run("completion", "bash").Output + """
            pycjit() { printf 'asked: %s\n' "$*" >&3; printf 'one\ntwo words\n'; }
            COMP_WORDS=(pycjit run "x y.pyc" fo tail); COMP_CWORD=3
            exec 3>&1
            _pycjit
            printf 'reply: %s\n' "${COMPREPLY[@]}"
            complete -p pycjit
            """;
        Assert.That(Bash("-s", script), Is.EqualTo((0, "asked: complete -- run x y.pyc fo\nreply: one\nreply: two\\ words\ncomplete -F _pycjit pycjit\n")));
    }

    private static List<string> Complete(params string[] words) =>
        [.. Tool.Run(["complete", "--", .. words]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static (int Code, string Output) Bash(string argument, string input)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("bash", argument) { RedirectStandardInput = true, RedirectStandardOutput = true })!;   // no shell between
            process.StandardInput.Write(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "");
        }
    }
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

/// <summary>The pages show commands with their output; here they are run, so that the pages stay true.</summary>
[NonParallelizable]                                             // one of them changes the current folder
public sealed partial class DocumentationTests
{
    [TestCase("README.md")]
    [TestCase("docs/architecture.md")]
    [TestCase("docs/command-line.md")]
    [Platform(Exclude = "Win", Reason = "the listings show the registers of System V")]
    public void Every_command_prints_what_the_page_shows(string page) => Page.Check(page);

    [Test]
    [Platform(Exclude = "Win", Reason = "the listings show the registers of System V")]
    public void Getting_started_shows_what_its_commands_print_in_the_reader_s_folder() => InReadersFolder(
        folder => Page.Check(Repository.PathTo("docs", "getting-started.md")));

    [Test]
    public void Getting_started_shows_the_module_that_it_brings_along()
    {
        var page = File.ReadAllText("docs/getting-started.md").ReplaceLineEndings("\n");
        Assert.That(PythonBlock().Match(page).Groups[1].Value, Is.EqualTo(File.ReadAllText("docs/examples/prices.py").ReplaceLineEndings("\n")));
    }

    [Test]
    public void Getting_started_compiles_the_module_as_it_says() => InReadersFolder(folder =>
    {
        var command = CompileCommand().Match(File.ReadAllText(Repository.PathTo("docs", "getting-started.md")));
        Assert.That(command.Success);
        var before = Tool.Run("run", "prices.pyc", "primes_below", "30").Output;
        File.Delete("prices.pyc");
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", command.Groups[1].Value]) { RedirectStandardError = true });
            python!.WaitForExit();                             // it was started, so it is there
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("There is no python3 here that compiles the module.");
        }
        if (!File.Exists("prices.pyc"))
            Assert.Ignore("The python3 here compiles nothing.");
        Assert.That(Tool.Run("run", "prices.pyc", "primes_below", "30").Output, Is.EqualTo(before));
    });

    /// <summary>Runs in a folder that has the files which the reader of the page has by then.</summary>
    private static void InReadersFolder(Action<TemporaryFolder> action)
    {
        using var folder = new TemporaryFolder();
        folder.Copy("docs/examples/prices.py", "prices.py");
        folder.Copy("docs/examples/prices.pyc", "prices.pyc");
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.PathTo("");
        try
        {
            action(folder);
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();

    [GeneratedRegex("^\\$ python3 -c \"(.*)\"$", RegexOptions.Multiline)]
    private static partial Regex CompileCommand();
}

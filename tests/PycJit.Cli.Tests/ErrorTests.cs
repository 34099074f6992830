using System.Globalization;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

public sealed class ErrorTests
{
    [TestCase("unknown option '--jsn'", "", "--jsn", "lst")]
    [TestCase("unknown option '--wrap46'", "run ", "run", "x.pyc", "foo", "1", "--wrap46")]
    [TestCase("unknown option '-x'", "list ", "list", "-x", "x.pyc")]
    [TestCase("Unrecognized command or argument 'y.pyc'.", "list ", "list", "x.pyc", "y.pyc")]
    [TestCase("Required argument 'FILE' missing for command: 'run'.", "run ", "run")]
    [TestCase("Required argument missing for option: '--stage'.", "dis ", "dis", "x.pyc", "--stage")]
    public void A_wrong_command_line_ends_with_code_2_and_names_the_help(string message, string command, params string[] words) =>
        Assert.That(Tool.Run(words), Is.EqualTo(new ToolResult(
            2, "", $"pycjit: error: {message}\nTry 'pycjit {command}--help'.\n")));

    [TestCase("a command is expected: {0}")]
    [TestCase("unknown command 'lst': {0} is expected", "lst", "x.pyc")]
    [TestCase("unknown command 'lst': {0} is expected", "lst", "--jsn")]
    public void Without_a_command_that_there_is_all_of_them_are_named(string message, params string[] words)
    {
        var help = Tool.Run("--help").Output.Split('\n');
        var commands = help.SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => line.Length > 0)
            .Where(line => line[2] != ' ').Select(line => line.Trim().Split(' ')[0]).ToList();
        Assert.That(commands, Has.Count.GreaterThan(3));
        var names = string.Join(", ", commands.SkipLast(1)) + " or " + commands[^1];
        Assert.That(Tool.Run(words), Is.EqualTo(new ToolResult(
            2, "", $"pycjit: error: {string.Format(CultureInfo.InvariantCulture, message, names)}\nTry 'pycjit --help'.\n")));
    }

    [Test]
    public void A_missing_file_ends_with_code_3([Values("run", "list", "dis", "compile")] string command)
    {
        var result = Tool.Run([command, "no/such.pyc", .. command == "run" ? ["f"] : Array.Empty<string>()]);
        Assert.That((result.Code, result.Error), Is.EqualTo((3, "pycjit: error: no/such.pyc: no such file\n")));
    }

    [Test]
    public void A_folder_ends_with_code_3() => Expect("fixtures: this is a folder; name a .pyc file in it", "list", "fixtures");

    [Test]
    public void A_source_file_ends_with_code_3_and_says_what_to_do() => Expect(
        "fixtures/src/straight.py: at byte 0: this is text, not a .pyc file; if it is Python source, compile it with: "
        + "python -m py_compile FILE", "list", "fixtures/src/straight.py");

    [Test]
    public void An_empty_file_ends_with_code_3() => ExpectOf([], "at byte 0: the file is empty");

    [Test]
    public void An_unknown_magic_number_ends_with_code_3_and_is_named() => ExpectOf(
        [0x39, 0x30, 0x0D, 0x0A, .. new byte[12]], "at byte 0: magic number 12345 is");

    [Test]
    public void A_pre_release_ends_with_code_3_and_names_the_nearest_version() => ExpectOf(
        [3391 & 0xFF, 3391 >> 8, 0x0D, 0x0A, .. new byte[12]],
        "at byte 0: magic number 3391 is that of a pre-release of CPython 3.7 (3.7a2), which is not supported. "
        + "The nearest supported version is CPython 3.7. Recompile the source with a released CPython 2.7 or 3.0 to 3.15.\n");

    [Test]
    public void A_truncated_file_ends_with_code_3() =>
        ExpectOf(File.ReadAllBytes(Tool.Fixture("straight"))[..100], "at byte ");

    [Test]
    public void Escape_sequences_of_a_file_name_do_not_reach_the_terminal() =>
        Expect(@"\x1b[31m.pyc: no such file", "list", "\u001b[31m.pyc");

    [Test]
    public void Names_in_a_file_do_not_reach_the_terminal_as_escape_sequences()
    {
        var bytes = File.ReadAllBytes(Tool.Fixture("straight"));
        var name = bytes.AsSpan().IndexOf("identity"u8);
        for (var at = name; at >= 0; at = IndexAfter(bytes, at))
            "\u001b[31mxyz"u8.CopyTo(bytes.AsSpan(at));
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.PathTo("x.pyc"), bytes);

        foreach (var command in new[] { "list", "dis" })
        {
            var result = Tool.Run(command, folder.PathTo("x.pyc"));
            Assert.That(result.Code, Is.Zero);
            Assert.That(result.Output, Does.Contain(@"\x1b[31mxyz").And.Not.Contain("\u001b"));
        }
    }

    private static int IndexAfter(byte[] bytes, int at)
    {
        var next = bytes.AsSpan(at + 1).IndexOf("identity"u8);
        return next < 0 ? -1 : at + 1 + next;
    }

    private static void ExpectOf(byte[] file, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.PathTo("x.pyc");
        File.WriteAllBytes(path, file);
        var result = Tool.Run("list", path);
        Assert.That((result.Code, result.Output), Is.EqualTo((3, "")));
        Assert.That(result.Error, Does.StartWith($"pycjit: error: {path}: {message}"));
    }

    private static void Expect(string message, params string[] words) =>
        Assert.That(Tool.Run(words), Is.EqualTo(new ToolResult(3, "", $"pycjit: error: {message}\n")));
}

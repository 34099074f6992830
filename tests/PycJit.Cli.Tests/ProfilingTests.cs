using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

/// <summary>The tool as a process, profiled from outside.</summary>
[Platform(Include = "Linux", Reason = "perf is a tool of Linux")]
[SupportedOSPlatform("linux")]
public sealed partial class ProfilingTests
{
    private static readonly string s_tool = Path.Combine(AppContext.BaseDirectory, "Pyc.Cli.dll");
    private static readonly string s_dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static readonly string s_page = File.ReadAllText(Repository.PathTo("docs", "profiling.md")).ReplaceLineEndings("\n");

    private TemporaryFolder _folder = null!;                // SetUp makes it

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_map_of_NET_has_the_functions_of_Python_among_its_own()
    {
        var result = Run(
            s_dotnet, [s_tool, "run", Path.GetFullPath(Tool.Fixture("straight")), "foo", "7", "3"],
            ("DOTNET_PerfMapEnabled", "3"), ("PYCJIT_PROFILE", "perfmap"));
        Assert.That(result.Output.Trim(), Is.EqualTo("40"), result.Error);

        var lines = File.ReadAllLines(Directory.GetFiles(_folder.PathTo(""), "perf-*.map").Single());
        Assert.That(lines.Where(line => !MapLine().IsMatch(line)), Is.Empty);
        var ours = Array.FindIndex(lines, line => line.EndsWith(" py:straight.foo(i64,i64)", StringComparison.Ordinal));
        Assert.That(ours, Is.InRange(100, lines.Length - 2), ".NET compiles methods before and behind it");
        Assert.That(lines.Count(line => line.Contains(" py:", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void The_code_of_the_page_makes_the_file()
    {
        var folder = _folder.PathTo("");
        var options = new PycOptions { Profiling = ProfilerFiles.JitDump, ProfilingDirectory = folder };
        using var module = PycJit.Load(Tool.Fixture("straight"), options);
        module["foo"].Compile();
        Assert.That(Directory.GetFiles(folder, "jit-*.dump", SearchOption.AllDirectories), Has.Length.EqualTo(1));
        Assert.That(s_page, Does.Contain("var options = new PycOptions { Profiling = ProfilerFiles.JitDump, ProfilingDirectory = folder };"));
    }

    [Test]
    public void Perf_shows_a_function_by_its_name()
    {
        var shown = RunPage("perf map");
        Assert.That(shown[0], Does.Contain("2298025"));
        Assert.That(shown[1], Does.Contain("py:kernels.collatz_longest(i64)"));
    }

    [Test]
    public void Perf_shows_a_function_by_its_lines()
    {
        var shown = RunPage("jitdump");
        Assert.That(shown[0], Does.Contain("2298025"));
        Assert.That(shown[2], Does.Contain("py:kernels.collatz_longest(i64)"));
        Assert.That(shown[3], Does.Match(@"\d\d\.\d\d kernels\.py:\d+").And.Contain("while n != 1:"));
    }

    /// <summary>Runs the commands of a part of the page, as its reader would, and gives what each prints.</summary>
    private List<string> RunPage(string part)
    {
        SkipWithoutPerf();
        Directory.CreateSymbolicLink(_folder.PathTo("fixtures"), Repository.PathTo("fixtures"));
        Directory.CreateDirectory(_folder.PathTo("bin"));
        File.WriteAllText(_folder.PathTo("bin/pycjit"), $"#!/bin/sh\necho $$ > pid\nexec '{s_dotnet}' '{s_tool}' \"$@\"\n");
        File.SetUnixFileMode(_folder.PathTo("bin/pycjit"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var block = Regex.Match(s_page, $"<!-- {part} -->\n```\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
        var shown = new List<string>();
        try
        {
            foreach (var line in block.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal)))
            {
                // perf looks for a map in /tmp and nowhere else.
                var directory = part == "perf map" ? "/tmp" : _folder.PathTo("");
                var result = Run("sh", ["-c", "PATH=$PWD/bin:$PATH; " + line[2..]], ("PYCJIT_PROFILE_DIRECTORY", directory));
                Assert.That(result.Code, Is.Zero, line + "\n" + result.Error);
                shown.Add(result.Output);
            }
        }
        finally
        {
            if (File.Exists(_folder.PathTo("pid")))
                File.Delete($"/tmp/perf-{File.ReadAllText(_folder.PathTo("pid")).Trim()}.map");
        }
        return shown;
    }

    private void SkipWithoutPerf()
    {
        try
        {
            // Users may be kept from it, and so may containers.
            if (Run("perf", ["record", "-o", _folder.PathTo("try.data"), "true"]).Code != 0)
                Assert.Ignore("perf may not record here: see /proc/sys/kernel/perf_event_paranoid.");
            if (Run("objdump", ["--version"]).Code != 0)
                Assert.Ignore("objdump does not run, by which perf annotates.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("perf, or objdump, by which it annotates, is not installed.");
        }
    }

    private (int Code, string Output, string Error) Run(string program, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder.PathTo(""),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYCJIT_PROFILE_DIRECTORY"] = start.Environment["DOTNET_PerfMapJitDumpPath"] = _folder.PathTo("");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    [GeneratedRegex("^(0x)?[0-9a-f]+ [0-9a-f]+ .+$")]
    private static partial Regex MapLine();
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

/// <summary>The tool as a process, profiled from outside.</summary>
[Platform(Include = "Linux", Reason = "perf is a tool of Linux")]
public sealed partial class ProfilingTests
{
    private static readonly string s_tool = Path.Combine(AppContext.BaseDirectory, "Pyc.Cli.dll");
    private static readonly string s_dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private TemporaryFolder _folder = null!;                // SetUp makes it

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void The_map_of_NET_has_the_functions_of_Python_among_its_own()
    {
        var result = Run(s_dotnet, [s_tool, "run", Tool.Fixture("straight"), "foo", "7", "3"], ("DOTNET_PerfMapEnabled", "3"), ("PYCJIT_PROFILE", "perfmap"));
        Assert.That(result.Output.Trim(), Is.EqualTo("40"), result.Error);

        var lines = File.ReadAllLines(Directory.GetFiles(_folder.PathTo(""), "perf-*.map").Single());
        Assert.That(lines.Where(line => !MapLine().IsMatch(line)), Is.Empty);
        var ours = Array.FindIndex(lines, line => line.EndsWith(" py:straight.foo(i64,i64)", StringComparison.Ordinal));
        Assert.That(ours, Is.InRange(100, lines.Length - 2), ".NET compiles methods before and behind it");
        Assert.That(lines.Count(line => line.Contains(" py:", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public void Perf_shows_a_function_by_its_name_and_its_lines()
    {
        SkipWithoutPerf();
        var (recorded, joined) = (_folder.PathTo("perf.data"), _folder.PathTo("joined.data"));
        var result = Run(
            "perf", ["record", "-k", "1", "-o", recorded, s_dotnet, s_tool, "run", Tool.Fixture("kernels"), "collatz_longest", "300000"],
            ("PYCJIT_PROFILE", "jitdump"));
        Assert.That(result.Output, Does.StartWith("230631"), result.Error);
        Run("perf", ["inject", "--jit", "-i", recorded, "-o", joined]);

        var report = Run("perf", ["report", "--stdio", "-i", joined]).Output;
        Assert.That(report, Does.Contain("py:kernels.collatz_longest(i64)"));
        var annotated = Run("perf", ["annotate", "--stdio", "-l", "-i", joined, "py:kernels.collatz_longest(i64)"]).Output;
        Assert.That(annotated, Does.Contain("kernels.py:").And.Contain("while n != 1:"));
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
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
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

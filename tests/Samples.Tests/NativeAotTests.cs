using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Pyc.Samples.Tests;

/// <summary>The sample without code of .NET that is made at run time: as it is built, and as it is published.</summary>
public sealed class NativeAotTests
{
    private static readonly string[] s_output =
    [
        "foo(7, 3) = 40, 73 bytes of native code",
        "the largest of 3 is 8, all are 3 5 8",
        "at 0.05: 1628.89",
        "at 0.03: 1343.92",
        "(14, 2)",
        "Ada Lovelace: 1 x milk, 2 x tea",
        "Traceback (most recent call last):",
        "  File \"formulas.py\", line 37, in share",
        "    raise ValueError(\"%d parts\" % parts)",
        "ValueError: 0 parts",
        "stopped by the limit of Time",
    ];

    [Test]
    public void Everything_is_made_of_what_the_compiler_has_seen()
    {
        // It is built so that .NET makes no code at run time: what the generator has not written down is an exception.
        var outcome = SampleProgram.Run("NativeAot");

        Assert.That(outcome.Errors, Is.Empty);
        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output, Is.EqualTo(s_output));
    }

    [Test]
    public void The_page_shows_what_it_prints()
    {
        var page = File.ReadAllText(Repository.PathTo("docs", "native-aot.md")).ReplaceLineEndings("\n");

        Assert.That(page, Does.Contain(string.Join("\n", s_output) + "\n"));
    }

    [Test, Explicit("Compiling it ahead of time takes a minute, and needs clang or gcc and packages that a build does not.")]
    public void Published_it_does_the_same()
    {
        var folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "published");
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var publish = Run(dotnet, "publish", Repository.PathTo("samples", "NativeAot"), "-r", RuntimeInformation.RuntimeIdentifier, "-o", folder);
        Assert.That(publish.ExitCode, Is.Zero, string.Join('\n', publish.Output));
        Assert.That(publish.Output, Has.None.Contains("warning"));

        var outcome = Run(Path.Combine(folder, "NativeAot"));

        Assert.That(outcome.ExitCode, Is.Zero);
        Assert.That(outcome.Output, Is.EqualTo(s_output));
    }

    private static (int ExitCode, string[] Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;     // it is no document
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries));
    }
}

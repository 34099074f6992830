using System.Diagnostics;

namespace Pyc.Cli.Tests;

/// <summary>Ctrl+C, which only a process of its own can have.</summary>
public sealed class InterruptionTests
{
    // Only what hangs takes as long.
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(100);

    [Test]
    public void Ctrl_C_ends_the_call_and_says_where_it_was()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            Assert.Ignore("Windows sends Ctrl+C to all processes of a console.");
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(Terminal).Assembly.Location, "run", "fixtures/limits/pyc/3.13/hostile.pyc", "greet", "1_000_000_000_000"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;                                                    // a new process
        try
        {
            // The first number comes while the call runs.
            Assert.That(process.StandardOutput.ReadLine(), Is.EqualTo("0"));
            var rest = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
                kill.WaitForExit();
            Assert.That(process.WaitForExit(s_long), Is.True);
            Assert.That(process.ExitCode, Is.EqualTo(130));
            Assert.That(errors.GetAwaiter().GetResult(), Does.Match(@"pycjit: error: limits/hostile\.py:\d+ in greet: the call was cancelled by its token\."));
            Assert.That(rest.GetAwaiter().GetResult(), Does.StartWith("1\n2\n"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}

using System.Diagnostics;

namespace Pyc.Samples.Tests;

/// <summary>Runs a built sample as its users do, as a process of its own.</summary>
internal static class SampleProgram
{
    internal readonly record struct Outcome(int ExitCode, string[] Output, string Errors);

    internal static Outcome Run(string sample, params string[] arguments) => RunIn(Environment.CurrentDirectory, sample, arguments);

    internal static Outcome RunIn(string folder, string sample, params string[] arguments)
    {
        // …/tests/Samples.Tests/bin/<configuration>/<framework>: the sample beside it has the same configuration and framework.
        var here = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        var assembly = Path.Combine(
            Repository.Root, "samples", sample, "bin", here.Parent!.Name, here.Name, sample + ".dll");
        Assert.That(assembly, Does.Exist);

        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [assembly, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(
            process.ExitCode, output.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries), errors.Result);
    }
}

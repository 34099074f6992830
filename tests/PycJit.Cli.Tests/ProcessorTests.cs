using System.Diagnostics;
using System.Runtime.InteropServices;
using Pyc.Cli.Tests.Support;

namespace Pyc.Cli.Tests;

/// <summary>What the processor decides: whether there is native code, and which instructions it may have.</summary>
public sealed class ProcessorTests
{
    private const string Refusal = "foo runs interpreted: PYJ1902: straight.pyc cannot be compiled: PycJit makes code for x86-64 processors";

    // .NET takes a processor for one that has not what it is told so, in a process of its own.
    [TestCase("DOTNET_EnableHWIntrinsic")]
    [TestCase("DOTNET_EnableSSE42")]
    public void Without_what_native_code_takes_for_granted_everything_is_interpreted_and_it_is_said_why(string missing)
    {
        var result = RunWithout(missing, "run", Tool.Fixture("straight"), "foo", "7", "3");
        Assert.That((result.Code, result.Output.Trim()), Is.EqualTo((0, "40")), result.Error);
        Assert.That(result.Error, Does.StartWith(Refusal));
    }

    [Test]
    public void Without_AVX2_native_code_has_no_vectors_and_gives_the_same()
    {
        Assert.That(RunWithout("DOTNET_EnableAVX2", "--version").Output, Does.Not.Contain("AVX2").And.Not.Contain("AVX-512"));
        var result = RunWithout("DOTNET_EnableAVX2", "run", Tool.Fixture("straight"), "foo", "7", "3");
        Assert.That((result.Code, result.Output.Trim(), result.Error), Is.EqualTo((0, "40", "")));
    }

    [Test]
    public void On_a_processor_of_another_kind_everything_is_interpreted_and_it_is_said_why()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64)
            Assert.Ignore("Needs a process that is not x64: tests/Systems/arm64.sh");

        var result = Tool.Run("run", Tool.Fixture("straight"), "foo", "7", "3");
        Assert.That((result.Code, result.Output), Is.EqualTo((0, "40\n")), result.Error);
        Assert.That(result.Error, Does.StartWith(Refusal));
    }

    private static ToolResult RunWithout(string feature, params string[] arguments)
    {
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64)
            Assert.Ignore("Features of x64 are left out in an x64 process.");

        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "Pyc.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[feature] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output, error.Result);
    }
}

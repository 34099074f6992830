using System.Diagnostics;
using Pyc.Benchmarks;

namespace Pyc.Tests.Threads;

/// <summary>The program of bench/Threads, a small one.</summary>
[NonParallelizable]
public sealed class StormTests
{
    [Test]
    public void Threads_that_ask_for_the_same_functions_at_once_get_the_interpreters_results_and_each_is_compiled_once()
    {
        const int Threads = 16;
        const int Calls = 2000;
        var expected = Storm.Expected(WorkloadList.All);
        var counter = new CompilationCounter();
        using var storm = new Storm(WorkloadList.All, new PycOptions { Logger = counter });
        using var churn = new Churn();
        storm.Run(Threads, Calls, expected);
        churn.Dispose();
        Assert.That(storm.Errors, Is.Empty);
        Assert.That(churn.Error, Is.Null);
        Assert.That(counter.Most, Is.EqualTo(1));
        Assert.That(counter.Versions, Is.EqualTo(WorkloadList.All.Count - 1), "two delegates are of one version");
        Assert.That(counter.Interpreted, Is.Empty);
    }

    [Test]
    public void A_process_may_end_while_its_threads_call()
    {
        var program = Path.Combine(
            Repository.PathTo("bench", "Threads", "bin"), new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "ThreadsBenchmark.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "4", "exit"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;                  // no shell between
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, () => error.Result);
        Assert.That(output.Trim(), Is.EqualTo("exiting with 0 errors"));
    }
}

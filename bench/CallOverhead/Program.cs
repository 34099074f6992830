using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Pyc.Benchmarks;

/// <summary>Runs the benchmarks of the boundary, all in this one process: <c>dotnet run -c Release --project bench/CallOverhead</c>.</summary>
internal static class Program
{
    private static void Main(string[] arguments) =>
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(
            arguments.Length > 0 ? arguments : ["--filter", "*"],
            DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance)));
}

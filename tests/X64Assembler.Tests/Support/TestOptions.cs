using static Pyc.X64.X64Register;

namespace Pyc.X64.Tests;

/// <summary>The ways that generated code is tested in.</summary>
internal static class TestOptions
{
    /// <summary>All registers, without and with what newer processors have.</summary>
    public static NativeCompilerOptions Baseline { get; } = new() { Features = CpuFeatures.Baseline, VerifyAllocation = true };

    /// <summary>What this processor can do.</summary>
    public static NativeCompilerOptions Detected { get; } = new() { VerifyAllocation = true };

    /// <summary>Few registers, so that values are spilled everywhere.</summary>
    public static NativeCompilerOptions WithRegisters(int count) => Baseline with
    {
        AllocationOrder = [.. new[] { Rcx, Rdx, Rax, Rbx, Rsi, R13, R8, Rbp }.Take(count)],
    };

    /// <summary>All of them, with a name each.</summary>
    public static IEnumerable<TestCaseData<NativeCompilerOptions>> All =>
    [
        Named("baseline", Baseline),
        Named("detected", Detected),
        Named("three registers", WithRegisters(3)),
        Named("four registers", WithRegisters(4)),
        Named("six registers", WithRegisters(6)),
    ];

    private static TestCaseData<NativeCompilerOptions> Named(string name, NativeCompilerOptions options) =>
        new(options) { TestName = "{m}(" + name + ")" };
}

using static Pyc.X64.X64Register;

namespace Pyc.X64.Tests;

/// <summary>The ways that generated code is tested in.</summary>
internal static class TestOptions
{
    /// <summary>All registers, and a processor that can do no more than it must.</summary>
    public static NativeCompilerOptions Baseline { get; } = new() { Features = CpuFeatures.Baseline, VerifyAllocation = true };

    /// <summary>What this processor can do.</summary>
    public static NativeCompilerOptions Detected { get; } = new() { VerifyAllocation = true };

    /// <summary>Few registers, so that values are spilled everywhere.</summary>
    public static NativeCompilerOptions WithRegisters(int count) => Baseline with
    {
        AllocationOrder =
        [
            .. new[] { Rcx, Rdx, Rax, Rbx, Rsi, R13, R8, Rbp }.Take(count),
            .. new[] { Xmm1, Xmm0, Xmm9, Xmm6, Xmm2, Xmm15, Xmm3, Xmm4 }.Take(count - 1),
        ],
    };

    /// <summary>The names that <see cref="Named"/> knows.</summary>
    public static string[] Names => ["baseline", "detected", "three registers", "four registers", "six registers"];

    public static NativeCompilerOptions Named(string name) => name switch
    {
        "baseline" => Baseline,
        "detected" => Detected,
        "three registers" => WithRegisters(3),
        "four registers" => WithRegisters(4),
        _ => WithRegisters(6),
    };
}

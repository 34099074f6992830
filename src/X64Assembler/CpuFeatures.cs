using System.Runtime.Intrinsics.X86;

namespace Pyc.X64;

/// <summary>What the processor can do beyond x86-64-v2, as far as generated code makes use of it.</summary>
/// <param name="Bmi2">shlx, sarx: shifts by a count in any register, without touching the flags.</param>
/// <remarks>Intel SDM vol. 2A, "CPUID - CPU Identification". x86-64-v2 (SSE4.2, POPCNT) is taken for granted.</remarks>
public sealed record CpuFeatures(bool Bmi2)
{
    /// <summary>x86-64-v2 and nothing more.</summary>
    public static CpuFeatures Baseline { get; } = new(Bmi2: false);

    /// <summary>The processor that runs this process, asked once.</summary>
    public static CpuFeatures Detected { get; } = new(System.Runtime.Intrinsics.X86.Bmi2.X64.IsSupported);

    /// <summary>Whether this process can run generated code at all: an x64 process on a processor of x86-64-v2.</summary>
    public static bool IsSupported => Sse42.X64.IsSupported && Popcnt.X64.IsSupported;
}

using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Pyc.X64;

/// <summary>What the processor can do beyond x86-64-v2, as far as generated code makes use of it.</summary>
/// <param name="Bmi2">shlx, sarx: shifts by a count in any register, without touching the flags.</param>
/// <param name="VectorLanes">
/// Lanes of 64 bits that its vectors have: 8 with AVX-512F, DQ and VL where that is no slower than fewer lanes, 4 with AVX2, else 0.
/// </param>
/// <remarks>Intel SDM vol. 2A, "CPUID - CPU Identification". x86-64-v2 (SSE4.2, POPCNT) is taken for granted.</remarks>
public sealed record CpuFeatures(bool Bmi2, int VectorLanes = 0)
{
    /// <summary>x86-64-v2 and nothing more.</summary>
    public static CpuFeatures Baseline { get; } = new(Bmi2: false);

    /// <summary>The processor that runs this process, asked once.</summary>
    public static CpuFeatures Detected { get; } = new(System.Runtime.Intrinsics.X86.Bmi2.X64.IsSupported, DetectLanes());

    /// <summary>Whether this process can run generated code at all: an x64 process on a processor of x86-64-v2.</summary>
    public static bool IsSupported => Sse42.X64.IsSupported && Popcnt.X64.IsSupported;

    // Where 512 bits slow the processor down, the runtime says that it has no vectors of that length.
    private static int DetectLanes()
    {
        if (Avx512DQ.IsSupported && Avx512F.VL.IsSupported && Vector512.IsHardwareAccelerated)
            return 8;
        return Avx2.IsSupported ? 4 : 0;
    }
}

using System.Collections.Immutable;

namespace Pyc.X64;

/// <summary>How code is generated.</summary>
public sealed record NativeCompilerOptions
{
    /// <summary>For the process that runs: its convention, its processor.</summary>
    public static NativeCompilerOptions Native { get; } = new();

    /// <summary>Who calls the code.</summary>
    public CallingConvention Convention { get; init; } = CallingConvention.Native;

    /// <summary>The processor that runs the code.</summary>
    public CpuFeatures Features { get; init; } = CpuFeatures.Detected;

    /// <summary>Whether each allocation is proved right before it is used: always in debug builds, and in tests.</summary>
    public bool VerifyAllocation { get; init; }
#if DEBUG
        = true;
#endif

    /// <summary>
    /// The registers that values may live in, the best first, in place of <see cref="CallingConvention.AllocationOrder"/>: tests
    /// make them few. rax, rcx and rdx must be among them.
    /// </summary>
    internal ImmutableArray<X64Register> AllocationOrder { get; init; }
}

using System.Collections.Immutable;
using Pyc.Translation.Ir;

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

    /// <summary>
    /// Whether each allocation is proved right before it is used; on by default in debug builds. The proof takes quadratic time in
    /// the number of blocks and is left out above <see cref="MostBlocksVerified"/>.
    /// </summary>
    public bool VerifyAllocation { get; init; }
#if DEBUG
        = true;
#endif

    /// <summary>Whether the finished code is verified before it is given out: see <see cref="MachineCodeVerifier"/>.</summary>
    public bool VerifyMachineCode { get; init; }

    /// <summary>
    /// Whether each conditional exit can be taken at will, by its number in <see cref="CallContextLayout.ForcedExit"/>: tests compare what
    /// the interpreter makes of it with what native code would have. Each check then has an exit of its own.
    /// </summary>
    public bool ForcibleExits { get; init; }

    /// <summary>
    /// The address of each function of the runtime: it takes its arguments by the <see cref="Convention"/>, all of them words, and gives a word
    /// where it gives anything. <see langword="null"/> where code that calls one is not to be compiled.
    /// </summary>
    public Func<RuntimeFunction, nint>? RuntimeFunctions { get; init; }

    /// <summary>The most blocks of machine code that a proof is made for: some seconds' worth.</summary>
    public const int MostBlocksVerified = 4_000;

    /// <summary>
    /// The registers that values may live in, the best first, in place of <see cref="CallingConvention.AllocationOrder"/>: tests
    /// make them few. rax, rcx and rdx must be among them, and two xmm registers, xmm0 and xmm1 where there are calls; without any xmm
    /// register, the convention's are used.
    /// </summary>
    internal ImmutableArray<X64Register> AllocationOrder { get; init; }
}

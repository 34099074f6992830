using System.Collections.Immutable;
using static Pyc.X64.X64Register;

namespace Pyc.X64;

/// <summary>Who passes, keeps and returns what where.</summary>
/// <remarks>
/// A native function of ours takes the context pointer as a hidden first argument, then its own arguments:
/// <see cref="CallContextLayout"/>.
/// </remarks>
public sealed record CallingConvention
{
    private CallingConvention(
        string name, ImmutableArray<X64Register> arguments, int shadowSpace, RegisterSet calleeSaved,
        ImmutableArray<X64Register> order)
    {
        Name = name;
        Arguments = arguments;
        ShadowSpace = shadowSpace;
        CalleeSaved = calleeSaved;
        AllocationOrder = [.. order, .. Enumerable.Range(0, 16).Select(index => (X64Register)((int)Xmm0 + index))];
    }

    /// <summary>Linux, macOS and the other Unix systems.</summary>
    /// <remarks>
    /// System V Application Binary Interface, AMD64 Architecture Processor Supplement, "Function Calling Sequence".
    /// </remarks>
    public static CallingConvention SystemV { get; } = new(
        "SystemV", [Rdi, Rsi, Rdx, Rcx, R8, R9], shadowSpace: 0, [Rbx, Rbp, R12, R13, R14, R15],
        // The result register comes last of those that are free to use, so that it is free when the result is made; registers
        // that must be saved first come behind.
        [Rcx, Rdx, Rsi, Rdi, R8, R9, R10, R11, Rax, Rbx, Rbp, R12, R13, R14, R15]);

    /// <summary>Windows.</summary>
    /// <remarks>
    /// Microsoft, "x64 calling convention": the caller leaves 32 bytes above the return address for the callee, which keeps all 128 bits
    /// of xmm6 to xmm15.
    /// </remarks>
    public static CallingConvention Win64 { get; } = new(
        "Win64", [Rcx, Rdx, R8, R9], shadowSpace: 32,
        [
            Rbx, Rbp, Rsi, Rdi, R12, R13, R14, R15,
            Xmm6, Xmm7, Xmm8, Xmm9, Xmm10, Xmm11, Xmm12, Xmm13, Xmm14, Xmm15,
        ],
        [Rcx, Rdx, R8, R9, R10, R11, Rax, Rbx, Rsi, Rdi, Rbp, R12, R13, R14, R15]);

    /// <summary>The convention that the running process uses.</summary>
    public static CallingConvention Native => OperatingSystem.IsWindows() ? Win64 : SystemV;

    /// <summary>Name in listings.</summary>
    public string Name { get; }

    /// <summary>Registers of the first arguments, the context pointer first; the others are on the stack, 8 bytes each.</summary>
    internal ImmutableArray<X64Register> Arguments { get; }

    /// <summary>Bytes between the return address and the first stack argument.</summary>
    internal int ShadowSpace { get; }

    /// <summary>Registers that a function gives back as it found them.</summary>
    internal RegisterSet CalleeSaved { get; }

    /// <summary>Registers that a call of a C function leaves with anything in them.</summary>
    internal RegisterSet CallerSaved => RegisterSet.Of([.. AllocationOrder.Where(register => !CalleeSaved.Contains(register))]);

    /// <summary>
    /// The registers that values may live in, the cheapest of each class first. The stack pointer is not among them.
    /// </summary>
    internal ImmutableArray<X64Register> AllocationOrder { get; }

    /// <summary>Register of the result: the same in all conventions.</summary>
    internal X64Register Result { get; } = Rax;

    /// <summary>Registers of the arguments of a C function of floats; the first is that of its result.</summary>
    internal ImmutableArray<X64Register> FloatArguments { get; } = [Xmm0, Xmm1, Xmm2];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

namespace Pyc.X64;

/// <summary>
/// A register of x86-64: 0 to 15 are the general ones, by the number that instructions encode; 16 and up are the xmm registers.
/// </summary>
/// <remarks>Intel SDM vol. 2A, "REX Prefixes".</remarks>
internal enum X64Register : byte
{
    /// <summary>Result; low half of a product or dividend; quotient.</summary>
    Rax,

    /// <summary>Shift count.</summary>
    Rcx,

    /// <summary>High half of a product or dividend; remainder.</summary>
    Rdx,

    /// <summary>General use.</summary>
    Rbx,

    /// <summary>Stack pointer.</summary>
    Rsp,

    /// <summary>General use: frames are addressed by rsp.</summary>
    Rbp,

    /// <summary>General use.</summary>
    Rsi,

    /// <summary>General use.</summary>
    Rdi,

    /// <summary>General use.</summary>
    R8,

    /// <summary>General use.</summary>
    R9,

    /// <summary>General use.</summary>
    R10,

    /// <summary>General use.</summary>
    R11,

    /// <summary>General use.</summary>
    R12,

    /// <summary>General use.</summary>
    R13,

    /// <summary>General use.</summary>
    R14,

    /// <summary>General use.</summary>
    R15,

    /// <summary>First float argument and float result of a C function.</summary>
    Xmm0,

    /// <summary>Second float argument of a C function.</summary>
    Xmm1,

    /// <summary>A float.</summary>
    Xmm2,

    /// <summary>A float.</summary>
    Xmm3,

    /// <summary>A float.</summary>
    Xmm4,

    /// <summary>A float.</summary>
    Xmm5,

    /// <summary>A float.</summary>
    Xmm6,

    /// <summary>A float.</summary>
    Xmm7,

    /// <summary>A float.</summary>
    Xmm8,

    /// <summary>A float.</summary>
    Xmm9,

    /// <summary>A float.</summary>
    Xmm10,

    /// <summary>A float.</summary>
    Xmm11,

    /// <summary>A float.</summary>
    Xmm12,

    /// <summary>A float.</summary>
    Xmm13,

    /// <summary>A float.</summary>
    Xmm14,

    /// <summary>A float.</summary>
    Xmm15,
}

/// <summary>The two kinds of registers: a value lives in those of one.</summary>
internal enum RegisterClass : byte
{
    /// <summary>Integers, bools and pointers.</summary>
    General,

    /// <summary>Floats.</summary>
    Xmm,
}

internal static class X64Registers
{
    /// <summary>Number of registers of both classes.</summary>
    internal const int Count = 32;

    /// <summary>The class that a register is of.</summary>
    internal static RegisterClass Class(this X64Register register) =>
        register < X64Register.Xmm0 ? RegisterClass.General : RegisterClass.Xmm;
}

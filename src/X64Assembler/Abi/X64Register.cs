namespace Pyc.X64;

/// <summary>A general register of x86-64; the number is the one that instructions encode.</summary>
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
}

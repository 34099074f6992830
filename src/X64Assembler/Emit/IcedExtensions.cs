using Iced.Intel;

namespace Pyc.X64;

/// <summary>From our registers to Iced's, and the choice between encodings of one operation.</summary>
internal static class IcedExtensions
{
    /// <summary>The name of all 64 bits, or the xmm register.</summary>
    internal static Register ToIced(this X64Register register) => register.Class() == RegisterClass.General
        ? Register.RAX + (int)register
        : Register.XMM0 + (register - X64Register.Xmm0);

    /// <summary>The name of a vector register of so many bytes: 16 for its part that is an xmm register.</summary>
    internal static Register ToIcedVector(this X64Register register, int bytes) => (register - X64Register.Xmm0)
        + bytes switch { 64 => Register.ZMM0, 32 => Register.YMM0, _ => Register.XMM0 };

    /// <summary>The name of the low 32 bits.</summary>
    internal static Register ToIced32(this X64Register register) => Register.EAX + (int)register;

    /// <summary>The name of the low 16 bits.</summary>
    internal static Register ToIced16(this X64Register register) => Register.AX + (int)register;

    /// <summary>The name of the low 8 bits; the high bytes ah to bh are not used.</summary>
    internal static Register ToIced8(this X64Register register) => register switch
    {
        < X64Register.Rsp => Register.AL + (int)register,
        < X64Register.R8 => Register.SPL + (register - X64Register.Rsp),
        _ => Register.R8L + (register - X64Register.R8),
    };

    /// <summary>The form with an immediate of 8 bits, where the number fits it.</summary>
    /// <param name="code">The form with an immediate of 32 bits.</param>
    /// <param name="immediate">The number.</param>
    internal static Code ShortestFor(this Code code, long immediate)
    {
        if (immediate is < sbyte.MinValue or > sbyte.MaxValue)
            return code;
        return code switch
        {
            Code.Add_rm64_imm32 => Code.Add_rm64_imm8,
            Code.Sub_rm64_imm32 => Code.Sub_rm64_imm8,
            Code.And_rm64_imm32 => Code.And_rm64_imm8,
            Code.Or_rm64_imm32 => Code.Or_rm64_imm8,
            Code.Xor_rm64_imm32 => Code.Xor_rm64_imm8,
            Code.Cmp_rm64_imm32 => Code.Cmp_rm64_imm8,
            Code.Imul_r64_rm64_imm32 => Code.Imul_r64_rm64_imm8,
            _ => code,
        };
    }
}

using System.Buffers.Binary;

namespace Pyc.Samples.Multiply;

/// <summary>Machine code of <c>long f(long x) => x * factor</c>, written by hand.</summary>
/// <remarks>Intel SDM vol. 2A, "IMUL - Signed Multiply"; vol. 2B, "MOV - Move".</remarks>
internal static class MultiplyCode
{
    /// <summary>The code for the calling convention of the system this runs on.</summary>
    internal static byte[] For(long factor) => For(factor, OperatingSystem.IsWindows());

    /// <summary>The code for either convention: Win64 has the first argument in rcx, System V in rdi.</summary>
    internal static byte[] For(long factor, bool win64)
    {
        // The last byte of both forms of imul names the registers: rax from rcx, or rax from rdi.
        var registers = win64 ? (byte)0xC1 : (byte)0xC7;

        if (factor is >= int.MinValue and <= int.MaxValue)
        {
            byte[] code = [0x48, 0x69, registers, 0, 0, 0, 0, 0xC3];                  // imul rax, x, imm32; ret
            BinaryPrimitives.WriteInt32LittleEndian(code.AsSpan(3), (int)factor);
            return code;
        }

        // No multiplication takes a 64-bit constant, so it goes through rax.
        // mov rax, imm64; imul rax, x; ret
        byte[] wide = [0x48, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0x48, 0x0F, 0xAF, registers, 0xC3];
        BinaryPrimitives.WriteInt64LittleEndian(wide.AsSpan(2), factor);
        return wide;
    }
}

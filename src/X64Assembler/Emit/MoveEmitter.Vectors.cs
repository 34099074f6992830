using Iced.Intel;

namespace Pyc.X64;

/// <content>Moves of vectors. No place in memory is aligned for them.</content>
internal sealed partial class MoveEmitter
{
    /// <summary>The instruction that loads a vector register.</summary>
    internal static Instruction LoadVector(X64Register register, MemoryOperand memory, int bytes) => Instruction.Create(
        bytes == 64 ? Code.EVEX_Vmovupd_zmm_k1z_zmmm512 : Code.VEX_Vmovupd_ymm_ymmm256, register.ToIcedVector(bytes), memory);

    /// <summary>The instruction that stores a vector register.</summary>
    internal static Instruction StoreVector(X64Register register, MemoryOperand memory, int bytes) => Instruction.Create(
        bytes == 64 ? Code.EVEX_Vmovupd_zmmm512_k1z_zmm : Code.VEX_Vmovupd_ymmm256_ymm, memory, register.ToIcedVector(bytes));

    private void MoveVector(Location from, Location to, int bytes, Action<Instruction> add)
    {
        switch (from.IsRegister, to.IsRegister)
        {
            case (true, true):
                var copy = bytes == 64 ? Code.EVEX_Vmovapd_zmm_k1z_zmmm512 : Code.VEX_Vmovapd_ymm_ymmm256;
                add(Instruction.Create(copy, to.Register.ToIcedVector(bytes), from.Register.ToIcedVector(bytes)));
                break;
            case (true, false):
                add(StoreVector(from.Register, Memory(to), bytes));
                break;
            case (false, true):
                add(LoadVector(to.Register, Memory(from), bytes));
                break;
            default:
                // From memory to memory, without a register to spare.
                PushVector(from, bytes, add);
                PopVector(to, bytes, add);
                break;
        }
    }

    private static void ExchangeVectors(X64Register first, X64Register second, int bytes, Action<Instruction> add)
    {
        var (left, right) = (first.ToIcedVector(bytes), second.ToIcedVector(bytes));
        var xor = bytes == 64 ? Code.EVEX_Vpxorq_zmm_k1z_zmm_zmmm512b64 : Code.VEX_Vpxor_ymm_ymm_ymmm256;
        add(Instruction.Create(xor, left, left, right));
        add(Instruction.Create(xor, right, right, left));
        add(Instruction.Create(xor, left, left, right));
    }

    private void PushVector(Location from, int bytes, Action<Instruction> add)
    {
        if (from.IsRegister)
        {
            add(Instruction.Create(Code.Lea_r64_m, Register.RSP, FrameLayout.Memory(Register.RSP, -bytes)));
            PushedBytes += bytes;
            add(StoreVector(from.Register, FrameLayout.Memory(Register.RSP, 0), bytes));
            return;
        }
        for (var pushed = 0; pushed < bytes; pushed += VirtualRegister.WordBytes)
        {
            add(Instruction.Create(Code.Push_rm64, WordOf(from, bytes - VirtualRegister.WordBytes - pushed)));
            PushedBytes += VirtualRegister.WordBytes;
        }
    }

    private void PopVector(Location to, int bytes, Action<Instruction> add)
    {
        if (to.IsRegister)
        {
            add(LoadVector(to.Register, FrameLayout.Memory(Register.RSP, 0), bytes));
            add(Instruction.Create(Code.Lea_r64_m, Register.RSP, FrameLayout.Memory(Register.RSP, bytes)));
            PushedBytes -= bytes;
            return;
        }
        for (var popped = 0; popped < bytes; popped += VirtualRegister.WordBytes)
        {
            PushedBytes -= VirtualRegister.WordBytes;     // before it takes its address: Pop
            add(Instruction.Create(Code.Pop_rm64, WordOf(to, popped)));
        }
    }

    private MemoryOperand WordOf(Location location, int offset)
    {
        var memory = Memory(location);
        return FrameLayout.Memory(memory.Base, memory.Displacement + offset);
    }
}

using Iced.Intel;
using Pyc.Translation;

namespace Pyc.X64;

/// <summary>
/// Writes moves between places. None of them touches the flags, save the short form of zero where it is allowed.
/// </summary>
internal sealed partial class MoveEmitter(CodeBuffer code, FrameLayout frame)
{
    /// <summary>Bytes that are on the stack below the frame at the moment.</summary>
    internal int PushedBytes { get; set; }

    internal void Emit(IReadOnlyList<MoveStep> steps)
    {
        foreach (var step in steps)
            Emit(step);
    }

    /// <summary>Moves as a part of the current instruction, where no flags are alive.</summary>
    internal void EmitAsPart(IReadOnlyList<MoveStep> steps)
    {
        foreach (var step in steps)
            Emit(step, instruction => code.Add(instruction));
    }

    /// <summary>To = From, as a part of the current instruction.</summary>
    internal void Move(Location from, Location to, bool flagsAreFree = false, int bytes = VirtualRegister.WordBytes)
    {
        if (from != to)
            Move(from, to, flagsAreFree, bytes, instruction => code.Add(instruction));
    }

    internal MemoryOperand Memory(Location location) => frame.Operand(location, PushedBytes);

    private void Emit(MoveStep step)
    {
        var comment = Describe(step);
        Emit(step, instruction => code.Add(instruction, comment));
    }

    private void Emit(MoveStep step, Action<Instruction> add)
    {
        switch (step.Kind)
        {
            case MoveKind.Move:
                // Moves of edges and arguments stand where no flags are alive; the others move no constants.
                Move(step.From, step.To, flagsAreFree: true, step.Bytes, add);
                break;
            case MoveKind.Exchange when step.Bytes > VirtualRegister.WordBytes:
                ExchangeVectors(step.From.Register, step.To.Register, step.Bytes, add);
                break;
            case MoveKind.Exchange:
                Exchange(step.From.Register, step.To.Register, add);
                break;
            case MoveKind.Push when step.Bytes > VirtualRegister.WordBytes:
                PushVector(step.From, step.Bytes, add);
                break;
            case MoveKind.Push:
                Push(step.From, add);
                break;
            case MoveKind.Pop when step.Bytes > VirtualRegister.WordBytes:
                PopVector(step.To, step.Bytes, add);
                break;
            case MoveKind.Pop:
                Pop(step.To, add);
                break;
        }
    }

    private void Move(Location from, Location to, bool flagsAreFree, int bytes, Action<Instruction> add)
    {
        if (bytes > VirtualRegister.WordBytes)
        {
            MoveVector(from, to, bytes, add);
            return;
        }
        switch (from.Kind, to.Kind)
        {
            case (LocationKind.Constant, LocationKind.Register):
                LoadConstant(to.Register, from.Number, flagsAreFree, add);
                break;
            case (LocationKind.Constant, _) when MachineBuilder.FitsImmediate(from.Number):
                add(Instruction.Create(Code.Mov_rm64_imm32, Memory(to), (int)from.Number));
                break;
            case (LocationKind.Constant, _):
                var low = Memory(to);
                add(Instruction.Create(Code.Mov_rm32_imm32, low, (int)from.Number));
                add(Instruction.Create(
                    Code.Mov_rm32_imm32, FrameLayout.Memory(low.Base, low.Displacement + 4), (int)(from.Number >> 32)));
                break;
            case (LocationKind.Register, LocationKind.Register):
                add(CopyRegister(from.Register, to.Register));
                break;
            case (LocationKind.Register, _):
                add(Store(from.Register, Memory(to)));
                break;
            case (_, LocationKind.Register):
                add(Load(to.Register, Memory(from)));
                break;
            default:
                // From memory to memory, without a register to spare.
                Push(from, add);
                Pop(to, add);
                break;
        }
    }

    /// <summary>The instruction that stores all 64 bits of a register.</summary>
    internal static Instruction Store(X64Register register, MemoryOperand memory) => register.Class() == RegisterClass.General
        ? Instruction.Create(Code.Mov_rm64_r64, memory, register.ToIced())
        : Instruction.Create(Code.Movsd_xmmm64_xmm, memory, register.ToIced());

    /// <summary>The instruction that loads all 64 bits of a register.</summary>
    internal static Instruction Load(X64Register register, MemoryOperand memory) => register.Class() == RegisterClass.General
        ? Instruction.Create(Code.Mov_r64_rm64, register.ToIced(), memory)
        : Instruction.Create(Code.Movsd_xmm_xmmm64, register.ToIced(), memory);

    private static Instruction CopyRegister(X64Register from, X64Register to) => (from.Class(), to.Class()) switch
    {
        (RegisterClass.General, RegisterClass.General) => Instruction.Create(Code.Mov_r64_rm64, to.ToIced(), from.ToIced()),
        (RegisterClass.General, RegisterClass.Xmm) => Instruction.Create(Code.Movq_xmm_rm64, to.ToIced(), from.ToIced()),
        (RegisterClass.Xmm, RegisterClass.General) => Instruction.Create(Code.Movq_rm64_xmm, to.ToIced(), from.ToIced()),
        // All 128 bits: a copy of the low half alone would wait for what was in the register before.
        _ => Instruction.Create(Code.Movaps_xmm_xmmm128, to.ToIced(), from.ToIced()),
    };

    private static void Exchange(X64Register first, X64Register second, Action<Instruction> add)
    {
        var (left, right) = (first.ToIced(), second.ToIced());
        if (first.Class() == RegisterClass.General)
        {
            add(Instruction.Create(Code.Xchg_rm64_r64, left, right));
            return;
        }
        add(Instruction.Create(Code.Xorps_xmm_xmmm128, left, right));
        add(Instruction.Create(Code.Xorps_xmm_xmmm128, right, left));
        add(Instruction.Create(Code.Xorps_xmm_xmmm128, left, right));
    }

    // The stack pointer moves by lea where nothing is pushed, for the sake of the flags.
    private void Push(Location from, Action<Instruction> add)
    {
        if (from.IsRegister && from.Register.Class() == RegisterClass.Xmm)
        {
            add(Instruction.Create(Code.Lea_r64_m, Register.RSP, FrameLayout.Memory(Register.RSP, -8)));
            add(Store(from.Register, FrameLayout.Memory(Register.RSP, 0)));
        }
        else
        {
            add(from switch
            {
                { IsRegister: true } => Instruction.Create(Code.Push_r64, from.Register.ToIced()),
                { IsMemory: true } => Instruction.Create(Code.Push_rm64, Memory(from)),
                _ => throw new InternalCompilerException($"{from} is pushed.", stage: "encoding"),
            });
        }
        PushedBytes += 8;
    }

    private void Pop(Location to, Action<Instruction> add)
    {
        // pop takes its address after it has moved the stack pointer: Intel SDM vol. 2B, "POP - Pop a Value From the Stack".
        PushedBytes -= 8;
        if (to.IsRegister && to.Register.Class() == RegisterClass.Xmm)
        {
            add(Load(to.Register, FrameLayout.Memory(Register.RSP, 0)));
            add(Instruction.Create(Code.Lea_r64_m, Register.RSP, FrameLayout.Memory(Register.RSP, 8)));
            return;
        }
        add(to.IsRegister
            ? Instruction.Create(Code.Pop_r64, to.Register.ToIced())
            : Instruction.Create(Code.Pop_rm64, Memory(to)));
    }

    private void LoadConstant(X64Register register, long number, bool flagsAreFree, Action<Instruction> add)
    {
        if (register.Class() == RegisterClass.Xmm)
        {
            add(number == 0
                ? Instruction.Create(Code.Xorps_xmm_xmmm128, register.ToIced(), register.ToIced())
                : Load(register, code.Constant(number)));
            return;
        }
        add(number switch
        {
            0 when flagsAreFree => Instruction.Create(Code.Xor_r32_rm32, register.ToIced32(), register.ToIced32()),
            >= 0 and <= uint.MaxValue => Instruction.Create(Code.Mov_r32_imm32, register.ToIced32(), (uint)number),
            < 0 and >= int.MinValue => Instruction.Create(Code.Mov_rm64_imm32, register.ToIced(), (int)number),
            _ => Instruction.Create(Code.Mov_r64_imm64, register.ToIced(), number),
        });
    }

    private static string Describe(MoveStep step)
    {
        var verb = step switch
        {
            { Kind: MoveKind.Exchange } => "exchange",
            { Kind: MoveKind.Move, From.IsMemory: true, To.IsRegister: true } => "reload",
            { Kind: MoveKind.Move, From.IsRegister: true, To.IsMemory: true } => "spill",
            _ => "move",
        };
        return $"{verb} {step.Value}";
    }
}

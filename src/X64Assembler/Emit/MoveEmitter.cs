using Iced.Intel;
using Pyc.Translation;

namespace Pyc.X64;

/// <summary>
/// Writes moves between places. None of them touches the flags, save the short form of zero where it is allowed.
/// </summary>
internal sealed class MoveEmitter(CodeBuffer code, FrameLayout frame)
{
    /// <summary>Bytes that are on the stack below the frame at the moment.</summary>
    private int _pushed;

    internal void Emit(IReadOnlyList<MoveStep> steps)
    {
        foreach (var step in steps)
            Emit(step);
    }

    /// <summary>To = From, as a part of the current instruction.</summary>
    internal void Move(Location from, Location to, bool flagsAreFree = false)
    {
        if (from != to)
            Move(from, to, flagsAreFree, instruction => code.Add(instruction));
    }

    internal MemoryOperand Memory(Location location) => frame.Operand(location, _pushed);

    private void Emit(MoveStep step)
    {
        var comment = Describe(step);
        void Add(Instruction instruction) => code.Add(instruction, comment);
        switch (step.Kind)
        {
            case MoveKind.Move:
                // Moves of edges stand where no flags are alive; the others move no constants.
                Move(step.From, step.To, flagsAreFree: true, Add);
                break;
            case MoveKind.Exchange:
                Add(Instruction.Create(Code.Xchg_rm64_r64, step.From.Register.ToIced(), step.To.Register.ToIced()));
                break;
            case MoveKind.Push:
                Push(step.From, Add);
                break;
            case MoveKind.Pop:
                Pop(step.To, Add);
                break;
        }
    }

    private void Move(Location from, Location to, bool flagsAreFree, Action<Instruction> add)
    {
        switch (from.Kind, to.Kind)
        {
            case (LocationKind.Constant, LocationKind.Register):
                add(LoadConstant(to.Register, from.Number, flagsAreFree));
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
                add(Instruction.Create(Code.Mov_r64_rm64, to.Register.ToIced(), from.Register.ToIced()));
                break;
            case (LocationKind.Register, _):
                add(Instruction.Create(Code.Mov_rm64_r64, Memory(to), from.Register.ToIced()));
                break;
            case (_, LocationKind.Register):
                add(Instruction.Create(Code.Mov_r64_rm64, to.Register.ToIced(), Memory(from)));
                break;
            default:
                // From memory to memory, without a register to spare.
                Push(from, add);
                Pop(to, add);
                break;
        }
    }

    private void Push(Location from, Action<Instruction> add)
    {
        add(from switch
        {
            { IsRegister: true } => Instruction.Create(Code.Push_r64, from.Register.ToIced()),
            { IsMemory: true } => Instruction.Create(Code.Push_rm64, Memory(from)),
            _ => throw new InternalCompilerException($"{from} is pushed.", stage: "encoding"),
        });
        _pushed += 8;
    }

    private void Pop(Location to, Action<Instruction> add)
    {
        // pop takes its address after it has moved the stack pointer: Intel SDM vol. 2B, "POP - Pop a Value From the Stack".
        _pushed -= 8;
        add(to.IsRegister
            ? Instruction.Create(Code.Pop_r64, to.Register.ToIced())
            : Instruction.Create(Code.Pop_rm64, Memory(to)));
    }

    private static Instruction LoadConstant(X64Register register, long number, bool flagsAreFree) => number switch
    {
        0 when flagsAreFree => Instruction.Create(Code.Xor_r32_rm32, register.ToIced32(), register.ToIced32()),
        >= 0 and <= uint.MaxValue => Instruction.Create(Code.Mov_r32_imm32, register.ToIced32(), (uint)number),
        < 0 and >= int.MinValue => Instruction.Create(Code.Mov_rm64_imm32, register.ToIced(), (int)number),
        _ => Instruction.Create(Code.Mov_r64_imm64, register.ToIced(), number),
    };

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

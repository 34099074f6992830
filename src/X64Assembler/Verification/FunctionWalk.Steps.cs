using Iced.Intel;

namespace Pyc.X64;

/// <content>What each instruction does to registers and flags.</content>
internal sealed partial class FunctionWalk
{
    private readonly InstructionInfoFactory _effects = new();

    private void Step(in Instruction instruction)
    {
        if (!AllowedInstructions.Contains(instruction) && !AllowedInstructions.IsPadding(instruction))
        {
            Violate(ViolationKind.Instruction, "the instruction is not on the list of those that are allowed");
            Havoc(instruction);
            return;
        }
        switch (instruction.Mnemonic)
        {
            case Mnemonic.Nop:
                break;
            case Mnemonic.Mov:
                Write(instruction, Read(instruction, 1));
                break;
            case Mnemonic.Movzx or Mnemonic.Movsx or Mnemonic.Movsxd:
                Write(instruction, Extended(instruction));
                break;
            case Mnemonic.Lea:
                Write(instruction, Address(instruction));
                break;
            case Mnemonic.Xchg when instruction.Op0Kind == OpKind.Register:
                var (first, second) = (Read(instruction, 0), Read(instruction, 1));
                SetRegister(instruction.Op0Register, second);
                SetRegister(instruction.Op1Register, first);
                break;
            case Mnemonic.Add or Mnemonic.Sub or Mnemonic.And or Mnemonic.Or or Mnemonic.Xor:
                Combine(instruction);
                break;
            case Mnemonic.Imul:
                var product = instruction.OpCount == 3
                    ? Nodes.Multiply(Read(instruction, 1), Read(instruction, 2))
                    : Nodes.Multiply(Read(instruction, 0), Read(instruction, 1));
                Write(instruction, product);
                SetFlagsOf(product);
                break;
            case Mnemonic.Neg:
                var negated = Read(instruction, 0);
                Write(instruction, Nodes.Subtract(Nodes.Zero, negated));
                SetFlags(Nodes.Zero, negated);
                break;
            case Mnemonic.Not:
                Write(instruction, Nodes.Combine(NodeKind.Xor, Read(instruction, 0), Nodes.Constant(-1)));
                break;
            case Mnemonic.Shl or Mnemonic.Sar or Mnemonic.Shr or Mnemonic.Shlx or Mnemonic.Sarx or Mnemonic.Shrx:
                Shift(instruction);
                break;
            case Mnemonic.Mul:
                Multiply(instruction);
                break;
            case Mnemonic.Div or Mnemonic.Idiv:
                Divide(instruction);
                break;
            case Mnemonic.Cqo:
                _state[Register.RDX] = Nodes.ShiftRight(General(Register.RAX), 63);
                break;
            case Mnemonic.Cmp:
                var (left, right) = (Read(instruction, 0), Read(instruction, 1));
                SetFlags(left, right);
                break;
            case Mnemonic.Test:
                Test(instruction);
                break;
            case Mnemonic.Popcnt or Mnemonic.Bsr:
                _ = Read(instruction, 1);
                Write(instruction, Opaque(0, 0, instruction.Mnemonic == Mnemonic.Bsr ? 63 : 64));
                _state[MachineState.Flags] = Opaque(1);
                break;
            case Mnemonic.Push:
                Push(Read(instruction, 0));
                break;
            case Mnemonic.Pop:
                Pop(instruction);
                break;
            case Mnemonic.Call:
                Call(instruction);
                break;
            case Mnemonic.Ret:
                Return();
                break;
            case Mnemonic.Movaps when instruction.OpCount == 2:
            case Mnemonic.Movsd or Mnemonic.Movq or Mnemonic.Vmovq or Mnemonic.Vmovupd or Mnemonic.Vmovapd:
                MoveFloat(instruction);
                break;
            case Mnemonic.Vzeroupper:
                // The part of each register that callers want back stays as it is.
                for (var number = 0; number < 16; number++)
                {
                    if (_state[Register.XMM0 + number] is not ({ Kind: NodeKind.Initial or NodeKind.Scalar } or null))
                        _state[Register.XMM0 + number] = Opaque(64 + number);
                }
                break;
            default:
                StepByCondition(instruction);
                break;
        }
    }

    private void StepByCondition(in Instruction instruction)
    {
        var condition = instruction.ConditionCode;
        if (instruction.FlowControl is FlowControl.ConditionalBranch)
            NoteBranch(instruction);
        else if (instruction.FlowControl is FlowControl.UnconditionalBranch)
            return;
        else if (condition != ConditionCode.None && instruction.OpCount == 2)
            Write(instruction, Nodes.Make(NodeKind.Select, (int)condition, FlagsNow, Read(instruction, 1), Read(instruction, 0)));
        else if (condition != ConditionCode.None)
            Write(instruction, Nodes.Make(NodeKind.Condition, (int)condition, FlagsNow, least: 0, most: 1));
        else
            Havoc(instruction);
    }

    private MachineNode FlagsNow => _state[MachineState.Flags] ?? Opaque(60);

    private void SetFlags(MachineNode left, MachineNode right) => _state[MachineState.Flags] = Nodes.Make(NodeKind.Compare, 0, left, right);

    private void SetFlagsOf(MachineNode result) => _state[MachineState.Flags] = Nodes.Make(NodeKind.FlagsOf, 0, result);

    /// <summary>All that an instruction changes is unknown behind it; what it does to memory is looked at.</summary>
    private void Havoc(in Instruction instruction)
    {
        var effects = _effects.GetInfo(instruction);
        for (var operand = 0; operand < instruction.OpCount; operand++)
        {
            if (instruction.GetOpKind(operand) != OpKind.Memory)
                continue;
            var access = effects.GetOpAccess(operand);
            if (access is OpAccess.Read or OpAccess.CondRead or OpAccess.ReadWrite or OpAccess.ReadCondWrite)
                _ = Load(instruction);
            if (access is OpAccess.Write or OpAccess.CondWrite or OpAccess.ReadWrite or OpAccess.ReadCondWrite)
                Store(instruction, null);
        }
        var part = 0;
        foreach (var used in effects.GetUsedRegisters())
        {
            if (used.Access is OpAccess.Read or OpAccess.CondRead or OpAccess.None)
                continue;
            if (used.Register.IsGPR())
                SetRegister(used.Register.GetFullRegister(), Opaque(++part));
            else if (used.Register.IsVectorRegister())
                _state[used.Register] = Opaque(++part);
        }
        if (instruction.RflagsModified != RflagsBits.None)
            _state[MachineState.Flags] = Opaque(62);
    }

    private void SetRegister(Register register, MachineNode node)
    {
        if (register == Register.RSP)
            MoveStack(node);
        else
            _state[register] = node;
    }

    private MachineNode General(Register register) => _state[register.GetFullRegister()] ?? Opaque(8 + (register.GetFullRegister() - Register.RAX));

    /// <summary>The 64 bits of an operand; of a narrower one without its sign.</summary>
    private MachineNode Read(in Instruction instruction, int operand)
    {
        switch (instruction.GetOpKind(operand))
        {
            case OpKind.Register:
                var register = instruction.GetOpRegister(operand);
                if (!register.IsGPR())
                    return Opaque(40 + operand);
                return register.GetSize() switch { 8 => General(register), 4 => Low(General(register), uint.MaxValue), 2 => Low(General(register), ushort.MaxValue), _ => LowByte(register) };
            case OpKind.Memory:
                return Load(instruction);
            default:
                return Nodes.Constant((long)instruction.GetImmediate(operand));
        }
    }

    private MachineNode LowByte(Register register)
    {
        var node = General(register);
        return node is { Kind: NodeKind.LowByte, A: { } value } ? value : Low(node, byte.MaxValue);
    }

    private MachineNode Low(MachineNode node, long mask)
    {
        if (node.Least >= 0 && node.Most <= mask)
            return node;
        var low = Nodes.Combine(NodeKind.And, node, Nodes.Constant(mask));
        return low;
    }

    /// <summary>Puts a value into the first operand.</summary>
    private void Write(in Instruction instruction, MachineNode node)
    {
        if (instruction.Op0Kind == OpKind.Memory)
        {
            Store(instruction, node);
            return;
        }
        var register = instruction.Op0Register;
        var full = register.GetFullRegister();
        SetRegister(full, register.GetSize() switch
        {
            8 => node,
            4 => Low(node, uint.MaxValue),
            1 when node.Kind == NodeKind.Condition => Nodes.Make(NodeKind.LowByte, 0, node),
            _ => Opaque(41),
        });
    }

    private MachineNode Extended(in Instruction instruction)
    {
        var source = Read(instruction, 1);
        var size = instruction.Op1Kind == OpKind.Memory ? instruction.MemorySize.GetSize() : instruction.Op1Register.GetSize();
        if (instruction.Mnemonic == Mnemonic.Movzx)
            return source;
        var most = (1L << (8 * size - 1)) - 1;
        return Opaque(42, -most - 1, most);
    }

    private MachineNode Address(in Instruction instruction)
    {
        if (instruction.IsIPRelativeMemoryOperand)
            return Nodes.Make(NodeKind.Pool, (long)instruction.IPRelativeMemoryAddress);
        var sum = instruction.MemoryBase == Register.None ? Nodes.Zero : General(instruction.MemoryBase);
        if (instruction.MemoryIndex != Register.None)
            sum = Nodes.Add(sum, Nodes.ShiftLeft(General(instruction.MemoryIndex), System.Numerics.BitOperations.Log2((uint)instruction.MemoryIndexScale)));
        return Nodes.Add(sum, (long)instruction.MemoryDisplacement64);
    }

    private void Combine(in Instruction instruction)
    {
        var (left, right) = (Read(instruction, 0), Read(instruction, 1));
        var isNarrow = instruction.Op0Kind == OpKind.Register && instruction.Op0Register.GetSize() < 8;
        var result = instruction.Mnemonic switch
        {
            Mnemonic.Add => Nodes.Add(left, right),
            Mnemonic.Sub => Nodes.Subtract(left, right),
            Mnemonic.And => Nodes.Combine(NodeKind.And, left, right),
            Mnemonic.Or => Nodes.Combine(NodeKind.Or, left, right),
            _ => Nodes.Combine(NodeKind.Xor, left, right),
        };
        Write(instruction, result);
        if (isNarrow)
            _state[MachineState.Flags] = Opaque(61);
        else if (instruction.Mnemonic == Mnemonic.Sub)
            SetFlags(left, right);
        else if (instruction.Mnemonic == Mnemonic.Add)
            SetFlagsOf(result);
        else
            SetFlags(result, Nodes.Zero);
    }

    private void Shift(in Instruction instruction)
    {
        var isOfThree = instruction.OpCount == 3;
        var source = Read(instruction, isOfThree ? 1 : 0);
        var count = instruction.GetOpKind(isOfThree ? 2 : 1) == OpKind.Register ? null : (int?)(instruction.GetImmediate(1) & 63);
        Write(instruction, (instruction.Mnemonic, count) switch
        {
            (Mnemonic.Shl, { } number) => Nodes.ShiftLeft(source, number),
            (Mnemonic.Sar, { } number) => Nodes.ShiftRight(source, number),
            (Mnemonic.Shr, { } number) => Nodes.ShiftRightUnsigned(source, number),
            // To the right nothing that is not negative becomes negative, or greater: so much is known of its range.
            (Mnemonic.Sar or Mnemonic.Sarx or Mnemonic.Shr or Mnemonic.Shrx, null) when source.Least >= 0 => Opaque(0, 0, source.Most),
            _ => Opaque(0),
        });
        if (!isOfThree)
            _state[MachineState.Flags] = Opaque(61);
    }

    private void Multiply(in Instruction instruction)
    {
        var (left, right) = (General(Register.RAX), Read(instruction, 0));
        _state[Register.RAX] = Nodes.Multiply(left, right);
        _state[Register.RDX] = Nodes.MultiplyHigh(left, right);
        _state[MachineState.Flags] = Opaque(61);
    }

    private void Divide(in Instruction instruction)
    {
        var isSigned = instruction.Mnemonic == Mnemonic.Idiv;
        var (high, low, divisor) = (General(Register.RDX), General(Register.RAX), Read(instruction, 0));
        _divisions.Add(new Division(_at, _block, high, low, divisor, isSigned));
        if (isSigned)
        {
            _state[Register.RAX] = Nodes.Make(NodeKind.Quotient, 0, low, divisor);
            _state[Register.RDX] = Nodes.Make(NodeKind.Remainder, 0, low, divisor);
        }
        else if (high is { IsConstant: true, Number: 0 })
        {
            _state[Register.RAX] = Nodes.Make(NodeKind.UnsignedQuotient, 0, low, divisor);
            _state[Register.RDX] = Nodes.Make(NodeKind.UnsignedRemainder, 0, low, divisor);
        }
        else
        {
            // The remainder is below the divisor, whatever was divided.
            _state[Register.RAX] = Opaque(1);
            _state[Register.RDX] = Nodes.Make(NodeKind.UnsignedRemainder, 0, Opaque(2), divisor);
        }
        _state[MachineState.Flags] = Opaque(61);
    }

    private void Test(in Instruction instruction)
    {
        var (left, right) = (Read(instruction, 0), Read(instruction, 1));
        if (IsProbe(instruction))
            return;
        if (left == right)
            SetFlags(left, Nodes.Zero);
        else if (right is { IsConstant: true, Number: >= 0 })
            SetFlags(Nodes.Combine(NodeKind.And, left, right), Nodes.Zero);
        else
            _state[MachineState.Flags] = Opaque(61);
    }

    /// <summary>Copies of floats and vectors: whole registers, or words of memory that are to be what they were.</summary>
    private void MoveFloat(in Instruction instruction)
    {
        var (to, from) = (instruction.Op0Kind, instruction.Op1Kind);
        if (instruction.HasOpMask)
        {
            Havoc(instruction);
        }
        else if (to == OpKind.Memory)
        {
            var source = instruction.Op1Register.IsGPR() ? General(instruction.Op1Register) : _state[instruction.Op1Register];
            Store(instruction, source ?? Opaque(43));
        }
        else if (from == OpKind.Memory)
        {
            var size = instruction.MemorySize.GetSize();
            var loaded = Load(instruction);
            if (instruction.Op0Register.IsGPR())
                SetRegister(instruction.Op0Register, loaded);
            else
                _state[instruction.Op0Register] = size == 8 ? Nodes.Make(NodeKind.Scalar, 0, loaded) : loaded;
        }
        else if (instruction.Op0Register.IsGPR())
        {
            var source = _state[instruction.Op1Register];
            SetRegister(instruction.Op0Register, source is { Kind: NodeKind.Scalar, A: { } word } ? word : Opaque(44));
        }
        else if (instruction.Op1Register.IsGPR())
        {
            _state[instruction.Op0Register] = Nodes.Make(NodeKind.Scalar, 0, General(instruction.Op1Register));
        }
        else if (instruction.Mnemonic is Mnemonic.Movaps or Mnemonic.Vmovapd && _state[instruction.Op1Register] is { } copied)
        {
            _state[instruction.Op0Register] = copied;
        }
        else
        {
            Havoc(instruction);
        }
    }
}

using System.Buffers.Binary;
using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <content>What memory an instruction reads and writes.</content>
internal sealed partial class FunctionWalk
{
    private const int PageSize = 4096;

    private void Count(AccessClass @class) => _counts[(int)@class]++;

    /// <summary>What is read by an instruction with an operand in memory: its bytes without a sign.</summary>
    private MachineNode Load(in Instruction instruction)
    {
        var size = instruction.MemorySize.GetSize();
        var any = size < 8 ? Opaque(50, 0, (1L << (8 * size)) - 1) : Opaque(50);
        if (instruction.IsIPRelativeMemoryOperand)
            return LoadConstant(instruction, (long)instruction.IPRelativeMemoryAddress, size) ?? any;
        if (!TryAddress(instruction, out var address, out var index))
            return any;
        var displacement = (long)instruction.MemoryDisplacement64;
        switch (address.Kind)
        {
            case NodeKind.Stack when index is null:
                return LoadStack(instruction, address.Number + displacement, size) ?? any;
            case NodeKind.Context when index is null:
                return LoadContext(displacement, size) ?? any;
            case NodeKind.ContextField when address.Number == CallContextLayout.CallerNext && index is null:
                return LoadSlot(displacement, size) ?? any;
            case NodeKind.Pool:
                NoteTable(address.Number + displacement, index, instruction.MemoryIndexScale, size);
                return any;
            case NodeKind.Field when address.Number == SequenceLayout.Data:
            case NodeKind.Phi when IsDataPointer(address):
                var word = size == 8 ? Nodes.Make(NodeKind.Element, (long)instruction.IP, address, block: _block.Index) : null;
                NoteElements(instruction, address, index, displacement, size, isWrite: false, word);
                return word ?? any;
            default:
                return index is null ? LoadHeader(address, displacement, size) ?? any : Unknown(any);
        }
    }

    private void Store(in Instruction instruction, MachineNode? value)
    {
        var size = instruction.MemorySize.GetSize();
        if (instruction.IsIPRelativeMemoryOperand)
        {
            Violate(ViolationKind.Constant, "it writes to the code or to its constants");
            return;
        }
        if (!TryAddress(instruction, out var address, out var index))
            return;
        var displacement = (long)instruction.MemoryDisplacement64;
        switch (address.Kind)
        {
            case NodeKind.Stack when index is null:
                StoreStack(instruction, address.Number + displacement, size, value);
                break;
            case NodeKind.Context when index is null:
                StoreContext(displacement, size, value);
                break;
            case NodeKind.ContextField when address.Number == CallContextLayout.CallerNext && index is null:
                StoreSlot(displacement, size, value);
                break;
            case NodeKind.Field when address.Number == SequenceLayout.Data:
            case NodeKind.Phi when IsDataPointer(address):
                NoteElements(instruction, address, index, displacement, size, isWrite: true, size == 8 ? WordOf(value) : null);
                break;
            default:
                if (index is null && displacement == SequenceLayout.Count && size == 8)
                    StoreCount(address, value ?? Opaque(51));
                else
                    _ = Unknown(address);
                break;
        }
    }

    private static MachineNode? WordOf(MachineNode? value) => value is { Kind: NodeKind.Scalar, A: { } word } ? word : value;

    private MachineNode Unknown(MachineNode any)
    {
        Violate(ViolationKind.Sequence, "the address is of nothing that it may use");
        return any;
    }

    private bool TryAddress(in Instruction instruction, out MachineNode address, out MachineNode? index)
    {
        index = instruction.MemoryIndex == Register.None ? null : General(instruction.MemoryIndex);
        if (instruction.MemoryBase == Register.None || instruction.MemorySegment is Register.FS or Register.GS)
        {
            address = Nodes.Zero;
            Violate(ViolationKind.Sequence, "the address has no base");
            return false;
        }
        address = General(instruction.MemoryBase);
        return true;
    }

    /// <summary>Whether what is a phi is, on some way, the address of elements.</summary>
    private bool IsDataPointer(MachineNode phi)
    {
        var seen = new HashSet<MachineNode>();
        var pending = new Stack<MachineNode>([phi]);
        while (pending.TryPop(out var node))
        {
            if (node is { Kind: NodeKind.Field, Number: SequenceLayout.Data })
                return true;
            if (node.Kind != NodeKind.Phi || !seen.Add(node))
                continue;
            var block = _blocks[node.Block];
            foreach (var from in block.Predecessors)
            {
                if (_ends[from.Index]?[(int)node.Number] is { } value)
                    pending.Push(value);
            }
        }
        return false;
    }

    private MachineNode? LoadConstant(in Instruction instruction, long place, int size)
    {
        var code = _code.Code;
        if (place < code.CodeLength || place + size > code.Bytes.Length)
        {
            Violate(ViolationKind.Constant, "it reads what is not among the constants");
            return null;
        }
        // What is not encoded by VEX or EVEX asks for 16 bytes at a multiple of 16.
        if (size == 16 && instruction.Code.Encoding() == EncodingKind.Legacy && place % 16 != 0)
            Violate(ViolationKind.Constant, "the constant is not at a multiple of 16");
        Count(AccessClass.Constant);
        return size == 8 ? Nodes.Constant(BinaryPrimitives.ReadInt64LittleEndian(code.Bytes.AsSpan().Slice((int)place, 8))) : null;
    }

    private void NoteTable(long place, MachineNode? index, int scale, int size)
    {
        if (place < _code.Code.CodeLength || place + size > _code.Code.Bytes.Length)
        {
            Violate(ViolationKind.Constant, "it reads what is not among the constants");
            return;
        }
        _accesses.Add(new MemoryAccess(
            _at, _block, Nodes.Make(NodeKind.Pool, place), index, scale, 0, size, IsWrite: false, null, Nodes.Zero, Nodes.Zero));
    }

    private void NoteElements(in Instruction instruction, MachineNode data, MachineNode? index, long displacement, int size, bool isWrite, MachineNode? word) =>
        _accesses.Add(new MemoryAccess(
            _at, _block, data, index, instruction.MemoryIndexScale, displacement, size, isWrite, word, _state[MachineState.Moves]!, _state[MachineState.Lengths]!)); // always set

    private MachineNode? LoadHeader(MachineNode header, long offset, int size)
    {
        if (size != 8 || offset is not (SequenceLayout.Data or SequenceLayout.Count or SequenceLayout.Capacity or SequenceLayout.Columns))
        {
            Violate(ViolationKind.Sequence, "it reads what is no field of a header");
            return null;
        }
        _sequenceUses.Add(new SequenceUse(_at, _block, header));
        Count(AccessClass.Header);
        var version = _state[offset == SequenceLayout.Count ? MachineState.Lengths : MachineState.Moves];
        return offset == SequenceLayout.Data
            ? Nodes.Make(NodeKind.Field, offset, header, version)
            : Nodes.Make(NodeKind.Field, offset, header, version, least: 0, most: int.MaxValue);
    }

    private void StoreCount(MachineNode header, MachineNode count)
    {
        _sequenceUses.Add(new SequenceUse(_at, _block, header));
        Count(AccessClass.Header);
        var before = _state[MachineState.Lengths]!;
        _state[MachineState.Lengths] = Opaque(52);
        ChangesLists = true;
        Facts.NoteCount(_at, _block, header, count, before, _state[MachineState.Lengths]!); // always set
    }

    private MachineNode? LoadStack(in Instruction instruction, long place, int size)
    {
        if (IsProbe(instruction))
        {
            var touched = _state[MachineState.Touched];
            if (touched is not { IsConstant: true } || place < touched.Number - PageSize)
                Violate(ViolationKind.Stack, "the stack is touched beyond its next page");
            _state[MachineState.Touched] = Nodes.Constant(place);
            Count(AccessClass.Frame);
            return null;
        }
        if (!CheckStackPlace(instruction, place, size))
            return null;
        var word = MachineState.StackWord(place);
        if (word < 0 || size < 8)
            return null;
        var first = _state[word];
        if (size == 8)
            return first;
        // A vector is what it was if all of its words are.
        if (first is not { Kind: NodeKind.Part, Number: 0, A: { } vector })
            return null;
        for (var part = 1; part < size / 8; part++)
        {
            if (_state[word + part] is not { Kind: NodeKind.Part } other || other.A != vector || other.Number != part)
                return null;
        }
        return vector;
    }

    private void StoreStack(in Instruction instruction, long place, int size, MachineNode? value)
    {
        if (!CheckStackPlace(instruction, place, size))
            return;
        if (place > 0)
            Violate(ViolationKind.Stack, "it writes to an argument of its caller's");
        var first = place & ~7L;
        for (var word = first; word < place + size; word += 8)
        {
            var variable = MachineState.StackWord(word);
            if (variable < 0)
                continue;
            _state[variable] = size == 8 && place % 8 == 0 ? WordOf(value)
                : size > 8 && place % 8 == 0 && value is not null ? Nodes.Make(NodeKind.Part, (word - place) / 8, value)
                : Opaque(53);
        }
    }

    private bool CheckStackPlace(in Instruction instruction, long place, int size)
    {
        if (_state[Register.RSP] is not { Kind: NodeKind.Stack } top)
            return false;                       // said where it was changed
        if (place >= top.Number && place + size <= 0)
        {
            if (_state[MachineState.Touched] is { IsConstant: true } touched && place < touched.Number)
                _state[MachineState.Touched] = Nodes.Constant(place);
            if (size == 16 && instruction.Code.Encoding() == EncodingKind.Legacy && instruction.Mnemonic == Mnemonic.Movaps && (place + 8) % 16 != 0)
                Violate(ViolationKind.Stack, "the place on the stack is not at a multiple of 16");
            Count(AccessClass.Frame);
            return true;
        }
        if (place >= StackArgumentsStart && place + size <= StackArgumentsStart + 8 * StackArguments)
        {
            Count(AccessClass.StackArgument);
            return true;
        }
        Violate(ViolationKind.Stack, place + size <= 0 ? "it uses the stack below the stack pointer" : "it uses the stack beyond its frame and its arguments");
        return false;
    }

    /// <summary>Whether an instruction touches a page of the stack below the stack pointer and does nothing else.</summary>
    private bool IsProbe(in Instruction instruction) => instruction.Code == Code.Test_rm64_r64 && instruction.Op0Kind == OpKind.Memory
        && instruction.MemoryBase == Register.RSP && instruction.MemoryIndex == Register.None && (long)instruction.MemoryDisplacement64 < 0 && instruction.Op1Register == Register.RSP;

    private void MoveStack(MachineNode node)
    {
        if (node.Kind != NodeKind.Stack || _state[Register.RSP] is not { } before)
        {
            Violate(ViolationKind.Stack, "the stack pointer becomes something that is not known");
            return;
        }
        if (node.Number > 0)
            Violate(ViolationKind.Stack, "the stack pointer moves beyond the return address");
        if (node.Number < -(_function.FrameSize + MostPushed))
            Violate(ViolationKind.Stack, "the frame is larger than the function says");
        if (node.Number < before.Number && (_state[MachineState.Touched] is not { IsConstant: true } touched || node.Number < touched.Number - PageSize))
            Violate(ViolationKind.Stack, "the stack pointer moves over a page that was not touched");
        // What was below it may be gone at any time: a signal's handler runs there.
        if (node.Number > before.Number && MachineState.StackWord(before.Number) is > 0 and var from && MachineState.StackWord(node.Number) is > 0 and var to)
            _state.Forget(from, to);
        _state[Register.RSP] = node;
    }

    // Two vectors, and a register, for want of any that is free.
    private const int MostPushed = 2 * 64 + 16;

    private void Push(MachineNode value)
    {
        if (_state[Register.RSP] is not { Kind: NodeKind.Stack } top)
            return;
        var next = Nodes.Add(top, -8);
        MoveStack(next);
        if (MachineState.StackWord(next.Number) is > 0 and var word)
            _state[word] = value;
        if (_state[MachineState.Touched] is { IsConstant: true } touched && next.Number < touched.Number)
            _state[MachineState.Touched] = Nodes.Constant(next.Number);
        Count(AccessClass.Frame);
    }

    private void Pop(in Instruction instruction)
    {
        if (_state[Register.RSP] is not { Kind: NodeKind.Stack } top)
            return;
        if (top.Number > -8)
        {
            Violate(ViolationKind.Stack, "it takes more from the stack than it has put there");
            return;
        }
        var value = MachineState.StackWord(top.Number) is > 0 and var word ? _state[word] : null;
        Count(AccessClass.Frame);
        MoveStack(Nodes.Add(top, 8));
        Write(instruction, value ?? Opaque(54));    // its address is taken behind the move: Intel SDM vol. 2B, "POP"
    }
}

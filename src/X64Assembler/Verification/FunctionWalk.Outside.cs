using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <content>The call context, slots of callers, calls and returns.</content>
internal sealed partial class FunctionWalk
{
    private const int LeftStatus = -1;      // that of a function that was called and has left, whatever its exit

    private MachineNode? LoadContext(long offset, int size)
    {
        Count(AccessClass.Context);
        var isWord = size == 8 && offset >= CallContextLayout.Frame && (offset - CallContextLayout.Frame) % 8 == 0
            && (offset - CallContextLayout.Frame) / 8 < _code.Code.FrameWords;
        switch (offset, size)
        {
            case (CallContextLayout.Status, 4):
                return _state[MachineState.Status];
            case (CallContextLayout.ResultShape, 4):
                return LastCall() is { } call
                    ? Nodes.Make(NodeKind.Result, call, Nodes.Constant(-1), block: _block.Index, least: 0, most: int.MaxValue)
                    : null;
            case (CallContextLayout.ForcedExit or CallContextLayout.CallerCount, 4):
                return null;
            case (CallContextLayout.StackLimit or CallContextLayout.CallerNext or CallContextLayout.CallersStart or CallContextLayout.CallersEnd, 8):
                return Nodes.Make(NodeKind.ContextField, offset);
            case var _ when isWord:
                var word = (offset - CallContextLayout.Frame) / 8;
                return _state[MachineState.FrameWord(word)] ?? (LastCall() is { } last ? Nodes.Make(NodeKind.Result, last, Nodes.Constant(word), block: _block.Index) : null);
            default:
                Violate(ViolationKind.Context, "the call context has no such field to read");
                return null;
        }
    }

    /// <summary>The call whose status and results are in the context.</summary>
    private long? LastCall() => _state[MachineState.LastCall] is { IsConstant: true } call ? call.Number : null;

    private void StoreContext(long offset, int size, MachineNode? value)
    {
        Count(AccessClass.Context);
        var word = (offset - CallContextLayout.Frame) / 8;
        switch (offset, size)
        {
            case (CallContextLayout.Status, 4):
                if (value is not { IsConstant: true, Number: > 0 } || value.Number > _code.Code.Exits.Length
                    || _code.Code.Exits[(int)value.Number - 1].Reason == ExitReason.Call)
                {
                    Violate(ViolationKind.Exit, "what it writes is no number of an exit");
                }
                _state[MachineState.Status] = value;
                break;
            case (CallContextLayout.ResultShape, 4):
                _state[MachineState.ResultShape] = value;
                break;
            case (CallContextLayout.CallerNext, 8):
                if (!IsNextSlot(value))
                    Violate(ViolationKind.Context, "what it writes is not the next slot of the ring");
                break;
            case (CallContextLayout.CallerCount, 4):
                if (_code.Map[_at].Mnemonic != Mnemonic.Inc)
                    Violate(ViolationKind.Context, "the number of callers is not counted up");
                CheckSlot();
                break;
            case (_, 8) when offset >= CallContextLayout.Frame && offset % 8 == 0 && word < _code.Code.FrameWords:
                _state[MachineState.FrameWord(word)] = WordOf(value) ?? Opaque(56);
                break;
            default:
                Violate(ViolationKind.Context, "the call context has no such field to write");
                break;
        }
    }

    /// <summary>Whether a value is the slot behind the next one, or the first where that was the last.</summary>
    private bool IsNextSlot(MachineNode? value) => value is { Kind: NodeKind.Select, Number: (int)ConditionCode.ae, A: { Kind: NodeKind.Compare } flags }
        && value.B is { Kind: NodeKind.ContextField, Number: CallContextLayout.CallersStart }
        && flags.A == value.C && flags.B is { Kind: NodeKind.ContextField, Number: CallContextLayout.CallersEnd }
        && value.C is { Kind: NodeKind.AddConstant, A: { Kind: NodeKind.ContextField, Number: CallContextLayout.CallerNext } }
        && value.C.Number == _code.Code.CallerSlotSize;

    private MachineNode? LoadSlot(long offset, int size)
    {
        if (size == 8 && offset >= 0 && offset % 8 == 0 && offset < _code.Code.CallerSlotSize)
            return _state[MachineState.SlotWord(offset / 8)];
        Violate(ViolationKind.Context, "the slot of a caller has no such word");
        return null;
    }

    private void StoreSlot(long offset, int size, MachineNode? value)
    {
        if (size != 8 || offset < 0 || offset % 8 != 0 || offset >= _code.Code.CallerSlotSize)
        {
            Violate(ViolationKind.Context, "the slot of a caller has no such word");
            return;
        }
        Count(AccessClass.CallerSlot);
        _state[MachineState.SlotWord(offset / 8)] = WordOf(value) ?? Opaque(57);
    }

    /// <summary>Whether all words of the exit whose number is in the slot are there; exits have the end in common that takes the slot out of the ring.</summary>
    private void CheckSlot()
    {
        var seen = new HashSet<MachineNode>();
        var pending = new Stack<(MachineState? State, FlowBlock Block)>([(_state, _block)]);
        while (pending.TryPop(out var way))
        {
            var (state, block) = way;
            var number = state?[MachineState.SlotWord(0)];
            if (number is { Kind: NodeKind.Phi } phi)
            {
                if (seen.Add(phi))
                    _blocks[phi.Block].Predecessors.ForEach(from => pending.Push((_ends[from.Index], from)));
            }
            else if (number is not { IsConstant: true, Number: > 0 } || number.Number > _code.Code.Exits.Length
                || _code.Code.Exits[(int)number.Number - 1].Reason != ExitReason.Call)
            {
                Violate(ViolationKind.Exit, "the slot of a caller has no number of the exit of a call");
            }
            else
            {
                CheckWords((int)number.Number, block, word => state![MachineState.SlotWord(word + 1)]);
            }
        }
        _state.ForgetSlot();
    }

    private void CheckWords(int exit, FlowBlock block, Func<int, MachineNode?> wordAt)
    {
        foreach (var operand in _code.Code.Exits[exit - 1].Frames.SelectMany(frame => frame.Operands).Where(operand => !operand.IsConstant))
        {
            var word = wordAt(operand.Word);
            if (word is null)
                Violate(ViolationKind.Exit, $"word {operand.Word} of exit {exit} is not stored");
            else if (operand.Type == IrType.Sequence)
                _sequenceUses.Add(new SequenceUse(_at, block, word));
        }
    }

    private void Call(in Instruction instruction)
    {
        if (_state[Register.RSP] is { Kind: NodeKind.Stack } top)
        {
            if ((top.Number + 8) % 16 != 0)
                Violate(ViolationKind.Stack, "the stack pointer is not at a multiple of 16 where it calls");
            if (top.Number + _code.Convention.ShadowSpace > 0)
                Violate(ViolationKind.Stack, "there is no room for the registers of what it calls");
        }
        if (instruction.Code == Code.Call_rel32_64)
            CallFunction(_code.FunctionAt(instruction.NearBranchTarget));
        else if (instruction.Op0Kind == OpKind.Register && General(instruction.Op0Register) is { IsConstant: true } address)
            CallOutside(address.Number);
        else
            Violate(ViolationKind.Target, "it calls an address that is not known");
    }

    private void CallFunction(int callee)
    {
        if (callee < 0)
        {
            Violate(ViolationKind.Target, "it calls what is not the start of a function");
            Clobber(0);
            return;
        }
        var convention = _code.Convention;
        if (_state[(int)convention.Arguments[0]] is not { Kind: NodeKind.Context })
            Violate(ViolationKind.Argument, "what it calls is not given the call context");
        if (_state[MachineState.Status] is not { IsConstant: true, Number: 0 })
            Violate(ViolationKind.Exit, "it calls while what was called before may have left");
        var parameters = _code.Code.Functions[callee].ParameterTypes.Length;
        var arguments = new MachineNode?[parameters];
        for (var index = 0; index < parameters; index++)
            arguments[index] = Argument(index + 1);
        _calls.Add(new CallSite(_at, _block, callee, arguments));
        Clobber((long)_code.Map[_at].IP);
        _state[MachineState.Status] = Opaque(60);
        _state[MachineState.LastCall] = Nodes.Constant((long)_code.Map[_at].IP);
        _state.ForgetOutside();
        if (_code.ChangesLists(callee))
        {
            ChangesLists = true;
            _state[MachineState.Moves] = Opaque(58);
            _state[MachineState.Lengths] = Opaque(59);
        }
    }

    private MachineNode? Argument(int place)
    {
        var registers = _code.Convention.Arguments;
        if (place < registers.Length)
            return _state[(int)registers[place]];
        if (_state[Register.RSP] is not { Kind: NodeKind.Stack } top)
            return null;
        var word = MachineState.StackWord(top.Number + _code.Convention.ShadowSpace + 8 * (place - registers.Length));
        return word < 0 ? null : _state[word];
    }

    /// <summary>What a function that was called leaves: nothing in the registers that it need not keep, nor in the part of the stack that belongs to it.</summary>
    private void Clobber(long at)
    {
        foreach (var register in _code.CallerSaved)
            _state[(int)register] = null;
        _state[Register.RAX] = Nodes.Make(NodeKind.Result, at, Nodes.Zero, block: _block.Index);
        _state[MachineState.Flags] = null;
        if (_state[Register.RSP] is { Kind: NodeKind.Stack } top && MachineState.StackWord(top.Number) is > 0 and var first)
        {
            // What arguments on the stack are stays: nobody writes to those that it is given. Those that a function does not read have no room there.
            _state.Forget(first, first + _code.Convention.ShadowSpace / 8);
        }
    }

    private void CallOutside(long address)
    {
        CallsOutside = true;
        if (!_code.Outside.TryGetValue(address, out var function))
        {
            Violate(ViolationKind.Target, "it calls an address that is not known");
            Clobber((long)_code.Map[_at].IP);
            return;
        }
        var ip = (long)_code.Map[_at].IP;
        if (function is not { } runtime)
        {
            Clobber(ip);                     // of the C library: it takes floats in registers and gives one
            return;
        }
        var info = RuntimeFunctionInfo.Of(runtime);
        var arguments = new MachineNode[info.Parameters.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = Argument(index) ?? Opaque(30 + index);
            if (info.Parameters[index] == IrType.Sequence)
                _sequenceUses.Add(new SequenceUse(_at, _block, arguments[index]));
        }
        Clobber(ip);
        ChangesLists = true;
        _state[MachineState.Moves] = Opaque(58);
        _state[MachineState.Lengths] = Opaque(59);
        var result = _state[Register.RAX]!;     // set by Clobber
        _runtimeCalls[result] = new RuntimeCallSite(_at, _block, runtime, arguments, _state[MachineState.Moves]!, _state[MachineState.Lengths]!);
    }

    private void Return()
    {
        if (_state[Register.RSP] is not { Kind: NodeKind.Stack, Number: 0 })
            Violate(ViolationKind.Stack, "the stack pointer is not at the return address");
        foreach (var register in _code.Convention.CalleeSaved)
        {
            if (_state[(int)register] is not { Kind: NodeKind.Initial } kept || kept.Number != (int)register)
                _restores.Add((_at, register, _state[(int)register]));
        }
        var status = _state[MachineState.Status];
        if (status is { IsConstant: true, Number: > 0 } exit)
        {
            if (exit.Number <= _code.Code.Exits.Length)
                CheckWords((int)exit.Number, _block, word => _state[MachineState.FrameWord(word)]);
            return;
        }
        if (status is { IsConstant: true, Number: LeftStatus })
            return;
        if (status is not { IsConstant: true })
        {
            Violate(ViolationKind.Exit, "it returns without having looked whether what it called has left");
            return;
        }
        var words = new MachineNode?[Math.Max(1, _code.Code.FrameWords)];
        words[0] = WordOf(_state[Register.RAX]);
        for (var word = 1; word < words.Length; word++)
            words[word] = _state[MachineState.FrameWord(word)];
        _returns.Add(new ReturnSite(_at, _block, words, _state[MachineState.ResultShape] is { IsConstant: true } shape ? (int)shape.Number : null));
    }

    /// <summary>Whether a value is what was in a register when the function began, on each way on which ways have met.</summary>
    private bool IsInitial(MachineNode? value, X64Register register)
    {
        var seen = new HashSet<MachineNode>();
        var pending = new Stack<MachineNode?>([value]);
        while (pending.TryPop(out var node))
        {
            if (node is { Kind: NodeKind.Initial } && node.Number == (int)register)
                continue;
            if (node is not { Kind: NodeKind.Phi })
                return false;
            if (!seen.Add(node))
                continue;
            foreach (var (operand, _) in OperandsOf(node))
                pending.Push(operand);
        }
        return true;
    }

    private void NoteBranch(in Instruction instruction)
    {
        if (_block.Successors.Count != 2 || _block.Successors[0] == _block.Successors[1])
            return;
        // Behind a conditional jump the first is where it does not jump.
        var (whenNot, when, flags, condition) = (_block.Successors[0], _block.Successors[1], FlagsNow, instruction.ConditionCode);
        Facts.Note(_block, when, flags, condition, holds: true);
        Facts.Note(_block, whenNot, flags, condition, holds: false);
        if (flags is { Kind: NodeKind.Compare, B: { IsConstant: true, Number: 0 } } && flags.A == _state[MachineState.Status] && flags.A is { IsConstant: false }
            && condition is ConditionCode.e or ConditionCode.ne)
        {
            var isZeroThere = condition == ConditionCode.e;
            _statusOnEdge[(_block.Index, when.Index)] = isZeroThere ? Nodes.Zero : Nodes.Constant(LeftStatus);
            _statusOnEdge[(_block.Index, whenNot.Index)] = isZeroThere ? Nodes.Constant(LeftStatus) : Nodes.Zero;
        }
    }
}

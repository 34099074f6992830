using System.Globalization;
using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>
/// Lays the blocks out and writes a function: the way that succeeds first, then the rare blocks, then the exits.
/// </summary>
/// <remarks>
/// A loop that begins with its test ends with a copy of it, in place of a jump back to it: one jump a turn instead of two. All values
/// are where the test expects them there, so the copy reads the same places.
/// </remarks>
internal sealed class CodeEmitter
{
    /// <summary>The most instructions and moves of a loop's head that are worth a second copy.</summary>
    private const int MostCopied = 4;

    private readonly Allocation _allocation;
    private readonly MachineFunction _function;
    private readonly FrameLayout _frame;
    private readonly CodeBuffer _code;
    private readonly SlotEnds _ends;
    private readonly MoveEmitter _moves;
    private readonly InstructionEmitter _instructions;
    private readonly CodeTarget[] _blockTargets;
    private readonly Dictionary<int, List<ExitStub>> _stubs = [];   // by exit
    private readonly List<ExitStub> _stubsInOrder = [];
    private readonly HashSet<CodeTarget> _bareReturns = [];
    private readonly MachineBlock[] _destinations;
    private bool[] _flagsAreFree = [];                  // of the block that is written: behind each instruction
    private int _named;

    private CodeEmitter(Allocation allocation, CodeBuffer code, IReadOnlyDictionary<Function, CodeTarget> entries, CodeEmitter? before)
    {
        _code = code;
        _named = before?._named ?? 0;
        _ends = new SlotEnds(sizeof(long) * (allocation.Function.Exits.CallerFrameWords + 1), before?._ends.Next ?? 0);
        _allocation = allocation;
        _function = allocation.Function;
        _frame = new FrameLayout(allocation);
        _moves = new MoveEmitter(_code, _frame);
        _instructions = new InstructionEmitter(_code, _moves, entries, _function.Source.VectorLanes);
        _blockTargets = [.. _function.Blocks.Select(block => new CodeTarget($"L{block.Id}"))];
        _destinations = FindDestinations();
    }

    /// <summary>Writes and encodes the functions of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="allocations">Its functions, in its order.</param>
    /// <exception cref="FunctionTooLargeException">One of them spills more than a frame can hold.</exception>
    internal static MachineCode Emit(MachineUnit unit, IReadOnlyList<Allocation> allocations)
    {
        var code = new CodeBuffer();
        var entries = EntriesOf(unit);
        var functions = new List<(CodeTarget Entry, int FrameSize, int SpillSlots)>();
        CodeEmitter? emitter = null;
        foreach (var allocation in allocations)
        {
            var entry = entries[allocation.Function.Source];
            emitter = new CodeEmitter(allocation, code, entries, emitter);
            code.Place(entry);
            emitter.EmitFunction();
            functions.Add((entry, emitter._frame.Size, allocation.SlotCount));
        }
        return code.Encode(unit, functions);
    }

    /// <summary>Where each function begins. Versions of one function have one name: from the second on they are numbered.</summary>
    private static Dictionary<Function, CodeTarget> EntriesOf(MachineUnit unit)
    {
        var entries = new Dictionary<Function, CodeTarget>();
        var names = new Dictionary<string, int>();
        foreach (var function in unit.Functions.Select(function => function.Source))
        {
            var count = names[function.Name] = names.GetValueOrDefault(function.Name) + 1;
            var name = count == 1 ? function.Name : string.Create(CultureInfo.InvariantCulture, $"{function.Name}#{count}");
            entries[function] = new CodeTarget(name);
        }
        return entries;
    }

    private void EmitFunction()
    {
        var layout = _function.Blocks.Where(block => block.Id == 0 || !IsPassedOver(block))
            .OrderBy(block => block.IsCold).ToList();
        foreach (var block in layout)
            _blockTargets[block.Id].Name = string.Create(CultureInfo.InvariantCulture, $"L{_named++}");

        foreach (var block in layout.Where(IsBareReturn))
            _bareReturns.Add(_blockTargets[block.Id]);

        _code.Nearby = PlaceOf(_function.Blocks[0]);
        if (!_allocation.IsFrameLate)
            _frame.EmitPrologue(_code);
        var start = _code.Count;
        var hot = layout.FindIndex(block => block.IsCold) is >= 0 and var cold ? cold : layout.Count;
        for (var index = 0; index < layout.Count; index++)
        {
            EmitBlock(layout[index], index + 1 < layout.Count ? layout[index + 1] : null);
            if (index + 1 == hot)
                _code.AddHot(start);
        }
        foreach (var stub in _stubsInOrder.Where(stub => !stub.IsEmitted))
            stub.Emit(_code, _moves, _frame, _ends);
    }

    /// <summary>Whether a block does nothing but go elsewhere: jumps to it go there at once.</summary>
    private bool IsPassedOver(MachineBlock block) =>
        _destinations[block.Id] != block || IsEmpty(block) && block.Terminator.Op == MachineOp.Exit;

    private bool IsEmpty(MachineBlock block) =>
        block.Instructions.Count == 1 && block.Terminator.Op is MachineOp.Jump or MachineOp.Exit
        && (HasFrame(block) || block.Successors is not [{ IsEarly: false }])
        && _allocation.AtStart(block).Count + _allocation.Before(block.Terminator).Count + _allocation.AtEnd(block).Count == 0;

    /// <summary>Where each block leads when empty blocks are passed over. An endless loop of them keeps one.</summary>
    private MachineBlock[] FindDestinations()
    {
        var destinations = new MachineBlock?[_function.Blocks.Count];
        foreach (var start in _function.Blocks)
        {
            var path = new List<MachineBlock>();
            var block = start;
            while (destinations[block.Id] is null && IsEmpty(block) && block.Terminator.Op == MachineOp.Jump)
            {
                path.Add(block);
                destinations[block.Id] = block;                         // what it is when the path comes back to it
                block = block.Successors[0];
            }
            var end = destinations[block.Id] ??= block;
            foreach (var passed in path)
                destinations[passed.Id] = end;
        }
        return destinations!; // every block was a start
    }

    private CodeTarget TargetOf(MachineBlock block)
    {
        var destination = _destinations[block.Id];
        return IsPassedOver(destination) ? StubOf(destination.Terminator, HasFrame(destination)).Target : _blockTargets[destination.Id];
    }

    /// <summary>Whether a block only returns, with the result in its place already: shorter than a jump to it.</summary>
    private bool IsBareReturn(MachineBlock block) => block.Instructions is [{ Op: MachineOp.Return } only]
        ? _allocation.AtStart(block).Count + _allocation.Before(only).Count == 0
        : block.Instructions is [{ Op: MachineOp.MoveToFixed, SourceLocations: [var result] } move, { Op: MachineOp.Return } end]
        && result == Location.Of(_function.Convention.Result)
        && _allocation.AtStart(block).Count + _allocation.Before(move).Count + _allocation.Before(end).Count == 0;

    /// <summary>Whether there is a frame in a block.</summary>
    private bool HasFrame(MachineBlock block) => !_allocation.IsFrameLate || !block.IsEarly;

    private void EmitReturn(bool hasFrame)
    {
        if (hasFrame)
            _frame.EmitEpilogue(_code);
        else
            FrameLayout.EmitReturn(_code);
    }

    private void EmitBlock(MachineBlock block, MachineBlock? next)
    {
        if (block.Id != 0)
            _code.Place(_blockTargets[block.Id]);
        _code.Nearby = PlaceOf(block);
        if (_allocation.IsFrameLate && !block.IsEarly && block.Predecessors is [{ IsEarly: true, Successors.Count: > 1 }])
            _frame.EmitPrologue(_code);
        _moves.PushedBytes = HasFrame(block) ? 0 : -_frame.Size;
        _moves.Emit(_allocation.AtStart(block));
        EmitInstructions(block, next);
    }

    private void EmitInstructions(MachineBlock block, MachineBlock? next)
    {
        FindFreeFlags(block);
        var place = PlaceOf(block);
        for (var index = 0; index < block.Instructions.Count; index++)
        {
            var instruction = block.Instructions[index];
            _code.Nearby = HasPlace(instruction) ? instruction.Origin : place;
            _moves.Emit(_allocation.Before(instruction));
            _code.Origin = instruction.Origin;
            if (instruction == block.Terminator)
            {
                if (!HasFrame(block) && block.Successors is [{ IsEarly: false }])
                {
                    _frame.EmitPrologue(_code);
                    _moves.PushedBytes = 0;
                }
                _moves.Emit(_allocation.AtEnd(block));
                EmitTerminator(block, instruction, next);
            }
            else if (instruction.Op == MachineOp.ExitIf)
            {
                EmitExitIf(instruction, HasFrame(block));
            }
            else if (index == 0 || !SetsFlagsOf(block.Instructions[index - 1], instruction))
            {
                _instructions.Emit(instruction, _flagsAreFree[index]);
            }
            _code.Origin = null;
        }
    }

    /// <summary>
    /// The value that stands for the place in Python of a block: of the first instruction that has one. What stands on an edge alone belongs to the branch that leads there.
    /// </summary>
    private static Value? PlaceOf(MachineBlock block) => (block.Instructions.Find(HasPlace) ?? block.Predecessors.FirstOrDefault()?.Terminator)?.Origin;

    private static bool HasPlace(MachineInstruction instruction) => instruction.Origin is { Origin.Index: >= 0 };

    /// <summary>Whether bits are combined and then tested: they have set all flags as the test would, and moves between leave them.</summary>
    private static bool SetsFlagsOf(MachineInstruction before, MachineInstruction test) =>
        test is { Op: MachineOp.Test, Immediate: null } && before.Op is MachineOp.And or MachineOp.Or or MachineOp.Xor
        && before.Result == test.Sources[0].Register;

    /// <summary>Finds out behind which instructions of a block nobody reads the flags that are set before them.</summary>
    private void FindFreeFlags(MachineBlock block)
    {
        var instructions = block.Instructions;
        if (_flagsAreFree.Length < instructions.Count)
            _flagsAreFree = new bool[2 * instructions.Count];
        var areFree = true;
        for (var index = instructions.Count - 1; index >= 0; index--)
        {
            _flagsAreFree[index] = areFree;
            if (instructions[index].Has(MachineTraits.ReadsFlags))
                areFree = false;
            else if (instructions[index].Has(MachineTraits.WritesFlags))
                areFree = true;
        }
    }

    private void EmitTerminator(MachineBlock block, MachineInstruction terminator, MachineBlock? next)
    {
        var nextTarget = next is null ? null : _blockTargets[next.Id];
        switch (terminator.Op)
        {
            case MachineOp.Return:
                EmitReturn(HasFrame(block));
                break;
            case MachineOp.Exit:
                var stub = StubOf(terminator, HasFrame(block));
                if (stub.IsEmitted)
                    _code.Jump(Code.Jmp_rel32_64, stub.Target);
                else
                    stub.Emit(_code, _moves, _frame, _ends);
                break;
            case MachineOp.Jump:
                var target = TargetOf(block.Successors[0]);
                if (target == nextTarget)
                    break;
                if (IsTestOfLoop(block, _destinations[block.Successors[0].Id]))
                    EmitInstructions(_destinations[block.Successors[0].Id], next);
                else if (_bareReturns.Contains(target))
                    EmitReturn(HasFrame(_destinations[block.Successors[0].Id]));
                else
                    _code.Jump(Code.Jmp_rel32_64, target);
                break;
            case MachineOp.Branch:
                var (whenTrue, whenFalse, condition) = (block.Successors[0], block.Successors[1], terminator.Condition);
                // Where neither follows, the one that the loop goes on with is jumped to at once.
                if (whenTrue.LoopDepth < whenFalse.LoopDepth)
                    (whenTrue, whenFalse, condition) = (whenFalse, whenTrue, condition.Negate());
                EmitBranch(condition, TargetOf(whenTrue), TargetOf(whenFalse), nextTarget);
                break;
        }
    }

    /// <summary>Whether a block goes back to one that does little but decide whether to go on.</summary>
    private bool IsTestOfLoop(MachineBlock block, MachineBlock target) =>
        target.Id <= block.Id && target.Terminator.Op == MachineOp.Branch && target.Instructions.Count <= MostCopied
        && target.Instructions.Sum(instruction => 1 + _allocation.Before(instruction).Count) <= MostCopied
        && target.Successors.Exists(successor => successor.LoopDepth < target.LoopDepth);

    private void EmitBranch(Condition condition, CodeTarget whenTrue, CodeTarget whenFalse, CodeTarget? next)
    {
        if (condition == Condition.FloatNotEqual)
            (condition, whenTrue, whenFalse) = (Condition.FloatEqual, whenFalse, whenTrue);
        if (condition == Condition.FloatEqual)
        {
            // Unordered operands are not equal, though the zero flag says so.
            _code.Jump(ConditionCodes.Of(Condition.Parity).Jump, whenFalse);
            condition = Condition.Equal;
        }
        if (whenTrue == next)
        {
            _code.Jump(ConditionCodes.Of(condition.Negate()).Jump, whenFalse);
            return;
        }
        _code.Jump(ConditionCodes.Of(condition).Jump, whenTrue);
        if (whenFalse != next)
            _code.Jump(Code.Jmp_rel32_64, whenFalse);
    }

    private void EmitExitIf(MachineInstruction instruction, bool hasFrame)
    {
        var target = StubOf(instruction, hasFrame).Target;
        var condition = instruction.Condition;
        if (condition == Condition.FloatNotEqual)
        {
            _code.Jump(ConditionCodes.Of(Condition.Parity).Jump, target);
            condition = Condition.NotEqual;
        }
        _code.Jump(ConditionCodes.Of(condition).Jump, target);
    }

    /// <summary>The way out for an exit, with everything where it is at the moment.</summary>
    private ExitStub StubOf(MachineInstruction instruction, bool hasFrame)
    {
        if (!_stubs.TryGetValue(instruction.Exit, out var stubs))
            _stubs[instruction.Exit] = stubs = [];
        if (stubs.Find(stub => stub.Serves(instruction, hasFrame)) is { } known)
            return known;

        var name = string.Create(CultureInfo.InvariantCulture, $"exit{instruction.Exit}");
        if (stubs.Count > 0)
            name += string.Create(CultureInfo.InvariantCulture, $"_{stubs.Count}");
        var made = new ExitStub(_function, instruction, name, hasFrame);
        stubs.Add(made);
        _stubsInOrder.Add(made);
        return made;
    }
}

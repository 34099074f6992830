using Pyc.Translation.Ir;
namespace Pyc.X64;

/// <summary>Numbers the instructions, and finds where each value and each fixed register is needed.</summary>
/// <remarks>
/// One walk backwards over all blocks. On its way it exchanges the sources of commutative operations so that the better one gives
/// its place to the result, lets exits undo a sum only where its operand is not needed any more, and collects hints: a value that
/// is moved into a fixed register likes to be made there, and so does what it is made of.
/// </remarks>
internal sealed class LiveIntervals
{
    private readonly MachineFunction _function;
    private readonly LiveInterval[] _intervals;
    private readonly List<LiveRange>[] _fixed;
    private readonly List<LiveRange> _vectorsLost = [];     // where no register keeps a vector
    private readonly int[] _blockStarts;
    private readonly int[] _fixedEnds;
    private readonly LiveSet _settled;
    private readonly RegisterPressure _pressure;
    private readonly Dictionary<VirtualRegister, RegisterSet> _madeIn = [];

    internal LiveIntervals(MachineFunction function, Liveness liveness)
    {
        _function = function;
        _intervals = [.. function.Registers.Select(register => new LiveInterval(register))];
        _fixed = [.. Enum.GetValues<X64Register>().Select(_ => new List<LiveRange>())];
        _fixedEnds = new int[_fixed.Length];
        _settled = new LiveSet(_intervals.Length);
        _pressure = new RegisterPressure(function);
        _blockStarts = new int[function.Blocks.Count + 1];
        var number = 0;
        foreach (var block in function.Blocks)
        {
            _blockStarts[block.Id] = 2 * number;
            number += block.Instructions.Count;
            foreach (var instruction in block.Instructions.Where(IsSettledFromTheStart))
            {
                _settled.Add(instruction.Result!.Id); // both operations have a result
                _madeIn[instruction.Result] = instruction.FixedSources;
            }
        }
        _blockStarts[^1] = 2 * number;

        var live = new LiveSet(_intervals.Length);
        for (var index = function.Blocks.Count - 1; index >= 0; index--)
            BuildBlock(function.Blocks[index], liveness, live);
        _pressure.End();
        foreach (var interval in _intervals)
            interval.Complete();
        foreach (var ranges in _fixed)
            ranges.Reverse();
        _vectorsLost.Reverse();
    }

    /// <summary>The function as IR.</summary>
    internal Function Source => _function.Source;

    /// <summary>The interval of a value.</summary>
    internal LiveInterval this[VirtualRegister register] => _intervals[register.Id];

    internal IReadOnlyList<LiveInterval> All => _intervals;

    /// <summary>The first position where a register cannot hold a value: it holds something that instructions name it for, or loses a part.</summary>
    internal int FirstConflict(LiveInterval interval, X64Register register)
    {
        var named = interval.FirstIntersection(_fixed[(int)register]);
        return interval.Register.IsVector ? Math.Min(named, interval.FirstIntersection(_vectorsLost)) : named;
    }

    /// <summary>The registers that each loop takes.</summary>
    internal RegisterPressure Pressure => _pressure;

    /// <summary>The blocks, in their order.</summary>
    internal IReadOnlyList<MachineBlock> Blocks => _function.Blocks;

    /// <summary>Where the early blocks end; 0 for none.</summary>
    internal int EarlyEnd => _blockStarts[_function.Blocks.FindIndex(block => !block.IsEarly)];

    internal int StartOf(MachineBlock block) => _blockStarts[block.Id];

    internal int EndOf(MachineBlock block) => _blockStarts[block.Id + 1];

    /// <summary>The block that holds a position.</summary>
    internal MachineBlock BlockAt(int position)
    {
        var index = Array.BinarySearch(_blockStarts, position);
        return _function.Blocks[index >= 0 ? index : ~index - 1];
    }

    /// <summary>Whether a block starts at a position: what differs there is a matter of its edges.</summary>
    internal bool IsBlockStart(int position) => Array.BinarySearch(_blockStarts, position) >= 0;

    private void BuildBlock(MachineBlock block, Liveness liveness, LiveSet live)
    {
        var (start, end) = (StartOf(block), EndOf(block));
        live.Clear();
        _pressure.Begin(block);
        foreach (var id in liveness.Out(block))
        {
            live.Add(id);
            _pressure.Add(_intervals[id].Register);
            _intervals[id].Prepend(start, end);
        }
        Array.Fill(_fixedEnds, -1);

        for (var index = block.Instructions.Count - 1; index >= 0; index--)
            BuildInstruction(block.Instructions[index], start, start + 2 * index, live);

        foreach (var phi in block.Phis)
            BuildPhi(phi, start, live);
        for (var register = 0; register < _fixed.Length; register++)
        {
            if (_fixedEnds[register] >= 0)
                _fixed[register].Add(new LiveRange(start, _fixedEnds[register])); // an argument, from the caller
        }
    }

    private void BuildInstruction(MachineInstruction instruction, int blockStart, int position, LiveSet live)
    {
        foreach (var register in instruction.FixedResults)
        {
            var end = _fixedEnds[(int)register] >= 0 ? _fixedEnds[(int)register] : position + 2;
            _fixed[(int)register].Add(new LiveRange(position + 1, end));
            _fixedEnds[(int)register] = -1;
        }
        if (instruction.Op.LosesVectors())
            _vectorsLost.Add(new LiveRange(position + 1, position + 2));
        if (instruction.Result is { } result)
        {
            var interval = _intervals[result.Id];
            if (live.Contains(result.Id))
            {
                interval.BeginAt(position + 1);
                _pressure.Remove(result);
            }
            else
            {
                interval.Prepend(position + 1, position + 2);
            }
            interval.PrependUse(new UsePosition(position + 1, instruction.ResultKind, Late: false));
            live.Remove(result.Id);
        }
        _pressure.Note(instruction.FixedResults);
        if (instruction.Undo is { } undo && live.Contains(undo.Operand.Id))
            instruction.DropUndo(undo);
        ChooseFirstSource(instruction, live);
        CollectHints(instruction, live);

        foreach (var register in instruction.FixedSources)
        {
            if (_fixedEnds[(int)register] < 0)
                _fixedEnds[(int)register] = position + (instruction.Has(MachineTraits.TwoAddress) ? 2 : 1);
        }
        foreach (var source in instruction.Sources)
        {
            var interval = _intervals[source.Register.Id];
            if (!live.Contains(source.Register.Id))
            {
                // It may be read twice, early and late.
                var isLate = Array.Exists(instruction.Sources, other => other.Late && other.Register == source.Register);
                interval.Prepend(blockStart, position + (isLate ? 2 : 1));
                live.Add(source.Register.Id);
                _pressure.Add(source.Register);
            }
            interval.PrependUse(new UsePosition(position, source.Kind, source.Late));
        }
        _pressure.Note(instruction.FixedSources);
    }

    /// <summary>
    /// Whether the result is in a certain place before anyone can choose: an argument, the result of a division.
    /// </summary>
    private static bool IsSettledFromTheStart(MachineInstruction instruction) =>
        instruction.Op is MachineOp.MoveFromFixed or MachineOp.StackArgument;

    /// <summary>
    /// The result takes the place of the first source: best of one that is not needed any more and is where the result is wanted, then of
    /// one that could be made there, then of one that is not needed any more.
    /// </summary>
    private void ChooseFirstSource(MachineInstruction instruction, LiveSet liveAfter)
    {
        if (!instruction.Has(MachineTraits.Commutative) || instruction.ReadsPlace || instruction.Sources is not [var first, var second])
            return;

        var interval = instruction.Result is { } result ? _intervals[result.Id] : null;
        int Worth(VirtualRegister source) => liveAfter.Contains(source.Id) ? 0
            : !_settled.Contains(source.Id) ? 2
            : interval is not null && (interval.Hints.Exists(_madeIn[source].Contains) || interval.LaterHints.Exists(_madeIn[source].Contains)) ? 3 : 1;
        if (Worth(second.Register) > Worth(first.Register))
            instruction.ExchangeSources();
    }

    private void CollectHints(MachineInstruction instruction, LiveSet liveAfter)
    {
        switch (instruction.Op)
        {
            case MachineOp.MoveToFixed when instruction.Sources is [var source]:
                if (!liveAfter.Contains(source.Register.Id))
                {
                    foreach (var register in instruction.FixedResults)
                        _intervals[source.Register.Id].Hints.Add(register);
                }
                break;
            case MachineOp.MoveArguments:
                foreach (var argument in instruction.Arguments.Where(argument => argument.Source >= 0 && argument.To.IsRegister))
                {
                    var passed = instruction.Sources[argument.Source].Register;
                    if (!liveAfter.Contains(passed.Id))
                        _intervals[passed.Id].Hints.Add(argument.To.Register);
                }
                break;
            case MachineOp.MoveFromFixed:
                foreach (var register in instruction.FixedSources)
                    _intervals[instruction.Result!.Id].Hints.Insert(0, register); // a move has a result
                break;
            default:
                // Sources that die here, the first above all, can hand on their place.
                var takesPlace = instruction.Has(MachineTraits.TwoAddress) || instruction.Op == MachineOp.AddWrap;
                foreach (var source in instruction.Sources)
                {
                    if (instruction.Result is { } result && !source.Late && !liveAfter.Contains(source.Register.Id))
                        Relate(result, source.Register, handsOn: takesPlace);
                }
                break;
        }
    }

    private void BuildPhi(MachinePhi phi, int start, LiveSet live)
    {
        var interval = _intervals[phi.Result.Id];
        if (live.Contains(phi.Result.Id))
            interval.BeginAt(start);
        else
            interval.Prepend(start, start + 1);
        live.Remove(phi.Result.Id);
        foreach (var operand in phi.Operands.Where(operand => operand.Constant is null))
        {
            Relate(phi.Result, operand, handsOn: true);
            _intervals[operand.Id].Phis.Add(phi.Result);
        }
    }

    private void Relate(VirtualRegister result, VirtualRegister source, bool handsOn)
    {
        _intervals[result.Id].Related.Add(source);
        if (!handsOn)
            return;
        _intervals[source.Id].Related.Add(result);
        AddLater(_intervals[result.Id].Hints);
        AddLater(_intervals[result.Id].LaterHints);

        void AddLater(List<X64Register> hints)
        {
            var known = _intervals[source.Id].LaterHints;
            foreach (var hint in hints)
            {
                if (!known.Contains(hint))
                    known.Add(hint);
            }
        }
    }
}

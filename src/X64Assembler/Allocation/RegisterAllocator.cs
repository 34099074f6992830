namespace Pyc.X64;

/// <summary>Register allocation: late increments, live intervals, linear scan, then the moves between the parts of split intervals.</summary>
internal sealed class RegisterAllocator
{
    private readonly MachineFunction _function;
    private readonly Liveness _liveness;
    private readonly LiveIntervals _intervals;

    private RegisterAllocator(MachineFunction function)
    {
        _function = function;
        _liveness = new Liveness(function);
        if (LateIncrements.Apply(function, _liveness))
            _liveness = new Liveness(function);
        _intervals = new LiveIntervals(function, _liveness);
    }

    /// <summary>Fills in the locations of all operands.</summary>
    /// <param name="function">A complete machine function.</param>
    /// <param name="order">The registers to use, the best first.</param>
    internal static Allocation Allocate(MachineFunction function, IReadOnlyList<X64Register> order)
    {
        var allocator = new RegisterAllocator(function);
        foreach (var argument in function.Blocks[0].Instructions.Where(instruction => instruction.Op == MachineOp.StackArgument))
        {
            allocator._intervals[argument.Result!].Home =                  // it defines the argument
                new Location(LocationKind.StackArgument, argument.Immediate!.Value); // whose number it has
        }
        var scan = new LinearScan(allocator._intervals, allocator._liveness, order);
        scan.Run();

        var allocation = new Allocation(function) { SlotCount = scan.SlotCount };
        allocator.SetLocations(allocation);
        allocator.InsertMoves(allocation);
        allocator.InsertEdgeMoves(allocation);
        allocation.FindFrame();
        return allocation;
    }

    private void SetLocations(Allocation allocation)
    {
        var used = new RegisterSet();
        foreach (var part in _intervals.All.Where(interval => !interval.IsEmpty).SelectMany(interval => interval.Parts))
        {
            if (part.Location.IsRegister)
                used = used.With(part.Location.Register);
        }
        foreach (var block in _function.Blocks)
        {
            var position = _intervals.StartOf(block);
            foreach (var instruction in block.Instructions)
            {
                var locations = instruction.Sources.Length == 0 ? [] : new Location[instruction.Sources.Length];
                for (var index = 0; index < locations.Length; index++)
                    locations[index] = _intervals[instruction.Sources[index].Register].LocationAt(position);
                instruction.SourceLocations = locations;
                if (instruction.Result is { } result)
                    instruction.ResultLocation = _intervals[result].LocationAt(position + 1);
                foreach (var register in instruction.FixedResults)
                    used = used.With(register);
                position += 2;
            }
        }
        allocation.UsedRegisters = used;
    }

    /// <summary>Moves within blocks: stores behind definitions, and from one part of an interval to the next.</summary>
    private void InsertMoves(Allocation allocation)
    {
        var moves = new Dictionary<int, ParallelMove>();
        ParallelMove At(int position) => moves.TryGetValue(position, out var move) ? move : moves[position] = new ParallelMove();

        foreach (var root in _intervals.All.Where(interval => !interval.IsEmpty))
        {
            // A phi begins where its block does, at an even position; any other value behind its instruction.
            if (root.Home.Kind == LocationKind.SpillSlot && root.Location.IsRegister && !root.IsStoredLate)
                At((root.Start + 1) & ~1).Add(root.Location, root.Home, root.Register);

            for (var index = 1; index < root.Parts.Count; index++)
            {
                var (before, after) = (root.Parts[index - 1], root.Parts[index]);
                if (before.End == after.Start && after.Location.IsRegister && !_intervals.IsBlockStart(after.Start))
                    At(after.Start).Add(before.Location, after.Location, root.Register);
            }
        }
        foreach (var block in _function.Blocks)
        {
            for (var index = 0; index < block.Instructions.Count; index++)
            {
                if (moves.TryGetValue(_intervals.StartOf(block) + 2 * index, out var move) && !move.IsEmpty)
                    allocation.SetBefore(block.Instructions[index], move.Resolve());
            }
        }
    }

    private void InsertEdgeMoves(Allocation allocation)
    {
        foreach (var block in _function.Blocks)
        {
            for (var edge = 0; edge < block.Predecessors.Count; edge++)
            {
                var predecessor = block.Predecessors[edge];
                var (end, start) = (_intervals.EndOf(predecessor) - 1, _intervals.StartOf(block));
                var move = new ParallelMove();
                foreach (var id in _liveness.In(block))
                {
                    // What is in memory from here on is there already.
                    var interval = _intervals.All[id];
                    if (interval.LocationAt(start) is { IsMemory: false } location)
                        move.Add(interval.LocationAt(end), location, interval.Register);
                    if (interval.IsStoredLate && predecessor.IsEarly && !block.IsEarly)
                        move.Add(interval.LocationAt(end), interval.Home, interval.Register);
                }
                foreach (var phi in block.Phis)
                {
                    var operand = phi.Operands[edge];
                    var from = operand.Constant is { } number
                        ? new Location(LocationKind.Constant, number)
                        : _intervals[operand].LocationAt(end);
                    move.Add(from, _intervals[phi.Result].LocationAt(start), phi.Result);
                }
                if (!move.IsEmpty)
                    allocation.SetEdge(predecessor, block, move.Resolve());
            }
        }
    }
}

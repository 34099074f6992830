namespace Pyc.X64;

/// <summary>Counts loops on where they go back, not where Python does, so that a counter and the next one can share a register.</summary>
/// <remarks>
/// An iterator steps on before the body runs, and the body reads the number it gave: both would be alive throughout. What exits tell of
/// the next number they compute from this one. A loop that tests last compares the next number where it goes back or not: it is made before that. Cost: linear, and a look
/// through its block for each counter.
/// </remarks>
internal sealed class LateIncrements
{
    private readonly MachineFunction _function;
    private readonly Liveness _liveness;
    private readonly Dictionary<VirtualRegister, (MachineBlock Block, MachineInstruction Instruction)> _increments = [];
    private readonly int[] _uses;                           // by register: how often it is read, save in exits
    private readonly List<MachineInstruction>?[] _exits;    // by register: what stores it

    private LateIncrements(MachineFunction function, Liveness liveness)
    {
        _function = function;
        _liveness = liveness;
        _uses = new int[function.Registers.Count];
        _exits = new List<MachineInstruction>?[function.Registers.Count];
        foreach (var block in function.Blocks)
        {
            foreach (var operand in block.Phis.SelectMany(phi => phi.Operands))
                _uses[operand.Id]++;
            foreach (var instruction in block.Instructions)
                Enter(instruction, block);
        }
    }

    /// <summary>Moves what can be moved.</summary>
    /// <param name="function">A complete machine function.</param>
    /// <param name="liveness">What is live in it.</param>
    /// <returns>Whether anything was moved: the liveness is of the past then.</returns>
    internal static bool Apply(MachineFunction function, Liveness liveness)
    {
        if (!function.HasLoops)
            return false;
        var increments = new LateIncrements(function, liveness);
        var changed = false;
        foreach (var header in function.Blocks)
        {
            foreach (var phi in header.Phis)
            {
                foreach (var next in phi.Operands.Distinct().ToList())
                    changed |= increments.TryMove(phi, next, header);
            }
        }
        return changed;
    }

    private void Enter(MachineInstruction instruction, MachineBlock block)
    {
        if (instruction is { Op: MachineOp.AddWrap, Sources.Length: 1, Immediate: not null, Result: { } result })
            _increments[result] = (block, instruction);

        var words = instruction.Op is MachineOp.Exit or MachineOp.ExitIf ? instruction.WordCount : 0;
        for (var index = 0; index < instruction.Sources.Length; index++)
        {
            var register = instruction.Sources[index].Register;
            if (index >= 1 && index <= words && instruction.Undo?.Word != index - 1)
                (_exits[register.Id] ??= []).Add(instruction);
            else
                _uses[register.Id]++;
        }
    }

    /// <summary>Moves an increment to the ends of the blocks that go back with it.</summary>
    private bool TryMove(MachinePhi phi, VirtualRegister next, MachineBlock header)
    {
        if (!_increments.TryGetValue(next, out var increment) || increment.Instruction.Sources[0].Register != phi.Result)
            return false;
        var (block, instruction) = increment;
        var edges = Enumerable.Range(0, phi.Operands.Length).Where(edge => phi.Operands[edge] == next).ToList();
        var exits = _exits[next.Id] ?? [];
        var test = edges.Count == 1 && _uses[next.Id] > 1 ? TestBefore(header.Predecessors[edges[0]]) : null;
        if (_uses[next.Id] != (test is null ? edges.Count : CountUses(next, test)) || !edges.TrueForAll(edge => GoesBack(header.Predecessors[edge], header, block)))
            return false;
        var index = block.Instructions.IndexOf(instruction);
        if (exits.Count == 0 && !_liveness.Out(block).Contains(phi.Result.Id) && !IsReadBehind(block, index, phi.Result))
            return false;                                   // they share a register as it is

        foreach (var exit in exits)
            exit.StoreAdjusted(next, phi.Result, instruction.Immediate!.Value); // what makes it an increment
        block.Instructions.RemoveAt(index);
        foreach (var edge in edges)
        {
            phi.Operands[edge] = edge == edges[0] ? next : _function.NewRegister(next.Name);
            var latch = (test ?? header.Predecessors[edge]).Instructions;
            latch.Insert(latch.Count - (test is null ? 1 : 2), new MachineInstruction(MachineOp.AddWrap)
            {
                Result = phi.Operands[edge],
                Sources = [.. instruction.Sources],
                Immediate = instruction.Immediate,
                Origin = instruction.Origin,
            });
        }
        return true;
    }

    /// <summary>The block that compares and branches to one that does nothing but go back.</summary>
    private static MachineBlock? TestBefore(MachineBlock latch) =>
        latch is { Instructions.Count: 1, Predecessors: [var test] } && test is { Terminator.Op: MachineOp.Branch, Instructions: [.., { Op: MachineOp.Compare }, _] } ? test : null;

    /// <summary>How often a number is read in the comparison at the end of a block, and handed on by the edges behind.</summary>
    private static int CountUses(VirtualRegister number, MachineBlock test)
    {
        var count = test.Instructions[^2].Sources.Count(source => source.Register == number);
        foreach (var successor in test.Successors)
        {
            var last = successor is { Instructions.Count: 1, Terminator.Op: MachineOp.Jump } ? successor : test;   // where the edge has a block of its own
            foreach (var target in last.Successors.Where(target => last != test || target == successor))
                count += Enumerable.Range(0, target.Predecessors.Count).Where(edge => target.Predecessors[edge] == last).Sum(edge => target.Phis.Count(phi => phi.Operands[edge] == number));
        }
        return count;
    }

    /// <summary>Whether a block does nothing but go back at its end, and no more often than another one runs.</summary>
    private static bool GoesBack(MachineBlock latch, MachineBlock header, MachineBlock block) =>
        latch.Id >= header.Id && latch.Terminator.Op == MachineOp.Jump && latch.LoopDepth == block.LoopDepth;

    private static bool IsReadBehind(MachineBlock block, int index, VirtualRegister register) =>
        block.Instructions.Skip(index + 1).Any(instruction => instruction.Sources.Any(source => source.Register == register));
}

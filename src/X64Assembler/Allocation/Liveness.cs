namespace Pyc.X64;

/// <summary>Which virtual registers are live where blocks begin and end.</summary>
/// <remarks>
/// The operand of a phi is live at the end of its predecessor, not at the start of the phi's block; the phi is live in neither of
/// them before it. Goes from each use backwards to the definition, one register after the other: B. Boissinot, S. Hack, D. Grund, B.
/// Dupont de Dinechin, F. Rastello, "Computing Liveness Sets for SSA-Form Programs" (2011), section 4.2. Time and memory are those of the
/// answer: sets with a bit for each register would take the product of blocks and registers, gigabytes for some thousand divisions.
/// </remarks>
internal sealed class Liveness
{
    /// <summary>Registers that may be live where blocks begin and end, all blocks together: more than 64 in each of 100,000 blocks.</summary>
    internal const int MaximumEntries = 8_000_000;

    private readonly MachineFunction _function;
    private readonly List<int>[] _liveIn;
    private readonly List<int>[] _liveOut;
    private readonly Stack<MachineBlock> _pending = new();
    private int _entries;

    /// <exception cref="FunctionTooLargeException">Too many values are alive across too many blocks.</exception>
    internal Liveness(MachineFunction function)
    {
        _function = function;
        List<int>[] Sets() => [.. function.Blocks.Select(_ => new List<int>())];
        (_liveIn, _liveOut) = (Sets(), Sets());

        var (definitions, uses) = FindUses(function);
        for (var id = 0; id < uses.Length; id++)
        {
            foreach (var (block, atEnd) in uses[id] ?? [])
            {
                if (atEnd)
                    _pending.Push(block);
                else
                    EnterAtStart(block, id, definitions[id]);
                Follow(id, definitions[id]);
            }
        }
    }

    /// <summary>The registers that are live at the start of a block, by ascending id; its phis are not.</summary>
    internal IReadOnlyList<int> In(MachineBlock block) => _liveIn[block.Id];

    /// <summary>The registers that are live at the end of a block, by ascending id.</summary>
    internal IReadOnlyList<int> Out(MachineBlock block) => _liveOut[block.Id];

    /// <summary>By register: the block that defines it, and the blocks that read it, at their end where a phi behind them does.</summary>
    private static (MachineBlock?[] Definitions, List<(MachineBlock Block, bool AtEnd)>?[] Uses) FindUses(MachineFunction function)
    {
        var definitions = new MachineBlock?[function.Registers.Count];
        var uses = new List<(MachineBlock Block, bool AtEnd)>?[function.Registers.Count];
        foreach (var block in function.Blocks)
        {
            foreach (var phi in block.Phis)
            {
                definitions[phi.Result.Id] = block;
                for (var index = 0; index < phi.Operands.Length; index++)
                {
                    if (phi.Operands[index].Constant is null)
                        (uses[phi.Operands[index].Id] ??= []).Add((block.Predecessors[index], AtEnd: true));
                }
            }
            foreach (var instruction in block.Instructions)
            {
                foreach (var source in instruction.Sources)
                    (uses[source.Register.Id] ??= []).Add((block, AtEnd: false));
                if (instruction.Result is { } result)
                    definitions[result.Id] = block;
            }
        }
        return (definitions, uses);
    }

    /// <summary>Makes a register live at the end of the pending blocks, and wherever that needs it to be.</summary>
    private void Follow(int id, MachineBlock? definition)
    {
        while (_pending.TryPop(out var block))
        {
            if (TryEnter(_liveOut[block.Id], id))
                EnterAtStart(block, id, definition);
        }
    }

    // A register is defined before it is read, also in the block of both.
    private void EnterAtStart(MachineBlock block, int id, MachineBlock? definition)
    {
        if (block == definition || !TryEnter(_liveIn[block.Id], id))
            return;
        foreach (var predecessor in block.Predecessors)
            _pending.Push(predecessor);
    }

    // One register is entered after the other, so it is the last where it is known already.
    private bool TryEnter(List<int> ids, int id)
    {
        if (ids.Count > 0 && ids[^1] == id)
            return false;
        if (++_entries > MaximumEntries)
        {
            throw new FunctionTooLargeException(_function.Source, $"{MaximumEntries} places to keep its values between its blocks");
        }
        ids.Add(id);
        return true;
    }
}

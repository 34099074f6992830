namespace Pyc.X64;

/// <summary>Which virtual registers are live where blocks begin and end.</summary>
/// <remarks>
/// The operand of a phi is live at the end of its predecessor, not at the start of the phi's block; the phi is live in neither of
/// them before it. Iterates backwards until nothing changes: linear for each level of loops.
/// </remarks>
internal sealed class Liveness
{
    private readonly RegisterBitSet[] _liveIn;
    private readonly RegisterBitSet[] _liveOut;

    internal Liveness(MachineFunction function)
    {
        var count = function.Registers.Count;
        RegisterBitSet[] Sets() => [.. function.Blocks.Select(_ => new RegisterBitSet(count))];
        (_liveIn, _liveOut) = (Sets(), Sets());
        var defined = Sets();
        foreach (var block in function.Blocks)
            ScanBlock(block, defined[block.Id]);

        bool changed;
        do
        {
            changed = false;
            for (var index = function.Blocks.Count - 1; index >= 0; index--)
            {
                foreach (var successor in function.Blocks[index].Successors)
                    changed |= _liveOut[index].Union(_liveIn[successor.Id]);
                changed |= _liveIn[index].Union(_liveOut[index], except: defined[index]);
            }
        }
        while (changed);
    }

    internal RegisterBitSet In(MachineBlock block) => _liveIn[block.Id];

    internal RegisterBitSet Out(MachineBlock block) => _liveOut[block.Id];

    private void ScanBlock(MachineBlock block, RegisterBitSet defined)
    {
        foreach (var phi in block.Phis)
        {
            defined.Add(phi.Result.Id);
            for (var index = 0; index < phi.Operands.Length; index++)
            {
                if (phi.Operands[index].Constant is null)
                    _liveOut[block.Predecessors[index].Id].Add(phi.Operands[index].Id);
            }
        }
        foreach (var instruction in block.Instructions)
        {
            foreach (var source in instruction.Sources)
            {
                if (!defined.Contains(source.Register.Id))
                    _liveIn[block.Id].Add(source.Register.Id);
            }
            if (instruction.Result is { } result)
                defined.Add(result.Id);
        }
    }
}

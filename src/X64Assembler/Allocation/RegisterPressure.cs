namespace Pyc.X64;

/// <summary>How many registers of each class blocks and loops would like to have at once. Filled by the walk that builds the intervals.</summary>
/// <param name="function">The function.</param>
internal sealed class RegisterPressure(MachineFunction function)
{
    private readonly int[,] _most = new int[function.Blocks.Count, 2];      // by block and class; of a loop's head that of the whole loop
    private readonly int[] _live = new int[2];                              // by class: at the place where the walk is
    private MachineBlock _block = function.Blocks[0];

    /// <summary>Of the head of a loop: the most that are wanted at once anywhere in it; final when the first block has been walked through.</summary>
    internal int In(MachineBlock head, RegisterClass @class) => _most[head.Id, (int)@class];

    /// <summary>The walk, which goes backwards, comes to the end of a block.</summary>
    internal void Begin(MachineBlock block)
    {
        HandOn();
        _block = block;
        Array.Clear(_live);
    }

    /// <summary>The walk is through.</summary>
    internal void End() => HandOn();

    internal void Add(VirtualRegister register) => _live[(int)register.Class]++;

    internal void Remove(VirtualRegister register) => _live[(int)register.Class]--;

    /// <summary>Counts what is alive here, together with registers that an instruction names.</summary>
    internal void Note(RegisterSet registers)
    {
        for (var index = 0; index < _live.Length; index++)
        {
            ref var most = ref _most[_block.Id, index];
            most = Math.Max(most, _live[index] + registers.CountOf((RegisterClass)index));
        }
    }

    /// <summary>What a block has seen is what the loop around it has. The blocks of a loop stand behind its head: it has seen them all then.</summary>
    private void HandOn()
    {
        if (_block.LoopHead is not { } head || _block.IsCold)
            return;
        for (var index = 0; index < _live.Length; index++)
            _most[head.Id, index] = Math.Max(_most[head.Id, index], _most[_block.Id, index]);
    }
}

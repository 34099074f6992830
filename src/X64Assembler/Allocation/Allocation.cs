namespace Pyc.X64;

/// <summary>What to do to bring values to other places.</summary>
internal enum MoveKind
{
    /// <summary>To = From.</summary>
    Move,

    /// <summary>Exchanges two registers.</summary>
    Exchange,

    /// <summary>Puts From on the stack.</summary>
    Push,

    /// <summary>Takes To from the stack.</summary>
    Pop,
}

/// <summary>One step of a parallel move.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="From">Read.</param>
/// <param name="To">Written.</param>
/// <param name="Value">The value moved, for listings.</param>
/// <param name="Bytes">How many bytes of the places.</param>
internal readonly record struct MoveStep(MoveKind Kind, Location From, Location To, VirtualRegister? Value, int Bytes);

/// <summary>The result of register allocation, beside the locations that are in the instructions.</summary>
internal sealed class Allocation(MachineFunction function)
{
    // The stack is checked before such a frame is made: what it takes comes off the reserve that is kept there.
    private const int MostSlotsOfLateFrame = 256;

    private readonly Dictionary<MachineInstruction, List<MoveStep>> _before = [];
    private readonly List<MoveStep>?[] _atStart = new List<MoveStep>?[function.Blocks.Count];
    private readonly List<MoveStep>?[] _atEnd = new List<MoveStep>?[function.Blocks.Count];

    internal MachineFunction Function { get; } = function;

    /// <summary>Spill slots in the frame, 8 bytes each.</summary>
    internal required int SlotCount { get; init; }

    /// <summary>Registers that hold values somewhere.</summary>
    internal RegisterSet UsedRegisters { get; set; }

    /// <summary>Whether early blocks do without a frame: it is made on the edges that lead out of them.</summary>
    internal bool IsFrameLate { get; private set; }

    /// <summary>Moves before an instruction, behind those of its block's start.</summary>
    internal IReadOnlyList<MoveStep> Before(MachineInstruction instruction) => _before.GetValueOrDefault(instruction) ?? [];

    /// <summary>Moves of the one edge that leads into a block.</summary>
    internal IReadOnlyList<MoveStep> AtStart(MachineBlock block) => _atStart[block.Id] ?? [];

    /// <summary>Moves of the one edge that leads out of a block, behind those before its terminator.</summary>
    internal IReadOnlyList<MoveStep> AtEnd(MachineBlock block) => _atEnd[block.Id] ?? [];

    /// <summary>Finds out whether early blocks do without a frame; once all places and moves are known.</summary>
    internal void FindFrame()
    {
        var early = Function.Blocks.Where(block => block.IsEarly).ToList();
        IsFrameLate = early.Count > 0 && SlotCount + Function.StackArguments <= MostSlotsOfLateFrame && early.TrueForAll(block => block.Instructions.TrueForAll(IsWithoutFrame)
            && AtStart(block).All(IsWithoutFrame)
            && (AtEnd(block).All(IsWithoutFrame) || !block.Successors[0].IsEarly));
    }

    private bool IsWithoutFrame(MachineInstruction instruction) => Array.TrueForAll(instruction.SourceLocations, IsWithoutFrame)
        && IsWithoutFrame(instruction.ResultLocation)
        && Before(instruction).All(IsWithoutFrame)
        && instruction.FixedResults.Intersect(Function.Convention.CalleeSaved) == default;

    private bool IsWithoutFrame(MoveStep step) => IsWithoutFrame(step.From) && IsWithoutFrame(step.To);

    private bool IsWithoutFrame(Location location) => location.IsRegister
        ? !Function.Convention.CalleeSaved.Contains(location.Register)
        : location.Kind != LocationKind.SpillSlot;

    internal void SetBefore(MachineInstruction instruction, List<MoveStep> steps) => _before[instruction] = steps;

    internal void SetEdge(MachineBlock from, MachineBlock to, List<MoveStep> steps)
    {
        if (from.Successors.Count == 1)
            _atEnd[from.Id] = steps;
        else
            _atStart[to.Id] = steps;
    }
}

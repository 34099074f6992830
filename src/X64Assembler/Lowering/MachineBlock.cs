namespace Pyc.X64;

/// <summary>A basic block of machine instructions.</summary>
internal sealed class MachineBlock(int id)
{
    /// <summary>Its place in <see cref="MachineFunction.Blocks"/> once that is final.</summary>
    internal int Id { get; set; } = id;

    internal List<MachinePhi> Phis { get; } = [];
    internal List<MachineInstruction> Instructions { get; } = [];
    internal List<MachineBlock> Successors { get; } = [];
    internal List<MachineBlock> Predecessors { get; } = [];

    /// <summary>The numbers that the IR gives the edges: entry i belongs to <see cref="Predecessors"/>[i].</summary>
    internal List<int> IrEdges { get; } = [];

    /// <summary>Number of loops around it: the weight of what stands in it.</summary>
    internal int LoopDepth { get; set; }

    /// <summary>The head of the innermost loop around it; of a head that of the loop further out.</summary>
    internal MachineBlock? LoopHead { get; set; }

    /// <summary>Of the head of a loop: the id of the last block in it. Others that are not in the loop may stand before that.</summary>
    internal int LoopEnd { get; set; } = -1;

    /// <summary>Rarely run: laid out behind the rest.</summary>
    internal bool IsCold { get; set; }

    /// <summary>
    /// No way that has come by a call leads here, in a function that can return without a call: it may need no frame yet. Early blocks come first.
    /// </summary>
    internal bool IsEarly { get; set; }

    internal MachineInstruction Terminator => Instructions[^1];

    internal void AddSuccessor(MachineBlock target, int irEdge = 0)
    {
        Successors.Add(target);
        target.Predecessors.Add(this);
        target.IrEdges.Add(irEdge);
    }

    public override string ToString() => $"m{Id}";
}

/// <summary>A phi: the operand of the edge taken; operand i belongs to predecessor i.</summary>
internal sealed record MachinePhi(VirtualRegister Result, VirtualRegister[] Operands);

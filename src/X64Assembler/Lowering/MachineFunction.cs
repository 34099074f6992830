using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>A function in machine IR: SSA over virtual registers; fixed registers hold something only within a block.</summary>
internal sealed class MachineFunction
{
    /// <summary>The most edges that are worth a copy each of what makes the frame.</summary>
    private const int MostLateFrames = 2;

    private readonly Dictionary<long, VirtualRegister> _edgeConstants = [];
    private readonly List<VirtualRegister> _registers = [];

    /// <param name="source">The IR.</param>
    /// <param name="convention">Who calls it.</param>
    /// <param name="exits">The exits of the unit that it is a function of.</param>
    internal MachineFunction(Function source, CallingConvention convention, ExitTable exits)
    {
        Source = source;
        Convention = convention;
        Context = NewRegister("context");
        Exits = exits;
    }

    internal Function Source { get; }
    internal CallingConvention Convention { get; }

    /// <summary>The blocks in the order of their ids, the entry first; final after <see cref="Complete"/>.</summary>
    internal List<MachineBlock> Blocks { get; private set; } = [];

    internal IReadOnlyList<VirtualRegister> Registers => _registers;

    /// <summary>The ways out, of all functions of the unit.</summary>
    internal ExitTable Exits { get; }

    /// <summary>Whether blocks go back to earlier ones; final after <see cref="Complete"/>.</summary>
    internal bool HasLoops { get; private set; }

    /// <summary>Whether it calls functions, native ones, those of the C library or of the runtime.</summary>
    internal bool HasCalls { get; set; }

    /// <summary>Whether functions of the runtime are among them.</summary>
    internal bool HasRuntimeCalls { get; set; }

    /// <summary>The most arguments that it passes to a function on the stack.</summary>
    internal int StackArguments { get; set; }

    /// <summary>The pointer to the call context.</summary>
    internal VirtualRegister Context { get; }

    internal VirtualRegister NewRegister(string name, RegisterClass @class = RegisterClass.General, int bytes = VirtualRegister.WordBytes)
    {
        var register = new VirtualRegister(_registers.Count, name, @class, bytes);
        _registers.Add(register);
        return register;
    }

    /// <summary>The stand-in for a constant that comes along an edge: one for each number.</summary>
    internal VirtualRegister EdgeConstant(long number)
    {
        if (!_edgeConstants.TryGetValue(number, out var register))
        {
            register = new VirtualRegister(_registers.Count, "constant") { Constant = number };
            _registers.Add(register);
            _edgeConstants[number] = register;
        }
        return register;
    }

    internal MachineBlock NewBlock(bool isCold = false)
    {
        var block = new MachineBlock(Blocks.Count) { IsCold = isCold };
        Blocks.Add(block);
        return block;
    }

    /// <summary>Splits critical edges, puts the blocks in order and finds their loop depth.</summary>
    internal void Complete()
    {
        SplitCriticalEdges();
        Blocks = ReversePostOrder();
        FindEarlyBlocks();
        for (var index = 0; index < Blocks.Count; index++)
            Blocks[index].Id = index;
        FindLoopDepths();
        FindColdBlocks();
    }

    /// <summary>Gives each edge from a fork to a join a block of its own, where the moves of the edge can stand.</summary>
    private void SplitCriticalEdges()
    {
        foreach (var block in Blocks.Where(block => block.Successors.Count > 1).ToList())
        {
            for (var index = 0; index < block.Successors.Count; index++)
            {
                var target = block.Successors[index];
                if (target.Predecessors.Count < 2)
                    continue;

                var edge = NewBlock(block.IsCold || target.IsCold);
                edge.Instructions.Add(new MachineInstruction(MachineOp.Jump));
                edge.Successors.Add(target);
                edge.Predecessors.Add(block);
                edge.IrEdges.Add(0);
                block.Successors[index] = edge;
                // A block may stand twice among the predecessors; its edges are split in their order, so the first is this one.
                target.Predecessors[target.Predecessors.IndexOf(block)] = edge;
            }
        }
    }

    private List<MachineBlock> ReversePostOrder()
    {
        var order = new List<MachineBlock>(Blocks.Count);
        var visited = new bool[Blocks.Count];
        var path = new Stack<(MachineBlock Block, int Next)>();
        visited[0] = true;
        path.Push((Blocks[0], 0));
        while (path.TryPop(out var top))
        {
            var (block, next) = top;
            if (next == block.Successors.Count)
            {
                order.Add(block);
                continue;
            }
            path.Push((block, next + 1));
            // What is visited last comes next in the order.
            var successor = block.Successors[IsSecondLikelier(block) ? next : block.Successors.Count - 1 - next];
            if (!visited[successor.Id])
            {
                visited[successor.Id] = true;
                path.Push((successor, 0));
            }
        }
        order.Reverse();
        return order;
    }

    /// <summary>
    /// Whether a round of a loop more often goes the second way of a branch, where both ways lead to the next one: that on which the loop keeps more of its values. The least
    /// of many numbers changes rarely, and a way that does not is straight then.
    /// </summary>
    private static bool IsSecondLikelier(MachineBlock block)
    {
        return block.Successors is [{ Instructions.Count: 1, Successors: [var next] } first, { Instructions.Count: 1, Successors: [var other] } second]
            && next == other && Kept(second) > Kept(first);

        int Kept(MachineBlock way)
        {
            var index = next.Predecessors.IndexOf(way);
            return next.Phis.Count(phi => phi.Operands[index] == phi.Result);
        }
    }

    /// <summary>
    /// Finds the blocks that no call leads to, where one of them returns, and puts them first: what leads to them is among them, so that edges
    /// that go forward still do.
    /// </summary>
    private void FindEarlyBlocks()
    {
        if (!HasCalls)
            return;
        var pending = new Stack<MachineBlock>(Blocks.Where(block =>
            block.Instructions.Exists(instruction => instruction.Op is MachineOp.CallFunction or MachineOp.Call)));
        var late = new HashSet<MachineBlock>(pending);
        while (pending.TryPop(out var block))
        {
            foreach (var successor in block.Successors.Where(late.Add))
                pending.Push(successor);
        }
        var leading = Blocks.Where(block => !late.Contains(block)).Sum(block => block.Successors.Count(late.Contains));
        var canReturn = Blocks.Exists(block => !late.Contains(block) && block.Terminator.Op == MachineOp.Return);
        if (!canReturn || leading is 0 or > MostLateFrames)
            return;
        foreach (var block in Blocks)
            block.IsEarly = !late.Contains(block);
        Blocks = [.. Blocks.OrderBy(block => !block.IsEarly)];
    }

    /// <summary>Natural loops: an edge backwards in the order closes one; of an irreducible graph this is an estimate.</summary>
    private void FindLoopDepths()
    {
        // A header comes before its loop, so from the back inner loops are found first; their headers then stand for them.
        var headers = new MachineBlock?[Blocks.Count];      // by block: that of the innermost loop around it, not the block itself
        var outer = new MachineBlock?[Blocks.Count];        // the same, or that of a loop further out
        var pending = new Stack<MachineBlock>();
        for (var index = Blocks.Count - 1; index >= 0; index--)
        {
            var header = Blocks[index];
            foreach (var latch in header.Predecessors.Where(block => block.Id >= header.Id))
                pending.Push(latch);
            header.LoopDepth = pending.Count > 0 ? 1 : 0;
            HasLoops |= pending.Count > 0;
            while (pending.TryPop(out var block))
            {
                block = Outermost(block);
                if (block.Id <= header.Id)
                    continue;
                headers[block.Id] = outer[block.Id] = header;
                foreach (var predecessor in block.Predecessors)
                    pending.Push(predecessor);
            }
        }
        foreach (var block in Blocks)
        {
            block.LoopHead = headers[block.Id];
            block.LoopDepth += block.LoopHead?.LoopDepth ?? 0;
        }
        for (var index = Blocks.Count - 1; index >= 0; index--)
        {
            var block = Blocks[index];
            if (block.LoopDepth > (block.LoopHead?.LoopDepth ?? 0))
                block.LoopEnd = Math.Max(block.LoopEnd, block.Id);
            if (block.LoopHead is { } head)
                head.LoopEnd = Math.Max(head.LoopEnd, Math.Max(block.Id, block.LoopEnd));
        }

        MachineBlock Outermost(MachineBlock block)
        {
            while (outer[block.Id] is { } around)
            {
                outer[block.Id] = outer[around.Id] ?? around;
                block = around;
            }
            return block;
        }
    }

    /// <summary>A block that leads to cold ones only is cold itself.</summary>
    private void FindColdBlocks()
    {
        for (var index = Blocks.Count - 1; index > 0; index--)
        {
            var block = Blocks[index];
            block.IsCold |= block.Successors.Count > 0 && block.Successors.TrueForAll(successor => successor.IsCold);
        }
    }
}

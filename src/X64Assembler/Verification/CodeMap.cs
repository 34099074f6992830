using Iced.Intel;

namespace Pyc.X64;

/// <summary>Instructions that run one after the other.</summary>
/// <param name="index">Its number in the function, in reverse post-order.</param>
/// <param name="first">Its first instruction, by number.</param>
/// <param name="end">The one behind its last.</param>
internal sealed class FlowBlock(int index, int first, int end)
{
    internal int Index { get; } = index;

    internal int First { get; } = first;

    internal int End { get; } = end;

    /// <summary>Where it goes on: behind a conditional jump first where it does not jump.</summary>
    internal List<FlowBlock> Successors { get; } = [];

    internal List<FlowBlock> Predecessors { get; } = [];

    /// <summary>The block through which every way to it goes last; null of the first one.</summary>
    internal FlowBlock? Dominator { get; set; }

    // Numbers by which a block and those that it dominates are found to be such.
    internal int Entered { get; set; }

    internal int Left { get; set; }

    internal bool Dominates(FlowBlock other) => Entered <= other.Entered && other.Left <= Left;
}

/// <summary>The instructions of a piece of code, decoded one behind the other, and the blocks of a function of them.</summary>
internal sealed class CodeMap
{
    private readonly List<Instruction> _instructions = [];
    private readonly int[] _numbers;        // by offset: the number of the instruction that begins there, or −1
    private readonly bool[] _isReached;

    internal CodeMap(MachineCode code)
    {
        _numbers = new int[code.CodeLength + 1];
        Array.Fill(_numbers, -1);
        var bytes = code.Bytes.AsSpan(0, code.CodeLength).ToArray();
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(bytes), 0);
        while (decoder.IP < (ulong)bytes.Length)
        {
            _numbers[(int)decoder.IP] = _instructions.Count;
            _instructions.Add(decoder.Decode());
        }
        _numbers[code.CodeLength] = _instructions.Count;
        _isReached = new bool[_instructions.Count];
    }

    internal int Count => _instructions.Count;

    internal ref readonly Instruction this[int number] => ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_instructions)[number];

    /// <summary>The number of the instruction that begins at an offset; −1 where none does, and where the code has ended.</summary>
    internal int NumberAt(ulong offset) => offset < (ulong)_numbers.Length - 1 ? _numbers[offset] : -1;

    internal bool IsReached(int number) => _isReached[number];

    /// <summary>The blocks of a function, in reverse post-order.</summary>
    /// <param name="entry">Its first instruction.</param>
    /// <param name="limit">The first one of the next function, or the end.</param>
    /// <param name="complain">Is told where code goes elsewhere.</param>
    internal List<FlowBlock> BlocksOf(int entry, int limit, Action<int, string> complain)
    {
        var starts = new SortedSet<int> { entry };
        var pending = new Stack<int>([entry]);
        while (pending.TryPop(out var number))
        {
            for (; ; number++)
            {
                if (number >= limit)
                {
                    complain(number - 1, "the code goes on behind the end of its function");
                    break;
                }
                if (_isReached[number])
                    break;
                _isReached[number] = true;
                ref readonly var instruction = ref this[number];
                var flow = instruction.FlowControl;
                if (flow is FlowControl.UnconditionalBranch or FlowControl.ConditionalBranch)
                {
                    var target = TargetOf(instruction);
                    if (target < entry || target >= limit)
                        complain(number, "it jumps to no instruction of its function");
                    else if (starts.Add(target))
                        pending.Push(target);
                    if (flow == FlowControl.ConditionalBranch && number + 1 < limit)
                        starts.Add(number + 1);
                }
                if (flow is not (FlowControl.Next or FlowControl.ConditionalBranch or FlowControl.Call or FlowControl.IndirectCall))
                    break;
            }
        }
        return Connect(entry, limit, starts);
    }

    private int TargetOf(in Instruction instruction) =>
        instruction.Op0Kind is OpKind.NearBranch64 ? NumberAt(instruction.NearBranchTarget) : -1;

    private List<FlowBlock> Connect(int entry, int limit, SortedSet<int> starts)
    {
        var byStart = new Dictionary<int, (int End, List<int> Next)>();
        foreach (var start in starts)
        {
            var end = start;
            var next = new List<int>();
            while (true)
            {
                ref readonly var instruction = ref this[end++];
                var flow = instruction.FlowControl;
                if (flow is FlowControl.Next or FlowControl.Call or FlowControl.IndirectCall or FlowControl.ConditionalBranch)
                {
                    if (end < limit && (flow == FlowControl.ConditionalBranch || starts.Contains(end)))
                        next.Add(end);
                }
                if (flow is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch && TargetOf(instruction) is var target && target >= entry && target < limit)
                    next.Add(target);
                if (next.Count > 0 || flow is not (FlowControl.Next or FlowControl.Call or FlowControl.IndirectCall) || end >= limit)
                    break;
            }
            byStart[start] = (end, next);
        }
        return Order(entry, byStart);
    }

    private static List<FlowBlock> Order(int entry, Dictionary<int, (int End, List<int> Next)> byStart)
    {
        var order = new List<int>();
        var visited = new HashSet<int> { entry };
        var path = new Stack<(int Start, int Next)>([(entry, 0)]);
        while (path.TryPop(out var top))
        {
            var next = byStart[top.Start].Next;
            if (top.Next == next.Count)
            {
                order.Add(top.Start);
                continue;
            }
            path.Push((top.Start, top.Next + 1));
            if (visited.Add(next[top.Next]))
                path.Push((next[top.Next], 0));
        }
        order.Reverse();
        var blocks = order.Select((start, index) => new FlowBlock(index, start, byStart[start].End)).ToList();
        var numbers = blocks.ToDictionary(block => block.First);
        foreach (var block in blocks)
        {
            foreach (var next in byStart[block.First].Next)
            {
                block.Successors.Add(numbers[next]);
                numbers[next].Predecessors.Add(block);
            }
        }
        FindDominators(blocks);
        return blocks;
    }

    /// <remarks>Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm".</remarks>
    private static void FindDominators(List<FlowBlock> blocks)
    {
        var isChanged = true;
        while (isChanged)
        {
            isChanged = false;
            foreach (var block in blocks.Skip(1))
            {
                FlowBlock? found = null;
                foreach (var predecessor in block.Predecessors)
                {
                    if (predecessor.Index != 0 && predecessor.Dominator is null)
                        continue;
                    found = found is null ? predecessor : Common(found, predecessor);
                }
                if (found != block.Dominator)
                    (block.Dominator, isChanged) = (found, true);
            }
        }
        var children = blocks.ToLookup(block => block.Dominator);
        var count = 0;
        var path = new Stack<(FlowBlock Block, IEnumerator<FlowBlock> Children)>();
        blocks[0].Entered = count++;
        path.Push((blocks[0], children[blocks[0]].GetEnumerator()));
        while (path.TryPeek(out var top))
        {
            if (top.Children.MoveNext())
            {
                top.Children.Current.Entered = count++;
                path.Push((top.Children.Current, children[top.Children.Current].GetEnumerator()));
                continue;
            }
            top.Block.Left = count++;
            path.Pop();
        }
    }

    private static FlowBlock Common(FlowBlock a, FlowBlock b)
    {
        while (a != b)
        {
            while (a.Index > b.Index)
                a = a.Dominator!;               // the first block has none, and no block has a lower number
            while (b.Index > a.Index)
                b = b.Dominator!;
        }
        return a;
    }
}

using Pyc.Loader;

namespace Pyc;

/// <summary>The control flow of a module's top level: what runs in every import that succeeds, and what can only run behind what.</summary>
/// <remarks>
/// Dominators of basic blocks, with an edge from every block of an exception region to its handler: Cooper, Harvey and Kennedy, "A
/// Simple, Fast Dominance Algorithm", 2001. A way that ends in an exception is no import and counts for nothing.
/// </remarks>
internal sealed class ModuleFlow
{
    /// <summary>
    /// Top levels of more blocks are not analysed, and nothing is certain in them: the algorithm takes quadratic time on graphs that
    /// no compiler makes. The largest of a standard library has some hundred.
    /// </summary>
    private const int MaximumBlocks = 20_000;

    private readonly Bytecode _module;
    private readonly int[] _blockOf;                        // of an instruction
    private readonly bool[] _isJoin;                        // of an instruction: jumped to, or the start of a handler
    private readonly bool[] _isProtected;                   // of an instruction: its exceptions go to a handler
    private readonly List<int>[] _successors;               // of a block; the last block is the end of the import
    private readonly int[] _dominator;                      // of a block, -1 where it cannot be reached
    private readonly (int First, int Last)[] _subtree;      // of a block: the numbers of the blocks that it dominates, its own first
    private readonly bool[] _alwaysRuns;                    // of a block

    /// <summary>Analyses a module's top level.</summary>
    public ModuleFlow(Bytecode module)
    {
        _module = module;
        _isJoin = new bool[module.Instructions.Length];
        _isProtected = new bool[module.Instructions.Length];
        _blockOf = NumberBlocks(out var count);
        _successors = Connect(count);
        var order = PostOrder();
        _dominator = Dominators(order);
        _subtree = Subtrees(order);
        _alwaysRuns = new bool[count + 1];
        for (var block = count; block >= 0 && _dominator[block] >= 0; block = block == 0 ? -1 : _dominator[block])
            _alwaysRuns[block] = true;
    }

    /// <summary>Whether control can come to an instruction from elsewhere than the one before it.</summary>
    public bool IsJoin(int index) => _isJoin[index];

    /// <summary>Whether it stands in a try or with statement.</summary>
    public bool IsProtected(int index) => _isProtected[index];

    /// <summary>Whether no import succeeds without running this instruction.</summary>
    public bool AlwaysRuns(int index) => _alwaysRuns[_blockOf[index]];

    /// <summary>A place in an order in which everything that <see cref="LastBehind"/> an instruction follows it without a gap.</summary>
    public (int Block, int Index) Place(int index) => (_subtree[_blockOf[index]].First, index);

    /// <summary>The last block, in that order, that can only run behind this instruction.</summary>
    public int LastBehind(int index) => _subtree[_blockOf[index]].Last;

    /// <summary>Whether the second instruction can only run behind the first.</summary>
    public bool OnlyBehind(int first, int second) =>
        Place(second).CompareTo(Place(first)) > 0 && Place(second).Block <= LastBehind(first);

    private int[] NumberBlocks(out int count)
    {
        var instructions = _module.Instructions;
        var starts = new bool[instructions.Length + 1];
        foreach (var region in _module.Regions)
        {
            starts[region.Start] = starts[region.End] = true;
            _isJoin[region.Handler] = true;
            _isProtected.AsSpan(region.Start, region.End - region.Start).Fill(true);
        }
        for (var i = 0; i < instructions.Length; i++)
        {
            if (instructions[i].Target >= 0)
                _isJoin[instructions[i].Target] = true;
            if (BytecodeOpInfo.Of(instructions[i].Op) is { Jumps: true } or { Ends: true })
                starts[i + 1] = true;
        }
        var blockOf = new int[instructions.Length];
        count = 0;
        for (var i = 0; i < instructions.Length; i++)
            blockOf[i] = i > 0 && (starts[i] || _isJoin[i]) ? ++count : count;
        count++;
        return blockOf;
    }

    private List<int>[] Connect(int end)
    {
        var successors = Enumerable.Range(0, end + 1).Select(_ => new List<int>(2)).ToArray();
        if (end > MaximumBlocks)
            return successors;
        for (var i = 0; i < _module.Instructions.Length; i++)
        {
            var (op, target) = (_module.Instructions[i].Op, _module.Instructions[i].Target);
            if (target >= 0)
                successors[_blockOf[i]].Add(_blockOf[target]);
            if (op == BytecodeOp.Return)
                successors[_blockOf[i]].Add(end);
            if (i + 1 < _blockOf.Length && _blockOf[i + 1] != _blockOf[i] && !BytecodeOpInfo.Of(op).Ends)
                successors[_blockOf[i]].Add(_blockOf[i + 1]);
        }
        foreach (var region in _module.Regions)
        {
            for (var block = _blockOf[region.Start]; block <= _blockOf[region.End - 1]; block++)
                successors[block].Add(_blockOf[region.Handler]);
        }
        return successors;
    }

    private List<int> PostOrder()
    {
        var order = new List<int>(_successors.Length);
        var isSeen = new bool[_successors.Length];
        var open = new Stack<(int Block, int Next)>([(0, 0)]);
        isSeen[0] = true;
        while (open.TryPop(out var place))
        {
            if (place.Next == _successors[place.Block].Count)
            {
                order.Add(place.Block);
                continue;
            }
            open.Push((place.Block, place.Next + 1));
            var next = _successors[place.Block][place.Next];
            if (!isSeen[next])
            {
                isSeen[next] = true;
                open.Push((next, 0));
            }
        }
        return order;
    }

    private int[] Dominators(List<int> postOrder)
    {
        var number = new int[_successors.Length];
        var predecessors = Enumerable.Range(0, _successors.Length).Select(_ => new List<int>(2)).ToArray();
        for (var i = 0; i < postOrder.Count; i++)
        {
            number[postOrder[i]] = i;
            foreach (var successor in _successors[postOrder[i]])
                predecessors[successor].Add(postOrder[i]);
        }
        var dominator = new int[_successors.Length];
        Array.Fill(dominator, -1);
        dominator[0] = 0;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = postOrder.Count - 2; i >= 0; i--)          // the last is the entry
            {
                var block = postOrder[i];
                var found = -1;
                foreach (var predecessor in predecessors[block])
                {
                    if (dominator[predecessor] >= 0)
                        found = found < 0 ? predecessor : Common(found, predecessor);
                }
                changed |= dominator[block] != found;
                dominator[block] = found;
            }
        }
        return dominator;

        int Common(int a, int b)
        {
            while (a != b)
            {
                while (number[a] < number[b])
                    a = dominator[a];
                while (number[b] < number[a])
                    b = dominator[b];
            }
            return a;
        }
    }

    private (int First, int Last)[] Subtrees(List<int> postOrder)
    {
        // A dominator comes behind what it dominates in post-order: sizes go up the tree in one sweep, numbers down in another.
        var size = new int[_successors.Length];
        foreach (var block in postOrder)
        {
            size[block]++;
            if (block != 0)
                size[_dominator[block]] += size[block];
        }
        var subtree = new (int First, int Last)[_successors.Length];
        var nextChild = new int[_successors.Length];
        for (var i = postOrder.Count - 1; i >= 0; i--)
        {
            var block = postOrder[i];
            var first = block == 0 ? 0 : nextChild[_dominator[block]];
            if (block != 0)
                nextChild[_dominator[block]] += size[block];
            subtree[block] = (first, first + size[block] - 1);
            nextChild[block] = first + 1;
        }
        return subtree;
    }
}

using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Ir;

/// <summary>A function in SSA form: a control-flow graph of blocks; the first is the entry and has no predecessor.</summary>
public sealed class Function
{
    private readonly List<Block> _blocks = [];
    private List<Block>? _reversePostOrder;
    private int _nextBlock;

    /// <summary>An empty function.</summary>
    /// <param name="name">Qualified name in Python.</param>
    /// <param name="resultType">What it returns.</param>
    public Function(string name, IrType resultType)
    {
        Name = name;
        ResultType = resultType;
        if (resultType is not (IrType.Void or IrType.Mixed))
            Results = [ResultShape.Of(resultType)];
    }

    /// <summary>Qualified name in Python.</summary>
    public string Name { get; }

    /// <summary>The code object that it was built of; <see langword="null"/> where it was not.</summary>
    public CodeObject? Code { get; init; }

    /// <summary>Of the function that is called from outside, what its parameters are, in order; empty where nobody has said.</summary>
    public ImmutableArray<ParameterType> ParameterTypes { get; internal set; } = [];

    /// <summary>
    /// The type of what it returns, where that is always one word of one type; <see cref="IrType.Void"/> where it never returns,
    /// <see cref="IrType.Mixed"/> for all else.
    /// </summary>
    public IrType ResultType { get; private set; }

    /// <summary>
    /// Of the function that is called from outside, whether its code, or that of what it calls, may leave so that the whole call starts again, and
    /// also writes to sequences that are passed: they must then be as they were before.
    /// </summary>
    public bool MayRestart { get; internal set; }

    /// <summary>
    /// The number of lanes of its vectors, of 64 bits each: 4, 8, or 0 where passes may make no vectors, because the processor has none or nobody
    /// said what it has.
    /// </summary>
    public int VectorLanes { get; set; }

    /// <summary>What passes say of it; <see langword="null"/> unless that is collected (<see cref="Passes.PipelineOptions.CollectRemarks"/>).</summary>
    public RemarkCollection? Remarks { get; internal set; }

    /// <summary>The kinds of results that it returns, in the order of their numbers.</summary>
    public ImmutableArray<ResultShape> Results { get; private set; } = [];

    /// <summary>All blocks, the entry first, in the order they were made or laid out in.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>The block that a call starts in.</summary>
    public Block Entry => _blocks[0];

    /// <summary>The parameters, in order.</summary>
    public IEnumerable<Value> Parameters => _blocks.Count == 0 ? [] : Entry.TakeWhile(value => value.Op == Op.Parameter);

    /// <summary>One more than the largest <see cref="Value.Id"/>: the length of an array indexed by it.</summary>
    public int ValueCount { get; private set; }

    /// <summary>One more than the largest <see cref="Block.Id"/>.</summary>
    public int BlockCount => _nextBlock;

    /// <summary>The reachable blocks, each before its successors save along back edges; a dominator comes before what it dominates.</summary>
    public IReadOnlyList<Block> ReversePostOrder => _reversePostOrder ??= ComputeReversePostOrder();

    /// <summary>Makes a block and puts it last.</summary>
    public Block NewBlock() => NewNumberedBlock(_nextBlock);

    /// <summary>Makes a value that is in no block yet.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="operands">Its operands.</param>
    /// <param name="origin">The place in Python.</param>
    /// <param name="type">The type, for operations whose row does not give it: parameters and phis.</param>
    /// <param name="immediate">See <see cref="Value.Immediate"/>.</param>
    /// <param name="reason">See <see cref="Value.Reason"/>.</param>
    /// <param name="frame">See <see cref="Value.Frame"/>.</param>
    public Value NewValue(
        Op op, ReadOnlySpan<Value> operands, SourceLocation origin,
        IrType type = IrType.Void, long immediate = 0, ExitReason reason = ExitReason.None, FrameShape? frame = null)
    {
        var result = OpInfo.Of(op).ResultType;
        if (op == Op.Select && type == IrType.Void)
            type = operands[1].Type;
        return new Value(ValueCount++, op, result == IrType.Void ? type : result, operands, origin)
        {
            Immediate = immediate,
            Reason = reason,
            Frame = frame,
        };
    }

    /// <summary>Removes the blocks that the entry does not reach, their edges and their values.</summary>
    /// <returns>Whether there were any.</returns>
    public bool RemoveUnreachableBlocks()
    {
        var reachable = ReversePostOrder.ToHashSet();
        if (reachable.Count == _blocks.Count)
            return false;
        var dead = _blocks.Where(block => !reachable.Contains(block)).ToList();
        foreach (var block in dead)
        {
            while (block.Successors.Count > 0)
                block.RemoveSuccessor(block.Successors.Count - 1);
        }

        // Dead values may use each other in a circle: give up every use before anything is removed.
        foreach (var block in dead)
        {
            foreach (var value in block)
                value.DropOperands();
        }
        foreach (var block in dead)
        {
            foreach (var value in block)
                value.Remove();
        }
        _blocks.RemoveAll(block => !reachable.Contains(block));
        InvalidateOrder();
        return true;
    }

    /// <summary>Says what it returns.</summary>
    internal void SetResults(ImmutableArray<ResultShape> results)
    {
        Results = results;
        ResultType = results switch { [] => IrType.Void, [{ IsWord: true } word] => word.Types[0], _ => IrType.Mixed };
    }

    /// <summary>Finds out what it returns from the operands of its returns: words, and tuples of them.</summary>
    internal void InferResults()
    {
        var results = new List<ResultShape>();
        foreach (var value in _blocks.Select(block => block.Last).OfType<Value>().Where(value => value.Op == Op.Return))
        {
            ImmutableArray<IrType> types = [.. value.Operands.Select(operand => operand.Type)];
            var index = results.FindIndex(known => known.Types.SequenceEqual(types));
            if (index < 0)
            {
                index = results.Count;
                results.Add(ResultShape.Of(types));
            }
            value.Immediate = index;
        }
        SetResults([.. results]);
    }

    /// <summary>The IR as text.</summary>
    public override string ToString() => IrPrinter.Print(this);

    /// <summary>Makes the block of a given number, which is not taken, and puts it last.</summary>
    internal Block NewNumberedBlock(int id)
    {
        _nextBlock = Math.Max(_nextBlock, id + 1);
        var block = new Block(this, id);
        _blocks.Add(block);
        InvalidateOrder();
        return block;
    }

    /// <summary>Makes the value of a given number, which is not taken, without operands.</summary>
    internal Value NewNumberedValue(int id, Op op, IrType type, long immediate, ExitReason reason, FrameShape? frame = null)
    {
        ValueCount = Math.Max(ValueCount, id + 1);
        return new Value(id, op, type, [], SourceLocation.None) { Immediate = immediate, Reason = reason, Frame = frame };
    }

    internal void InvalidateOrder() => _reversePostOrder = null;

    private List<Block> ComputeReversePostOrder()
    {
        var order = new List<Block>(_blocks.Count);
        var visited = new bool[_nextBlock];
        var path = new Stack<(Block Block, int Next)>();
        visited[Entry.Id] = true;
        path.Push((Entry, 0));
        while (path.TryPop(out var top))
        {
            if (top.Next == top.Block.Successors.Count)
            {
                order.Add(top.Block);
                continue;
            }
            // The last successor first: the first one then comes directly behind its predecessor in the reversed order.
            var successor = top.Block.Successors[top.Block.Successors.Count - 1 - top.Next];
            path.Push((top.Block, top.Next + 1));
            if (!visited[successor.Id])
            {
                visited[successor.Id] = true;
                path.Push((successor, 0));
            }
        }
        order.Reverse();
        return order;
    }
}

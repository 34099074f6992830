using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>Control-flow graphs of any shape, irreducible ones and unreachable blocks among them.</summary>
internal static class RandomGraphs
{
    public static Function Make(int seed)
    {
        var random = new Random(seed);
        var function = new Function("random", IrType.Bool);
        var blocks = Enumerable.Range(0, random.Next(1, 16)).Select(_ => function.NewBlock()).ToList();
        var condition = function.Entry.Append(function.NewValue(Op.Parameter, [], SourceLocation.None, IrType.Bool));
        foreach (var block in blocks)
        {
            var successors = blocks.Count == 1 ? 0 : random.Next(3);
            Op[] terminators = [Op.Return, Op.Jump, Op.Branch];
            block.Append(function.NewValue(terminators[successors], successors == 1 ? [] : [condition], SourceLocation.None));
            for (var i = 0; i < successors; i++)
                block.AddSuccessor(blocks[random.Next(1, blocks.Count)]);
        }
        IrVerifier.Verify(function);
        return function;
    }

    /// <summary>The blocks that the entry reaches when one is taken out.</summary>
    public static HashSet<Block> ReachableWithout(Function function, Block taken) =>
        Reachable(function.Entry, taken, block => block.Successors);

    /// <summary>The blocks reached from one, itself among them, without going through another.</summary>
    public static HashSet<Block> Reachable(Block from, Block? taken, Func<Block, IEnumerable<Block>> next)
    {
        var reached = new HashSet<Block>();
        var pending = new Stack<Block>([from]);
        while (pending.TryPop(out var block))
        {
            if (block == taken || !reached.Add(block))
                continue;
            foreach (var neighbour in next(block))
                pending.Push(neighbour);
        }
        return reached;
    }
}

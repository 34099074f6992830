using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Lets what follows a loop that has been copied use what came out of it, whichever copy was left.</summary>
/// <remarks>
/// The construction of SSA on demand, from uses back to definitions: M. Braun, S. Buchwald, S. Hack and others, "Simple and Efficient Construction of Static Single
/// Assignment Form" (2013), section 2.2, without its recursion. Phis that choose between one value are left to <see cref="TrivialPhiElimination"/>.
/// </remarks>
internal sealed class LoopResults
{
    private readonly Dictionary<Block, Func<Value, Value>> _copies = [];   // by block of a loop or of its copy: what a value of the loop is there

    /// <summary>How many blocks have been looked at.</summary>
    public int Visits { get; private set; }

    /// <summary>Whether all that is used behind a loop may be chosen by a phi.</summary>
    public static bool CanRewrite(CountedLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        return loop.Blocks.SelectMany(block => block).All(value =>
            value.Type is IrType.Int64 or IrType.UInt64 or IrType.Float64 or IrType.Bool or IrType.Sequence || value.Users.All(user => loop.Contains(user.Block!)));   // a user is in a block
    }

    /// <summary>Rewrites the uses.</summary>
    /// <param name="loop">The loop as it was before it was copied.</param>
    /// <param name="rounds">Its copies.</param>
    public void Rewrite(CountedLoop loop, IReadOnlyList<(Dictionary<Block, Block> Blocks, Dictionary<Value, Value> Values)> rounds)
    {
        foreach (var block in loop.Blocks)
        {
            _copies[block] = value => value;
            foreach (var (blocks, values) in rounds)
                _copies[blocks[block]] = value => values[value];
        }
        foreach (var value in loop.Blocks.SelectMany(block => block).Where(value => value.Users.Count > 0).ToList())
            Rewrite(value, loop);
    }

    private void Rewrite(Value value, CountedLoop loop)
    {
        var atStart = new Dictionary<Block, Value>();
        var pending = new Queue<(Value Phi, Block Block)>();
        foreach (var user in value.Users.Where(user => !loop.Contains(user.Block!)).Distinct().ToList())   // a user is in a block
        {
            for (var i = 0; i < user.Operands.Count; i++)
            {
                if (user.Operands[i] != value)
                    continue;
                var found = user.Op == Op.Phi ? AtEnd(user.Block!.Predecessors[i]) : AtStart(user.Block!);
                if (found != value)
                    user.SetOperand(i, found);
            }
        }
        while (pending.TryDequeue(out var next))
        {
            foreach (var predecessor in next.Block.Predecessors)
                next.Phi.AddOperand(AtEnd(predecessor));
        }

        Value AtEnd(Block block) => _copies.TryGetValue(block, out var valueIn) ? valueIn(value) : AtStart(block);

        Value AtStart(Block block)
        {
            // What a single edge leads to has what it was before; the way back ends in the loop.
            var first = block;
            while (true)
            {
                Visits++;
                if (atStart.TryGetValue(block, out var known))
                    return atStart[first] = known;
                if (block.Predecessors.Count != 1)
                    break;
                block = block.Predecessors[0];
                if (_copies.TryGetValue(block, out var valueIn))
                    return atStart[first] = valueIn(value);
            }
            var phi = block.Function.NewValue(Op.Phi, [], value.Origin, value.Type);
            block.Insert(phi, block.First);
            pending.Enqueue((phi, block));
            return atStart[first] = atStart[block] = phi;
        }
    }
}

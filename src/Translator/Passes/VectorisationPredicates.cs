using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>The rounds of a loop without branches: under which condition each block runs, and what the phis where blocks meet are then.</summary>
/// <remarks>
/// J. R. Allen, K. Kennedy, C. Porterfield, J. Warren, "Conversion of control dependence to data dependence" (1983). The conditions and selects are values that stand in no block:
/// they say what lanes have to compute, whatever becomes of the loop, and <see cref="Discard"/> gives them up.
/// </remarks>
internal sealed class VectorisationPredicates
{
    private readonly CountedLoop _loop;
    private readonly Function _function;
    private readonly Dictionary<Block, Value?> _masks = [];
    private readonly Dictionary<Value, Value> _selected = [];      // by phi within the loop
    private readonly Dictionary<Value, Value?> _nexts = [];        // by phi of the header
    private readonly List<Value> _made = [];

    public VectorisationPredicates(CountedLoop loop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        (_loop, _function) = (loop, loop.Header.Function);
        var open = 0;   // edges that lead on from the blocks so far
        foreach (var block in loop.Blocks)
        {
            var incoming = block == loop.Header ? [] : block.Predecessors;
            // Where all ways lead to, whatever way was taken.
            var isAlways = incoming.Count == open;
            open += block.Successors.Count(loop.Contains) - incoming.Count;
            _masks[block] = isAlways ? null : Any(incoming.Distinct().Select(from => EdgeMask(from, block)));
            if (block == loop.Header)
                continue;
            foreach (var phi in block.Phis)
            {
                if (Merge(phi, Enumerable.Range(0, incoming.Count)) is { } selected)
                    _selected[phi] = selected;
            }
        }
        var latches = Enumerable.Range(0, loop.Header.Predecessors.Count).Where(index => loop.Contains(loop.Header.Predecessors[index])).ToList();
        foreach (var phi in loop.Header.Phis)
            _nexts[phi] = Merge(phi, latches);
    }

    /// <summary>The condition under which a block runs; <see langword="null"/> where it runs in each round.</summary>
    public Value? MaskOf(Block block) => _masks[block];

    /// <summary>What stands for a value in lanes: of a phi within the loop what is selected.</summary>
    public Value Resolve(Value value) => _selected.TryGetValue(value, out var selected) ? selected : value;

    /// <summary>What a phi of the header is in the next round; <see langword="null"/> where that is nothing for lanes.</summary>
    public Value? NextOf(Value phi) => _nexts[phi];

    /// <summary>The condition that something is true wherever a block runs.</summary>
    public Value Within(Block block, Value condition) => MaskOf(block) is { } mask ? Make(Op.BoolOr, Not(mask), Resolve(condition)) : Resolve(condition);

    /// <summary>Gives up all that was made.</summary>
    public void Discard()
    {
        for (var i = _made.Count - 1; i >= 0; i--)
            _made[i].DropOperands();
    }

    /// <summary>What two stores to one element leave there, the one in <paramref name="block"/> behind the others: a value, and where it is stored.</summary>
    /// <param name="earlier">The blocks of the others.</param>
    /// <param name="value">What the others leave.</param>
    /// <param name="mask">Where they do.</param>
    /// <param name="block">The block of the last.</param>
    /// <param name="stored">What it stores.</param>
    public (Value Value, Value? Mask) Overwrite(IReadOnlyList<Block> earlier, Value value, Value? mask, Block block, Value stored)
    {
        if (MaskOf(block) is not { } last)
            return (stored, null);
        var either = mask is null || AreAllWays([.. earlier, block]) ? null : Make(Op.BoolOr, mask, last);
        return (Select(last, Resolve(stored), value), either);
    }

    /// <summary>Whether each round comes through one of these blocks, and through no second one.</summary>
    private bool AreAllWays(List<Block> blocks)
    {
        var (to, from) = (new Dictionary<Block, long>(), new Dictionary<Block, long>());   // ways from the header to a block, and from it to the next round
        foreach (var block in _loop.Blocks)
            to[block] = block == _loop.Header ? 1 : block.Predecessors.Sum(before => to[before]);
        foreach (var block in _loop.Blocks.Reverse())
            from[block] = block.Successors.Where(_loop.Contains).Sum(next => next == _loop.Header ? 1 : from[next]);
        return blocks.TrueForAll(block => !blocks.Exists(other => other != block && Leads(block, other)))
            && blocks.Sum(block => to[block] * from[block]) == from[_loop.Header];
    }

    private bool Leads(Block from, Block to) =>
        from.Successors.Any(next => next == to || (next != _loop.Header && _loop.Contains(next) && Leads(next, to)));

    private Value? EdgeMask(Block from, Block to)
    {
        var mask = _masks[from];
        if (from.Terminator is not { Op: Op.Branch } branch || from.Successors[0] == from.Successors[1] || !from.Successors.All(_loop.Contains))
            return mask;
        var condition = Resolve(branch.Operands[0]);
        if (from.Successors[0] != to)
            condition = Not(condition);
        return mask is null ? condition : Make(Op.BoolAnd, mask, condition);
    }

    private Value? Any(IEnumerable<Value?> masks)
    {
        Value? any = null;
        foreach (var mask in masks)
        {
            if (mask is null)
                return null;
            any = any is null ? mask : Make(Op.BoolOr, any, mask);
        }
        return any;
    }

    private Value? Merge(Value phi, IEnumerable<int> edges)
    {
        Value? merged = null;
        foreach (var edge in edges.Reverse())
        {
            var (value, mask) = (Resolve(phi.Operands[edge]), EdgeMask(phi.Block!.Predecessors[edge], phi.Block));   // a phi is in a block
            if (merged is null || mask is null || merged == value)
                merged = value;
            else if (phi.Type is IrType.Int64 or IrType.Float64 or IrType.Bool)
                merged = Select(mask, value, merged);
            else
                return null;
        }
        return merged;
    }

    private Value Select(Value condition, Value whenTrue, Value whenFalse)
    {
        if (condition.Op == Op.BoolNot)
            return Select(condition.Operands[0], whenFalse, whenTrue);
        if (whenTrue.Type == IrType.Bool)
            return Make(Op.BoolOr, Make(Op.BoolAnd, condition, whenTrue), Make(Op.BoolAnd, Not(condition), whenFalse));
        return Collected(condition, whenTrue, whenFalse) ?? Extreme(condition, whenTrue, whenFalse) ?? Make(Op.Select, condition, whenTrue, whenFalse);
    }

    // c ? x + a : x = x + (c ? a : 0), where x is what is collected round by round
    private Value? Collected(Value condition, Value whenTrue, Value whenFalse)
    {
        var (first, second) = (AddendOf(whenTrue, whenFalse), AddendOf(whenFalse, whenTrue));
        if (first is null && second is null)
            return null;
        var sum = first is not null ? whenTrue : whenFalse;
        var collected = sum.Operands[0] == (first ?? second) ? sum.Operands[1] : sum.Operands[0];
        // Both may add something.
        if (first is null || second is null)
        {
            var nothing = Make(Op.IntConstant);
            nothing.Immediate = sum.Op == Op.IntAnd ? -1 : 0;
            (first, second) = (first ?? nothing, second ?? nothing);
        }
        return MakeAt(sum.Origin, sum.Op, collected, Select(condition, first, second));
    }

    private Value? AddendOf(Value sum, Value other)
    {
        if (sum.Op is not (Op.IntAdd or Op.IntAddWrap or Op.IntSub or Op.IntSubWrap or Op.IntOr or Op.IntXor or Op.IntAnd))
            return null;
        for (var operand = 0; operand < 2; operand++)
        {
            var collected = sum.Operands[operand];
            var isSame = other == collected || (other.Op == sum.Op && other.Operands[0] == collected);
            if (collected.Op == Op.Phi && collected.Block == _loop.Header && isSame && (operand == 0 || sum.Has(Effects.Commutative)))
                return sum.Operands[1 - operand];
        }
        return null;
    }

    // a < b ? a : b = min(a, b), and so on; of floats as in Op.FloatMin
    private Value? Extreme(Value condition, Value whenTrue, Value whenFalse)
    {
        if (condition.Op is not (Op.FloatLess or Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual))
            return null;
        var (left, right) = (Resolve(condition.Operands[0]), Resolve(condition.Operands[1]));
        var isInOrder = left == whenTrue && right == whenFalse;
        if (!isInOrder && !(left == whenFalse && right == whenTrue))
            return null;
        var takesLess = isInOrder == (condition.Op is Op.FloatLess or Op.IntLess or Op.IntLessOrEqual);
        return MakeAt(condition.Origin, condition.Op == Op.FloatLess ? takesLess ? Op.FloatMin : Op.FloatMax : takesLess ? Op.IntMin : Op.IntMax, whenTrue, whenFalse);
    }

    private Value Not(Value condition) => condition.Op == Op.BoolNot ? Resolve(condition.Operands[0]) : Make(Op.BoolNot, condition);

    private Value Make(Op op, params ReadOnlySpan<Value> operands)
    {
        // A condition and what it selects belong to the branch that was there.
        return MakeAt(operands.Length > 0 ? operands[0].Origin : _loop.Test.Origin, op, operands);
    }

    private Value MakeAt(in SourceLocation place, Op op, params ReadOnlySpan<Value> operands)
    {
        var value = _function.NewValue(op, operands, place);
        _made.Add(value);
        return value;
    }
}

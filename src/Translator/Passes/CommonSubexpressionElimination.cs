using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Lets a value or check that repeats one already passed on every path leading to it go, in favour of the first.</summary>
/// <remarks>
/// What may overflow counts too: where the first has not exited, the second would not. A check repeats another whatever its reason,
/// since it cannot fail any more. What reads memory repeats another of the same <see cref="MemoryVersions"/>, and what was written there: no other address is known
/// to be another place, so a write to that part of memory ends that. Frame states are left alone: nothing is computed for them. Value numbering in the scope of dominators: P. Briggs, K. Cooper, L. Simpson, "Value Numbering"
/// (1997), section 4. Keeps the control-flow graph. Cost: a look-up per value, one <see cref="DominatorTree"/> and the versions.
/// </remarks>
public sealed class CommonSubexpressionElimination : IPass
{
    /// <inheritdoc/>
    public string Name => "common-subexpressions";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var dominators = DominatorTree.Of(function);
        var versions = MemoryVersions.Of(function);
        var known = new Dictionary<Expression, Value>();
        var added = new Stack<Expression>();                        // in the order of adding, to forget them by scope
        var path = new Stack<(Block Block, int Next, int Added)>();
        var changed = false;

        path.Push((function.Entry, 0, 0));
        while (path.TryPop(out var top))
        {
            if (top.Next == 0)
            {
                top.Added = added.Count;
                changed |= Number(top.Block, versions.At(top.Block), known, added);
            }
            var children = dominators.Children(top.Block);
            if (top.Next < children.Count)
            {
                path.Push((top.Block, top.Next + 1, top.Added));
                path.Push((children[top.Next], 0, 0));
                continue;
            }
            while (added.Count > top.Added)
                known.Remove(added.Pop());
        }
        return changed;
    }

    private static bool Number(Block block, MemoryVersion memory, Dictionary<Expression, Value> known, Stack<Expression> added)
    {
        var changed = false;
        foreach (var value in block)
        {
            memory = memory.After(value);
            if (Written(value, memory) is var (read, written))
            {
                known.Add(read, written);   // of a version that nothing was read of yet
                added.Push(read);
            }
            if (value.Has(Effects.Writes))
                continue;
            if (value.Has(Effects.Pinned) || value.Has(Effects.Ordered) || value.Has(Effects.Terminator) || value.Op == Op.FrameState)
                continue;
            var expression = Expression.Of(value, memory);
            if (known.TryGetValue(expression, out var first))
            {
                value.ReplaceBy(first);
                changed = true;
            }
            else
            {
                known.Add(expression, value);
                added.Push(expression);
            }
        }
        return changed;
    }

    /// <summary>What would read the very thing that a value writes, if it writes one: a narrow integer fits its kind, but a float may have been rounded.</summary>
    private static (Expression Read, Value Written)? Written(Value value, MemoryVersion memory) => value.Op switch
    {
        Op.StoreCount => (new(Op.LoadField, value.Operands[0], null, null, (long)SequenceField.Count, null, memory.Headers), value.Operands[1]),
        Op.StoreElement when value.Immediate != (long)ElementKind.Float32 =>
            (new(Op.LoadElement, value.Operands[0], value.Operands[1], null, value.Immediate, null, memory.Of(value)), value.Operands[2]),
        _ => null,
    };

    /// <summary>
    /// What makes two values the same; operands that may be exchanged are in the order of their numbers. Where it exits to is not part of
    /// it: the second does not exit.
    /// </summary>
    private readonly record struct Expression(Op Op, Value? First, Value? Second, Value? Third, long Immediate, ConstantTable? Table, int Memory)
    {
        public static Expression Of(Value value, MemoryVersion memory)
        {
            var op = value.Op;
            var (first, second, third) = (Input(value, 0), Input(value, 1), Input(value, 2));
            var isMirrored = op is Op.IntGreater or Op.IntGreaterOrEqual;
            if (isMirrored)
                op = op == Op.IntGreater ? Op.IntLess : Op.IntLessOrEqual;
            if (isMirrored || (value.Has(Effects.Commutative) && first!.Id > second!.Id))   // these have two operands
                (first, second) = (second, first);
            // The factors of a product that is divided at once.
            if (op is Op.UIntMulMod or Op.UIntMulDiv && first!.Id > second!.Id)
                (first, second) = (second, first);
            return new(op, first, second, third, value.Immediate, value.Table, value.Has(Effects.Reads) ? memory.Of(value) : 0);
        }

        private static Value? Input(Value value, int index)
        {
            var count = value.Op == Op.Lanewise ? value.Operands.Count : value.Info.Arity;
            return index < count ? value.Operands[index] : null;
        }
    }
}

using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Lets a value or check that repeats one already passed on every path leading to it go, in favour of the first.</summary>
/// <remarks>
/// What may overflow counts too: where the first has not exited, the second would not. A check repeats another whatever its reason,
/// since it cannot fail any more. Frame states are left alone: nothing is computed for them. Value numbering in the scope of dominators: P. Briggs, K. Cooper, L. Simpson, "Value Numbering"
/// (1997), section 4. Keeps the control-flow graph. Cost: a look-up per value, and one <see cref="DominatorTree"/>.
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
                changed |= Number(top.Block, known, added);
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

    private static bool Number(Block block, Dictionary<Expression, Value> known, Stack<Expression> added)
    {
        var changed = false;
        foreach (var value in block)
        {
            if (value.Has(Effects.Pinned) || value.Has(Effects.Ordered) || value.Has(Effects.Terminator) || value.Op == Op.FrameState)
                continue;
            var expression = Expression.Of(value);
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

    /// <summary>
    /// What makes two values the same; operands that may be exchanged are in the order of their numbers. Where it exits to is not part of
    /// it: the second does not exit.
    /// </summary>
    private readonly record struct Expression(Op Op, Value? First, Value? Second, Value? Third, long Immediate, ConstantTable? Table)
    {
        public static Expression Of(Value value)
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
            return new(op, first, second, third, value.Immediate, value.Table);
        }

        private static Value? Input(Value value, int index) => index < value.Info.Arity ? value.Operands[index] : null;
    }
}

using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>What a branch costs against computing both of its ways.</summary>
/// <remarks>A wrong guess costs some fifteen cycles, in which a processor does up to sixty operations; a right one costs nothing.</remarks>
internal sealed class BranchCosts
{
    private const int MostMerged = 4;          // values that are selected
    private const int MostValues = 24;         // in a way, frame states and constants included
    private const int MostOperations = 9;      // of both ways, for a branch that may well be guessed wrong
    private const int FewOperations = 2;       // for one that is not
    private const int MaxDepth = 4;            // of what a condition is made of

    private readonly LoopForest _loops;

    /// <summary>Looks at a function, whose blocks may be joined afterwards, but not moved into loops or out of them.</summary>
    public BranchCosts(Function function) => _loops = LoopForest.Of(function);

    /// <summary>Whether both ways can be computed, and should.</summary>
    public bool IsWorthwhile(Block block, in IfConversion.Diamond diamond, IReadOnlyList<IfConversion.Merge> merged)
    {
        var selected = merged.Count(merge => merge.WhenTrue != merge.WhenFalse && !merge.WhenTrue.IsSameConstant(merge.WhenFalse));
        if (selected > MostMerged || CostOf(diamond.WhenTrue) is not { } first || CostOf(diamond.WhenFalse) is not { } second)
            return false;
        foreach (var merge in merged)
        {
            var isSame = merge.WhenTrue == merge.WhenFalse || merge.WhenTrue.IsSameConstant(merge.WhenFalse);
            if (!isSame && merge.Phi.Type is not (IrType.Int64 or IrType.Bool or IrType.UInt64 or IrType.Float64))
                return false;
        }
        var condition = block.Terminator!.Operands[0];   // a diamond ends in a branch
        var loop = _loops.LoopOf(block);
        var cost = first + second + merged.Sum(merge => merge.WhenTrue == merge.WhenFalse ? 0 : merge.Phi.Type == IrType.Float64 ? 3 : 1);
        if (loop is null)
            return cost <= MostOperations;
        if (WaitsFor(condition, merged, loop))
            return false;
        return cost <= (IsPredictable(condition, loop, 0) ? FewOperations : MostOperations);
    }

    private static int? CostOf(Block? arm)
    {
        var (cost, count) = (0, 0);
        foreach (var value in arm ?? Enumerable.Empty<Value>())
        {
            if (value.Has(Effects.Terminator))
                break;
            if (!GuardedArm.CanMove(value) || Speculation.IsExpensive(value.Op) || ++count > MostValues)
                return null;
            cost += value.Op switch
            {
                Op.FrameState or Op.IntFromBool or Op.UIntFromBits or Op.IntFromBits => 0,
                Op.IntMul => 4,
                Op.IntMulWrap or >= Op.FloatAdd and <= Op.FloatFromUInt => 3,
                _ => value.IsAnyConstant() ? 0 : value.Has(Effects.MayOverflow) ? 2 : 1,
            };
        }
        return cost;
    }

    /// <summary>Whether a condition is the same, or nearly always, each time round a loop.</summary>
    private bool IsPredictable(Value condition, Loop loop, int depth)
    {
        if (condition.IsAnyConstant() || !IsIn(condition.Block!, loop))   // an operand is in a block
            return true;
        if (condition.Op == Op.Phi)
            return condition.Block == loop.Header && condition.Operands.All(operand => operand == condition || IsStep(operand, condition) || !IsIn(operand.Block!, loop));
        var isComparison = condition.Type == IrType.Bool || condition.Op is Op.IntAdd or Op.IntAddWrap or Op.IntSub or Op.IntSubWrap;
        return isComparison && depth < MaxDepth && condition.Operands.All(operand => operand.Type == IrType.State || IsPredictable(operand, loop, depth + 1));
    }

    private static bool IsStep(Value next, Value counter) =>
        next.Op is Op.IntAdd or Op.IntAddWrap or Op.IntSub or Op.IntSubWrap && next.Operands[0] == counter && next.Operands[1].IsAnyConstant();

    /// <summary>
    /// Whether each round would wait for a condition that takes long to compute from what the round before has merged. A right guess waits for nothing,
    /// and what is so computed settles mostly: the place of the least, a phase that wraps round.
    /// </summary>
    private bool WaitsFor(Value value, IReadOnlyList<IfConversion.Merge> merged, Loop loop, bool isSlow = false, int depth = 0)
    {
        if (depth > MaxDepth || value.IsAnyConstant() || !IsIn(value.Block!, loop))   // an operand is in a block
            return false;
        if (value.Op == Op.Phi)
        {
            return isSlow && value.Block == loop.Header
                && merged.Any(merge => merge.Phi == value || value.Operands.Any(next => ComesFrom(next, merge.Phi, loop, 0)));
        }
        isSlow |= value.Has(Effects.Reads) || value.Op is Op.IntMul or Op.IntMulWrap or Op.LoadTable || value.Operands.Any(operand => operand.Type == IrType.Float64);
        return value.Operands.Any(operand => operand.Type != IrType.State && WaitsFor(operand, merged, loop, isSlow, depth + 1));
    }

    private bool ComesFrom(Value value, Value merged, Loop loop, int depth) => value == merged
        || (depth < MaxDepth && !value.IsAnyConstant() && value.Op != Op.Phi && IsIn(value.Block!, loop)
            && value.Operands.Any(operand => operand.Type != IrType.State && ComesFrom(operand, merged, loop, depth + 1)));

    private bool IsIn(Block block, Loop loop)
    {
        for (var inner = _loops.LoopOf(block); inner is not null; inner = inner.Parent)
        {
            if (inner == loop)
                return true;
        }
        return false;
    }
}

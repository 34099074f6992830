using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <content>What can be computed in lanes, and whether that is worth it.</content>
internal sealed partial class VectorisationPlan
{
    /// <summary>Whether a value can be computed in lanes, and what it takes, in order.</summary>
    private bool TryLanes(Value value)
    {
        value = Predicates.Resolve(value);
        if (_inLanes.Contains(value))
            return true;
        if (VectorSupport.VectorOf(value.Type) == IrType.Void)
            return Refuse(LoopObstacle.NoLaneType, value);
        if (Loop.IsInvariant(value))
        {
            if (value.Type == IrType.Bool)
                return Refuse(LoopObstacle.SameCondition, value);
        }
        else if (IsLinear(value, out var form))
        {
            if (!RequireForm(form, value))
                return false;
        }
        else if (value.Op != Op.LoadElement)
        {
            if (!TryOperation(value))
                return false;
        }
        _inLanes.Add(value);
        Values.Add(value);
        return true;
    }

    private bool TryOperation(Value value)
    {
        var inputs = value.Operands.Where(operand => operand.Type != IrType.State);
        if (value.Op == Op.Phi)
            return RefuseCarried(value);
        if (!VectorSupport.Has(WrappingArithmetic.WrapOf(value.Op) ?? value.Op, _lanes))
            return Refuse(LoopObstacle.NoLaneOperation, value);
        if (!inputs.All(TryLanes))
            return false;
        // The links of a sum are looked at when the lanes are joined.
        return Reductions.Exists(reduction => reduction.Links.Contains(value)) || Ranges.DemandExact(value) || Refuse(LoopObstacle.Overflows, value);
    }

    private bool RefuseCarried(Value phi)
    {
        if (phi.Block != Loop.Header || Predicates.NextOf(phi) is not { } next)
            return Refuse(LoopObstacle.CarriesOther, phi);
        return Refuse(next.Op is Op.FloatAdd or Op.FloatSub ? LoopObstacle.SumsFloats : LoopObstacle.CarriesValue, next);
    }

    // In scalar code each value costs about one instruction, and so it does in lanes but for products, which some vectors have none of.
    private bool IsWorthwhile()
    {
        var products = _lanes < 8 ? Values.Count(value => value.Op is Op.IntMul or Op.IntMulWrap && !Loop.IsInvariant(value)) : 0;
        var others = Values.Count(value => !Loop.IsInvariant(value)) - products + Stores.Count;
        const int CostOfProduct = 7;
        return products * CostOfProduct + others < (products + others) * _lanes;
    }
}

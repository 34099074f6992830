using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>What a counted loop does in a round, where several rounds can be done at once, a lane each.</summary>
/// <remarks>
/// The blocks follow each other; each way out but that of the loop's own test, and each check, is excluded by <see cref="LoopLimits"/> before the loop or tested in all lanes at once.
/// Loads and stores are of elements that follow each other from round to round. What is carried from one round to the next is the counter, what keeps its distance from it,
/// a <see cref="VectorisationReduction"/>, or what only the last round leaves behind. Nothing is changed by making a plan.
/// </remarks>
internal sealed class VectorisationPlan
{
    private const int MostValues = 200;
    private const int MostStores = 8;
    private const int MostBlocks = 16;
    private const int MostUsers = 64;    // of a sequence, that are looked at for its count

    /// <summary>The sum of a lane is no greater than 2 to the power of this: with those of the other lanes it fits 64 bits.</summary>
    public const int MostBitsOfSum = 59;

    private readonly int _lanes;
    private readonly HashSet<Value> _inLanes = [];
    private readonly List<Value> _storing = [];   // in order

    private VectorisationPlan(CountedLoop loop, LoopLimits limits, LinearForms forms, int lanes)
    {
        (Loop, Limits, Forms, _lanes) = (loop, limits, forms, lanes);
        Predicates = new VectorisationPredicates(loop);
        Ranges = new VectorisationRanges(loop, forms, Predicates);
        Memory = new VectorisationMemory(forms);
    }

    public CountedLoop Loop { get; }

    public LoopLimits Limits { get; }

    public LinearForms Forms { get; }

    public VectorisationPredicates Predicates { get; }

    public VectorisationRanges Ranges { get; }

    public VectorisationMemory Memory { get; }

    /// <summary>The stores, in order.</summary>
    public List<VectorisationStore> Stores { get; } = [];

    /// <summary>What is collected.</summary>
    public List<VectorisationReduction> Reductions { get; } = [];

    /// <summary>Phis of which only the last round's value counts, behind the loop.</summary>
    public List<Value> LastValues { get; } = [];

    /// <summary>Checks of what is the same in all rounds.</summary>
    public List<Value> InvariantChecks { get; } = [];

    /// <summary>Bools that checks demand in each lane.</summary>
    public List<Value> Demanded { get; } = [];

    /// <summary>What is computed in lanes, in the order of the round, with constants and what is the same in all rounds.</summary>
    public List<Value> Values { get; } = [];

    /// <summary>What is added to sums and might be so large that they overflow: tested when it is known how many rounds there are.</summary>
    public List<Value> Addends { get; } = [];

    /// <summary>Makes a plan for a loop; <see langword="null"/> where there is none.</summary>
    public static VectorisationPlan? Of(CountedLoop loop, int lanes)
    {
        ArgumentNullException.ThrowIfNull(loop);
        if (!loop.IsInnermost || loop.Blocks.Count > MostBlocks || loop.Blocks.Sum(block => block.Count()) > MostValues || !HasOnlyLanes(loop))
            return null;
        var forms = new LinearForms(loop);
        if (LoopLimits.Of(loop, forms) is not { } limits)
            return null;
        var plan = new VectorisationPlan(loop, limits, forms, lanes);
        if (!plan.Ranges.Counter.IsEmpty && plan.TryCarry() && plan.TryRound() && plan.TryStore() && plan.TryFinish())
            return plan;
        plan.Predicates.Discard();
        return null;
    }

    /// <summary>Whether an int in the loop is a linear form that is not the same in all rounds.</summary>
    public bool IsLinear(Value value, [NotNullWhen(true)] out LinearForm? form) =>
        (form = value.Type == IrType.Int64 && !Loop.IsInvariant(value) ? Forms.Of(value) : null) is { Scale: not 0 };

    private bool TryCarry()
    {
        foreach (var phi in Loop.Header.Phis)
        {
            if (phi.Type == IrType.Int64 && Forms.Of(phi) is { } form)
            {
                if (!Limits.RequireForm(form))
                    return false;
            }
            else if (Predicates.NextOf(phi) is { } next && VectorisationReduction.Of(phi, next, Loop, Predicates) is { } reduction)
            {
                Reductions.Add(reduction);
                _inLanes.Add(phi);
            }
            else if (phi.Type is IrType.Int64 or IrType.Float64)
            {
                LastValues.Add(phi);
            }
            else
            {
                return false;
            }
        }
        return true;
    }

    private bool TryRound()
    {
        foreach (var block in Loop.Blocks)
        {
            foreach (var value in block)
            {
                if (!(value.Has(Effects.Terminator) ? TryLeave(value) : value.Has(Effects.Check) ? TryCheck(value) : TryAccess(value)))
                    return false;
            }
        }
        return true;
    }

    private bool TryLeave(Value terminator)
    {
        if (terminator.Op == Op.Jump || terminator == Loop.Test)
            return true;
        var successors = terminator.Block!.Successors;   // a terminator is in a block
        if (terminator.Op != Op.Branch)
            return false;
        return (Loop.Contains(successors[0]), Loop.Contains(successors[1])) switch
        {
            (true, true) => true,   // a condition for what follows: see VectorisationPredicates
            (var goesOnIf, _) => Limits.Require(terminator.Operands[0], goesOnIf),
        };
    }

    private bool TryCheck(Value check)
    {
        var operand = check.Operands.Count > 0 ? check.Operands[0] : check;
        if (Loop.IsInvariant(operand) && check.Op is Op.CheckTrue or Op.CheckNonZero or Op.CheckNotNegative or Op.CheckFloatExact)
        {
            InvariantChecks.Add(check);
            return true;
        }
        switch (check.Op)
        {
            case Op.CheckTrue:
                return Limits.Require(operand) || TryDemand(Predicates.Within(check.Block!, operand));   // a check is in a block
            case Op.CheckNotNegative:
                if (Limits.RequireNotNegative(operand))
                    return true;
                if (!TryLanes(operand))
                    return false;
                Ranges.DemandNotNegative(operand);
                return true;
            case Op.CheckFloatExact:
                return TryLanes(operand) && Ranges.Demand(operand, 53);
            default:
                return false;
        }
    }

    private bool TryDemand(Value condition)
    {
        if (!TryLanes(condition))
            return false;
        Demanded.Add(condition);
        return true;
    }

    private bool TryAccess(Value value)
    {
        switch (value.Op)
        {
            case Op.StoreElement:
                if (Memory.IndexOf(value) is not { } index || !Loop.IsInvariant(value.Operands[0]) || !VectorSupport.CanStore((ElementKind)value.Immediate) || _storing.Count == MostStores)
                    return false;
                _storing.Add(value);
                Memory.Add(value, index);
                return Limits.RequireForm(index);
            case Op.LoadElement:
                if (Memory.IndexOf(value) is not { } read || !Loop.IsInvariant(value.Operands[0]) || !VectorSupport.CanLoad((ElementKind)value.Immediate))
                    return false;
                Memory.Add(value, read);
                return Limits.RequireForm(read) && (Predicates.MaskOf(value.Block!) is null || TryReadAlways(value, read));   // a load is in a block
            default:
                return true;   // HasOnlyLanes has looked at it
        }
    }

    /// <summary>Of stores to one element the last one is left, with what it and those before it store.</summary>
    private bool TryStore()
    {
        var (blocks, last) = (new List<Block>(), (LinearForm?)null);
        foreach (var store in _storing)
        {
            var (block, stored, index) = (store.Block!, Predicates.Resolve(store.Operands[2]), Memory.IndexOf(store)!);   // TryAccess has seen it
            var mask = Predicates.MaskOf(block);
            if (Stores.Count > 0 && last is not null && Stores[^1].Store is var before && before.Operands[0] == store.Operands[0] && before.Immediate == store.Immediate && last.IsSameNumberAs(index))
            {
                (stored, mask) = Predicates.Overwrite(blocks, Stores[^1].Stored, Stores[^1].Mask, block, stored);
                Stores.RemoveAt(Stores.Count - 1);
            }
            else
            {
                blocks.Clear();
            }
            blocks.Add(block);
            last = index;
            Stores.Add(new VectorisationStore(store, stored, mask));
        }
        return Stores.TrueForAll(store => TryLanes(store.Stored)
            && (store.Mask is null || ((ElementKind)store.Store.Immediate is ElementKind.Int64 or ElementKind.Float64 && TryLanes(store.Mask))));
    }

    private bool TryFinish()
    {
        foreach (var reduction in Reductions)
        {
            // What has been stored cannot be done again.
            if (Stores.Count > 0 && (reduction.IsChecked || reduction.IsOfFloats))
                return false;
            if (!TryLanes(Predicates.NextOf(reduction.Phi)!))   // it is one
                return false;
            if (reduction.IsChecked)
                Addends.AddRange(reduction.Terms.Where(term => VectorisationRanges.BitsOf(Ranges.Of(term)) > BitsOfAddends(reduction, Ranges.Counter, _lanes)).Except(Addends));
        }
        foreach (var phi in LastValues)
        {
            if (Predicates.NextOf(phi) is not { } next || (!Loop.IsInvariant(next) && !IsLinear(next, out _) && !TryLanes(next)))
                return false;
        }
        return Stores.Count + Reductions.Count > 0 && CollectsPrivately() && IsWorthwhile();
    }

    private bool CollectsPrivately()
    {
        var uses = new Dictionary<Value, int>();
        var inputs = Values.Where(value => !Loop.IsInvariant(value) && !IsLinear(value, out _)).SelectMany(value => value.Operands);
        var ends = Stores.Select(store => store.Stored).Concat(Stores.Select(store => store.Mask).OfType<Value>()).Concat(Demanded).Concat(LastValues.Select(phi => Predicates.NextOf(phi)!));   // TryFinish has seen them
        foreach (var used in inputs.Concat(ends).Select(Predicates.Resolve))
            uses[used] = uses.GetValueOrDefault(used) + 1;
        return Reductions.TrueForAll(reduction => reduction.IsPrivate(uses));
    }

    // In lanes it is read in rounds too in which its block does not run: it must be there all the same.
    private bool TryReadAlways(Value load, LinearForm index)
    {
        if (load.Operands[0] is not { Op: Op.FixedField } address || address.Operands[0].Users is { Count: > MostUsers })
            return false;
        var fields = address.Operands[0].Users.Where(user => user.Op == Op.FixedField).ToList();
        if (fields.Exists(field => field.Immediate == (long)SequenceField.Columns))
            return false;
        var count = fields.Find(field => field.Immediate == (long)SequenceField.Count && IsKnownBefore(field, address));
        return count is not null && Limits.RequireNotNegative(index)
            && LinearForm.Of(count).Plus(index, -1)?.Plus(LinearForm.Of(-1)!) is { } left && Limits.RequireNotNegative(left);   // −1 is small
    }

    private bool IsKnownBefore(Value field, Value address) => Loop.IsInvariant(field)
        && (field.Block == address.Block || field.Block == Loop.Preheader || field.Users.Any(user => user.Block is { } block && Loop.Contains(block)));

    // Most loops are none for lanes, and show it.
    private static bool HasOnlyLanes(CountedLoop loop) => loop.Blocks.All(block => block.All(value =>
        value.Op is Op.StoreElement or Op.LoadElement || value.Has(Effects.Terminator)
        || !(value.Has(Effects.MayRaise) || value.Has(Effects.Ordered) || value.Has(Effects.Writes) || value.Has(Effects.Reads))));

    /// <summary>How many bits what is added to a sum may have, for no lane of it to overflow in so many rounds, nor the sum of the lanes.</summary>
    private static int BitsOfAddends(VectorisationReduction reduction, Interval counter, int lanes) =>
        MostBitsOfSum - BitOperations.Log2((uint)(2 * reduction.Terms.Count - 1)) - VectorisationRanges.BitsOf(Interval.Constant((counter.Max - counter.Min) / lanes + 1));

    /// <summary>Whether a value can be computed in lanes, and what it takes, in order.</summary>
    private bool TryLanes(Value value)
    {
        value = Predicates.Resolve(value);
        if (_inLanes.Contains(value))
            return true;
        if (VectorSupport.VectorOf(value.Type) == IrType.Void)
            return false;
        if (Loop.IsInvariant(value))
        {
            if (value.Type == IrType.Bool)
                return false;
        }
        else if (IsLinear(value, out var form))
        {
            if (!Limits.RequireForm(form))
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
        if (value.Op == Op.Phi || !VectorSupport.Has(WrappingArithmetic.WrapOf(value.Op) ?? value.Op, _lanes) || !inputs.All(TryLanes))
            return false;
        // The links of a sum are looked at when the lanes are joined.
        return Reductions.Exists(reduction => reduction.Links.Contains(value)) || Ranges.DemandExact(value);
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

/// <summary>What is stored in a round.</summary>
/// <param name="Store">The store that says where.</param>
/// <param name="Stored">What.</param>
/// <param name="Mask">Under which condition; <see langword="null"/> for always.</param>
internal sealed record VectorisationStore(Value Store, Value Stored, Value? Mask);

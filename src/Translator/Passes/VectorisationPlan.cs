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
internal sealed partial class VectorisationPlan
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
    private LoopRefusal _refusal;

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

    /// <summary>What lies in the lanes: ints, floats, or both.</summary>
    public IReadOnlyList<IrType> ElementTypes => [.. Values.Where(value => !Loop.IsInvariant(value)).Concat(Reductions.Select(reduction => reduction.Phi)).Concat(Stores.Select(store => store.Stored))
        .Select(value => value.Type).Where(type => type != IrType.Bool).Distinct().Order()];

    /// <summary>Makes a plan for a loop; <see langword="null"/> where there is none.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="lanes">The number of lanes.</param>
    /// <param name="refusal">Why there is none.</param>
    public static VectorisationPlan? Of(CountedLoop loop, int lanes, out LoopRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(loop);
        refusal = WhyNot(loop);
        if (refusal.Obstacle != LoopObstacle.None)
            return null;
        var forms = new LinearForms(loop);
        if (LoopLimits.Of(loop, forms, out refusal) is not { } limits)
            return null;
        var plan = new VectorisationPlan(loop, limits, forms, lanes);
        if (plan.Ranges.Counter.IsEmpty)
            plan.Refuse(LoopObstacle.NoRounds);
        else if (plan.TryCarry() && plan.TryRound() && plan.TryStore() && plan.TryFinish())
            return plan;
        refusal = plan._refusal;
        plan.Predicates.Discard();
        return null;
    }

    /// <summary>Whether an int in the loop is a linear form that is not the same in all rounds.</summary>
    public bool IsLinear(Value value, [NotNullWhen(true)] out LinearForm? form) =>
        (form = value.Type == IrType.Int64 && !Loop.IsInvariant(value) ? Forms.Of(value) : null) is { Scale: not 0 };

    // What fails first is what is in the way: what asked for it fails with it.
    private bool Refuse(LoopObstacle obstacle, Value? at = null, int number = 0)
    {
        if (_refusal.Obstacle == LoopObstacle.None)
            _refusal = new LoopRefusal(obstacle, at, number);
        return false;
    }

    private bool RequireForm(LinearForm form, Value of) => Limits.RequireForm(form) || Refuse(LoopObstacle.TooManyTerms, of);

    // Most loops are none for lanes, and show it.
    private static LoopRefusal WhyNot(CountedLoop loop)
    {
        if (!loop.IsInnermost)
            return new LoopRefusal(LoopObstacle.ContainsLoop);
        if (loop.Blocks.Count > MostBlocks)
            return new LoopRefusal(LoopObstacle.TooManyBlocks, Number: loop.Blocks.Count);
        var size = loop.Blocks.Sum(block => block.Count());
        if (size > MostValues)
            return new LoopRefusal(LoopObstacle.TooManyOperations, Number: size);
        var other = loop.Blocks.SelectMany(block => block).FirstOrDefault(value => value.Op is not (Op.StoreElement or Op.LoadElement) && !value.Has(Effects.Terminator)
            && (value.Has(Effects.MayRaise) || value.Has(Effects.Ordered) || value.Has(Effects.Writes) || value.Has(Effects.Reads)));
        return other is null ? default : new LoopRefusal(
            other.Op switch
            {
                Op.Call or Op.CallWord or Op.CallShape => LoopObstacle.Calls,
                Op.RuntimeCall or Op.StoreCount => LoopObstacle.ChangesList,
                Op.LoadField => LoopObstacle.ReadsChangingList,
                _ when other.Has(Effects.MayRaise) => LoopObstacle.Raises,
                _ => LoopObstacle.HasEffects,
            },
            other);
    }

    private bool TryCarry()
    {
        foreach (var phi in Loop.Header.Phis)
        {
            if (phi.Type == IrType.Int64 && Forms.Of(phi) is { } form)
            {
                if (!RequireForm(form, phi))
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
                return Refuse(LoopObstacle.CarriesOther, phi);
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
            return Refuse(LoopObstacle.Breaks, terminator);
        return (Loop.Contains(successors[0]), Loop.Contains(successors[1])) switch
        {
            (true, true) => true,   // a condition for what follows: see VectorisationPredicates
            (var goesOnIf, _) => Limits.Require(terminator.Operands[0], goesOnIf) || Refuse(LoopObstacle.Breaks, terminator.Operands[0]),
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
                return TryLanes(operand) && (Ranges.Demand(operand, 53) || Refuse(LoopObstacle.ChecksInRound, check));
            default:
                return Refuse(check.Op == Op.CheckNonZero ? LoopObstacle.ChecksDivisor : LoopObstacle.ChecksInRound, check);
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
                if (PlaceOf(value, VectorSupport.CanStore((ElementKind)value.Immediate)) is not { } index)
                    return false;
                if (_storing.Count == MostStores)
                    return Refuse(LoopObstacle.TooManyStores, value, MostStores);
                _storing.Add(value);
                Memory.Add(value, index);
                return RequireForm(index, value);
            case Op.LoadElement:
                if (PlaceOf(value, VectorSupport.CanLoad((ElementKind)value.Immediate)) is not { } read)
                    return false;
                Memory.Add(value, read);
                if (!RequireForm(read, value))
                    return false;
                return Predicates.MaskOf(value.Block!) is null || TryReadAlways(value, read) || Refuse(LoopObstacle.ReadsUnderCondition, value);   // a load is in a block
            default:
                return true;   // WhyNot has looked at it
        }
    }

    private LinearForm? PlaceOf(Value access, bool hasLanes)
    {
        if (Memory.IndexOf(access) is not { } index)
            Refuse(LoopObstacle.NotNextElement, access);
        else if (!Loop.IsInvariant(access.Operands[0]))
            Refuse(LoopObstacle.ChangingSequence, access);
        else if (!hasLanes)
            Refuse(LoopObstacle.ElementsWithoutLanes, access);
        else
            return index;
        return null;
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
            && (store.Mask is null || ((ElementKind)store.Store.Immediate is ElementKind.Int64 or ElementKind.Float64 ? TryLanes(store.Mask) : Refuse(LoopObstacle.StoresUnderCondition, store.Store))));
    }

    private bool TryFinish()
    {
        foreach (var reduction in Reductions)
        {
            // What has been stored cannot be done again.
            if (Stores.Count > 0 && (reduction.IsChecked || reduction.IsOfFloats))
                return Refuse(LoopObstacle.StoresAndCollects, reduction.Links[0]);
            if (!TryLanes(Predicates.NextOf(reduction.Phi)!))   // it is one
                return false;
            if (reduction.IsChecked)
                Addends.AddRange(reduction.Terms.Where(term => VectorisationRanges.BitsOf(Ranges.Of(term)) > BitsOfAddends(reduction, Ranges.Counter, _lanes)).Except(Addends));
        }
        foreach (var phi in LastValues)
        {
            if (Predicates.NextOf(phi) is not { } next)
                return Refuse(LoopObstacle.CarriesOther, phi);
            if (!Loop.IsInvariant(next) && !IsLinear(next, out _) && !TryLanes(next))
                return false;
        }
        if (Stores.Count + Reductions.Count == 0)
            return Refuse(LoopObstacle.NothingToDo);
        if (!CollectsPrivately())
            return Refuse(LoopObstacle.UsesCollected, Reductions[0].Phi);
        return IsWorthwhile() || Refuse(LoopObstacle.TooManyProducts);
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

    /// <summary>How many bits what is added to a sum may have, for no lane of it to overflow in so many rounds, nor the sum of the lanes.</summary>
    private static int BitsOfAddends(VectorisationReduction reduction, Interval counter, int lanes) =>
        MostBitsOfSum - BitOperations.Log2((uint)(2 * reduction.Terms.Count - 1)) - VectorisationRanges.BitsOf(Interval.Constant((counter.Max - counter.Min) / lanes + 1));
}

/// <summary>What is stored in a round.</summary>
/// <param name="Store">The store that says where.</param>
/// <param name="Stored">What.</param>
/// <param name="Mask">Under which condition; <see langword="null"/> for always.</param>
internal sealed record VectorisationStore(Value Store, Value Stored, Value? Mask);

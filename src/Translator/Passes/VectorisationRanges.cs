using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>How large the ints in the lanes are, and how large they must not be for no operation to overflow: that is tested in each round.</summary>
/// <remarks>
/// A test of operands is cheaper than one of each result, and one test serves all that an operand goes into. Numbers that it stops at although no result would have overflowed are rare,
/// and go to the original loop.
/// </remarks>
/// <param name="loop">The loop.</param>
/// <param name="forms">The linear forms in it.</param>
/// <param name="predicates">What its phis stand for.</param>
internal sealed class VectorisationRanges(CountedLoop loop, LinearForms forms, VectorisationPredicates predicates)
{
    private const int MaxDepth = 24;
    private const int BitsOfMany = 56;

    private readonly Dictionary<Value, Interval> _known = [];

    /// <summary>By value, the number of bits n that it must have: −2ⁿ to 2ⁿ − 1.</summary>
    public Dictionary<Value, int> Demanded { get; } = [];

    /// <summary>What must not be negative.</summary>
    public HashSet<Value> NotNegative { get; } = [];

    /// <summary>The range of an int in the loop.</summary>
    public Interval Of(Value value) => Of(value, 0);

    /// <summary>The range of the counter.</summary>
    public Interval Counter { get; } = RangeOfCounter(loop);

    /// <summary>Demands what an operation needs to be exact.</summary>
    /// <returns>Whether that can be demanded.</returns>
    public bool DemandExact(Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!value.Has(Effects.MayOverflow))
            return true;
        var (left, right) = (value.Operands[0], value.Operands[value.Op == Op.IntNeg ? 0 : 1]);
        var exact = IntervalArithmetic.Apply(value.Op, Of(left), Of(right), Interval.All);
        if (exact.IsWithin(Interval.Int64))
            return true;
        switch (value.Op)
        {
            case Op.IntAdd or Op.IntSub or Op.IntNeg:
                var bits = IsOneOfMany(value) ? BitsOfMany : 62;
                return (BitsOf(Of(left)) < 62 || Demand(left, bits)) && (BitsOf(Of(right)) < 62 || Demand(right, bits));
            case Op.IntMul:
                // The one that is known leaves the rest to the other.
                var (ofLeft, ofRight) = (BitsOf(Of(left)), BitsOf(Of(right)));
                if (ofRight < 62)
                    return Demand(left, 62 - ofRight);
                return ofLeft < 62 ? Demand(right, 62 - ofLeft) : Demand(left, 31) && Demand(right, 31);
            case Op.IntShiftLeft when right.IsConstant(out var count) && count is >= 0 and < 62:
                return Demand(left, 62 - (int)count);
            default:
                return false;
        }
    }

    /// <summary>Demands that an int lies from −2ⁿ to below 2ⁿ.</summary>
    /// <returns>Whether it can.</returns>
    public bool Demand(Value value, int bits)
    {
        ArgumentNullException.ThrowIfNull(value);
        value = predicates.Resolve(value);
        if (Of(value).IsWithin(OfBits(bits)))
            return true;
        if (value.Op == Op.IntConstant || Of(value).Meet(OfBits(bits)).IsEmpty)
            return false;
        Demanded[value] = Demanded.TryGetValue(value, out var other) ? Math.Min(bits, other) : bits;
        _known[value] = Of(value).Meet(OfBits(bits));
        return true;
    }

    /// <summary>Demands that an int is not negative.</summary>
    public void DemandNotNegative(Value value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value = predicates.Resolve(value);
        if (!Of(value).IsNotNegative)
            NotNegative.Add(value);
        _known[value] = Of(value).Meet(Interval.NotNegative);
    }

    /// <summary>The least n with all of a range from −2ⁿ to 2ⁿ; 64 where there is none.</summary>
    public static int BitsOf(Interval range)
    {
        if (!range.IsWithin(Interval.Int64))
            return 64;
        var magnitude = UInt128.Max((UInt128)Int128.Abs(range.Min), (UInt128)Int128.Abs(range.Max));
        return magnitude <= 1 ? 0 : 128 - (int)UInt128.LeadingZeroCount(magnitude - 1);
    }

    // Of a sum of many all terms are tested, but not what comes of each two.
    private static bool IsOneOfMany(Value sum) => sum.Users.Concat(sum.Operands).Any(other => other.Op is Op.IntAdd or Op.IntSub);

    private static Interval OfBits(int bits) => new(-(Int128.One << bits), (Int128.One << bits) - 1);

    private Interval Of(LinearForm form)
    {
        var counted = IntervalArithmetic.Apply(Op.IntMul, Counter, Interval.Constant(form.Scale), Interval.All);
        return IntervalArithmetic.Apply(Op.IntAdd, counted, LoopLimits.RangeOf(form), Interval.All);
    }

    private static Interval RangeOfCounter(CountedLoop loop)
    {
        // The rounds of a main loop: see LoopLimits.
        var (start, limit) = (LoopLimits.RangeOf(loop.Start), LoopLimits.RangeOf(loop.Limit));
        return new(
            Int128.Max(start.Min, -LinearForm.TermLimit),
            Int128.Min(limit.Max + loop.LimitOffset, LinearForm.TermLimit));
    }

    private Interval Of(Value value, int depth)
    {
        value = predicates.Resolve(value);
        if (_known.TryGetValue(value, out var known))
            return known;
        if (loop.IsInvariant(value))
            return LoopLimits.RangeOf(value);
        if (depth == MaxDepth)
            return value.Type == IrType.Bool ? Interval.Bool : Interval.Int64;
        return _known[value] = Compute(value, depth + 1).Meet(value.Type == IrType.Bool ? Interval.Bool : Interval.Int64);
    }

    private Interval Compute(Value value, int depth)
    {
        if (value.Type is not (IrType.Int64 or IrType.Bool))
            return Interval.All;
        if (value == loop.Counter)
            return Counter;
        switch (value.Op)
        {
            case Op.Phi:
                return forms.Of(value) is { } form ? Of(form) : Interval.Int64;
            case Op.LoadElement:
                var (min, max) = ElementKinds.RangeOf((ElementKind)value.Immediate);
                return new Interval(min, max);
            case Op.Select:
                return Of(value.Operands[1], depth).Join(Of(value.Operands[2], depth));
            case >= Op.IntAdd and <= Op.IntPowWrap or Op.IntMin or Op.IntMax or Op.IntFromBool when value.Operands.All(operand => operand.Type is IrType.Int64 or IrType.Bool or IrType.State):
                var second = value.Info.Arity > 1 ? Of(value.Operands[1], depth) : Interval.All;
                return IntervalArithmetic.Apply(value.Op, Of(value.Operands[0], depth), second, Interval.All);
            default:
                return Interval.Int64;
        }
    }
}

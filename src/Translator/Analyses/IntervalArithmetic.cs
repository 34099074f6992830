using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>In which range the result of an operation is, for the ranges of its operands.</summary>
/// <remarks>
/// Of integers without bounds: an operation that exits when its result does not fit gives here what Python would have. Passes may remove
/// such an operation, and its exit with it; what was concluded from its result must be true all the same. Comparisons are the exception:
/// one with what may not fit is not decided, because the decision would take away the only user of what exits, and a loop that counts up to
/// an end beyond 64 bits, which wraps, would never end.
/// </remarks>
internal static class IntervalArithmetic
{
    /// <summary>The range of the result of an operation that has integers or bools as operands, none of them empty.</summary>
    public static Interval Apply(Op op, Interval a, Interval b, Interval c) => op switch
    {
        Op.IntAdd or Op.UIntAdd => Add(a, b),
        Op.IntSub or Op.UIntSub => Add(a, Negate(b)),
        Op.IntMul or Op.UIntMul => Multiply(a, b),
        Op.IntNeg => Negate(a),
        Op.IntAddWrap => Wrap(Add(a, b)),
        Op.IntSubWrap => Wrap(Add(a, Negate(b))),
        Op.IntMulWrap => Wrap(Multiply(a, b)),
        Op.IntNegWrap => Wrap(Negate(a)),
        Op.IntNot => Not(a),
        Op.IntAnd or Op.BoolAnd => And(a, b),
        Op.IntOr or Op.BoolOr => Not(And(Not(a), Not(b))),
        Op.IntXor => Xor(a, b),
        Op.IntShiftLeft or Op.UIntShiftLeft => ShiftLeft(a, b),
        Op.IntShiftLeftWrap => Wrap(ShiftLeft(a, b)),
        Op.IntShiftRight or Op.UIntShiftRight => ShiftRight(a, b),
        Op.IntFloorDiv or Op.UIntFloorDiv => FloorDivide(a, b),
        Op.IntFloorDivWrap => Wrap(FloorDivide(a, b)),
        Op.IntFloorMod or Op.UIntFloorMod => FloorModulo(a, b),
        Op.UIntMulMod => FloorModulo(Multiply(a, b), c),
        Op.UIntMulDiv => FloorDivide(Multiply(a, b), c),
        Op.IntPow => a.Min >= 1 ? Interval.Positive : a.IsNotNegative ? Interval.NotNegative : Interval.All,
        Op.IntPowWrap => Interval.Int64,
        Op.IntMin => Interval.Of(Int128.Min(a.Min, b.Min), Int128.Min(a.Max, b.Max)),
        Op.IntMax => Interval.Of(Int128.Max(a.Min, b.Min), Int128.Max(a.Max, b.Max)),
        Op.UIntBitLength or Op.UIntBitCount => BitsOf(op, a),
        Op.IntFromBool or Op.UIntFromInt or Op.IntFromUInt => a,
        Op.UIntFromBits => Cast(a, Interval.UInt64, Interval.Int64, Interval.Negative, Int128.One << 64),
        Op.IntFromBits => Cast(a, Interval.Int64, Interval.UInt64, new((Int128)long.MaxValue + 1, ulong.MaxValue), -(Int128.One << 64)),
        Op.BoolNot => new(1 - a.Max, 1 - a.Min),
        Op.BoolXor => a.IsConstant && b.IsConstant ? Interval.Constant(a.Min ^ b.Min) : Interval.Bool,
        >= Op.IntEqual and <= Op.IntGreaterOrEqual when !a.IsWithin(Interval.Int64) || !b.IsWithin(Interval.Int64) => Interval.Bool,
        Op.UIntLess or Op.UIntLessOrEqual when !a.IsWithin(Interval.UInt64) || !b.IsWithin(Interval.UInt64) => Interval.Bool,
        Op.IntEqual => Equal(a, b),
        Op.IntNotEqual => Inverse(Equal(a, b)),
        Op.IntLess or Op.UIntLess => Less(a, b),
        Op.IntLessOrEqual or Op.UIntLessOrEqual => Inverse(Less(b, a)),
        Op.IntGreater => Less(b, a),
        Op.IntGreaterOrEqual => Inverse(Less(a, b)),
        _ => OfType(OpInfo.Of(op).ResultType),
    };

    /// <summary>Whether a sum of two ints is what it is without bounds, for the ranges of its operands.</summary>
    public static bool IsExactSum(RangeGraph graph, ReadOnlySpan<Interval> ranges, int node)
    {
        if (graph.ValueOf(node).Op != Op.IntAddWrap)
            return graph.ValueOf(node).Op == Op.IntAdd;
        var inputs = graph.InputsOf(node);
        return Add(ranges[inputs[0]], ranges[inputs[1]]).IsWithin(Interval.Int64);
    }

    /// <summary>What a value can be that nothing is known of but its type; the result of an exact operation may be anything.</summary>
    public static Interval OfType(IrType type) => type == IrType.Bool ? Interval.Bool : Interval.All;

    private static Interval Wrap(Interval exact) => exact.IsWithin(Interval.Int64) ? exact : Interval.Int64;

    // What fits stays; what fits the other reading of the bits alone moves by 2⁶⁴. What may fit neither is a number that native code leaves
    // for: nothing may be concluded from the bits that it would be cut to.
    private static Interval Cast(Interval a, Interval fits, Interval other, Interval moved, Int128 by)
    {
        if (a.IsWithin(fits))
            return a;
        if (!a.IsWithin(other))
            return Interval.All;
        return a.IsWithin(moved) ? Interval.Of(a.Min + by, a.Max + by) : fits;
    }

    private static Interval Equal(Interval a, Interval b)
    {
        if (a.IsConstant && a == b)
            return Interval.Constant(1);
        return a.Meet(b).IsEmpty ? Interval.Constant(0) : Interval.Bool;
    }

    private static Interval Less(Interval a, Interval b)
    {
        if (a.Max != Interval.NoMax && a.Max < b.Min)
            return Interval.Constant(1);
        return b.Max != Interval.NoMax && a.Min >= b.Max ? Interval.Constant(0) : Interval.Bool;
    }

    private static Interval BitsOf(Op op, Interval a)
    {
        if (!a.IsWithin(Interval.UInt64))
            return Interval.NotNegative;
        var (least, most) = (64 - (int)UInt128.LeadingZeroCount((UInt128)a.Min) + 64, 64 - (int)UInt128.LeadingZeroCount((UInt128)a.Max) + 64);
        return op == Op.UIntBitLength ? new(least, most) : new(least > 0 ? 1 : 0, most);
    }

    private static Interval Inverse(Interval a) => new(1 - a.Max, 1 - a.Min);

    private static bool IsInfinite(Int128 number) => number == Interval.NoMin || number == Interval.NoMax;

    private static Interval Add(Interval a, Interval b) => Interval.Of(Add(a.Min, b.Min), Add(a.Max, b.Max));

    private static Int128 Add(Int128 a, Int128 b) => IsInfinite(a) ? a : IsInfinite(b) ? b : a + b;

    private static Int128 Negate(Int128 a) => a == Interval.NoMin ? Interval.NoMax : a == Interval.NoMax ? Interval.NoMin : -a;

    private static Interval Negate(Interval a) => new(Negate(a.Max), Negate(a.Min));

    private static Int128 Not(Int128 a) => IsInfinite(a) ? Negate(a) : -1 - a;

    private static Interval Not(Interval a) => Interval.Of(Not(a.Max), Not(a.Min));

    private static Interval Multiply(Interval a, Interval b) =>
        Corners(Multiply(a.Min, b.Min), Multiply(a.Min, b.Max), Multiply(a.Max, b.Min), Multiply(a.Max, b.Max));

    private static Int128 Multiply(Int128 a, Int128 b)
    {
        if (a == 0 || b == 0)
            return 0;
        // Of two large factors the product is out of reach; otherwise it has 127 bits at most.
        var large = Int128.One << 62;
        if (IsInfinite(a) || IsInfinite(b) || (Int128.Abs(a) >= large && Int128.Abs(b) >= large))
            return a > 0 == b > 0 ? Interval.NoMax : Interval.NoMin;
        return a * b;
    }

    private static Interval Corners(Int128 first, Int128 second, Int128 third, Int128 fourth) => Interval.Of(
        Int128.Min(Int128.Min(first, second), Int128.Min(third, fourth)), Int128.Max(Int128.Max(first, second), Int128.Max(third, fourth)));

    private static Interval And(Interval a, Interval b)
    {
        if (a.IsNotNegative || b.IsNotNegative)
            return new(0, !a.IsNotNegative ? b.Max : !b.IsNotNegative ? a.Max : Int128.Min(a.Max, b.Max));
        // Two negative numbers make a negative one, not greater than either; one that is not negative is not exceeded.
        var max = a.Max < 0 && b.Max < 0 ? Int128.Min(a.Max, b.Max) : Int128.Max(a.Max, b.Max);
        var power = PowerFor(a.Join(b));
        return Interval.Of(IsInfinite(power) ? Interval.NoMin : -power, max);
    }

    private static Interval Xor(Interval a, Interval b)
    {
        var power = PowerFor(a.Join(b));
        var all = IsInfinite(power) ? Interval.All : Interval.Of(-power, power - 1);
        if ((a.IsNotNegative && b.IsNotNegative) || (a.Max < 0 && b.Max < 0))
            return all.Meet(Interval.NotNegative);
        return (a.IsNotNegative && b.Max < 0) || (a.Max < 0 && b.IsNotNegative) ? all.Meet(Interval.Negative) : all;
    }

    // The least power of two such that all lies from its negative on to below it.
    private static Int128 PowerFor(Interval a)
    {
        if (IsInfinite(a.Min) || IsInfinite(a.Max))
            return Interval.NoMax;
        var power = Int128.One;
        while (a.Min < -power || a.Max >= power)
            power <<= 1;
        return power;
    }

    // A count is not negative: a check has made sure of it.
    private static Interval ShiftLeft(Interval a, Interval count) => Multiply(a, new Interval(PowerOf(count.Min), PowerOf(count.Max)));

    private static Int128 PowerOf(Int128 count) => count <= 0 ? 1 : count > 64 ? Interval.NoMax : Int128.One << (int)count;

    private static Interval ShiftRight(Interval a, Interval count) => Corners(
        ShiftRight(a.Min, count.Min), ShiftRight(a.Min, count.Max), ShiftRight(a.Max, count.Min), ShiftRight(a.Max, count.Max));

    private static Int128 ShiftRight(Int128 a, Int128 count)
    {
        if (count == Interval.NoMax)
            return a < 0 ? -1 : 0;
        if (IsInfinite(a))
            return a;
        return a >> (int)Int128.Clamp(count, 0, 127);
    }

    private static Interval FloorDivide(Interval a, Interval b)
    {
        var result = Interval.Empty;
        foreach (var part in (ReadOnlySpan<Interval>)[b.Meet(Interval.Positive), b.Meet(Interval.Negative)])
        {
            if (!part.IsEmpty)
            {
                result = result.Join(Corners(
                    FloorDivide(a.Min, part.Min), FloorDivide(a.Min, part.Max),
                    FloorDivide(a.Max, part.Min), FloorDivide(a.Max, part.Max)));
            }
        }
        return result.IsEmpty ? Interval.All : result;   // by zero: never computed
    }

    private static Int128 FloorDivide(Int128 a, Int128 b)
    {
        if (IsInfinite(b))
            return a == 0 ? 0 : a > 0 == b > 0 ? 0 : -1;
        if (IsInfinite(a))
            return b > 0 ? a : Negate(a);
        var (quotient, remainder) = Int128.DivRem(a, b);
        return remainder != 0 && Int128.IsNegative(remainder) != Int128.IsNegative(b) ? quotient - 1 : quotient;
    }

    private static Interval FloorModulo(Interval a, Interval m)
    {
        var result = Interval.Empty;
        if (m.Meet(Interval.Positive) is { IsEmpty: false } positive)
            result = ModuloPositive(a, positive);
        if (m.Meet(Interval.Negative) is { IsEmpty: false } negative)
            result = result.Join(Negate(ModuloPositive(Negate(a), Negate(negative))));   // a % -m = -(-a % m)
        return result.IsEmpty ? Interval.All : result;
    }

    private static Interval ModuloPositive(Interval a, Interval m)
    {
        if (a.IsNotNegative && a.Max != Interval.NoMax && a.Max < m.Min)
            return a;
        var max = m.Max == Interval.NoMax ? Interval.NoMax : m.Max - 1;
        return new(0, a.IsNotNegative ? Int128.Min(a.Max, max) : max);
    }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>What ranges are asked besides being iterated over.</summary>
internal static class Ranges
{
    /// <summary>Whether a range has numbers.</summary>
    public static Value IsNotEmpty(Operand range, IrBuilder ir) =>
        ir.Emit(range.IsAscending ? Op.IntLess : Op.IntGreater, range.Values[0], range.Values[1]);

    /// <summary>
    /// Makes sure that the end of a range is a number of 64 bits. It is, since what overflows has exited; but the numbers of passes have no bounds, and to those this
    /// says that the next number does not wrap, and that the exit is needed.
    /// </summary>
    public static void RequireWithinLimits(Value stop, Value step, IrBuilder ir)
    {
        if (stop.Op is not Op.Phi && !stop.Has(Effects.MayOverflow))
            return;
        // With another step it is compared with a limit anyway.
        if (step is { Op: Op.IntConstant, Immediate: 1 })
            ir.Require(ir.Emit(Op.IntLessOrEqual, stop, ir.EmitInt(long.MaxValue)), ExitReason.Range);
        else if (step is { Op: Op.IntConstant, Immediate: -1 })
            ir.Require(ir.Emit(Op.IntGreaterOrEqual, stop, ir.EmitInt(long.MinValue)), ExitReason.Range);
    }

    /// <summary>The number of numbers; leaves from 2⁶³ on, where Python raises.</summary>
    public static Value Count(Operand range, IrBuilder ir)
    {
        var (start, stop, step) = (range.Values[0], range.Values[1], range.Values[2]);
        ir.PrepareState();
        return ir.Choose(
            IsNotEmpty(range, ir),
            () =>
            {
                // Wraps where it is 2⁶³ or more, and then is negative.
                var distance = range.IsAscending ? ir.Emit(Op.IntSubWrap, stop, start) : ir.Emit(Op.IntSubWrap, start, stop);
                ir.Require(ir.Emit(Op.IntGreater, distance, ir.EmitInt(0)), ExitReason.Range);
                if (step is { Op: Op.IntConstant, Immediate: 1 or -1 })
                    return distance;
                var size = range.IsAscending ? step : ir.Emit(Op.IntSubWrap, ir.EmitInt(0), step);
                var rest = ir.Emit(Op.IntSubWrap, distance, ir.EmitInt(1));
                return ir.Emit(Op.IntAddWrap, ir.Emit(Op.IntFloorDivWrap, rest, size), ir.EmitInt(1));
            },
            () => ir.EmitInt(0));
    }

    /// <summary>The number with an index, which may be negative or beyond the ends.</summary>
    public static Operand ItemAt(Operand range, Value index, IrBuilder ir)
    {
        var place = SubscriptTranslator.FromFront(index, Count(range, ir), ir);
        // What is between the ends does not wrap.
        return Operand.Of(ir.Emit(Op.IntAddWrap, range.Values[0], ir.Emit(Op.IntMulWrap, place, range.Values[2])));
    }

    /// <summary>Whether a number is in a range.</summary>
    public static Value Contains(Operand range, Operand item, IrBuilder ir)
    {
        var number = ir.Number(item, "in");
        if (number.IsFloat)
            throw ir.Unsupported(
                DiagnosticDescriptors.Membership, "it asks whether a float is in a range",
                "Ask for an int, or compare with the ends.", item);
        var (start, stop, step) = (range.Values[0], range.Values[1], range.Values[2]);
        var value = ir.ToSigned(number);
        var isInside = range.IsAscending
            ? ir.Emit(Op.BoolAnd, ir.Emit(Op.IntLessOrEqual, start, value), ir.Emit(Op.IntLess, value, stop))
            : ir.Emit(Op.BoolAnd, ir.Emit(Op.IntGreaterOrEqual, start, value), ir.Emit(Op.IntGreater, value, stop));
        if (step is { Op: Op.IntConstant, Immediate: 1 or -1 })
            return isInside;
        var rest = ir.Emit(Op.IntFloorMod, ir.Emit(Op.IntSub, value, start), step);
        return ir.Emit(Op.BoolAnd, isInside, ir.Emit(Op.IntEqual, rest, ir.EmitInt(0)));
    }

    /// <summary>An iterator over the numbers of a range from the last to the first.</summary>
    /// <param name="range">The range.</param>
    /// <param name="identity">The iterator's <see cref="Operand.Identity"/>.</param>
    /// <param name="ir">The builder.</param>
    public static Operand Reversed(Operand range, int identity, IrBuilder ir)
    {
        var (start, stop, step) = (range.Values[0], range.Values[1], range.Values[2]);
        var one = ir.EmitInt(range.IsAscending ? 1 : -1);
        // One beyond the first number is the end. Rounding down makes the last number of an empty range one that is beyond the end.
        var end = ir.Emit(Op.IntSub, start, one);
        var last = ir.Emit(Op.IntSub, stop, one);
        if (step is not { Op: Op.IntConstant, Immediate: 1 or -1 })
        {
            var steps = ir.Emit(Op.IntFloorDiv, ir.Emit(Op.IntSub, last, start), step);
            last = ir.Emit(Op.IntAdd, start, ir.Emit(Op.IntMul, steps, step));
        }
        var back = ir.Emit(Op.IntNeg, step);
        RangeCalls.RequireRoom(end, back, !range.IsAscending, ir);
        return Operand.RangeIterator(last, end, back, !range.IsAscending, identity);
    }
}

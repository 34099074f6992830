using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Which items a slice takes of a list of some length.</summary>
/// <remarks>CPython: <c>PySlice_AdjustIndices</c> in <c>Objects/sliceobject.c</c>.</remarks>
internal static class SliceBounds
{
    /// <summary>The index of the first item, the distance and the number of items; all within the list.</summary>
    public static (Value Start, Value Step, Value Count) Of(
        (Operand Start, Operand Stop) slice, (Value Step, bool IsForward) by, Value length, IrBuilder ir)
    {
        var zero = ir.EmitInt(0);
        if (by.IsForward)
        {
            var start = Clamp(slice.Start, zero, zero, length, ir);
            var stop = Clamp(slice.Stop, length, zero, length, ir);
            return (start, by.Step, Count(ir.Emit(Op.IntSubWrap, stop, start), by.Step, ir));
        }
        // Backwards, the place before the first item is the end.
        var (before, last) = (ir.EmitInt(-1), ir.Emit(Op.IntSubWrap, length, ir.EmitInt(1)));
        var from = Clamp(slice.Start, last, before, last, ir);
        var to = Clamp(slice.Stop, before, before, last, ir);
        return (from, by.Step, Count(ir.Emit(Op.IntSubWrap, from, to), ir.Emit(Op.IntSubWrap, zero, by.Step), ir));
    }

    /// <summary>Goes on with the step of a slice, and whether it is positive; where that is not known, the block ends in two ways.</summary>
    /// <param name="step">The step.</param>
    /// <param name="ir">The builder.</param>
    /// <param name="go">Goes on with the instruction, and pushes its result.</param>
    public static void WithStep(Operand step, IrBuilder ir, Action<(Value Step, bool IsForward)> go)
    {
        var value = step.IsNone ? ir.EmitInt(1) : SequenceSubscripts.IndexOf(step, ir);
        if (value.Op == Op.IntConstant)
        {
            if (value.Immediate == 0)
                throw IrBuilder.Leave(ExitReason.Raise);
            go((ir.EmitInt(Math.Clamp(value.Immediate, -int.MaxValue, int.MaxValue)), value.Immediate > 0));
            return;
        }
        ir.EmitCheck(Op.CheckNonZero, value, ExitReason.Raise);
        // A step beyond the longest list takes one item, whatever it is.
        var within = ir.Emit(Op.IntMax, ir.EmitInt(-int.MaxValue), ir.Emit(Op.IntMin, value, ir.EmitInt(int.MaxValue)));
        ir.Fork(ir.Emit(Op.IntGreater, value, ir.EmitInt(0)), ir.Index + 1, () => go((within, true)), ir.Index + 1, () => go((within, false)));
    }

    // A bound counted from the end where it is negative, and not beyond the ends.
    private static Value Clamp(Operand bound, Value missing, Value min, Value max, IrBuilder ir)
    {
        if (bound.IsNone)
            return missing;
        if (bound.Constant is IntConstant large && (large.Value < long.MinValue || large.Value > long.MaxValue))
            return large.Value.Sign < 0 ? min : max;
        var index = SequenceSubscripts.IndexOf(bound, ir);
        var length = min is { Op: Op.IntConstant, Immediate: 0 } ? max : ir.Emit(Op.IntAddWrap, max, ir.EmitInt(1));
        // The sign, 0 or −1, says whether the length is added: a negative index does not overflow by that.
        var sign = ir.Emit(Op.IntShiftRight, index, ir.EmitInt(63));
        var place = ir.Emit(Op.IntAddWrap, index, ir.Emit(Op.IntAnd, sign, length));
        return ir.Emit(Op.IntMax, min, ir.Emit(Op.IntMin, place, max));
    }

    private static Value Count(Value distance, Value step, IrBuilder ir)
    {
        var positive = ir.Emit(Op.IntMax, distance, ir.EmitInt(0));
        if (step is { Op: Op.IntConstant, Immediate: 1 })
            return positive;
        var last = ir.Emit(Op.IntAddWrap, positive, ir.Emit(Op.IntSubWrap, step, ir.EmitInt(1)));
        return ir.Emit(Op.IntFloorDivWrap, last, step);
    }
}

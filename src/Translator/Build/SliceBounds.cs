using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Which items a slice takes of a list of some length.</summary>
/// <remarks>CPython: <c>PySlice_AdjustIndices</c> in <c>Objects/sliceobject.c</c>.</remarks>
internal static class SliceBounds
{
    /// <summary>The index of the first item, the distance and the number of items; all within the list.</summary>
    public static (Value Start, Value Step, Value Count) Of((Operand Start, Operand Stop, Operand Step) slice, Value length, IrBuilder ir)
    {
        var step = StepOf(slice.Step, ir);
        var zero = ir.EmitInt(0);
        if (step > 0)
        {
            var start = Clamp(slice.Start, zero, zero, length, ir);
            var stop = Clamp(slice.Stop, length, zero, length, ir);
            return (start, ir.EmitInt(step), Count(ir.Emit(Op.IntSubWrap, stop, start), step, ir));
        }
        // Backwards, the place before the first item is the end.
        var (before, last) = (ir.EmitInt(-1), ir.Emit(Op.IntSubWrap, length, ir.EmitInt(1)));
        var from = Clamp(slice.Start, last, before, last, ir);
        var to = Clamp(slice.Stop, before, before, last, ir);
        return (from, ir.EmitInt(step), Count(ir.Emit(Op.IntSubWrap, from, to), -step, ir));
    }

    private static long StepOf(Operand step, IrBuilder ir)
    {
        if (step.IsNone)
            return 1;
        return SequenceSubscripts.IndexOf(step, ir) switch
        {
            { Op: Op.IntConstant, Immediate: 0 } => throw IrBuilder.Leave(ExitReason.Raise),
            // A step beyond the longest list takes one item, whatever it is.
            { Op: Op.IntConstant } known => Math.Clamp(known.Immediate, -int.MaxValue, int.MaxValue),
            _ => throw ir.Unsupported("the step of the slice is not known before the function runs", "Loop over a range with that step."),
        };
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

    private static Value Count(Value distance, long step, IrBuilder ir)
    {
        var positive = ir.Emit(Op.IntMax, distance, ir.EmitInt(0));
        return step == 1
            ? positive
            : ir.Emit(Op.IntFloorDivWrap, ir.Emit(Op.IntAddWrap, positive, ir.EmitInt(step - 1)), ir.EmitInt(step));
    }
}

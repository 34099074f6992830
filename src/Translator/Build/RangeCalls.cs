using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls of <c>range</c> and <c>xrange</c>.</summary>
/// <remarks>
/// What iterates adds the step before it compares, so the end must be a step away from the limits of 64 bits; where it is not, the
/// interpreter makes the range. A step whose sign is not known makes two versions of what follows.
/// </remarks>
internal static class RangeCalls
{
    // Python 2's range is a list, which the interpreter refuses or makes when it is large.
    private const long LongestList = 1 << 24;

    public static void Translate(Operand[] arguments, bool isXRange, IrBuilder ir)
    {
        if (arguments.Length is 0 or > 3)
            throw IrBuilder.Leave(ExitReason.Raise);
        var numbers = Array.ConvertAll(arguments, argument => ir.Number(argument, "range"));
        if (numbers.Any(number => number.IsFloat))
            throw IrBuilder.Leave(ExitReason.Raise);
        var values = Array.ConvertAll(numbers, number => ToSigned(number, ir));
        var start = values.Length == 1 ? ir.EmitInt(0) : values[0];
        var stop = values[values.Length == 1 ? 0 : 1];
        var step = values.Length == 3 ? values[2] : ir.EmitInt(1);

        if (step.Op == Op.IntConstant)
        {
            if (step.Immediate is 0 or long.MinValue)
                throw IrBuilder.Leave(ExitReason.Range);
            Push(step.Immediate > 0);
            return;
        }
        ir.EmitCheck(Op.CheckNonZero, step, ExitReason.Range);
        ir.Fork(
            ir.Emit(Op.IntGreater, step, ir.EmitInt(0)), ir.Index + 1, () => Push(isAscending: true), ir.Index + 1, () => Push(isAscending: false));

        void Push(bool isAscending)
        {
            RequireRoom(stop, step, isAscending, ir);
            if (ir.HasLong && !isXRange)
                RequireShort(start, stop, isAscending, ir);
            Ranges.RequireWithinLimits(stop, step, ir);
            ir.Push(Operand.Range(start, stop, step, isAscending));
        }
    }

    // A check, and no conversion that goes when nobody needs its result: beyond 64 bits the loop would not end.
    private static Value ToSigned(Number number, IrBuilder ir)
    {
        if (!number.IsUnsigned)
            return number.Value;
        ir.Require(ir.Emit(Op.UIntLessOrEqual, number.Value, ir.EmitUInt(long.MaxValue)), ExitReason.Range);
        return ir.Emit(Op.IntFromBits, number.Value);
    }

    /// <summary>Leaves where an iterator could wrap: the last number is before the end by one at least, it and the step must be within 64 bits.</summary>
    public static void RequireRoom(Value stop, Value step, bool isAscending, IrBuilder ir)
    {
        if (step.Op == Op.IntConstant)
        {
            var farthest = isAscending ? long.MaxValue - step.Immediate + 1 : long.MinValue - step.Immediate - 1;
            var isFar = stop.Op == Op.IntConstant && (isAscending ? stop.Immediate <= farthest : stop.Immediate >= farthest);
            if (!isFar && step.Immediate is not (1 or -1))
                ir.Require(ir.Emit(isAscending ? Op.IntLessOrEqual : Op.IntGreaterOrEqual, stop, ir.EmitInt(farthest)), ExitReason.Range);
            return;
        }
        var limit = isAscending
            ? ir.Emit(Op.IntSubWrap, ir.EmitInt(long.MaxValue), ir.Emit(Op.IntSubWrap, step, ir.EmitInt(1)))
            : ir.Emit(Op.IntSubWrap, ir.EmitInt(long.MinValue), ir.Emit(Op.IntAddWrap, step, ir.EmitInt(1)));
        ir.Require(ir.Emit(isAscending ? Op.IntLessOrEqual : Op.IntGreaterOrEqual, stop, limit), ExitReason.Range);
    }

    /// <summary>Leaves where a list of the numbers is one that the interpreter refuses, or makes more slowly than native code counts.</summary>
    public static void RequireShort(Value start, Value stop, bool isAscending, IrBuilder ir)
    {
        var length = isAscending ? ir.Emit(Op.IntSub, stop, start) : ir.Emit(Op.IntSub, start, stop);
        ir.Require(ir.Emit(Op.IntLessOrEqual, length, ir.EmitInt(LongestList)), ExitReason.Range);
    }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>The small steps that passes are made of.</summary>
internal static class Rewriting
{
    /// <summary>Whether a value is an int or bool constant, and which.</summary>
    public static bool IsConstant(this Value value, out long number)
    {
        number = value.Immediate;
        return value.Op is Op.IntConstant or Op.BoolConstant;
    }

    /// <summary>Whether a value is this int or bool constant.</summary>
    public static bool IsConstant(this Value value, long number) => value.IsConstant(out var found) && found == number;

    /// <summary>Whether a value is an unsigned constant, and which.</summary>
    public static bool IsUnsigned(this Value value, out ulong number)
    {
        number = (ulong)value.Immediate;
        return value.Op == Op.UIntConstant;
    }

    /// <summary>Whether a value is a float constant, and which.</summary>
    public static bool IsFloat(this Value value, out double number)
    {
        number = BitConverter.Int64BitsToDouble(value.Immediate);
        return value.Op == Op.FloatConstant;
    }

    /// <summary>Whether a value is a constant of any type.</summary>
    public static bool IsAnyConstant(this Value value) =>
        value.Op is Op.IntConstant or Op.BoolConstant or Op.UIntConstant or Op.FloatConstant or Op.NoneConstant;

    /// <summary>Whether two values are constants, and the same one.</summary>
    public static bool IsSameConstant(this Value value, Value other) =>
        value.Op == other.Op && value.Immediate == other.Immediate && value.IsAnyConstant();

    /// <summary>The operation that makes constants of a type.</summary>
    public static Op ConstantOf(IrType type) => type switch
    {
        IrType.Int64 => Op.IntConstant,
        IrType.Bool => Op.BoolConstant,
        IrType.UInt64 => Op.UIntConstant,
        IrType.Float64 => Op.FloatConstant,
        IrType.None => Op.NoneConstant,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There are no constants of this type."),
    };

    /// <summary>
    /// Makes a value from the same place in Python and puts it before this one, or behind the phis where this is one. If it may exit,
    /// it does so to where this one does.
    /// </summary>
    public static Value Make(this Value at, Op op, params ReadOnlySpan<Value> operands)
    {
        var function = at.Block!.Function;   // a value that is being rewritten is in a block
        return at.Place(OpInfo.Of(op).MayExit && at.State is { } state
            ? function.NewValue(op, [.. operands, state], at.Origin)
            : function.NewValue(op, operands, at.Origin));
    }

    /// <summary>
    /// Whether an operand is computed here whose overflow would be seen to be missing; it must not go. A shift by a count beyond 64 bits is
    /// an error before Python 3.7.
    /// </summary>
    public static bool NeedsOverflowOfOperand(this Value value)
    {
        var isShift = value.Op is Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight or Op.UIntShiftLeft or Op.UIntShiftRight;
        return isShift && value.Operands[1].Has(Effects.MayOverflow);
    }

    /// <summary>Makes an int constant before this value.</summary>
    public static Value MakeInt(this Value at, long number) => at.MakeConstant(Op.IntConstant, number);

    /// <summary>Makes a bool constant before this value.</summary>
    public static Value MakeBool(this Value at, bool value) => at.MakeConstant(Op.BoolConstant, value ? 1 : 0);

    /// <summary>Makes an unsigned constant before this value.</summary>
    public static Value MakeUnsigned(this Value at, ulong number) => at.MakeConstant(Op.UIntConstant, (long)number);

    /// <summary>Makes a float constant before this value.</summary>
    public static Value MakeFloat(this Value at, double number) =>
        at.MakeConstant(Op.FloatConstant, BitConverter.DoubleToInt64Bits(number));

    /// <summary>Makes a constant before this value.</summary>
    public static Value MakeConstant(this Value at, Op op, long number) =>
        at.Place(at.Block!.Function.NewValue(op, [], at.Origin, immediate: number));

    /// <summary>Lets another value stand wherever this one is used, and removes it.</summary>
    public static void ReplaceBy(this Value value, Value replacement)
    {
        value.ReplaceAllUsesWith(replacement);
        value.Remove();
    }

    /// <summary>Ends a block in another terminator; the edges are the caller's to fit to it.</summary>
    public static void ReplaceTerminator(this Block block, Op op, params ReadOnlySpan<Value> operands)
    {
        var old = block.Terminator!;   // a block outside the builder has one
        var terminator = block.Function.NewValue(op, operands, old.Origin);
        old.Remove();
        block.Append(terminator);
    }

    private static Value Place(this Value at, Value value)
    {
        while (at.Has(Effects.Pinned))
            at = at.Next!;   // a terminator comes last
        at.InsertBefore(value);
        return value;
    }
}

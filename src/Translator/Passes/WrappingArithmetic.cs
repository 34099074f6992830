using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>The operations modulo 2⁶⁴, which never exit, in the place of exact ones.</summary>
internal static class WrappingArithmetic
{
    /// <summary>Whether <see cref="Wrap"/> has a form of this operation that never exits.</summary>
    public static bool CanWrap(Op op) => op is Op.UIntFromInt or Op.IntFromUInt || WrapOf(op) is not null;

    /// <summary>
    /// Makes the same operation modulo 2⁶⁴ in the place of an exact one. The caller knows that the result fits, or that nobody looks beyond.
    /// </summary>
    public static void Wrap(Value value)
    {
        Value replacement;
        if (value.Op is Op.UIntFromInt or Op.IntFromUInt)
            replacement = value.Make(value.Op == Op.UIntFromInt ? Op.UIntFromBits : Op.IntFromBits, value.Operands[0]);
        else if (WrapOf(value.Op) is not { } op)
            throw new ArgumentException($"{value.Op} has no such form.", nameof(value));
        else if (value.Type == IrType.UInt64)
            replacement = value.Make(Op.UIntFromBits, value.Make(op, Signed(value, 0, wraps: true), Signed(value, 1, op != Op.IntShiftLeftWrap)));
        else
            replacement = value.Info.Arity == 1 ? value.Make(op, value.Operands[0]) : value.Make(op, value.Operands[0], value.Operands[1]);
        value.ReplaceBy(replacement);
    }

    /// <summary>The operation modulo 2⁶⁴ of the same operands, but for unsigned integers of signed ones; <see langword="null"/> where there is none.</summary>
    public static Op? WrapOf(Op op) => op switch
    {
        Op.IntAdd or Op.UIntAdd => Op.IntAddWrap,
        Op.IntSub or Op.UIntSub => Op.IntSubWrap,
        Op.IntMul or Op.UIntMul => Op.IntMulWrap,
        Op.IntNeg => Op.IntNegWrap,
        Op.IntShiftLeft or Op.UIntShiftLeft => Op.IntShiftLeftWrap,
        Op.IntFloorDiv => Op.IntFloorDivWrap,
        Op.IntPow => Op.IntPowWrap,
        _ => null,
    };

    // What wraps takes the remainder modulo 2⁶⁴ itself, so a cast may be left out; a count is a number as it is.
    private static Value Signed(Value value, int index, bool wraps)
    {
        var operand = value.Operands[index];
        if (operand.IsUnsigned(out var number))
            return value.MakeInt((long)number);
        return wraps && operand.Op == Op.UIntFromBits ? operand.Operands[0] : value.Make(Op.IntFromBits, operand);
    }
}

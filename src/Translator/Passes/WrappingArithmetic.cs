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
            replacement = value.Make(Op.UIntFromBits, value.Make(op, Signed(value, 0), Signed(value, 1)));
        else
            replacement = value.Info.Arity == 1 ? value.Make(op, value.Operands[0]) : value.Make(op, value.Operands[0], value.Operands[1]);
        value.ReplaceBy(replacement);
    }

    private static Value Signed(Value value, int index) => value.Operands[index].IsUnsigned(out var number)
        ? value.MakeInt((long)number)
        : value.Make(Op.IntFromBits, value.Operands[index]);

    private static Op? WrapOf(Op op) => op switch
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
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>What may be computed where Python would not compute it.</summary>
internal static class Speculation
{
    /// <summary>
    /// Whether a value depends on its operands, or memory, alone and does no harm wherever they are there. Whether memory can be read there is another question.
    /// </summary>
    public static bool IsHarmless(Value value)
    {
        if (value.Info.Effects is not (Effects.None or Effects.Commutative or Effects.Reads) || value.Op == Op.FrameState || value.IsAnyConstant())
            return false;
        return value.Op switch
        {
            // A check before keeps away what the processor fails at, or what has no answer.
            Op.IntFloorDivWrap or Op.IntFloorMod => value.Operands[1].IsConstant(out var divisor) && divisor != 0,
            Op.UIntFloorDiv or Op.UIntFloorMod => value.Operands[1].IsUnsigned(out var divisor) && divisor != 0,
            Op.UIntMulMod => value.Operands[2].IsUnsigned(out var divisor) && divisor != 0,
            Op.IntShiftLeftWrap or Op.IntShiftRight or Op.IntPowWrap => value.Operands[1].IsConstant(out var count) && count >= 0,
            Op.UIntShiftRight => value.Operands[1].IsUnsigned(out _),
            Op.VectorLoad => false,                                                   // a vector loop reads what is there in its rounds alone
            Op.LoadTable => IsWithin(value.Operands[0], value.Table!.Words.Length),   // a load has a table
            _ => true,
        };
    }

    /// <summary>Whether an operation takes so long that it should not be computed for nothing.</summary>
    public static bool IsExpensive(Op op) => op is Op.IntFloorDivWrap or Op.IntFloorMod or Op.IntPowWrap
        or Op.UIntFloorDiv or Op.UIntFloorMod or Op.UIntMulMod or Op.FloatDiv or Op.FloatSqrt or Op.FloatRemainder or Op.FloatPow
        or Op.FloatFloorDiv or Op.FloatFloorMod or Op.FloatCall1 or Op.FloatCall2 or Op.FloatCall3;

    private static bool IsWithin(Value index, int length) => index.Op switch
    {
        Op.IntAnd => index.Operands[1].IsConstant(out var mask) && mask >= 0 && mask < length,
        Op.IntFloorMod => index.Operands[1].IsConstant(out var divisor) && divisor > 0 && divisor <= length,
        Op.IntFromBool => length > 1,
        _ => false,
    };
}

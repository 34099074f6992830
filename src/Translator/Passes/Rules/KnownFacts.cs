using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>What the operation that makes a value tells about its range.</summary>
/// <remarks>True of integers without bounds: the operations asked about may be removed later, and their overflow with them.</remarks>
internal static class KnownFacts
{
    // Operands of operands of operands: enough for what people write, and a bound on the cost for each check.
    private const int MaxDepth = 3;

    /// <summary>Whether a value is never 0.</summary>
    public static bool IsNotZero(Value value)
    {
        if (value.IsConstant(out var number))
            return number != 0;
        return value.Op == Op.IntOr && value.Operands[1].IsConstant(out var bits) && bits != 0;
    }

    /// <summary>Whether a value is never negative.</summary>
    public static bool IsNotNegative(Value value) => IsNotNegative(value, 0);

    private static bool IsNotNegative(Value value, int depth)
    {
        if (value.IsConstant(out var number))
            return number >= 0;
        if (depth == MaxDepth)
            return false;
        return value.Op switch
        {
            Op.IntFromBool => true,
            Op.IntAnd => Operand(0) || Operand(1),
            Op.IntAdd or Op.IntOr or Op.IntXor or Op.IntFloorDiv => Operand(0) && Operand(1),
            Op.IntShiftRight or Op.IntShiftLeft or Op.IntPow => Operand(0),
            Op.IntMul => value.Operands[0] == value.Operands[1] || (Operand(0) && Operand(1)),
            Op.IntFloorMod => Operand(1),   // the remainder has the sign of the divisor
            _ => false,
        };

        bool Operand(int index) => IsNotNegative(value.Operands[index], depth + 1);
    }
}

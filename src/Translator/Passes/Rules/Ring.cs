using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>A kind of integer arithmetic: the operations that belong together.</summary>
/// <remarks>What is true in every commutative ring is written once and holds for both kinds.</remarks>
internal sealed record Ring(Op Add, Op Sub, Op Mul, Op Neg, Op ShiftLeft, Op FloorDiv, Op Pow)
{
    /// <summary>Integers without bounds; what does not fit exits.</summary>
    public static Ring Exact { get; } =
        new(Op.IntAdd, Op.IntSub, Op.IntMul, Op.IntNeg, Op.IntShiftLeft, Op.IntFloorDiv, Op.IntPow);

    /// <summary>Integers modulo 2⁶⁴.</summary>
    public static Ring Wrapping { get; } =
        new(Op.IntAddWrap, Op.IntSubWrap, Op.IntMulWrap, Op.IntNegWrap, Op.IntShiftLeftWrap, Op.IntFloorDivWrap, Op.IntPowWrap);

    /// <summary>Both.</summary>
    public static IReadOnlyList<Ring> All { get; } = [Exact, Wrapping];

    /// <summary>Whether results are modulo 2⁶⁴.</summary>
    public bool Wraps => this == Wrapping;

    /// <summary>Whether a value is such an operation with a constant on the right.</summary>
    public static bool IsWithConstant(Value value, Op op, out Value left, out long right)
    {
        right = 0;
        left = value.Op == op ? value.Operands[0] : value;
        return value.Op == op && value.Operands[1].IsConstant(out right);
    }
}

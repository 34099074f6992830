using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Floor division and its remainder; a check before has made sure that the divisor is not 0.</summary>
internal static class DivisionRules
{
    public static void AddTo(RuleTable table)
    {
        foreach (var ring in Ring.All)
        {
            table.Add(ring.FloorDiv,
                DivideByOne,
                DivideZero,
                DivideSame,
                value => DivideByMinusOne(value, ring),
                ShiftInsteadOfDivide,
                value => DivideQuotient(value, ring));
        }
        table.Add(Op.IntFloorMod, ModuloByOne, ModuloOfZeroOrSame, MaskInsteadOfModulo);
    }

    // x // 1 = x
    private static Value? DivideByOne(Value value) => value.Operands[1].IsConstant(1) ? value.Operands[0] : null;

    // 0 // x = 0
    private static Value? DivideZero(Value value) => value.Operands[0].IsConstant(0) ? value.Operands[0] : null;

    // x // x = 1
    private static Value? DivideSame(Value value) => value.Operands[0] == value.Operands[1] ? value.MakeInt(1) : null;

    // x // -1 = -x
    private static Value? DivideByMinusOne(Value value, Ring ring) =>
        value.Operands[1].IsConstant(-1) ? value.Make(ring.Neg, value.Operands[0]) : null;

    // x // 2ᵏ = x >> k: both round down
    private static Value? ShiftInsteadOfDivide(Value value) =>
        value.Operands[1].IsConstant(out var c) && BitOperations.IsPow2(c)
            ? value.Make(Op.IntShiftRight, value.Operands[0], value.MakeInt(BitOperations.TrailingZeroCount(c)))
            : null;

    // (x // c) // d = x // (c · d) for c, d > 0; neither side overflows
    private static Value? DivideQuotient(Value value, Ring ring) =>
        value.Operands[1].IsConstant(out var d) && d > 0 &&
        Ring.IsWithConstant(value.Operands[0], ring.FloorDiv, out var x, out var c) && c > 0 &&
        ConstantArithmetic.Fold(Op.IntMul, c, d) is { } product
            ? value.Make(ring.FloorDiv, x, value.MakeInt(product))
            : null;

    // x % 1 = 0, x % -1 = 0
    private static Value? ModuloByOne(Value value) =>
        value.Operands[1].IsConstant(1) || value.Operands[1].IsConstant(-1) ? value.MakeInt(0) : null;

    // 0 % x = 0, x % x = 0
    private static Value? ModuloOfZeroOrSame(Value value) =>
        value.Operands[0].IsConstant(0) || value.Operands[0] == value.Operands[1] ? value.MakeInt(0) : null;

    // x % 2ᵏ = x & (2ᵏ - 1): the remainder has the sign of the divisor
    private static Value? MaskInsteadOfModulo(Value value) =>
        value.Operands[1].IsConstant(out var c) && BitOperations.IsPow2(c)
            ? value.Make(Op.IntAnd, value.Operands[0], value.MakeInt(c - 1))
            : null;
}

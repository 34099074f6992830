using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Not, and, or and exclusive or of bools.</summary>
internal static class BooleanRules
{
    public static void AddTo(RuleTable table)
    {
        table.Add(Op.BoolNot, NotNot, NotComparison, NotUnsigned);
        table.Add(Op.BoolAnd, Same, value => Absorb(value, 0), value => Neutral(value, 1), Complement);
        table.Add(Op.BoolOr, Same, value => Absorb(value, 1), value => Neutral(value, 0), Complement);
        table.Add(Op.BoolXor, Cancel, value => Neutral(value, 0), Invert, Complement);
    }

    // not (x < y) = y <= x, unsigned; floats have no such rule, since NaN is neither
    private static Value? NotUnsigned(Value value) => value.Operands[0] switch
    {
        { Op: Op.UIntLess } less => value.Make(Op.UIntLessOrEqual, less.Operands[1], less.Operands[0]),
        { Op: Op.UIntLessOrEqual } less => value.Make(Op.UIntLess, less.Operands[1], less.Operands[0]),
        _ => null,
    };

    // not not b = b
    private static Value? NotNot(Value value) => value.Operands[0].Op == Op.BoolNot ? value.Operands[0].Operands[0] : null;

    // not (x < y) = x >= y, and so on
    private static Value? NotComparison(Value value) =>
        value.Operands[0] is var comparison && ComparisonRules.Inverse(comparison.Op) is { } inverse
            ? value.Make(inverse, comparison.Operands[0], comparison.Operands[1])
            : null;

    // b and b = b, b or b = b
    private static Value? Same(Value value) => value.Operands[0] == value.Operands[1] ? value.Operands[0] : null;

    // b and false = false, b or true = true
    private static Value? Absorb(Value value, long constant) => value.Operands[1].IsConstant(constant) ? value.Operands[1] : null;

    // b and true = b, b or false = b, b xor false = b
    private static Value? Neutral(Value value, long constant) => value.Operands[1].IsConstant(constant) ? value.Operands[0] : null;

    // b xor b = false
    private static Value? Cancel(Value value) => value.Operands[0] == value.Operands[1] ? value.MakeBool(false) : null;

    // b xor true = not b
    private static Value? Invert(Value value) =>
        value.Operands[1].IsConstant(1) ? value.Make(Op.BoolNot, value.Operands[0]) : null;

    // b and not b = false, b or not b = true, b xor not b = true
    private static Value? Complement(Value value)
    {
        var (a, b) = (value.Operands[0], value.Operands[1]);
        var areOpposite = (a.Op == Op.BoolNot && a.Operands[0] == b) || (b.Op == Op.BoolNot && b.Operands[0] == a);
        return areOpposite ? value.MakeBool(value.Op != Op.BoolAnd) : null;
    }
}

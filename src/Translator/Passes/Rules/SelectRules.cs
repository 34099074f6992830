using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Choosing one of two values by a condition.</summary>
internal static class SelectRules
{
    public static void AddTo(RuleTable table) =>
        table.Add(Op.Select, Known, Same, Inverted, OfBools, OfIntsOfBools, OfConstants, Extreme, FloatExtreme, Counted);

    // true ? a : b = a
    private static Value? Known(Value value) => value.Operands[0].IsConstant(out var number) ? value.Operands[number != 0 ? 1 : 2] : null;

    // c ? a : a = a
    private static Value? Same(Value value) => value.Operands[1] == value.Operands[2] || value.Operands[1].IsSameConstant(value.Operands[2])
        ? value.Operands[1]
        : null;

    // not c ? a : b = c ? b : a
    private static Value? Inverted(Value value) => value.Operands[0].Op == Op.BoolNot
        ? value.Make(Op.Select, value.Operands[0].Operands[0], value.Operands[2], value.Operands[1])
        : null;

    // c ? true : b = c or b, and so on
    private static Value? OfBools(Value value)
    {
        if (value.Type != IrType.Bool)
            return null;
        var (condition, whenTrue, whenFalse) = (value.Operands[0], value.Operands[1], value.Operands[2]);
        if (whenTrue.IsConstant(1))
            return value.Make(Op.BoolOr, condition, whenFalse);
        if (whenFalse.IsConstant(0))
            return value.Make(Op.BoolAnd, condition, whenTrue);
        if (whenTrue.IsConstant(0))
            return value.Make(Op.BoolAnd, value.Make(Op.BoolNot, condition), whenFalse);
        return whenFalse.IsConstant(1) ? value.Make(Op.BoolOr, value.Make(Op.BoolNot, condition), whenTrue) : null;
    }

    // c ? int(b) : 0 = int(c and b)
    private static Value? OfIntsOfBools(Value value) => value.Operands[1].Op == Op.IntFromBool && value.Operands[2].IsConstant(0)
        ? value.Make(Op.IntFromBool, value.Make(Op.BoolAnd, value.Operands[0], value.Operands[1].Operands[0]))
        : null;

    // c ? 5 : 4 = 4 + c
    private static Value? OfConstants(Value value)
    {
        if (value.Type != IrType.Int64 || !value.Operands[1].IsConstant(out var whenTrue) || !value.Operands[2].IsConstant(out var whenFalse))
            return null;
        if ((Int128)whenTrue - whenFalse == Int128.One)
            return Sum(value, value.Operands[0], whenFalse);
        return (Int128)whenFalse - whenTrue == Int128.One ? Sum(value, value.Make(Op.BoolNot, value.Operands[0]), whenTrue) : null;
    }

    private static Value Sum(Value at, Value condition, long number)
    {
        var one = at.Make(Op.IntFromBool, condition);
        return number == 0 ? one : at.Make(Op.IntAddWrap, one, at.MakeInt(number));
    }

    // a < b ? a : b = min(a, b), and so on
    private static Value? Extreme(Value value)
    {
        if (value.Type != IrType.Int64 || Compared(value) is not { } isInOrder)
            return null;
        return value.Operands[0].Op switch
        {
            Op.IntLess or Op.IntLessOrEqual => value.Make(isInOrder ? Op.IntMin : Op.IntMax, value.Operands[1], value.Operands[2]),
            Op.IntGreater or Op.IntGreaterOrEqual => value.Make(isInOrder ? Op.IntMax : Op.IntMin, value.Operands[1], value.Operands[2]),
            Op.IntEqual => value.Operands[2],
            Op.IntNotEqual => value.Operands[1],
            _ => null,
        };
    }

    // The same of floats, where the operation gives the second for NaN and for two zeros as the comparison does.
    private static Value? FloatExtreme(Value value) => value.Operands[0].Op == Op.FloatLess && Compared(value) is { } isInOrder
        ? value.Make(isInOrder ? Op.FloatMin : Op.FloatMax, value.Operands[1], value.Operands[2])
        : null;

    /// <summary>Whether what is chosen is what is compared, the left one when the condition holds, or the right one; null for anything else.</summary>
    private static bool? Compared(Value value)
    {
        var comparison = value.Operands[0];
        if (comparison.Info.Arity != 2)
            return null;
        if (comparison.Operands[0] == value.Operands[1] && comparison.Operands[1] == value.Operands[2])
            return true;
        return comparison.Operands[0] == value.Operands[2] && comparison.Operands[1] == value.Operands[1] ? false : null;
    }

    // c ? x + 1 : x = x + c
    private static Value? Counted(Value value)
    {
        var (condition, whenTrue, whenFalse) = (value.Operands[0], value.Operands[1], value.Operands[2]);
        if (IsNext(whenTrue, whenFalse))
            return Add(whenTrue, condition);
        return IsNext(whenFalse, whenTrue) ? Add(whenFalse, value.Make(Op.BoolNot, condition)) : null;

        static bool IsNext(Value sum, Value of) => sum.Op is Op.IntAddWrap or Op.IntSubWrap && sum.Users.Count == 1
            && sum.Operands[0] == of && sum.Operands[1].IsConstant(1);

        Value Add(Value sum, Value by) => value.Make(sum.Op, sum.Operands[0], value.Make(Op.IntFromBool, by));
    }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>A constant goes to the right, so that all other rules look for it there alone.</summary>
internal static class OrderRules
{
    public static void AddTo(RuleTable table)
    {
        foreach (var info in OpInfo.All)
        {
            if ((info.Effects & Effects.Commutative) != 0)
                table.Add(info.Op, value => Exchange(value, value.Op));
        }
        table.Add(Op.IntLess, value => Exchange(value, Op.IntGreater));
        table.Add(Op.IntGreater, value => Exchange(value, Op.IntLess));
        table.Add(Op.IntLessOrEqual, value => Exchange(value, Op.IntGreaterOrEqual));
        table.Add(Op.IntGreaterOrEqual, value => Exchange(value, Op.IntLessOrEqual));
    }

    // Two constants are constant folding's business, or overflow.
    private static Value? Exchange(Value value, Op op) =>
        value.Operands[0].IsAnyConstant() && !value.Operands[1].IsAnyConstant()
            ? value.Make(op, value.Operands[1], value.Operands[0])
            : null;
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes.Rules;

/// <summary>Powers with a constant exponent or base; a check before has made sure that the exponent is not negative.</summary>
internal static class PowerRules
{
    // 11 multiplications at most. Beyond, only the bases 0, 1 and -1 have exact powers that fit.
    private const long MaxExponent = 64;

    public static void AddTo(RuleTable table)
    {
        foreach (var ring in Ring.All)
            table.Add(ring.Pow, value => MultiplyOut(value, ring), value => PowerOfConstant(value, ring));
    }

    // x ** n by squaring and multiplying, from the lowest bit of n up. Every product is a power of x no higher than x ** n, so where
    // one does not fit, x ** n does not fit: PowerExpansion has the whole argument.
    private static Value? MultiplyOut(Value value, Ring ring)
    {
        if (!value.Operands[1].IsConstant(out var exponent) || exponent is < 0 or > MaxExponent)
            return null;
        if (exponent == 0)
            return value.MakeInt(1);
        Value? result = null;
        var square = value.Operands[0];
        while (true)
        {
            if ((exponent & 1) != 0)
                result = result is null ? square : value.Make(ring.Mul, result, square);
            exponent >>= 1;
            if (exponent == 0)
                return result;
            square = value.Make(ring.Mul, square, square);
        }
    }

    // 0 ** n = (n == 0), 1 ** n = 1, 2 ** n = 1 << n
    private static Value? PowerOfConstant(Value value, Ring ring)
    {
        if (!value.Operands[0].IsConstant(out var number))
            return null;
        var exponent = value.Operands[1];
        return number switch
        {
            0 => value.Make(Op.IntFromBool, value.Make(Op.IntEqual, exponent, value.MakeInt(0))),
            1 => value.Operands[0],
            2 => value.Make(ring.ShiftLeft, value.MakeInt(1), exponent),
            _ => null,
        };
    }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary><c>round</c>: in Python 3 ties go to even, and the result is of the class of the number, or an int; Python 2 gives floats.</summary>
internal static class Rounding
{
    /// <summary><c>round(number)</c>.</summary>
    public static Value Whole(Number number, IrBuilder ir)
    {
        if (ir.HasLong)
            return AwayFromZero(ir.ToFloat(number), ir);
        return number.IsFloat ? ir.Emit(Op.IntFromFloat, ir.Emit(Op.FloatRound, number.Value)) : number.Value;
    }

    /// <summary><c>round(number, places)</c>.</summary>
    public static Value ToPlaces(Number number, Number places, IrBuilder ir)
    {
        if (places.IsFloat)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (number.IsFloat || ir.HasLong)
        {
            var function = ir.HasLong ? FloatFunction.RoundAway : FloatFunction.RoundEven;
            var rounded = ir.EmitFloatCall(function, ir.ToFloat(number), ir.ToFloat(places));
            ir.Require(ir.Emit(Op.FloatLess, ir.Emit(Op.FloatAbs, rounded), ir.EmitFloat(double.PositiveInfinity)), ExitReason.FloatDomain);
            return rounded;
        }
        // An int has no decimals to lose, only digits before the point.
        if (!places.IsUnsigned)
            ir.EmitCheck(Op.CheckNotNegative, places.Value, ExitReason.Rare);
        return number.Value;
    }

    /// <summary>The nearest whole number, ties away from zero: what is cut off tells, and is exact.</summary>
    private static Value AwayFromZero(Value number, IrBuilder ir)
    {
        var whole = ir.Emit(Op.FloatTruncate, number);
        var rest = ir.Emit(Op.FloatAbs, ir.Emit(Op.FloatSub, number, whole));
        var isMore = ir.Emit(Op.FloatFromInt, ir.Emit(Op.IntFromBool, ir.Emit(Op.FloatLessOrEqual, ir.EmitFloat(0.5), rest)));
        return ir.Emit(Op.FloatAdd, whole, ir.Emit(Op.FloatCopySign, isMore, number));
    }
}

using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Operators on floats, or on a float and an int.</summary>
internal static class FloatArithmetic
{
    /// <summary>The result of a binary operator.</summary>
    public static Operand Translate(in BinaryOperation operation, IrBuilder ir)
    {
        if (operation.Operator is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor or BinaryOperator.ShiftLeft
            or BinaryOperator.ShiftRight or BinaryOperator.MatrixMultiply)
        {
            throw IrBuilder.Leave(ExitReason.Raise);
        }
        var (a, b) = (ir.ToFloat(operation.A), ir.ToFloat(operation.B));
        switch (operation.Operator)
        {
            case BinaryOperator.Add:
                return Operand.Of(ir.Emit(Op.FloatAdd, a, b));
            case BinaryOperator.Subtract:
                return Operand.Of(ir.Emit(Op.FloatSub, a, b));
            case BinaryOperator.Multiply:
                return Operand.Of(ir.Emit(Op.FloatMul, a, b));
            case BinaryOperator.Power:
                return Power(a, b, ir);
        }
        if (b.Op != Op.FloatConstant || BitConverter.Int64BitsToDouble(b.Immediate) == 0)
            operation.RequireDivisor(ir, ir.Emit(Op.FloatNotEqual, b, ir.EmitFloat(0)), ExitReason.FloatDivisionByZero);
        return Operand.Of(ir.Emit(
            operation.Operator switch
            {
                BinaryOperator.FloorDivide => Op.FloatFloorDiv,
                BinaryOperator.Modulo => Op.FloatFloorMod,
                _ => Op.FloatDiv,
            },
            a, b));
    }

    /// <summary>The result of a unary operator other than <c>not</c>.</summary>
    public static Operand Unary(UnaryOperator op, Number number, IrBuilder ir) => op switch
    {
        UnaryOperator.Negative => Operand.Of(ir.Emit(Op.FloatNeg, number.Value)),
        UnaryOperator.Positive => Operand.Of(number.Value),
        _ => throw IrBuilder.Leave(ExitReason.Raise),
    };

    /// <summary><c>a ** b</c> of floats.</summary>
    /// <remarks>
    /// C's pow gives what Python does but for what raises, overflows or is complex; all that is left to the interpreter, with some that
    /// would be right: an infinite result of an infinite operand. CPython: <c>float_pow</c> in <c>Objects/floatobject.c</c>.
    /// </remarks>
    public static Operand Power(Value a, Value b, IrBuilder ir)
    {
        if (IsReal(a, b, ir) is { } isReal)
            ir.Require(isReal, ExitReason.FloatDomain);
        // There, unlike in C, every power of zero is positive.
        if (ir.PowersAreFinite)
            ir.Require(ir.Emit(Op.FloatNotEqual, a, ir.EmitFloat(0)), ExitReason.FloatDomain);
        var power = ir.Emit(Op.FloatPow, a, b);
        ir.Require(ir.Emit(Op.FloatLess, ir.Emit(Op.FloatAbs, power), ir.EmitFloat(double.PositiveInfinity)), ExitReason.FloatDomain);
        return Operand.Of(power);
    }

    /// <summary>Whether the power is a real number; null where it is for every base.</summary>
    private static Value? IsReal(Value a, Value b, IrBuilder ir)
    {
        var zero = ir.EmitFloat(0);
        if (b.Op == Op.FloatConstant)
        {
            var exponent = BitConverter.Int64BitsToDouble(b.Immediate);
            var isIntegral = Math.Floor(exponent) == exponent && double.IsFinite(exponent);
            if (isIntegral)
                return exponent >= 0 ? null : ir.Emit(Op.FloatNotEqual, a, zero);
            return exponent > 0 ? ir.Emit(Op.FloatLessOrEqual, zero, a) : ir.Emit(Op.FloatLess, zero, a);
        }
        var isPositive = ir.Emit(Op.FloatLess, zero, a);
        var isZeroToPositive = ir.Emit(Op.BoolAnd, ir.Emit(Op.FloatEqual, a, zero), ir.Emit(Op.FloatLess, zero, b));
        var isToIntegral = ir.Emit(
            Op.BoolAnd, ir.Emit(Op.FloatNotEqual, a, zero), ir.Emit(Op.FloatEqual, ir.Emit(Op.FloatFloor, b), b));
        return ir.Emit(Op.BoolOr, isPositive, ir.Emit(Op.BoolOr, isZeroToPositive, isToIntegral));
    }
}

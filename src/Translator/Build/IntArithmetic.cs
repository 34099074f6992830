using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Operators on ints, signed and unsigned.</summary>
/// <remarks>
/// An int is unsigned where a constant from 2⁶³ on has come near it, as in <c>x &amp; 0xFFFFFFFFFFFFFFFF</c>. It meets a signed one as
/// unsigned where the result can be expected from 0 on, and becomes signed again where the result fits.
/// </remarks>
internal static class IntArithmetic
{
    /// <summary>The result of a binary operator.</summary>
    public static Operand Translate(in BinaryOperation operation, IrBuilder ir)
    {
        var (a, b) = (operation.A, operation.B);
        switch (operation.Operator)
        {
            case BinaryOperator.TrueDivide:
                return TrueDivide(operation, ir);
            case BinaryOperator.MatrixMultiply:
                throw IrBuilder.Leave(ExitReason.Raise);
            case BinaryOperator.Power:
                return Power(operation, ir);
        }
        var result = operation.Operator switch
        {
            BinaryOperator.Add => Add(a, b, ir),
            BinaryOperator.Subtract => Subtract(a, b, ir),
            BinaryOperator.Multiply => a.IsUnsigned || b.IsUnsigned
                ? ir.Emit(Op.UIntMul, ir.ToUnsigned(a), ir.ToUnsigned(b))
                : ir.Emit(Choose(ir, Op.IntMul, Op.IntMulWrap), a.Value, b.Value),
            BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => Shift(operation, ir),
            BinaryOperator.And => And(a, b, ir),
            BinaryOperator.Or => OrXor(Op.IntOr, a, b, ir),
            BinaryOperator.Xor => OrXor(Op.IntXor, a, b, ir),
            _ => Divide(operation, ir),
        };
        return Operand.Of(result);
    }

    /// <summary>The result of a unary operator other than <c>not</c>.</summary>
    public static Operand Unary(UnaryOperator op, Number number, IrBuilder ir) => Operand.Of(
        op switch
        {
            UnaryOperator.Negative => ir.Emit(Choose(ir, Op.IntNeg, Op.IntNegWrap), ir.ToSigned(number)),
            UnaryOperator.Invert => ir.Emit(Op.IntNot, ir.ToSigned(number)),
            _ => number.Value,
        });

    private static Value Add(Number a, Number b, IrBuilder ir)
    {
        if (!a.IsUnsigned && !b.IsUnsigned)
            return ir.Emit(Choose(ir, Op.IntAdd, Op.IntAddWrap), a.Value, b.Value);
        if (Negated(b) is { } less)
            return ir.Emit(Op.UIntSub, a.Value, ir.EmitUInt(less));
        if (Negated(a) is { } first)
            return ir.Emit(Op.UIntSub, b.Value, ir.EmitUInt(first));
        return ir.Emit(Op.UIntAdd, ir.ToUnsigned(a), ir.ToUnsigned(b));
    }

    private static Value Subtract(Number a, Number b, IrBuilder ir)
    {
        if (!a.IsUnsigned)
            return ir.Emit(Choose(ir, Op.IntSub, Op.IntSubWrap), a.Value, ir.ToSigned(b));
        return Negated(b) is { } more
            ? ir.Emit(Op.UIntAdd, a.Value, ir.EmitUInt(more))
            : ir.Emit(Op.UIntSub, a.Value, ir.ToUnsigned(b));
    }

    // Of an unsigned number all bits above 64 are 0, and so are those of the result, whatever the other one's are. That makes a constant a
    // mask, which needs no more than the low bits of the other one. An unsigned number that is computed must not become a mask's victim: of
    // one beyond 64 bits a negative number keeps what is above.
    private static Value And(Number a, Number b, IrBuilder ir)
    {
        if ((!a.IsUnsigned && !b.IsUnsigned) || (IsNegativeConstant(a) && !IsUnsignedConstant(b)) || (IsNegativeConstant(b) && !IsUnsignedConstant(a)))
            return ir.Emit(Op.IntAnd, ir.ToSigned(a), ir.ToSigned(b));
        var bits = ir.Emit(Op.IntAnd, ir.ToBits(a), ir.ToBits(b));
        return a.IsNotNegativeConstant || b.IsNotNegativeConstant ? bits : ir.Emit(Op.UIntFromBits, bits);
    }

    // With a negative number the result is negative. That a number is not is a check and no cast: a cast of which the low bits alone are
    // taken need not exit.
    private static Value OrXor(Op op, Number a, Number b, IrBuilder ir)
    {
        if ((!a.IsUnsigned && !b.IsUnsigned) || IsNegativeConstant(a) || IsNegativeConstant(b))
            return ir.Emit(op, ir.ToSigned(a), ir.ToSigned(b));
        return ir.Emit(Op.UIntFromBits, ir.Emit(op, BitsFromZeroOn(a, ir), BitsFromZeroOn(b, ir)));
    }

    private static Value BitsFromZeroOn(Number number, IrBuilder ir)
    {
        if (!number.IsUnsigned && !number.IsNotNegativeConstant)
            ir.EmitCheck(Op.CheckNotNegative, number.Value, ExitReason.Overflow);
        return ir.ToBits(number);
    }

    private static bool IsUnsignedConstant(Number number) => number.Value.Op == Op.UIntConstant;

    private static bool IsNegativeConstant(Number number) => number.Value is { Op: Op.IntConstant, Immediate: < 0 };

    private static Value Shift(in BinaryOperation operation, IrBuilder ir)
    {
        var (a, count) = (operation.A, CountOf(operation.B, ir));
        if (count is not { Op: Op.IntConstant, Immediate: >= 0 })
            RequireNonNegativeCount(operation, count, ir);
        var isRight = operation.Operator == BinaryOperator.ShiftRight;
        if (!a.IsUnsigned)
        {
            return isRight
                ? ir.Emit(Op.IntShiftRight, a.Value, count)
                : ir.Emit(Choose(ir, Op.IntShiftLeft, Op.IntShiftLeftWrap), a.Value, count);
        }
        var unsignedCount = count.Op == Op.IntConstant ? ir.EmitUInt((ulong)count.Immediate) : ir.Emit(Op.UIntFromBits, count);
        var shifted = ir.Emit(isRight ? Op.UIntShiftRight : Op.UIntShiftLeft, a.Value, unsignedCount);
        // Shifted by one at least it fits 63 bits.
        return isRight && count is { Op: Op.IntConstant, Immediate: > 0 } ? ir.Emit(Op.IntFromBits, shifted) : shifted;
    }

    // What a count from 2⁶³ on does depends on the version, and on what is shifted: that is the interpreter's.
    private static Value CountOf(Number count, IrBuilder ir)
    {
        if (!count.IsUnsigned)
            return count.Value;
        ir.Require(ir.Emit(Op.UIntLessOrEqual, count.Value, ir.EmitUInt(long.MaxValue)), ExitReason.Overflow);
        return ir.Emit(Op.IntFromBits, count.Value);
    }

    private static void RequireNonNegativeCount(in BinaryOperation operation, Value count, IrBuilder ir)
    {
        if (ir.HasNativeHandler)
        {
            var isNotNegative = ir.Emit(Op.IntGreaterOrEqual, count, ir.EmitInt(0));
            ir.RequireOrRaise(isNotNegative, ExitReason.NegativeShift, ExceptionTypes.ValueError, operation.Left, operation.Right);
        }
        else
        {
            ir.EmitCheck(Op.CheckNotNegative, count, ExitReason.NegativeShift);
        }
    }

    private static Value Divide(in BinaryOperation operation, IrBuilder ir)
    {
        var isModulo = operation.Operator == BinaryOperator.Modulo;
        RequireDivisor(operation, isModulo ? ExitReason.ModuloByZero : ExitReason.DivisionByZero, ir);
        return Divide(operation.A, operation.B, isModulo, ir);
    }

    /// <summary>The quotient or the remainder, for a divisor that is not 0.</summary>
    public static Value Divide(Number a, Number b, bool isModulo, IrBuilder ir)
    {
        if (!a.IsUnsigned)
        {
            var divisor = ir.ToSigned(b);
            return isModulo
                ? ir.Emit(Op.IntFloorMod, a.Value, divisor)
                : ir.Emit(Choose(ir, Op.IntFloorDiv, Op.IntFloorDivWrap), a.Value, divisor);
        }
        var result = ir.Emit(isModulo ? Op.UIntFloorMod : Op.UIntFloorDiv, a.Value, ir.ToUnsigned(b));
        // What is less than a signed number fits one, and so does the quotient by 2 and more.
        var isSigned = isModulo ? !b.IsUnsigned : b.Value is { Op: Op.IntConstant, Immediate: > 1 };
        return isSigned ? ir.Emit(Op.IntFromBits, result) : result;
    }

    private static void RequireDivisor(in BinaryOperation operation, ExitReason reason, IrBuilder ir)
    {
        var b = operation.B;
        var bits = ir.ToBits(b);
        if (ir.HasNativeHandler)
            operation.RequireDivisor(ir, ir.Emit(Op.IntNotEqual, bits, ir.EmitInt(0)), reason);
        else
            ir.EmitCheck(Op.CheckNonZero, bits, reason);
    }

    private static Operand TrueDivide(in BinaryOperation operation, IrBuilder ir)
    {
        RequireDivisor(operation, ExitReason.DivisionByZero, ir);
        // The quotient of two floats is rounded once; it is Python's where the floats are the ints.
        return Operand.Of(ir.Emit(Op.FloatDiv, ir.ToEqualFloat(operation.A), ir.ToEqualFloat(operation.B)));
    }

    private static Operand Power(in BinaryOperation operation, IrBuilder ir)
    {
        var exponent = ir.ToSigned(operation.B);
        if (exponent is { Op: Op.IntConstant, Immediate: < 0 })
            return FloatArithmetic.Power(ir.ToFloat(operation.A), ir.ToFloat(operation.B), ir);
        var number = ir.ToSigned(operation.A);
        if (exponent.Op != Op.IntConstant)
            ir.EmitCheck(Op.CheckNotNegative, exponent, ExitReason.NegativePower);
        return Operand.Of(ir.Emit(Choose(ir, Op.IntPow, Op.IntPowWrap), number, exponent));
    }

    /// <summary>What is to be taken off in the place of adding a negative constant.</summary>
    private static ulong? Negated(Number number) =>
        number.Value is { Op: Op.IntConstant, Immediate: < 0 and var negative } ? (ulong)(-(Int128)negative) : null;

    private static Op Choose(IrBuilder ir, Op exact, Op wrap) => ir.Integers == IntegerMode.Exact ? exact : wrap;
}

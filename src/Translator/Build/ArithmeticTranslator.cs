using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Unary and binary operators on int and bool; an augmented assignment computes as its operator does.</summary>
internal sealed class ArithmeticTranslator : IInstructionTranslator
{
    private const string FloatRemedy = "Use //, or keep the division outside the function.";

    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.Unary, BytecodeOp.Binary, BytecodeOp.BinaryInPlace];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        if (instruction.Op == BytecodeOp.Unary)
        {
            ir.Push(Unary((UnaryOperator)instruction.Argument, ir.Pop(), ir));
            return;
        }
        var (left, right) = ir.PopPair();
        ir.Push(Binary((BinaryOperator)instruction.Argument, left, right, ir));
    }

    private static Operand Unary(UnaryOperator op, Operand operand, IrBuilder ir)
    {
        // The compilers up to 3.6 leave -(2**63) as the negation of a constant that alone does not fit 64 bits.
        if (op == UnaryOperator.Negative && operand.Constant is IntConstant constant)
            return Operand.Of(new IntConstant(BigInteger.Negate(constant.Value), constant.IsLong));
        if (op == UnaryOperator.Not)
            return Operand.Of(Not(ir.Materialise(operand), ir));

        var value = ir.MaterialiseInt(operand, OperatorText.Of(op));
        return Operand.Of(op switch
        {
            UnaryOperator.Negative => ir.Emit(Choose(ir, Op.IntNeg, Op.IntNegWrap), value),
            UnaryOperator.Invert => ir.Emit(Op.IntNot, value),
            _ => value,
        });
    }

    private static Value Not(Value value, IrBuilder ir) => value.Type switch
    {
        IrType.Bool => ir.Emit(Op.BoolNot, value),
        IrType.Int64 => ir.Emit(Op.IntEqual, value, ir.EmitInt(0)),
        IrType.None => ir.EmitBool(true),
        _ => throw ir.Unsupported("not is compiled for ints, bools and None only"),
    };

    private static Operand Binary(BinaryOperator op, Operand left, Operand right, IrBuilder ir)
    {
        if (op is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor)
            return Operand.Of(Bitwise(op, left, right, ir));
        if (op == BinaryOperator.TrueDivide)
            throw ir.Unsupported("/ gives a float, and native code holds int, bool and None only", FloatRemedy);
        if (op == BinaryOperator.MatrixMultiply)
            throw ir.Unsupported("@ on numbers raises TypeError in Python");

        var symbol = OperatorText.Of(op);
        var a = ir.MaterialiseInt(left, symbol);
        var b = ir.MaterialiseInt(right, symbol);
        return Operand.Of(op switch
        {
            BinaryOperator.Add => ir.Emit(Choose(ir, Op.IntAdd, Op.IntAddWrap), a, b),
            BinaryOperator.Subtract => ir.Emit(Choose(ir, Op.IntSub, Op.IntSubWrap), a, b),
            BinaryOperator.Multiply => ir.Emit(Choose(ir, Op.IntMul, Op.IntMulWrap), a, b),
            BinaryOperator.Power => Power(a, b, ir),
            BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => Shift(op, a, b, ir),
            _ => Divide(op, a, b, ir),
        });
    }

    private static Value Bitwise(BinaryOperator op, Operand left, Operand right, IrBuilder ir)
    {
        var (a, b) = (ir.Materialise(left), ir.Materialise(right));
        var (onInt, onBool) = op switch
        {
            BinaryOperator.And => (Op.IntAnd, Op.BoolAnd),
            BinaryOperator.Or => (Op.IntOr, Op.BoolOr),
            _ => (Op.IntXor, Op.BoolXor),
        };
        if (a.Type == IrType.Bool && b.Type == IrType.Bool)
            return ir.Emit(onBool, a, b);
        var symbol = OperatorText.Of(op);
        return ir.Emit(onInt, ir.MaterialiseInt(Operand.Of(a), symbol), ir.MaterialiseInt(Operand.Of(b), symbol));
    }

    private static Value Divide(BinaryOperator op, Value a, Value b, IrBuilder ir)
    {
        var isModulo = op == BinaryOperator.Modulo;
        ir.EmitCheck(Op.CheckNonZero, b, isModulo ? ExitReason.ModuloByZero : ExitReason.DivisionByZero);
        return isModulo ? ir.Emit(Op.IntFloorMod, a, b) : ir.Emit(Choose(ir, Op.IntFloorDiv, Op.IntFloorDivWrap), a, b);
    }

    private static Value Shift(BinaryOperator op, Value a, Value b, IrBuilder ir)
    {
        ir.EmitCheck(Op.CheckNotNegative, b, ExitReason.NegativeShift);
        return op == BinaryOperator.ShiftRight
            ? ir.Emit(Op.IntShiftRight, a, b)
            : ir.Emit(Choose(ir, Op.IntShiftLeft, Op.IntShiftLeftWrap), a, b);
    }

    private static Value Power(Value a, Value b, IrBuilder ir)
    {
        if (b.Op == Op.IntConstant && b.Immediate < 0)
        {
            throw ir.Unsupported(
                $"** {b.Immediate} gives a float, and native code holds int, bool and None only", "Use a power that is not negative.");
        }
        if (b.Op != Op.IntConstant)
        {
            ir.EmitLeaveWhen(ir.Emit(Op.IntLess, b, ir.EmitInt(0)), () =>
            {
                ir.EmitCheck(Op.CheckNonZero, a, ExitReason.ZeroToNegativePower);
                ir.EmitExit(ExitReason.NegativePower);
            });
        }
        return ir.Emit(Choose(ir, Op.IntPow, Op.IntPowWrap), a, b);
    }

    private static Op Choose(IrBuilder ir, Op exact, Op wrap) => ir.Integers == IntegerMode.Exact ? exact : wrap;
}

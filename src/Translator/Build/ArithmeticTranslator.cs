using System.Numerics;
using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Unary and binary operators on numbers; an augmented assignment computes as its operator does.</summary>
internal sealed class ArithmeticTranslator : IInstructionTranslator
{
    private static readonly BigInteger s_twoTo64 = BigInteger.One << 64;

    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.Unary, BytecodeOp.Binary, BytecodeOp.BinaryInPlace];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        if (instruction.Op == BytecodeOp.Unary)
        {
            ir.Push(Unary((UnaryOperator)instruction.Argument, ir.Pop(), ir));
            return;
        }
        var (left, right) = ir.PopPair();
        if (instruction.Op == BytecodeOp.BinaryInPlace && ListOperators.TryTranslateInPlace((BinaryOperator)instruction.Argument, left, right, ir))
            return;
        ir.Push(Binary((BinaryOperator)instruction.Argument, left, right, ir));
    }

    /// <summary>The result of a binary operator.</summary>
    public static Operand Binary(BinaryOperator op, Operand left, Operand right, IrBuilder ir)
    {
        if (SequenceOperators.TryTranslate(op, left, right, ir) is { } joined)
            return joined;
        if (ListOperators.TryTranslate(op, left, right, ir) is { } list)
            return list;
        // 2⁶⁴ alone does not fit, the mask of 64 bits does.
        if (op == BinaryOperator.Modulo && right.Constant is IntConstant { Value: var modulus } && modulus == s_twoTo64
            && ir.AsValue(left) is { Type: IrType.Int64 or IrType.UInt64 or IrType.Bool })
        {
            return Binary(BinaryOperator.And, left, Operand.Of(new IntConstant(modulus - 1)), ir);
        }
        var symbol = OperatorText.Of(op);
        if (op is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor && BitwiseOfBools(op, left, right, ir) is { } truth)
            return Operand.Of(truth);
        var (a, b) = (ir.Number(left, symbol), ir.Number(right, symbol));
        var operation = new BinaryOperation(op, left, right, a, b);
        return a.IsFloat || b.IsFloat ? FloatArithmetic.Translate(operation, ir) : IntArithmetic.Translate(operation, ir);
    }

    private static Operand Unary(UnaryOperator op, Operand operand, IrBuilder ir)
    {
        // The compilers up to 3.6 leave -(2**63) as the negation of a constant that alone does not fit 64 bits.
        if (op == UnaryOperator.Negative && operand.Constant is IntConstant constant && constant.Value.GetBitLength() <= 64)
            return Operand.Of(new IntConstant(BigInteger.Negate(constant.Value)));
        if (op == UnaryOperator.Not)
            return Operand.Of(ir.Emit(Op.BoolNot, ir.Truth(operand)));

        var number = ir.Number(operand, OperatorText.Of(op));
        return number.IsFloat ? FloatArithmetic.Unary(op, number, ir) : IntArithmetic.Unary(op, number, ir);
    }

    private static Value? BitwiseOfBools(BinaryOperator op, Operand left, Operand right, IrBuilder ir)
    {
        if (!IsBool(left) || !IsBool(right) || ir.AsValue(left) is not { } a || ir.AsValue(right) is not { } b)
            return null;
        return ir.Emit(op switch { BinaryOperator.And => Op.BoolAnd, BinaryOperator.Or => Op.BoolOr, _ => Op.BoolXor }, a, b);
    }

    private static bool IsBool(Operand operand) => operand.Value is { Type: IrType.Bool } || operand.Constant is BoolConstant;
}

/// <summary>A binary operator with its operands, as they came and as numbers.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
/// <param name="A">The left number.</param>
/// <param name="B">The right number.</param>
internal readonly record struct BinaryOperation(BinaryOperator Operator, Operand Left, Operand Right, Number A, Number B)
{
    /// <summary>Python raises ZeroDivisionError where a bool is false.</summary>
    public void RequireDivisor(IrBuilder ir, Value isNotZero, ExitReason reason) =>
        ir.RequireOrRaise(isNotZero, reason, ExceptionTypes.ZeroDivisionError, Left, Right);
}

using System.Diagnostics;
using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of sums, products, bit operations and bools.</summary>
internal sealed class ArithmeticRules(InstructionSelector selector, MachineBuilder builder)
{
    internal void Lower(Value value)
    {
        // Constants to the right, where they can be immediates.
        var left = value.Operands[0];
        var right = value.Operands.Count > 1 ? value.Operands[1] : null;
        if (right is not null && value.Has(Effects.Commutative) && InstructionSelector.IsConstant(left, out _))
            (left, right) = (right, left);

        var result = value.Op switch
        {
            Op.IntAdd => Binary(MachineOp.Add, left, right!), // binary operations have a second operand
            Op.IntSub => Binary(MachineOp.Sub, left, right!),
            Op.IntMul => Multiply(left, right!),
            Op.IntNeg or Op.IntNegWrap => builder.Unary(MachineOp.Neg, selector.Use(left)),
            Op.IntAddWrap => Binary(MachineOp.AddWrap, left, right!),
            Op.IntSubWrap => SubtractWrapping(left, right!),
            Op.IntMulWrap => MultiplyWrapping(left, right!),
            Op.IntNot => builder.Unary(MachineOp.Not, selector.Use(left)),
            Op.IntAnd => And(left, right!),
            Op.IntOr or Op.BoolOr => Binary(MachineOp.Or, left, right!),
            Op.IntXor or Op.BoolXor => Binary(MachineOp.Xor, left, right!),
            Op.BoolAnd => Binary(MachineOp.And, left, right!),
            Op.BoolNot => builder.Unary(MachineOp.Xor, selector.Use(left), immediate: 1),
            Op.IntFromBool => selector.Use(left),                       // a bool is 0 or 1 in the whole register
            _ => throw new UnreachableException($"No rule lowers {value.Op}."),
        };
        selector.Define(value, result);
        if (value.Has(Effects.MayOverflow))
            builder.ExitIf(Condition.Overflow, ExitReason.Overflow);
    }

    private VirtualRegister Binary(MachineOp op, Value left, Value right)
    {
        if (InstructionSelector.IsImmediate(right, out var number))
            return builder.Unary(op, selector.Use(left), number);
        // A constant is made directly before it is used, the left one first.
        var leftRegister = selector.Use(left);
        return builder.Binary(op, leftRegister, selector.Use(right));
    }

    private VirtualRegister Multiply(Value left, Value right) => InstructionSelector.IsImmediate(right, out var number)
        ? builder.Unary(MachineOp.MulImmediate, selector.Use(left), number)
        : Binary(MachineOp.Mul, left, right);

    private VirtualRegister SubtractWrapping(Value left, Value right) =>
        InstructionSelector.IsConstant(right, out var number) && number != long.MinValue && MachineBuilder.FitsImmediate(-number)
            ? builder.Unary(MachineOp.AddWrap, selector.Use(left), -number)
            : Binary(MachineOp.Sub, left, right);

    private VirtualRegister MultiplyWrapping(Value left, Value right)
    {
        if (!InstructionSelector.IsConstant(right, out var number))
            return Binary(MachineOp.Mul, left, right);
        if (number is 3 or 5 or 9)
            return builder.Unary(MachineOp.LeaScaled, selector.Use(left), number - 1);
        if (number > 1 && BitOperations.IsPow2(number))
            return builder.Unary(MachineOp.ShiftLeft, selector.Use(left), BitOperations.TrailingZeroCount(number));
        return Multiply(left, right);
    }

    private VirtualRegister And(Value left, Value right) =>
        InstructionSelector.IsConstant(right, out var number) && number == uint.MaxValue
            ? builder.Unary(MachineOp.ZeroExtend32, selector.Use(left))
            : Binary(MachineOp.And, left, right);
}

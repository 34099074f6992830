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
        var right = value.Info.Arity > 1 ? value.Operands[1] : null;
        if (right is not null && value.Has(Effects.Commutative) && InstructionSelector.IsConstant(left, out _))
            (left, right) = (right, left);

        if (PlaceOperands.OperandOf(value) is { } place)
        {
            selector.Define(value, WithPlace(value, place == left ? right! : left, place)); // binary operations have a second operand
            return;
        }

        if (value.Op is Op.IntAdd or Op.IntSub or Op.UIntAdd or Op.UIntSub)
        {
            AddChecked(value, left, right!); // binary operations have a second operand
            return;
        }
        var result = value.Op switch
        {
            Op.IntMul => Multiply(left, right!),
            Op.IntNeg or Op.IntNegWrap => builder.Unary(MachineOp.Neg, selector.Use(left)),
            Op.IntAddWrap => Binary(MachineOp.AddWrap, left, right!),
            Op.IntSubWrap or Op.AddressDifference => SubtractWrapping(left, right!),
            Op.IntMulWrap => MultiplyWrapping(left, right!),
            Op.IntNot => builder.Unary(MachineOp.Not, selector.Use(left)),
            Op.IntMin => Choose(left, right!, Condition.Greater),
            Op.IntMax => Choose(left, right!, Condition.Less),
            Op.UIntBitLength => BitLength(selector.Use(left)),
            Op.UIntBitCount => builder.Unary(MachineOp.PopulationCount, selector.Use(left)),
            Op.IntAnd => And(left, right!),
            Op.IntOr or Op.BoolOr => Binary(MachineOp.Or, left, right!),
            Op.IntXor or Op.BoolXor => Binary(MachineOp.Xor, left, right!),
            Op.BoolAnd => Binary(MachineOp.And, left, right!),
            Op.BoolNot => builder.Unary(MachineOp.Xor, selector.Use(left), immediate: 1),
            // A bool is 0 or 1 in the whole register; the others are the same bits.
            Op.IntFromBool or Op.UIntFromBits or Op.IntFromBits => selector.Use(left),
            _ => throw new UnreachableException($"No rule lowers {value.Op}."),
        };
        selector.Define(value, result);
        if (value.Has(Effects.MayOverflow))
            builder.ExitIf(Condition.Overflow);
    }

    /// <summary>A sum or difference whose exit needs no copy of an operand that it overwrites: <see cref="ExitUndo"/>.</summary>
    private void AddChecked(Value value, Value left, Value right)
    {
        var isSum = value.Op is Op.IntAdd or Op.UIntAdd;
        var condition = value.Op is Op.IntAdd or Op.IntSub ? Condition.Overflow : Condition.Below;
        // Of two operands the one that the loop goes on with gives its register to the sum, or the one that a call gave, in the register that the
        // sum is returned in.
        var isAtResult = right is { Op: Op.CallWord, Immediate: 0 } && value.Users is [{ Op: Op.Return }];
        if (isSum && left.Op != Op.Phi && (right.Op == Op.Phi || isAtResult))
            (left, right) = (right, left);

        var isImmediate = InstructionSelector.IsImmediate(right, out var number);
        var leftRegister = selector.Use(left);
        var rightRegister = isImmediate ? null : selector.Use(right);
        var op = isSum ? MachineOp.Add : MachineOp.Sub;
        var result = rightRegister is null
            ? builder.Unary(op, leftRegister, number)
            : builder.Binary(op, leftRegister, rightRegister);
        selector.Define(value, result);

        var word = leftRegister == rightRegister ? -1 : builder.WordOf(leftRegister);
        if (word < 0)
        {
            builder.ExitIf(condition);
            return;
        }
        var undo = new ExitUndo(leftRegister, word, isSum ? MachineOp.Sub : MachineOp.Add, isImmediate ? number : null);
        builder.ExitIf(condition, undo, result, rightRegister);
    }

    private VirtualRegister WithPlace(Value value, Value other, Value place) => selector.Places.Binary(
        value.Op switch
        {
            Op.IntAddWrap => MachineOp.Add,
            Op.IntSubWrap => MachineOp.Sub,
            Op.IntMulWrap => MachineOp.Mul,
            Op.IntAnd => MachineOp.And,
            Op.IntOr => MachineOp.Or,
            Op.IntXor => MachineOp.Xor,
            _ => throw new UnreachableException($"{value.Op} takes no operand from memory."),
        },
        selector.Use(other), place);

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

    /// <summary>The second of two ints when the first is to the second as the condition says, else the first.</summary>
    private VirtualRegister Choose(Value left, Value right, Condition condition)
    {
        // Constants are made before the comparison, whose flags they could change.
        var leftRegister = selector.Use(left);
        var rightRegister = selector.Use(right);
        if (InstructionSelector.IsImmediate(right, out var number))
            builder.Compare(leftRegister, number);
        else
            builder.Compare(leftRegister, rightRegister);
        return builder.Binary(MachineOp.MoveIf, leftRegister, rightRegister, condition);
    }

    /// <summary>The place of the highest bit, and one more if there is any: of 0 the instruction says nothing, so its last bit is set for it.</summary>
    private VirtualRegister BitLength(VirtualRegister source)
    {
        var highest = builder.Unary(MachineOp.BitScanReverse, builder.Unary(MachineOp.Or, source, 1));
        builder.Compare(source, 0);
        return builder.Binary(MachineOp.AddWrap, highest, builder.SetCondition(Condition.NotEqual));
    }

    private VirtualRegister And(Value left, Value right) =>
        InstructionSelector.IsConstant(right, out var number) && number == uint.MaxValue
            ? builder.Unary(MachineOp.ZeroExtend32, selector.Use(left))
            : Binary(MachineOp.And, left, right);
}

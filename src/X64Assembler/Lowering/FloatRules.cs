using System.Diagnostics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of floats: SSE2, and roundsd of SSE4.1.</summary>
internal sealed class FloatRules(InstructionSelector selector, MachineBuilder builder)
{
    private const long SignBit = long.MinValue;

    internal void Lower(Value value)
    {
        var (left, right) = (value.Operands[0], value.Info.Arity > 1 ? value.Operands[1] : null);
        switch (value.Op)
        {
            case Op.FloatAdd:
                selector.Define(value, Commutative(value, MachineOp.FloatAdd));
                break;
            case Op.FloatMul:
                selector.Define(value, Commutative(value, MachineOp.FloatMul));
                break;
            case Op.FloatSub:
                selector.Define(value, Binary(value, MachineOp.FloatSub, left, right!));
                break;
            case Op.FloatDiv:
                selector.Define(value, Binary(value, MachineOp.FloatDiv, left, right!));
                break;
            case Op.FloatNeg:
                selector.Define(value, builder.Unary(MachineOp.FloatXor, selector.Use(left), SignBit));
                break;
            case Op.FloatAbs:
                selector.Define(value, builder.Unary(MachineOp.FloatAnd, selector.Use(left), ~SignBit));
                break;
            case Op.FloatCopySign:
                selector.Define(value, CopySign(left, right!));
                break;
            case Op.FloatSqrt:
                selector.Define(value, builder.Unary(MachineOp.FloatSqrt, selector.Use(left)));
                break;
            case Op.FloatFloor:
                Round(value, FloatRounding.Down);
                break;
            case Op.FloatCeil:
                Round(value, FloatRounding.Up);
                break;
            case Op.FloatTruncate:
                Round(value, FloatRounding.TowardsZero);
                break;
            case Op.FloatRound:
                Round(value, FloatRounding.Nearest);
                break;
            case Op.FloatMin:
                selector.Define(value, Binary(value, MachineOp.FloatMin, left, right!));
                break;
            case Op.FloatMax:
                selector.Define(value, Binary(value, MachineOp.FloatMax, left, right!));
                break;
            case Op.FloatCall1 or Op.FloatCall2 or Op.FloatCall3:
                var arity = value.Info.Arity;
                selector.Define(value, Call(FloatFunctionAddresses.Of(FloatFunctionInfo.Of(value), arity), [.. value.Operands.Take(arity)]));
                break;
            case Op.FloatRemainder:
                selector.Define(value, Call(CFunctions.Remainder, [left, right!]));
                break;
            case Op.FloatPow:
                selector.Define(value, Call(CFunctions.Power, [left, right!]));
                break;
            case Op.FloatFromInt:
                selector.Define(value, PlaceOperands.OperandOf(value) is { } place
                    ? selector.Places.Unary(MachineOp.FloatFromInt, place)
                    : builder.Unary(MachineOp.FloatFromInt, selector.Use(left)));
                break;
            case Op.FloatFromUInt:
                selector.Define(value, FromUnsigned(left));
                break;
            case Op.IntFromFloat:
                ToInt(value, left);
                break;
            default:
                throw new UnreachableException($"No rule lowers {value.Op}.");
        }
    }

    /// <summary>Sets the flags; returns the condition under which the comparison is true, which for NaN it is not.</summary>
    /// <remarks>
    /// ucomisd sets zero, parity and carry for unordered operands (Intel SDM vol. 2B, "UCOMISD"), so less and less-or-equal are asked from
    /// the other side: above and above-or-equal are false then.
    /// </remarks>
    internal Condition LowerComparison(Value value)
    {
        var (left, right) = (value.Operands[0], value.Operands[1]);
        var condition = value.Op switch
        {
            Op.FloatEqual => Condition.FloatEqual,
            Op.FloatNotEqual => Condition.FloatNotEqual,
            Op.FloatLess => Condition.Above,
            Op.FloatLessOrEqual => Condition.AboveOrEqual,
            _ => throw new UnreachableException(),
        };
        var isConstant = InstructionSelector.IsConstant(left, out _);
        if (condition is Condition.Above or Condition.AboveOrEqual || isConstant)
            (left, right) = (right, left);

        var leftRegister = selector.Use(left);
        if (PlaceOperands.OperandOf(value) is { } place)
            selector.Places.Compare(MachineOp.FloatCompare, leftRegister, place);
        else if (InstructionSelector.IsConstant(right, out var bits))
            builder.FloatCompare(leftRegister, bits);
        else
            builder.FloatCompare(leftRegister, selector.Use(right));
        return condition;
    }

    /// <summary>The bool that a comparison is.</summary>
    internal VirtualRegister Compare(Value value)
    {
        if (value.Op is Op.FloatLess or Op.FloatLessOrEqual)
            return builder.SetCondition(LowerComparison(value));

        // Equality takes two flags: a mask of all bits takes one instruction.
        return builder.Unary(MachineOp.And, builder.Unary(MachineOp.BitsOfFloat, Mask(value)), 1);
    }

    /// <summary>A register of all bits where a comparison of floats is true, else none.</summary>
    internal VirtualRegister Mask(Value comparison)
    {
        var condition = comparison.Op switch
        {
            Op.FloatEqual => Condition.FloatEqual,
            Op.FloatLess => Condition.Below,
            Op.FloatLessOrEqual => Condition.BelowOrEqual,
            _ => Condition.FloatNotEqual,
        };
        var left = selector.Use(comparison.Operands[0]);
        return PlaceOperands.OperandOf(comparison) is { } place
            ? selector.Places.Binary(MachineOp.FloatMask, left, place, condition)
            : builder.Binary(MachineOp.FloatMask, left, selector.Use(comparison.Operands[1]), condition);
    }

    private VirtualRegister Commutative(Value value, MachineOp op)
    {
        var (left, right) = (value.Operands[0], value.Operands[1]);
        return InstructionSelector.IsConstant(left, out _) || PlaceOperands.OperandOf(value) == left
            ? Binary(value, op, right, left)
            : Binary(value, op, left, right);
    }

    private VirtualRegister Binary(Value value, MachineOp op, Value left, Value right)
    {
        var leftRegister = selector.Use(left);
        if (PlaceOperands.OperandOf(value) is { } place)
            return selector.Places.Binary(op, leftRegister, place);
        return InstructionSelector.IsConstant(right, out var bits)
            ? builder.Unary(op, leftRegister, bits)
            : builder.Binary(op, leftRegister, selector.Use(right));
    }

    private VirtualRegister CopySign(Value magnitude, Value sign)
    {
        var magnitudeBits = builder.Unary(MachineOp.FloatAnd, selector.Use(magnitude), ~SignBit);
        if (InstructionSelector.IsConstant(sign, out var bits))
        {
            return bits < 0 ? builder.Unary(MachineOp.FloatXor, magnitudeBits, SignBit) : magnitudeBits;
        }
        var signBit = builder.Unary(MachineOp.FloatAnd, selector.Use(sign), SignBit);
        return builder.Binary(MachineOp.FloatOr, magnitudeBits, signBit);
    }

    /// <summary>
    /// The processor converts signed integers. What is beyond them is halved, with its last bit kept for the rounding, and doubled again.
    /// </summary>
    private VirtualRegister FromUnsigned(Value operand)
    {
        var source = selector.Use(operand);
        var small = builder.Function.NewBlock();
        var large = builder.Function.NewBlock(isCold: true);
        var join = builder.Function.NewBlock();
        builder.Compare(source, 0);
        builder.Branch(Condition.Sign, large, small);

        builder.Block = small;
        var direct = builder.Unary(MachineOp.FloatFromInt, source);
        builder.Jump(join);

        builder.Block = large;
        var half = builder.Unary(MachineOp.ShiftRightUnsigned, source, 1);
        var odd = builder.Unary(MachineOp.And, source, 1);
        var converted = builder.Unary(MachineOp.FloatFromInt, builder.Binary(MachineOp.Or, half, odd));
        var doubled = builder.Binary(MachineOp.FloatAdd, converted, converted);
        builder.Jump(join);

        builder.Block = join;
        return builder.Phi(join, direct, doubled);
    }

    /// <summary>
    /// What does not fit is converted to −2⁶³ (Intel SDM vol. 2A, "CVTTSD2SI"), and of all numbers only that one overflows less 1. The exit
    /// of −2⁶³ itself costs time, not exactness.
    /// </summary>
    private void ToInt(Value value, Value operand)
    {
        var result = builder.Unary(MachineOp.IntFromFloat, selector.Use(operand));
        selector.Define(value, result);
        builder.Compare(result, 1);
        builder.ExitIf(Condition.Overflow);
    }

    private void Round(Value value, FloatRounding rounding) =>
        selector.Define(value, builder.Unary(MachineOp.FloatRound, selector.Use(value.Operands[0]), (long)rounding));

    private VirtualRegister Call(nint function, ReadOnlySpan<Value> arguments)
    {
        var convention = builder.Function.Convention;
        for (var i = 0; i < arguments.Length; i++)
            MoveToArgument(convention.FloatArguments[i], arguments[i]);
        builder.Call(function, arguments.Length);
        return builder.MoveFromFixed(convention.FloatArguments[0]);
    }

    private void MoveToArgument(X64Register register, Value argument)
    {
        if (InstructionSelector.IsConstant(argument, out var bits))
            builder.MoveToFixed(register, bits);
        else
            builder.MoveToFixed(register, selector.Use(argument));
    }
}

using System.Diagnostics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of shifts by any count from 0 up; a check before those of signed integers excludes negative counts.</summary>
/// <remarks>The processor looks at the low 6 bits of a count only: Intel SDM vol. 2B, "SAL/SAR/SHL/SHR - Shift".</remarks>
internal sealed class ShiftRules(InstructionSelector selector, MachineBuilder builder, CpuFeatures features)
{
    private const int MaxCount = 63;

    internal void Lower(Value value)
    {
        var (operand, count) = (value.Operands[0], value.Operands[1]);
        if (InstructionSelector.IsConstant(count, out var number))
        {
            selector.Define(value, LowerByConstant(value.Op, operand, number));
            return;
        }
        selector.Define(value, value.Op switch
        {
            Op.IntShiftLeft => ShiftLeftChecked(selector.Use(operand), selector.Use(count), isSigned: true),
            Op.UIntShiftLeft => ShiftLeftChecked(selector.Use(operand), selector.Use(count), isSigned: false),
            Op.UIntShiftRight => ShiftOut(MachineOp.ShiftRightUnsigned, selector.Use(operand), selector.Use(count)),
            Op.IntShiftLeftWrap => ShiftOut(MachineOp.ShiftLeft, selector.Use(operand), selector.Use(count)),
            Op.IntShiftRight => ShiftRight(selector.Use(operand), selector.Use(count)),
            _ => throw new UnreachableException(),
        });
    }

    private VirtualRegister LowerByConstant(Op op, Value operand, long count)
    {
        // A count of unsigned type is large where its bits are negative; a negative one never runs: a check before it exits always.
        if (count < 0 && op is not (Op.UIntShiftLeft or Op.UIntShiftRight))
            return builder.Constant(0);
        if (count == 0)
            return selector.Use(operand);
        var isBeyond = (ulong)count > MaxCount;
        switch (op)
        {
            case Op.IntShiftRight:
                return builder.Unary(MachineOp.ShiftRight, selector.Use(operand), Math.Min(count, MaxCount));
            case Op.UIntShiftRight or Op.IntShiftLeftWrap:
                var machineOp = op == Op.UIntShiftRight ? MachineOp.ShiftRightUnsigned : MachineOp.ShiftLeft;
                return isBeyond ? builder.Constant(0) : builder.Unary(machineOp, selector.Use(operand), count);
        }

        var source = selector.Use(operand);
        if (isBeyond)
        {
            ExitUnlessZero(source);
            return builder.Constant(0);
        }
        if (op == Op.UIntShiftLeft || count == MaxCount)                // 2⁶³ is no multiplier: only 0 and −1 shift back
        {
            var back = op == Op.UIntShiftLeft ? MachineOp.ShiftRightUnsigned : MachineOp.ShiftRight;
            var shifted = builder.Unary(MachineOp.ShiftLeft, source, count);
            ExitUnlessEqual(builder.Unary(back, shifted, count), source);
            return shifted;
        }
        // A product sets the overflow flag by the whole result, a shift does not.
        var product = MachineBuilder.FitsImmediate(1L << (int)count)
            ? builder.Unary(MachineOp.MulImmediate, source, 1L << (int)count)
            : builder.Binary(MachineOp.Mul, builder.Constant(1L << (int)count), source);
        builder.ExitIf(Condition.Overflow);
        return product;
    }

    /// <summary>Shifts there and back again: what does not come back did not fit.</summary>
    private VirtualRegister ShiftLeftChecked(VirtualRegister source, VirtualRegister count, bool isSigned)
    {
        var inRange = builder.Function.NewBlock();
        var beyond = builder.Function.NewBlock(isCold: true);
        var join = builder.Function.NewBlock();
        builder.Compare(count, MaxCount);
        builder.Branch(Condition.Above, beyond, inRange);

        builder.Block = inRange;
        var shifted = Shift(MachineOp.ShiftLeft, source, count);
        var back = Shift(isSigned ? MachineOp.ShiftRight : MachineOp.ShiftRightUnsigned, shifted, count, isInCl: !features.Bmi2);
        ExitUnlessEqual(back, source);
        builder.Jump(join);

        builder.Block = beyond;
        ExitUnlessZero(source);
        builder.Jump(join);

        builder.Block = join;
        return builder.Phi(join, shifted, builder.Function.EdgeConstant(0));
    }

    /// <summary>A shift that leaves 0 when the count is beyond 63.</summary>
    private VirtualRegister ShiftOut(MachineOp op, VirtualRegister source, VirtualRegister count)
    {
        var shifted = Shift(op, source, count);
        var zero = builder.Constant(0);
        builder.Compare(count, MaxCount);
        return builder.Binary(MachineOp.MoveIf, shifted, zero, Condition.Above);
    }

    private VirtualRegister ShiftRight(VirtualRegister source, VirtualRegister count)
    {
        var most = builder.Constant(MaxCount);
        builder.Compare(count, MaxCount);
        var clamped = builder.Binary(MachineOp.MoveIf, most, count, Condition.Less);
        return Shift(MachineOp.ShiftRight, source, clamped);
    }

    /// <summary>A shift by the low 6 bits of a count, which may be in cl from the shift before.</summary>
    private VirtualRegister Shift(MachineOp op, VirtualRegister source, VirtualRegister count, bool isInCl = false)
    {
        if (!features.Bmi2)
        {
            if (!isInCl)
                builder.MoveToFixed(X64Register.Rcx, count);
            return builder.ShiftByCl(op, source);
        }
        var withRegister = op switch
        {
            MachineOp.ShiftLeft => MachineOp.ShiftLeftX,
            MachineOp.ShiftRight => MachineOp.ShiftRightX,
            _ => MachineOp.ShiftRightUnsignedX,
        };
        return builder.Binary(withRegister, source, count);
    }

    private void ExitUnlessEqual(VirtualRegister left, VirtualRegister right)
    {
        builder.Compare(left, right);
        builder.ExitIf(Condition.NotEqual);
    }

    private void ExitUnlessZero(VirtualRegister source)
    {
        builder.Compare(source, 0);
        builder.ExitIf(Condition.NotEqual);
    }
}

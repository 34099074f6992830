using System.Diagnostics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of shifts by any count from 0 up; a check before them excludes negative counts.</summary>
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
            Op.IntShiftLeft => ShiftLeftChecked(selector.Use(operand), selector.Use(count)),
            Op.IntShiftLeftWrap => ShiftLeftWrapping(selector.Use(operand), selector.Use(count)),
            Op.IntShiftRight => ShiftRight(selector.Use(operand), selector.Use(count)),
            _ => throw new UnreachableException(),
        });
    }

    private VirtualRegister LowerByConstant(Op op, Value operand, long count)
    {
        if (count < 0)
            return builder.Constant(0);                                 // never runs: a check before it exits always
        if (count == 0)
            return selector.Use(operand);
        if (op == Op.IntShiftRight)
            return builder.Unary(MachineOp.ShiftRight, selector.Use(operand), Math.Min(count, MaxCount));
        if (op == Op.IntShiftLeftWrap)
            return count > MaxCount ? builder.Constant(0) : builder.Unary(MachineOp.ShiftLeft, selector.Use(operand), count);

        var source = selector.Use(operand);
        if (count > MaxCount)
        {
            ExitUnlessZero(source);
            return builder.Constant(0);
        }
        if (count == MaxCount)                                          // 2⁶³ is no multiplier: only 0 and −1 shift back
        {
            var shifted = builder.Unary(MachineOp.ShiftLeft, source, count);
            ExitUnlessEqual(builder.Unary(MachineOp.ShiftRight, shifted, count), source);
            return shifted;
        }
        // A product sets the overflow flag by the whole result, a shift does not.
        var product = MachineBuilder.FitsImmediate(1L << (int)count)
            ? builder.Unary(MachineOp.MulImmediate, source, 1L << (int)count)
            : builder.Binary(MachineOp.Mul, builder.Constant(1L << (int)count), source);
        builder.ExitIf(Condition.Overflow, ExitReason.Overflow);
        return product;
    }

    /// <summary>Shifts there and back again: what does not come back did not fit.</summary>
    private VirtualRegister ShiftLeftChecked(VirtualRegister source, VirtualRegister count)
    {
        var inRange = builder.Function.NewBlock();
        var beyond = builder.Function.NewBlock(isCold: true);
        var join = builder.Function.NewBlock();
        builder.Compare(count, MaxCount);
        builder.Branch(Condition.Above, beyond, inRange);

        builder.Block = inRange;
        VirtualRegister shifted, back;
        if (features.Bmi2)
        {
            shifted = builder.Binary(MachineOp.ShiftLeftX, source, count);
            back = builder.Binary(MachineOp.ShiftRightX, shifted, count);
        }
        else
        {
            builder.MoveToFixed(X64Register.Rcx, count);
            shifted = builder.ShiftByCl(MachineOp.ShiftLeft, source);
            back = builder.ShiftByCl(MachineOp.ShiftRight, shifted);
        }
        ExitUnlessEqual(back, source);
        builder.Jump(join);

        builder.Block = beyond;
        ExitUnlessZero(source);
        builder.Jump(join);

        builder.Block = join;
        return builder.Phi(join, shifted, builder.Function.EdgeConstant(0));
    }

    private VirtualRegister ShiftLeftWrapping(VirtualRegister source, VirtualRegister count)
    {
        VirtualRegister shifted;
        if (features.Bmi2)
        {
            shifted = builder.Binary(MachineOp.ShiftLeftX, source, count);
        }
        else
        {
            builder.MoveToFixed(X64Register.Rcx, count);
            shifted = builder.ShiftByCl(MachineOp.ShiftLeft, source);
        }
        var zero = builder.Constant(0);
        builder.Compare(count, MaxCount);
        return builder.Binary(MachineOp.MoveIf, shifted, zero, Condition.Above);
    }

    private VirtualRegister ShiftRight(VirtualRegister source, VirtualRegister count)
    {
        var most = builder.Constant(MaxCount);
        builder.Compare(count, MaxCount);
        var clamped = builder.Binary(MachineOp.MoveIf, most, count, Condition.Less);
        if (features.Bmi2)
            return builder.Binary(MachineOp.ShiftRightX, source, clamped);
        builder.MoveToFixed(X64Register.Rcx, clamped);
        return builder.ShiftByCl(MachineOp.ShiftRight, source);
    }

    private void ExitUnlessEqual(VirtualRegister left, VirtualRegister right)
    {
        builder.Compare(left, right);
        builder.ExitIf(Condition.NotEqual, ExitReason.Overflow);
    }

    private void ExitUnlessZero(VirtualRegister source)
    {
        builder.Compare(source, 0);
        builder.ExitIf(Condition.NotEqual, ExitReason.Overflow);
    }
}

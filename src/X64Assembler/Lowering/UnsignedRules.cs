using System.Diagnostics;
using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of products, quotients and conversions of unsigned integers.</summary>
/// <remarks>
/// div raises an exception of the processor when the quotient takes more than 64 bits (Intel SDM vol. 2A, "DIV - Unsigned Divide"), which
/// is so unless the high half of the dividend is less than the divisor. A check in the IR excludes a divisor of zero.
/// </remarks>
internal sealed class UnsignedRules(InstructionSelector selector, MachineBuilder builder)
{
    internal void Lower(Value value)
    {
        if (selector.IsDefined(value))
            return;                                                     // made with the division before it

        var (left, right) = (value.Operands[0], value.Info.Arity > 1 ? value.Operands[1] : null);
        switch (value.Op)
        {
            case Op.UIntFromInt or Op.IntFromUInt:
                var source = selector.Use(left);
                builder.Compare(source, 0);
                builder.ExitIf(Condition.Sign);
                selector.Define(value, source);
                break;
            case Op.UIntMul:
                var (low, _) = MultiplyWide(left, right!);              // a product has two factors
                selector.Define(value, low);
                builder.ExitIf(Condition.Overflow);
                break;
            case Op.UIntFloorDiv or Op.UIntFloorMod:
                Divide(value, left, right!);                            // a division has a divisor
                break;
            case Op.UIntMulMod:
                selector.Define(value, MultiplyModulo(left, right!, value.Operands[2]));
                break;
            case Op.UIntMulDiv:
                selector.Define(value, MultiplyDivide(left, right!, value.Operands[2]));
                break;
            default:
                throw new UnreachableException($"No rule lowers {value.Op}.");
        }
    }

    private void Divide(Value value, Value dividend, Value divisor)
    {
        var quotient = value.Op == Op.UIntFloorDiv ? value : DivisionRules.Behind(value, Op.UIntFloorDiv);
        var remainder = value.Op == Op.UIntFloorMod ? value : DivisionRules.Behind(value, Op.UIntFloorMod);
        if (InstructionSelector.IsConstant(divisor, out var number))
        {
            DivideByConstant(quotient, remainder, dividend, (ulong)number);
            return;
        }
        var source = selector.Use(dividend);
        var divisorRegister = selector.Use(divisor);
        builder.MoveToFixed(X64Register.Rdx, 0);
        builder.MoveToFixed(X64Register.Rax, source);
        builder.DivideUnsigned(divisorRegister);
        Define(quotient, () => builder.MoveFromFixed(X64Register.Rax));
        Define(remainder, () => builder.MoveFromFixed(X64Register.Rdx));
    }

    private void DivideByConstant(Value? quotient, Value? remainder, Value dividend, ulong divisor)
    {
        // By zero never runs: a check before it exits always. Any answer will do.
        if (divisor <= 1)
        {
            Define(remainder, () => builder.Constant(0));
            Define(quotient, () => selector.Use(dividend));
            return;
        }
        var source = selector.Use(dividend);
        if (BitOperations.IsPow2(divisor))
        {
            Define(remainder, () => Mask(source, divisor));
            Define(quotient, () =>
                builder.Unary(MachineOp.ShiftRightUnsigned, source, BitOperations.TrailingZeroCount(divisor)));
            return;
        }
        var divided = new ReciprocalDivision(builder).DivideUnsigned(source, divisor);
        Define(quotient, () => divided);
        Define(remainder, () => DivisionRules.Remainder(builder, source, divided, (long)divisor));
    }

    private VirtualRegister Mask(VirtualRegister source, ulong powerOfTwo)
    {
        var mask = (long)(powerOfTwo - 1);
        return mask == uint.MaxValue ? builder.Unary(MachineOp.ZeroExtend32, source)
            : MachineBuilder.FitsImmediate(mask) ? builder.Unary(MachineOp.And, source, mask)
            : builder.Binary(MachineOp.And, builder.Constant(mask), source);
    }

    private VirtualRegister MultiplyModulo(Value left, Value right, Value modulus)
    {
        if (InstructionSelector.IsConstant(modulus, out var number) && number != 0 && BitOperations.IsPow2((ulong)number))
        {
            var product = builder.Binary(MachineOp.Mul, selector.Use(left), selector.Use(right));
            return Mask(product, (ulong)number);
        }

        var divisor = selector.Use(modulus);
        var (low, high) = MultiplyWide(left, right);
        var reduce = builder.Function.NewBlock(isCold: true);
        var join = builder.Function.NewBlock();
        builder.Compare(high, divisor);
        builder.Branch(Condition.Below, join, reduce);

        // What the high half is modulo c decides the remainder as well as the high half itself.
        builder.Block = reduce;
        builder.MoveToFixed(X64Register.Rdx, 0);
        builder.MoveToFixed(X64Register.Rax, high);
        builder.DivideUnsigned(divisor);
        var reduced = builder.MoveFromFixed(X64Register.Rdx);
        builder.Jump(join);

        builder.Block = join;
        var smaller = builder.Phi(join, high, reduced);
        builder.MoveToFixed(X64Register.Rdx, smaller);
        builder.MoveToFixed(X64Register.Rax, low);
        builder.DivideUnsigned(divisor);
        return builder.MoveFromFixed(X64Register.Rdx);
    }

    private VirtualRegister MultiplyDivide(Value left, Value right, Value by)
    {
        var divisor = selector.Use(by);
        var (low, high) = MultiplyWide(left, right);
        builder.Compare(high, divisor);
        builder.ExitIf(Condition.AboveOrEqual);
        builder.MoveToFixed(X64Register.Rdx, high);
        builder.MoveToFixed(X64Register.Rax, low);
        builder.DivideUnsigned(divisor);
        return builder.MoveFromFixed(X64Register.Rax);
    }

    /// <summary>The 128-bit product; the overflow flag says whether its high half is not 0.</summary>
    private (VirtualRegister Low, VirtualRegister High) MultiplyWide(Value left, Value right)
    {
        if (InstructionSelector.IsConstant(right, out _))
            (left, right) = (right, left);
        var factor = selector.Use(right);
        if (InstructionSelector.IsConstant(left, out var number))
            builder.MoveToFixed(X64Register.Rax, number);
        else
            builder.MoveToFixed(X64Register.Rax, selector.Use(left));
        builder.MultiplyWide(factor);
        var low = builder.MoveFromFixed(X64Register.Rax);
        return (low, builder.MoveFromFixed(X64Register.Rdx));
    }

    private void Define(Value? value, Func<VirtualRegister> make)
    {
        if (value is not null)
            selector.Define(value, make());
    }
}

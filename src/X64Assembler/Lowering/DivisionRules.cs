using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of // and %: idiv rounds towards zero, Python towards minus infinity.</summary>
/// <remarks>
/// idiv raises an exception of the processor by zero and for −2⁶³ / −1 (Intel SDM vol. 2A, "IDIV - Signed Divide"), which must
/// never happen. A check in the IR excludes zero; a divisor of −1 takes a path of its own here, unless it is known not to be −1
/// or the dividend not to be −2⁶³. A quotient and a remainder of the same operands share one idiv, or one multiplication, when the quotient comes
/// first or cannot overflow: its overflow would exit before what stands between the two.
/// </remarks>
internal sealed class DivisionRules(InstructionSelector selector, MachineBuilder builder)
{
    // In IR values. What is further away would only take a register for longer, and a block may have tens of thousands of divisions.
    private const int FarthestRemainder = 64;

    internal void Lower(Value value)
    {
        if (selector.IsDefined(value))
            return;                                                     // made with the division before it

        var quotient = value.Op == Op.IntFloorMod ? Behind(value, Op.IntFloorDivWrap) : value;
        var remainder = value.Op == Op.IntFloorMod ? value : Behind(value, Op.IntFloorMod);
        if (InstructionSelector.IsConstant(value.Operands[1], out var divisor))
            LowerByConstant(quotient, remainder, value.Operands[0], divisor);
        else
            LowerByVariable(quotient, remainder, value.Operands[0], value.Operands[1]);
    }

    /// <summary>The other one of quotient and remainder of the same operands, where it follows soon.</summary>
    internal static Value? Behind(Value first, Op op)
    {
        var value = first.Next;
        for (var distance = 0; value is not null && distance < FarthestRemainder; value = value.Next, distance++)
        {
            if (value.Op == op && value.Users.Count > 0 && IsSame(value.Operands[0], first.Operands[0]) && IsSame(value.Operands[1], first.Operands[1]))
                return value;
        }
        return null;

        static bool IsSame(Value a, Value b) => a == b || (InstructionSelector.IsConstant(a, out var x) && InstructionSelector.IsConstant(b, out var y) && x == y);
    }

    private void Define(Value? value, Func<VirtualRegister> make)
    {
        if (value is not null)
            selector.Define(value, make());
    }

    private void LowerByConstant(Value? quotient, Value? remainder, Value dividend, long divisor)
    {
        if (divisor is 0 or 1 or -1)
        {
            LowerTrivial(quotient, remainder, dividend, divisor);
            return;
        }
        if (divisor > 0 && BitOperations.IsPow2(divisor))
        {
            // Two's complement floors by itself. The remainder first: the quotient may then take the dividend's register.
            var shiftedSource = selector.Use(dividend);
            Define(remainder, () => MachineBuilder.FitsImmediate(divisor - 1)
                ? builder.Unary(MachineOp.And, shiftedSource, divisor - 1)
                : builder.Binary(MachineOp.And, builder.Constant(divisor - 1), shiftedSource));
            Define(quotient, () => builder.Unary(MachineOp.ShiftRight, shiftedSource, BitOperations.TrailingZeroCount(divisor)));
            return;
        }

        if (divisor > 0)
        {
            var source = selector.Use(dividend);
            var floored = new ReciprocalDivision(builder).FloorDivide(source, divisor);
            Define(quotient, () => floored);
            Define(remainder, () => Remainder(builder, source, floored, divisor));
            return;
        }

        var divisorRegister = builder.Constant(divisor);
        var (q, r) = Divide(selector.Use(dividend), divisorRegister, quotient is not null);
        // The remainder has the dividend's sign; where that is not the divisor's, the answer is one divisor further down.
        const Condition wrongSign = Condition.Greater;
        Define(quotient, () =>
        {
            var less = builder.Unary(MachineOp.AddWrap, q, -1);
            builder.Compare(r, 0);
            return builder.Binary(MachineOp.MoveIf, q, less, wrongSign);
        });
        Define(remainder, () =>
        {
            var moved = MachineBuilder.FitsImmediate(divisor)
                ? builder.Unary(MachineOp.AddWrap, r, divisor)
                : builder.Binary(MachineOp.AddWrap, r, divisorRegister);
            builder.Compare(r, 0);
            return builder.Binary(MachineOp.MoveIf, r, moved, wrongSign);
        });
    }

    /// <summary>n − q·d.</summary>
    internal static VirtualRegister Remainder(MachineBuilder builder, VirtualRegister dividend, VirtualRegister quotient, long divisor)
    {
        var product = MachineBuilder.FitsImmediate(divisor)
            ? builder.Unary(MachineOp.MulImmediate, quotient, divisor)
            : builder.Binary(MachineOp.Mul, builder.Constant(divisor), quotient);
        return builder.Binary(MachineOp.Sub, dividend, product);
    }

    private void LowerTrivial(Value? quotient, Value? remainder, Value dividend, long divisor)
    {
        // By zero never runs: a check before it exits always. Any answer will do.
        Define(remainder, () => builder.Constant(0));
        Define(quotient, () =>
        {
            if (divisor != -1)
                return selector.Use(dividend);
            var negated = builder.Unary(MachineOp.Neg, selector.Use(dividend));
            ExitOnOverflow(quotient!); // Define calls for a quotient only when there is one
            return negated;
        });
    }

    /// <summary>
    /// idiv, then, where remainder and divisor differ in sign, the step down: out of the way, since signs hardly ever change, and what waits for the
    /// slow idiv need not wait for more.
    /// </summary>
    private void LowerByVariable(Value? quotient, Value? remainder, Value dividend, Value divisor)
    {
        var divisorRegister = selector.Use(divisor);
        var source = selector.Use(dividend);
        var mayOverflow = !InstructionSelector.IsConstant(dividend, out var number) || number == long.MinValue;
        var stepDown = builder.Function.NewBlock(isCold: true);
        var join = builder.Function.NewBlock();
        MachineBlock? minusOne = null;
        if (mayOverflow)
        {
            minusOne = builder.Function.NewBlock(isCold: true);
            var general = builder.Function.NewBlock();
            builder.Compare(divisorRegister, -1);
            builder.Branch(Condition.Equal, minusOne, general);
            builder.Block = general;
        }
        var (q, r) = Divide(source, divisorRegister, quotient is not null);
        builder.Compare(builder.Binary(MachineOp.Xor, r, divisorRegister), 0);
        builder.Branch(Condition.Sign, stepDown, join);
        List<VirtualRegister> quotients = [q];
        List<VirtualRegister> remainders = [r];

        builder.Block = stepDown;
        // A remainder of 0 has no sign, and stays.
        var less = quotient is null ? null : builder.Unary(MachineOp.AddWrap, q, -1);
        var moved = remainder is null ? null : builder.Binary(MachineOp.AddWrap, r, divisorRegister);
        builder.Compare(r, 0);
        if (less is not null)
            quotients.Add(builder.Binary(MachineOp.MoveIf, q, less, Condition.NotEqual));
        if (moved is not null)
            remainders.Add(builder.Binary(MachineOp.MoveIf, r, moved, Condition.NotEqual));
        builder.Jump(join);

        if (minusOne is not null)
        {
            builder.Block = minusOne;
            if (quotient is not null)
            {
                quotients.Add(builder.Unary(MachineOp.Neg, source));
                ExitOnOverflow(quotient);
            }
            remainders.Add(builder.Function.EdgeConstant(0));
            builder.Jump(join);
        }
        builder.Block = join;
        Define(quotient, () => builder.Phi(join, [.. quotients]));
        Define(remainder, () => builder.Phi(join, [.. remainders]));
    }

    private void ExitOnOverflow(Value quotient)
    {
        if (quotient.Has(Effects.MayOverflow))
            builder.ExitIf(Condition.Overflow);
    }

    private (VirtualRegister Quotient, VirtualRegister Remainder) Divide(
        VirtualRegister dividend, VirtualRegister divisor, bool needsQuotient)
    {
        builder.MoveToFixed(X64Register.Rax, dividend);
        builder.Add(new MachineInstruction(MachineOp.SignExtend)
        {
            FixedSources = [X64Register.Rax],
            FixedResults = [X64Register.Rdx],
            Origin = builder.Origin,
        });
        builder.Add(new MachineInstruction(MachineOp.Divide)
        {
            Sources = [new(divisor, UseKind.RegisterOrMemory, Late: true)],
            FixedSources = [X64Register.Rax, X64Register.Rdx],
            FixedResults = [X64Register.Rax, X64Register.Rdx],
            Origin = builder.Origin,
        });
        var remainder = builder.MoveFromFixed(X64Register.Rdx);
        var quotient = needsQuotient ? builder.MoveFromFixed(X64Register.Rax) : remainder;
        return (quotient, remainder);
    }
}

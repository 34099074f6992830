using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Whether a number is a multiple of a constant, without its remainder.</summary>
/// <remarks>
/// The inverse of an odd divisor modulo 2⁶⁴ takes its multiples to the numbers from their least to their greatest quotient, and all else out of these; of the factors of 2
/// of a divisor a rotation makes bits that are too high (H. Warren, "Hacker's Delight", 2nd edition, section 10-17).
/// </remarks>
internal sealed class DivisibilityRules(InstructionSelector selector, MachineBuilder builder)
{
    /// <summary>The remainder whose comparison with 0 this is and which is made for nothing else.</summary>
    internal static Value? Find(Value comparison)
    {
        if (comparison.Op is not (Op.IntEqual or Op.IntNotEqual) || !InstructionSelector.IsConstant(comparison.Operands[1], out var zero) || zero != 0)
            return null;
        var remainder = comparison.Operands[0];
        if (!IsFor(remainder, comparison))
            return null;
        if (remainder.Op == Op.IntFromBits)
        {
            if (!IsFor(remainder.Operands[0], remainder))
                return null;
            remainder = remainder.Operands[0];
        }
        if (remainder.Op is not (Op.IntFloorMod or Op.UIntFloorMod) || !InstructionSelector.IsConstant(remainder.Operands[1], out var divisor))
            return null;
        if (divisor is > -3 and < 3 || BitOperations.IsPow2((ulong)divisor) || (divisor < 0 && remainder.Op == Op.IntFloorMod))
            return null;
        // A quotient at hand gives the remainder as well.
        var quotient = remainder.Op == Op.IntFloorMod ? Op.IntFloorDivWrap : Op.UIntFloorDiv;
        return HasQuotient(remainder, quotient) ? null : remainder;

        static bool HasQuotient(Value remainder, Op quotient) => remainder.Operands[0].Users.Any(user => user.Op == quotient || user.Op == Op.IntFloorDiv);

        static bool IsFor(Value value, Value user) => value.Users is [var only] && only == user && value.Block == user.Block;
    }

    /// <summary>Whether a value is a part of such a comparison.</summary>
    internal static bool IsPartOfTest(Value value) => value.Users is [var user]
        && (user.Op == Op.IntFromBits && value.Op == Op.UIntFloorMod ? user.Users is [var comparison] && Find(comparison) == value
            : Find(user) is { } found && (found == value || value.Operands[0] == found));

    /// <summary>Sets the flags; returns the condition for that of the comparison, which is equal or not.</summary>
    internal Condition Compare(Value remainder, Condition condition)
    {
        var divisor = (ulong)remainder.Operands[1].Immediate;
        var twos = BitOperations.TrailingZeroCount(divisor);
        var odd = divisor >> twos;
        var quotient = builder.Binary(MachineOp.Mul, selector.Use(remainder.Operands[0]), builder.Constant((long)InverseOf(odd)));
        ulong greatest;
        if (remainder.Op == Op.UIntFloorMod)
        {
            greatest = ulong.MaxValue / divisor;
        }
        else
        {
            var half = long.MaxValue / (long)odd & -(1L << twos);
            quotient = MachineBuilder.FitsImmediate(half)
                ? builder.Unary(MachineOp.AddWrap, quotient, half)
                : builder.Binary(MachineOp.AddWrap, quotient, builder.Constant(half));
            greatest = (ulong)half * 2 >> twos;
        }
        if (twos > 0)
            quotient = builder.Unary(MachineOp.RotateRight, quotient, twos);
        if (greatest <= int.MaxValue)
            builder.Compare(quotient, (long)greatest);
        else
            builder.Compare(quotient, builder.Constant((long)greatest));
        return condition == Condition.Equal ? Condition.BelowOrEqual : Condition.Above;
    }

    // Newton's iteration doubles the bits that are right: three of an odd number that is its own inverse modulo 8.
    private static ulong InverseOf(ulong odd)
    {
        var inverse = odd;
        for (var bits = 3; bits < 64; bits *= 2)
            inverse *= 2 - odd * inverse;
        return inverse;
    }
}

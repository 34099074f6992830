using System.Numerics;

namespace Pyc.X64;

/// <summary>Division by a constant as a multiplication by its reciprocal.</summary>
/// <remarks>
/// T. Granlund, P. L. Montgomery, "Division by Invariant Integers using Multiplication", PLDI 1994: theorem 4.2 says when a multiplier m
/// of a shift p is exact for all n below 2ᴺ, namely when 2ᵖ ≤ m·d ≤ 2ᵖ + 2ᵖ⁻ᴺ; section 6 has the floor of a negative quotient.
/// </remarks>
internal sealed class ReciprocalDivision(MachineBuilder builder)
{
    private const int WordBits = 64;

    /// <summary>⌊n / d⌋ of a signed n, for a d above 1 that is no power of two.</summary>
    internal VirtualRegister FloorDivide(VirtualRegister dividend, long divisor)
    {
        // With s = −1 or 0 by the sign of n, n xor s is n or −n − 1, below 2⁶³, and ⌊n / d⌋ is ⌊(n xor s) / d⌋ xor s.
        var (multiplier, shift) = Reciprocal((ulong)divisor, WordBits - 1);
        var sign = builder.Unary(MachineOp.ShiftRight, dividend, WordBits - 1);
        var positive = builder.Binary(MachineOp.Xor, dividend, sign);
        var quotient = ShiftDown(MultiplyHigh(positive, (long)(ulong)multiplier), shift - WordBits);
        return builder.Binary(MachineOp.Xor, quotient, sign);
    }

    /// <summary>⌊n / d⌋ of an unsigned n, for a d above 1 that is no power of two.</summary>
    internal VirtualRegister DivideUnsigned(VirtualRegister dividend, ulong divisor)
    {
        var (multiplier, shift) = Reciprocal(divisor, WordBits);
        if (multiplier <= ulong.MaxValue)
            return ShiftDown(MultiplyHigh(dividend, (long)(ulong)multiplier), shift - WordBits);

        var zeros = BitOperations.TrailingZeroCount(divisor);
        if (zeros > 0)
        {
            // Without the factor two of both there is a bit to spare: the multiplier fits.
            (multiplier, shift) = Reciprocal(divisor >> zeros, WordBits - zeros);
            return ShiftDown(MultiplyHigh(ShiftDown(dividend, zeros), (long)(ulong)multiplier), shift - WordBits);
        }
        // The multiplier is 2⁶⁴ + m: t = ⌊m·n / 2⁶⁴⌋, and n + t, which may take 65 bits, is halved as ⌊(n − t) / 2⌋ + t.
        var part = MultiplyHigh(dividend, (long)(ulong)(multiplier - (UInt128.One << WordBits)));
        var half = builder.Unary(MachineOp.ShiftRightUnsigned, builder.Binary(MachineOp.Sub, dividend, part), 1);
        return ShiftDown(builder.Binary(MachineOp.AddWrap, half, part), shift - WordBits - 1);
    }

    /// <summary>The smallest multiplier that is exact, of up to 65 bits, and its shift.</summary>
    /// <param name="divisor">Above 1, no power of two.</param>
    /// <param name="bits">Dividends are below two to this power.</param>
    internal static (UInt128 Multiplier, int Shift) Reciprocal(ulong divisor, int bits)
    {
        var most = bits + WordBits - BitOperations.LeadingZeroCount(divisor - 1);   // is always exact
        for (var shift = WordBits; ; shift++)
        {
            var power = BigInteger.One << shift;
            var multiplier = (power + divisor - 1) / divisor;
            if (shift >= most || multiplier * divisor - power <= BigInteger.One << (shift - bits))
                return ((UInt128)multiplier, shift);
        }
    }

    private VirtualRegister ShiftDown(VirtualRegister source, int count) =>
        count == 0 ? source : builder.Unary(MachineOp.ShiftRightUnsigned, source, count);

    private VirtualRegister MultiplyHigh(VirtualRegister source, long multiplier)
    {
        builder.MoveToFixed(X64Register.Rax, multiplier);
        builder.MultiplyWide(source);
        return builder.MoveFromFixed(X64Register.Rdx);
    }
}

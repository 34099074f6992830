using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Turns a power into a loop that squares and multiplies, which is all that processors can do.</summary>
/// <remarks>
/// <para>D. Knuth, "The Art of Computer Programming", vol. 2, section 4.6.3, from the lowest bit of the exponent up:</para>
/// <code>
/// loop: if exponent &amp; 1: result *= base
///       exponent >>= 1
///       if exponent > 0: base *= base; goto loop
/// </code>
/// <para>
/// A product may overflow only where the power itself does. Every product made is a power bᵏ of the first base b with k no more than the
/// exponent n, because the base is squared only while a bit of the exponent is still to come. For b = 0, 1 or −1 all powers are 0, 1
/// or −1. For |b| ≥ 2, where bᵏ does not fit, |bᵏ| ≥ 2⁶³, and either k = n or |bⁿ| ≥ 2·|bᵏ|, which does not fit either.
/// </para>
/// <para>
/// The exponent is not negative, by the check before it. It has 63 bits, so the loop runs 63 times at most; it would end, with a
/// meaningless answer, for a negative one too. Adds blocks. Cost: linear.
/// </para>
/// </remarks>
public sealed class PowerExpansion : IPass
{
    /// <inheritdoc/>
    public string Name => "power-expansion";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var powers = function.Blocks.SelectMany(block => block).Where(value => value.Op is Op.IntPow or Op.IntPowWrap).ToList();
        // The last first: what is behind a power moves into another block, and would do so again for each power before it.
        for (var i = powers.Count - 1; i >= 0; i--)
            Expand(function, powers[i]);
        return powers.Count > 0;
    }

    private static void Expand(Function function, Value power)
    {
        var multiply = power.Op == Op.IntPow ? Op.IntMul : Op.IntMulWrap;
        var before = power.Block!;   // found in one
        var one = power.MakeInt(1);
        var zero = power.MakeInt(0);
        var loop = function.NewBlock();
        var odd = function.NewBlock();
        var next = function.NewBlock();
        var square = function.NewBlock();
        var after = before.SplitBefore(power);

        var result = Phi(one);
        var factor = Phi(power.Operands[0]);
        var exponent = Phi(power.Operands[1]);
        End(before, Op.Jump, [], loop);

        var bit = Add(loop, Op.IntAnd, exponent, one);
        End(loop, Op.Branch, [Add(loop, Op.IntNotEqual, bit, zero)], odd, next);

        var product = Add(odd, multiply, result, factor);
        End(odd, Op.Jump, [], next);

        var merged = next.Append(function.NewValue(Op.Phi, [result, product], power.Origin, IrType.Int64));
        var rest = Add(next, Op.IntShiftRight, exponent, one);
        End(next, Op.Branch, [Add(next, Op.IntGreater, rest, zero)], square, after);

        var squared = Add(square, multiply, factor, factor);
        End(square, Op.Jump, [], loop);
        result.AddOperand(merged);
        factor.AddOperand(squared);
        exponent.AddOperand(rest);
        if (function.Remarks is { } remarks)
        {
            remarks.NoteOperation(loop);
            remarks.Add(
                RemarkKind.Power, power.Origin,
                "`**` multiplies in a loop of as many rounds as the exponent has bits, because that is not known: a small constant one takes a few multiplications.");
        }
        power.ReplaceBy(merged);

        Value Phi(Value first) => loop.Append(function.NewValue(Op.Phi, [first], power.Origin, IrType.Int64));

        Value Add(Block block, Op op, params ReadOnlySpan<Value> operands) => block.Append(
            op == Op.IntMul && power.State is { } state
                ? function.NewValue(op, [.. operands, state], power.Origin)
                : function.NewValue(op, operands, power.Origin));

        void End(Block block, Op op, ReadOnlySpan<Value> operands, params ReadOnlySpan<Block> successors)
        {
            block.Append(function.NewValue(op, operands, power.Origin));
            foreach (var successor in successors)
                block.AddSuccessor(successor);
        }
    }
}

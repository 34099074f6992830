using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Turns Python's <c>//</c> and <c>%</c> of floats into C's <c>fmod</c> and what Python does with it.</summary>
/// <remarks>
/// <para>CPython: <c>Objects/floatobject.c</c>, <c>_float_div_mod</c> and <c>float_rem</c>, tag v3.12.0; older versions say it in other words.</para>
/// <code>
/// mod = fmod(a, b)
/// div = (a - mod) / b
/// if mod: if (b &lt; 0) != (mod &lt; 0): mod += b; div -= 1.0
/// else:   mod = copysign(0.0, b)
/// if div: floor = ⌊div⌋; if div - floor > 0.5: floor += 1.0
/// else:   floor = copysign(0.0, a / b)
/// </code>
/// <para>
/// NaN is true there, and not less than 0. Both operations on the same operands compute their remainder each; equal values are joined
/// later. Adds blocks. Cost: linear.
/// </para>
/// </remarks>
public sealed class FloatDivisionExpansion : IPass
{
    /// <inheritdoc/>
    public string Name => "float-division-expansion";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var divisions = function.Blocks.SelectMany(block => block).Where(value => value.Op is Op.FloatFloorDiv or Op.FloatFloorMod).ToList();
        // The last first: what is behind a division moves into another block, and would do so again for each division before it.
        for (var i = divisions.Count - 1; i >= 0; i--)
            new Expansion(divisions[i]).Expand();
        return divisions.Count > 0;
    }

    private sealed class Expansion(Value division)
    {
        private readonly Function _function = division.Block!.Function;   // found in one
        private Block _block = division.Block!;

        public void Expand()
        {
            var (a, b) = (division.Operands[0], division.Operands[1]);
            var after = _block.SplitBefore(division);
            var zero = Constant(0.0);
            var remainder = Add(Op.FloatRemainder, a, b);
            var isQuotient = division.Op == Op.FloatFloorDiv;
            var result = isQuotient ? Add(Op.FloatDiv, Add(Op.FloatSub, a, remainder), b) : remainder;
            result = ForSign(result, remainder, b, zero, isQuotient);
            if (isQuotient)
                result = ToWhole(result, a, b, zero);
            End(Op.Jump, [], after);
            division.ReplaceBy(result);
        }

        // The remainder has the sign of the divisor, and the quotient is one less where that changes it.
        private Value ForSign(Value result, Value remainder, Value b, Value zero, bool isQuotient)
        {
            var (inexact, exact, other, join) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock(), _function.NewBlock());
            End(Op.Branch, [Add(Op.FloatNotEqual, remainder, zero)], inexact, exact);

            _block = exact;
            var ofExact = isQuotient ? result : Add(Op.FloatCopySign, zero, b);
            End(Op.Jump, [], join);

            _block = inexact;
            var differs = Add(Op.BoolXor, Add(Op.FloatLess, b, zero), Add(Op.FloatLess, remainder, zero));
            End(Op.Branch, [differs], other, join);

            _block = other;
            var ofOther = isQuotient ? Add(Op.FloatSub, result, Constant(1.0)) : Add(Op.FloatAdd, remainder, b);
            End(Op.Jump, [], join);

            _block = join;
            return Phi(ofExact, result, ofOther);   // in the order of the edges above
        }

        // What should be whole is rounded to the nearest whole number, and a zero has the sign of the quotient.
        private Value ToWhole(Value quotient, Value a, Value b, Value zero)
        {
            var (large, small, up, join) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock(), _function.NewBlock());
            End(Op.Branch, [Add(Op.FloatNotEqual, quotient, zero)], large, small);

            _block = small;
            var ofSmall = Add(Op.FloatCopySign, zero, Add(Op.FloatDiv, a, b));
            End(Op.Jump, [], join);

            _block = large;
            var floor = Add(Op.FloatFloor, quotient);
            End(Op.Branch, [Add(Op.FloatLess, Constant(0.5), Add(Op.FloatSub, quotient, floor))], up, join);

            _block = up;
            var next = Add(Op.FloatAdd, floor, Constant(1.0));
            End(Op.Jump, [], join);

            _block = join;
            return Phi(ofSmall, floor, next);
        }

        private Value Constant(double number) => _block.Append(_function.NewValue(
            Op.FloatConstant, [], division.Origin, immediate: BitConverter.DoubleToInt64Bits(number)));

        private Value Add(Op op, params ReadOnlySpan<Value> operands) => _block.Append(_function.NewValue(op, operands, division.Origin));

        private Value Phi(params ReadOnlySpan<Value> operands) =>
            _block.Append(_function.NewValue(Op.Phi, operands, division.Origin, IrType.Float64));

        private void End(Op op, ReadOnlySpan<Value> operands, params ReadOnlySpan<Block> successors)
        {
            _block.Append(_function.NewValue(op, operands, division.Origin));
            foreach (var successor in successors)
                _block.AddSuccessor(successor);
        }
    }
}

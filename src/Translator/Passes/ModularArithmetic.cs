using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Computes modulo 2⁶⁴ what Python code masks anyway, as hashes and random numbers do.</summary>
/// <remarks>
/// Where nobody looks beyond the 64 low bits of a sum, a difference, a product or a shift to the left, these are right though the exact
/// result does not fit, and the operation does not exit any more. Needs <see cref="DemandedBits"/>; keeps the control-flow graph, and
/// removes what is dead. Cost: linear.
/// </remarks>
public sealed class ModularArithmetic : IPass
{
    /// <inheritdoc/>
    public string Name => "modular-arithmetic";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var demands = DemandedBits.Of(function);
        var changed = false;
        foreach (var block in function.Blocks)
        {
            foreach (var value in block)
            {
                if (value.Id >= demands.Count || demands.Of(value) is 0 or DemandedBits.Exactly)
                    continue;   // made here, dead, or looked at as a whole
                if (DemandedBits.IsModular(value))
                {
                    WrappingArithmetic.Wrap(value);
                    changed = true;
                }
                else
                {
                    changed |= RemoveCasts(value);
                }
            }
        }
        // What was dead before has operands and a frame state that mean something else now.
        if (changed)
            new DeadCodeElimination().Run(function);
        return changed;
    }

    // The same bits as the other kind of integer, and back: the low ones are those of the operand, however large that is.
    private static bool RemoveCasts(Value value)
    {
        if (value.Op is not (Op.UIntFromBits or Op.IntFromBits) || value.Operands[0] is not { Op: Op.UIntFromBits or Op.IntFromBits } inner)
            return false;
        value.ReplaceBy(inner.Operands[0]);
        return true;
    }
}

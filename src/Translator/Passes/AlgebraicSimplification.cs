using Pyc.Translation.Ir;
using Pyc.Translation.Passes.Rules;

namespace Pyc.Translation.Passes;

/// <summary>Puts a cheaper or a common form in the place of an operation, by the rules of arithmetic.</summary>
/// <remarks>
/// <para>
/// Each rule holds for Python's integers without bounds, for wrapping operations modulo 2⁶⁴, and for every float bit by bit. "Holds for all numbers of 64 bits" is not
/// enough: where the new form needs an operand no more, that operand is removed, and with it the overflow that kept greater numbers away.
/// So the new form never gives another answer, but may give one where the old form exits, since an intermediate result that does not fit
/// is no longer computed.
/// </para>
/// <para>Needs nothing; keeps the control-flow graph. Cost: linear, with a few tries of rules for each value.</para>
/// </remarks>
public sealed class AlgebraicSimplification : IPass
{
    // What a rule makes is tried again at once; a chain of rules is short, so this only stops two that undo each other.
    private const int MaxSteps = 16;

    private static readonly RuleTable s_rules = new(
        OrderRules.AddTo, AdditiveRules.AddTo, MultiplicativeRules.AddTo, ShiftRules.AddTo, DivisionRules.AddTo, PowerRules.AddTo,
        BitwiseRules.AddTo, ComparisonRules.AddTo, BooleanRules.AddTo, SelectRules.AddTo, UnsignedRules.AddTo, FloatRules.AddTo);

    /// <inheritdoc/>
    public string Name => "algebraic-simplification";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var changed = false;
        foreach (var block in function.ReversePostOrder)
        {
            foreach (var value in block)
            {
                if (value.Has(Effects.Check))
                    changed |= RemoveCheck(value);
                else
                    changed |= Simplify(value);
            }
        }
        return changed;
    }

    private static bool Simplify(Value value)
    {
        var changed = false;
        if (value.NeedsOverflowOfOperand())
            return false;
        for (var step = 0; step < MaxSteps && s_rules.Apply(value) is { } replacement; step++)
        {
            value.ReplaceBy(replacement);
            changed = true;
            value = replacement;
        }
        return changed;
    }

    private static bool RemoveCheck(Value check)
    {
        if (!check.Info.IsTest)
            return false;
        var tested = check.Operands[0];
        var passes = check.Op switch
        {
            Op.CheckNonZero => KnownFacts.IsNotZero(tested),
            Op.CheckNotNegative => KnownFacts.IsNotNegative(tested),
            _ => false,
        };
        if (!passes)
            return false;
        check.Remove();
        return true;
    }
}

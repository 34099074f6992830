using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Removes values that no check, no write, no terminator and no other value that stays needs, circles of phis among them.</summary>
/// <remarks>
/// An operation that may overflow goes too: to Python it never fails. Save the conversion of a float, which fails for infinity and NaN.
/// What writes memory stays, what reads it goes. Parameters stay, as the signature does. Keeps the control-flow graph. Cost: linear. Mark and sweep: K. Cooper, L. Torczon, "Engineering a Compiler", 2nd edition, section 10.2.1.
/// </remarks>
public sealed class DeadCodeElimination : IPass
{
    /// <inheritdoc/>
    public string Name => "dead-code";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var needed = new bool[function.ValueCount];
        var pending = new Stack<Value>();
        foreach (var value in function.Blocks.SelectMany(block => block))
        {
            var stays = value.Has(Effects.Check) || value.Has(Effects.Terminator) || value.Has(Effects.MayRaise) || value.Has(Effects.Writes);
            if (stays || value.Op == Op.Parameter)
                Need(value);
        }
        while (pending.TryPop(out var value))
        {
            foreach (var operand in value.Operands)
                Need(operand);
        }

        var dead = function.Blocks.SelectMany(block => block).Where(value => !needed[value.Id]).ToList();
        foreach (var value in dead)
            value.DropOperands();   // they may use each other in a circle
        foreach (var value in dead)
            value.Remove();
        return dead.Count > 0;

        void Need(Value value)
        {
            if (needed[value.Id])
                return;
            needed[value.Id] = true;
            pending.Push(value);
        }
    }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Computes what is known: operations on constants, checks and branches on constants, phis with one possible value.</summary>
/// <remarks>
/// An operation whose exact result does not fit 64 bits stays, and exits when it is run: whether it is run is not known here. Behind a
/// check that always fails nothing is run, so the block ends there. Needs nothing; removes unreachable blocks. Cost: linear.
/// </remarks>
public sealed class ConstantFolding : IPass
{
    /// <inheritdoc/>
    public string Name => "constant-folding";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var changed = false;
        foreach (var block in function.ReversePostOrder)   // operands before their users, save around loops
        {
            foreach (var value in block)
            {
                if (value.Has(Effects.Check) && Test(value) is { } passes)
                {
                    changed = true;
                    if (!passes)
                    {
                        EndIn(block, value);
                        break;
                    }
                    value.Remove();
                }
                else if (value.Op == Op.Branch)
                {
                    changed |= FoldBranch(block, value);
                }
                else if (Fold(value) is { } replacement)
                {
                    value.ReplaceBy(replacement);
                    changed = true;
                }
            }
        }
        return function.RemoveUnreachableBlocks() | changed;
    }

    private static bool? Test(Value check) => check.Operands[0].IsConstant(out var number)
        ? check.Op == Op.CheckNonZero ? number != 0 : number >= 0
        : null;

    private static void EndIn(Block block, Value check)
    {
        block.SplitBefore(check);   // what is split off is unreachable
        block.Append(block.Function.NewValue(Op.Exit, [], check.Origin, reason: check.Reason));
    }

    private static bool FoldBranch(Block block, Value branch)
    {
        if (!branch.Operands[0].IsConstant(out var condition))
            return false;
        block.RemoveSuccessor(condition != 0 ? 1 : 0);
        block.ReplaceTerminator(Op.Jump);
        return true;
    }

    private static Value? Fold(Value value)
    {
        if (value.Op == Op.Phi)
            return OnlyOperand(value);
        if (value.Operands.Count is not (1 or 2) || !value.Operands[0].IsConstant(out var a))
            return null;
        var b = 0L;
        if (value.Operands.Count == 2 && !value.Operands[1].IsConstant(out b))
            return null;
        return ConstantArithmetic.Fold(value.Op, a, b) is { } result
            ? value.MakeConstant(value.Type == IrType.Bool ? Op.BoolConstant : Op.IntConstant, result)
            : null;
    }

    // A phi of itself and one other value is that value, which then dominates it. Equal constants need not be one value.
    private static Value? OnlyOperand(Value phi)
    {
        Value? only = null;
        var isOneValue = true;
        foreach (var operand in phi.Operands)
        {
            if (operand == phi || operand == only)
                continue;
            if (only is not null && !(operand.IsConstant(out var number) && only.IsConstant(number)))
                return null;
            isOneValue &= only is null;
            only ??= operand;
        }
        return only is null || isOneValue ? only : phi.MakeConstant(only.Op, only.Immediate);
    }
}

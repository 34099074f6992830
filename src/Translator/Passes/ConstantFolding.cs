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

    private static bool? Test(Value check)
    {
        if (!check.Info.IsTest || !check.Operands[0].IsConstant(out var number))
            return null;
        return check.Op switch
        {
            Op.CheckNotNegative => number >= 0,
            Op.CheckFloatExact => ConstantArithmetic.IsFloatExact(number),
            _ => number != 0,
        };
    }

    private static void EndIn(Block block, Value check)
    {
        block.SplitBefore(check);   // what is split off is unreachable
        block.Append(block.Function.NewValue(Op.Exit, check.State is { } state ? [state] : [], check.Origin, reason: check.Reason));
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
        if (value.Op == Op.LoadTable)
            return NumberOf(value);
        var arity = value.Info.Arity;
        if (arity is < 1 or > 3 || value.Info.ResultType == IrType.Void)
            return null;
        Span<long> inputs = stackalloc long[3];
        for (var i = 0; i < arity; i++)
        {
            if (!value.Operands[i].IsAnyConstant())
                return null;
            inputs[i] = value.Operands[i].Immediate;
        }
        var folded = value.Info.IsFloatCall
            ? ConstantArithmetic.FoldCall(value, inputs[..arity])
            : ConstantArithmetic.Fold(value.Op, inputs[0], inputs[1], inputs[2]);
        return folded is { } result
            ? value.MakeConstant(Rewriting.ConstantOf(value.Type), result)
            : null;
    }

    // Behind a check that fails the index may be any.
    private static Value? NumberOf(Value load) =>
        load.Operands[0].IsConstant(out var index) && load.Table is { } table && index >= 0 && index < table.Words.Length
            ? load.MakeConstant(Rewriting.ConstantOf(load.Type), table.Words[(int)index])
            : null;

    // A phi of itself and one other value is that value, which then dominates it. Equal constants need not be one value.
    private static Value? OnlyOperand(Value phi)
    {
        Value? only = null;
        var isOneValue = true;
        foreach (var operand in phi.Operands)
        {
            if (operand == phi || operand == only)
                continue;
            if (only is not null && !operand.IsSameConstant(only))
                return null;
            isOneValue &= only is null;
            only ??= operand;
        }
        return only is null || isOneValue ? only : phi.MakeConstant(only.Op, only.Immediate);
    }
}

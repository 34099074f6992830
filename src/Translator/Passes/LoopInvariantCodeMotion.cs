using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Moves out of a loop what is the same each time round.</summary>
/// <remarks>
/// Only what depends on its operands alone, and does no harm where Python would not compute it. It goes to the end of the block that leads
/// to the loop, the nearest one that dominates the header; from there it may leave outer loops as well. Where that block has other ways
/// to go, expensive operations stay: the loop may never run. Constants stay too, which cost nothing, and follow what needs them. Keeps the
/// control-flow graph. Needs <see cref="LoopForest"/>. Cost: linear, times the depth of nesting up to a limit.
/// </remarks>
public sealed class LoopInvariantCodeMotion : IPass
{
    // Loops as deep as this nobody writes; what leaves so many need not leave more.
    private const int MostLoopsLeft = 50;

    /// <inheritdoc/>
    public string Name => "loop-invariants";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var dominators = DominatorTree.Of(function);
        var loops = LoopForest.Of(function, dominators);
        if (loops.Loops.Count == 0)
            return false;
        var changed = false;
        foreach (var block in function.ReversePostOrder)   // operands before their users, save phis
        {
            if (loops.LoopOf(block) is null)
                continue;
            foreach (var value in block)
            {
                if (IsMovable(value) && TargetOf(value, loops, dominators) is { } target)
                {
                    Move(value, target, dominators);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static bool IsMovable(Value value)
    {
        if (value.Info.Effects is not (Effects.None or Effects.Commutative) || value.Op == Op.FrameState || value.IsAnyConstant())
            return false;
        return value.Op switch
        {
            // A check before keeps away what the processor fails at, or what has no answer.
            Op.IntFloorDivWrap or Op.IntFloorMod => value.Operands[1].IsConstant(out var divisor) && divisor != 0,
            Op.UIntFloorDiv or Op.UIntFloorMod => value.Operands[1].IsUnsigned(out var divisor) && divisor != 0,
            Op.UIntMulMod => value.Operands[2].IsUnsigned(out var divisor) && divisor != 0,
            Op.IntShiftLeftWrap or Op.IntShiftRight or Op.IntPowWrap => value.Operands[1].IsConstant(out var count) && count >= 0,
            Op.UIntShiftRight => value.Operands[1].IsUnsigned(out _),
            Op.LoadTable => IsWithin(value.Operands[0], value.Table!.Words.Length),   // a load has a table
            _ => true,
        };
    }

    private static bool IsWithin(Value index, int length) => index.Op switch
    {
        Op.IntAnd => index.Operands[1].IsConstant(out var mask) && mask >= 0 && mask < length,
        Op.IntFloorMod => index.Operands[1].IsConstant(out var divisor) && divisor > 0 && divisor <= length,
        Op.IntFromBool => length > 1,
        _ => false,
    };

    private static bool IsExpensive(Op op) => op is Op.IntFloorDivWrap or Op.IntFloorMod or Op.IntPowWrap
        or Op.UIntFloorDiv or Op.UIntFloorMod or Op.UIntMulMod or Op.FloatDiv or Op.FloatSqrt or Op.FloatRemainder or Op.FloatPow
        or Op.FloatFloorDiv or Op.FloatFloorMod or Op.FloatCall1 or Op.FloatCall2 or Op.FloatCall3;

    private static Block? TargetOf(Value value, LoopForest loops, DominatorTree dominators)
    {
        Block? target = null;
        var left = 0;
        for (var loop = loops.LoopOf(value.Block!); loop is not null && left < MostLoopsLeft; loop = loop.Parent, left++)   // it is in one
        {
            if (dominators.ImmediateDominator(loop.Header) is not { } outside || !value.Operands.All(operand => IsOutside(operand, outside, dominators)))
                break;
            if (!IsExpensive(value.Op) || outside.Successors.Count == 1)
                target = outside;
        }
        return target;
    }

    private static bool IsOutside(Value operand, Block outside, DominatorTree dominators) =>
        operand.IsAnyConstant() || dominators.Dominates(operand.Block!, outside);   // an operand is in a block

    private static void Move(Value value, Block target, DominatorTree dominators)
    {
        var end = target.Last!;   // a terminator
        for (var i = 0; i < value.Operands.Count; i++)
        {
            var operand = value.Operands[i];
            if (operand.IsAnyConstant() && !dominators.Dominates(operand.Block!, target))
                value.SetOperand(i, end.MakeConstant(operand.Op, operand.Immediate));
        }
        value.Unlink();
        end.InsertBefore(value);
    }
}

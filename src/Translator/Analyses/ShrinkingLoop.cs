using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Loops that end after as many rounds as an int has bits, or not many more, whatever they begin with.</summary>
/// <remarks>
/// Each round leaves less of a number, and the loop goes on while there is something left of it: a shift or a division by a constant takes off bits from above, <c>x &amp; (x - 1)</c> the
/// lowest one that is set, and of Euclid's algorithm two rounds at least halve the smaller number.
/// </remarks>
internal static class ShrinkingLoop
{
    /// <summary>The most rounds of such a loop: those of Euclid's algorithm with Fibonacci numbers of 64 bits, where signs may differ at first.</summary>
    public const int MostRounds = 96;

    /// <summary>Whether a loop is one.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="isInside">Whether a block is one of its, or of loops in it.</param>
    public static bool Is(Loop loop, Func<Block, bool> isInside)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(isInside);
        var header = loop.Header;
        if (loop.IsIrreducible)
            return false;
        var latches = header.Predecessors.Where(isInside).Distinct().ToList();
        return Ends(header) || (latches is [var latch] && Ends(latch));

        bool Ends(Block block)
        {
            if (block.Terminator is not { Op: Op.Branch } test || isInside(block.Successors[0]) == isInside(block.Successors[1]))
                return false;
            foreach (var phi in header.Phis.Where(phi => phi.Type == IrType.Int64))
            {
                if (NextOf(phi, isInside) is { } next && (GoesOnWhile(test, isInside, phi) ?? GoesOnWhile(test, isInside, next)) is { } goesOn && Shrinks(phi, next, goesOn, isInside))
                    return true;
            }
            return false;
        }
    }

    private enum Going
    {
        NotZero,
        Positive,
    }

    // What the loop goes on by: x != 0, or x > 0.
    private static Going? GoesOnWhile(Value test, Func<Block, bool> isInside, Value number)
    {
        var condition = test.Operands[0];
        if (condition.Operands.Count < 2 || condition.Operands[0] != number || !IsNumber(condition.Operands[1], out var bound))
            return null;
        var goesOnIf = isInside(test.Block!.Successors[0]);         // a terminator is in a block
        return condition.Op switch
        {
            Op.IntNotEqual when goesOnIf && bound == 0 => Going.NotZero,
            Op.IntEqual when !goesOnIf && bound == 0 => Going.NotZero,
            Op.IntGreater when goesOnIf && bound >= 0 => Going.Positive,
            Op.IntLessOrEqual when !goesOnIf && bound >= 0 => Going.Positive,
            Op.IntGreaterOrEqual when goesOnIf && bound >= 1 => Going.Positive,
            Op.IntLess when !goesOnIf && bound >= 1 => Going.Positive,
            _ => null,
        };
    }

    private static bool Shrinks(Value phi, Value next, Going goesOn, Func<Block, bool> isInside)
    {
        next = SameBits(next);
        if (next.Operands.Count < 2)
            return false;
        var (left, right) = (SameBits(next.Operands[0]), SameBits(next.Operands[1]));
        switch (next.Op)
        {
            case Op.IntFloorMod or Op.UIntFloorMod:
                // What is divided in the next round is what divides in this one.
                return right == phi && left is { Op: Op.Phi } other && other.Block == phi.Block && NextOf(other, isInside) == phi;
            case Op.IntAnd:
                return (left == phi && IsOneLess(right, phi)) || (right == phi && IsOneLess(left, phi));
            case Op.UIntFloorDiv:
                return left == phi && right is { Op: Op.UIntConstant, Immediate: not (0 or 1) };
            case Op.UIntShiftRight:
                return left == phi && right is { Op: Op.IntConstant or Op.UIntConstant, Immediate: >= 1 and < 64 };
            // A negative number comes to -1 and stays.
            case Op.IntShiftRight:
                return goesOn == Going.Positive && left == phi && right is { Op: Op.IntConstant, Immediate: >= 1 and < 64 };
            case Op.IntFloorDiv or Op.IntFloorDivWrap:
                return goesOn == Going.Positive && left == phi && right is { Op: Op.IntConstant, Immediate: >= 2 };
            default:
                return false;
        }
    }

    private static bool IsOneLess(Value value, Value number) =>
        value is { Op: Op.IntAdd or Op.IntAddWrap } && value.Operands[0] == number && value.Operands[1] is { Op: Op.IntConstant, Immediate: -1 };

    private static Value SameBits(Value value)
    {
        while (value.Op is Op.IntFromBits or Op.UIntFromBits)
            value = value.Operands[0];
        return value;
    }

    private static Value? NextOf(Value phi, Func<Block, bool> isInside)
    {
        Value? next = null;
        for (var i = 0; i < phi.Operands.Count; i++)
        {
            if (!isInside(phi.Block!.Predecessors[i]))              // a phi of a header is in a block
                continue;
            if (next is not null && next != phi.Operands[i])
                return null;
            next = phi.Operands[i];
        }
        return next;
    }

    private static bool IsNumber(Value value, out long number)
    {
        number = value.Immediate;
        return value.Op == Op.IntConstant;
    }
}

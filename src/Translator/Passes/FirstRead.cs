using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Reads for <see cref="CarriedLoads"/> before a loop what its first round would read.</summary>
/// <remarks>
/// Only where that round reads it for sure, and before anything else can happen: a check before would have kept it from reading beyond the end. Where the loop tests first, so does
/// the block before it then.
/// </remarks>
internal static class FirstRead
{
    /// <summary>Whether the first round of a loop reads at once, if there is one.</summary>
    public static bool CanInsert(CarriedLoads.Carried carried)
    {
        var (load, header) = (carried.Load, carried.Header);
        if (header.Predecessors[carried.First].Terminator is not { Op: Op.Jump } || load.Type == IrType.Sequence || !IsQuiet(header, load))
            return false;
        if (load.Block == header)
            return true;
        if (header.Terminator is not { Op: Op.Branch } branch || load.Block!.Predecessors is not [var before] || before != header || !IsQuiet(load.Block, load))   // a load is in a block
            return false;
        var test = branch.Operands[0];
        return test.Block != header || (test.Info.Effects is Effects.None or Effects.Commutative && test.Op != Op.Phi && test.Operands.All(operand =>
            operand.Block != header || operand.Op == Op.Phi || operand.IsAnyConstant()));
    }

    /// <summary>Puts a load on the edge into the loop.</summary>
    /// <param name="carried">What is read.</param>
    /// <param name="blocks">By header, the blocks that have been put there.</param>
    /// <returns>The load.</returns>
    public static Value Insert(CarriedLoads.Carried carried, Dictionary<Block, Block> blocks)
    {
        var (load, header) = (carried.Load, carried.Header);
        var outside = header.Predecessors[carried.First];
        var start = carried.Index.Operands[carried.First];
        if (load.Block == header)
            return Read(outside.Terminator!);   // a jump
        if (!blocks.TryGetValue(header, out var block))
            blocks[header] = block = Split(header, outside, carried.First, load.Block!);
        return Read(block.Terminator!);         // likewise

        Value Read(Value end)
        {
            var index = carried.Offset == 0 ? start
                : start.IsConstant(out var number) ? end.MakeInt(unchecked(number + carried.Offset))
                : end.Make(Op.IntAddWrap, start, end.MakeInt(carried.Offset));
            var read = header.Function.NewValue(Op.LoadElement, [load.Operands[0], index], load.Origin, load.Type, load.Immediate);
            end.InsertBefore(read);
            return read;
        }
    }

    // A block that leads to the loop if there is a first round.
    private static Block Split(Block header, Block outside, int edge, Block body)
    {
        var function = header.Function;
        var (jump, branch) = (outside.Terminator!, header.Terminator!);
        var test = branch.Operands[0];
        var condition = test.Block == header ? jump.Make(test.Op, [.. test.Operands.Select(AtStart)]) : test;
        var block = function.NewBlock();
        block.Append(function.NewValue(Op.Jump, [], branch.Origin));
        block.AddSuccessor(header);
        foreach (var phi in header.Phis)
            phi.AddOperand(phi.Operands[edge]);
        outside.ReplaceTerminator(Op.Branch, condition);
        outside.AddSuccessor(block);
        if (header.Successors[0] == body)
            outside.SwapSuccessors();
        return block;

        Value AtStart(Value operand) => operand.Op == Op.Phi && operand.Block == header ? operand.Operands[edge]
            : operand.IsAnyConstant() ? jump.MakeConstant(operand.Op, operand.Immediate) : operand;
    }

    private static bool IsQuiet(Block block, Value end)
    {
        foreach (var value in block)
        {
            if (value == end)
                return true;
            if (value.Info.MayExit || value.Has(Effects.MayRaise) || value.Has(Effects.Writes) || value.Has(Effects.Ordered))
                return false;
        }
        return true;
    }
}

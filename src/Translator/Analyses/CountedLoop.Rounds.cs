using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Analyses;

internal sealed partial class CountedLoop
{
    private Value? _rounds;   // the counter, where this has made it

    /// <summary>Gives a loop that counts otherwise, down for instance, a counter of its rounds. Nothing needs it: it is there to say what the others are.</summary>
    private static CountedLoop? ByRounds(Loop loop, List<Block> blocks)
    {
        var header = loop.Header;
        var isInside = blocks.ToHashSet();
        if (header.Predecessors.Where(block => !isInside.Contains(block)).ToList() is not [{ Terminator: not null } preheader])
            return null;
        // Of a loop that tests last the rounds are as many as tests; those that test first are what there is to gain by.
        if (header.Terminator is not { Op: Op.Branch } test || header.Successors.Contains(header) || !LeavesOneWay(header, isInside, out var goesOnIf))
            return null;
        var condition = test.Operands[0];
        if (condition.Op is not (Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual) || !condition.Operands.Any(IsCounted))
            return null;
        var start = preheader.Terminator.MakeInt(0);
        var counter = header.Function.NewValue(Op.Phi, [], test.Origin, IrType.Int64);
        header.Insert(counter, header.First);
        var first = header.First(value => !value.Has(Effects.Pinned));   // a terminator comes last
        var next = first.Make(Op.IntAddWrap, counter, first.MakeInt(1));
        foreach (var predecessor in header.Predecessors)
            counter.AddOperand(predecessor == preheader ? start : next);
        return new CountedLoop(loop, blocks, isInside, preheader, counter, next, test, goesOnIf, limit: start, limitOffset: 0) { IsInnermost = true, _rounds = counter };

        bool IsCounted(Value value) =>
            (IsSum(value, out var other, out _) ? other : value) is { Op: Op.Phi } phi && phi.Block == header
            && NextOf(phi, preheader) is { Op: Op.IntAdd or Op.IntAddWrap or Op.IntSub or Op.IntSubWrap } following && following.Operands[0] == phi && following.Operands[1].Op == Op.IntConstant;
    }

    /// <summary>Takes back a counter of rounds: nothing needs it.</summary>
    public void RemoveRounds()
    {
        if (_rounds is not { } counter)
            return;
        var (start, next) = (Start, Next);
        var one = next.Operands[1];
        next.DropOperands();
        counter.DropOperands();
        next.Remove();
        counter.Remove();
        one.Remove();
        start.Remove();
    }
}

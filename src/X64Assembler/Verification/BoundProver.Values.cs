using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <content>What values are by themselves: their ranges, where they are made, whether they wrap.</content>
internal sealed partial class BoundProver
{
    private const int MostOfRange = 32;     // as deep as a range is looked for

    /// <summary>The value itself, or what is known to be the same: the fields of what is no list never change.</summary>
    private MachineNode Same(MachineNode node) =>
        node is { Kind: NodeKind.Field, A: { } header, B: { IsConstant: false } } && header.Sequence is { } sequence && !sequence.Find().IsList
            ? walk.Nodes.Make(NodeKind.Field, node.Number, header, Zero, least: node.Least, most: node.Most)
            : node;

    internal (Int128 Least, Int128 Most) RangeOf(MachineNode node, int depth = 0)
    {
        if (_ranges.TryGetValue(node, out var known))
            return known;
        if (depth > MostOfRange)
            return (node.Least, node.Most);
        var range = Compute(node, depth + 1);
        range = (Int128.Max(range.Least, node.Least), Int128.Min(range.Most, node.Most));
        return _ranges[node] = range;
    }

    private (Int128 Least, Int128 Most) Compute(MachineNode node, int depth)
    {
        (Int128 Least, Int128 Most) any = (node.Least, node.Most);
        (Int128 Least, Int128 Most) Fitting(Int128 least, Int128 most) => least >= long.MinValue && most <= long.MaxValue ? (least, most) : any;
        switch (node)
        {
            case { Kind: NodeKind.Limit }:
                return (0, int.MaxValue);
            case { Kind: NodeKind.AddConstant, A: { } a }:
                var x = RangeOf(a, depth);
                return Fitting(x.Least + node.Number, x.Most + node.Number);
            case { Kind: NodeKind.Add, A: { } a, B: { } b }:
                x = RangeOf(a, depth);
                var y = RangeOf(b, depth);
                return Fitting(x.Least + y.Least, x.Most + y.Most);
            case { Kind: NodeKind.Subtract, A: { } a, B: { } b }:
                (x, y) = (RangeOf(a, depth), RangeOf(b, depth));
                return Fitting(x.Least - y.Most, x.Most - y.Least);
            case { Kind: NodeKind.Multiply, A: { } a, B: { } b }:
                (x, y) = (RangeOf(a, depth), RangeOf(b, depth));
                Int128[] corners = [x.Least * y.Least, x.Least * y.Most, x.Most * y.Least, x.Most * y.Most];
                return Fitting(corners.Min(), corners.Max());
            case { Kind: NodeKind.ShiftLeft, A: { } a } when node.Number < 63:
                x = RangeOf(a, depth);
                return Fitting(x.Least * (Int128.One << (int)node.Number), x.Most * (Int128.One << (int)node.Number));
            case { Kind: NodeKind.ShiftRight, A: { } a }:
                x = RangeOf(a, depth);
                return (x.Least >> (int)node.Number, x.Most >> (int)node.Number);
            case { Kind: NodeKind.ShiftRightUnsigned, A: { } a }:
                x = RangeOf(a, depth);
                return x.Least >= 0 ? (x.Least >> (int)node.Number, x.Most >> (int)node.Number) : any;
            case { Kind: NodeKind.FloorDivide, A: { } a }:
                x = RangeOf(a, depth);
                return (FloorOf(x.Least, node.Number), FloorOf(x.Most, node.Number));
            case { Kind: NodeKind.UnsignedDivide, A: { } a }:
                x = RangeOf(a, depth);
                return x.Least >= 0 ? (x.Least / node.Number, x.Most / node.Number) : (0, ulong.MaxValue / (ulong)node.Number);
            case { Kind: NodeKind.And, A: { } a, B: { } b }:
                (x, y) = (RangeOf(a, depth), RangeOf(b, depth));
                return (x.Least >= 0, y.Least >= 0) switch
                {
                    (true, true) => (0, Int128.Min(x.Most, y.Most)),
                    (true, false) => (0, x.Most),
                    (false, true) => (0, y.Most),
                    _ => any,
                };
            case { Kind: NodeKind.Or or NodeKind.Xor, A: { } a, B: { } b }:
                (x, y) = (RangeOf(a, depth), RangeOf(b, depth));
                if (x.Least < 0 || y.Least < 0)
                    return any;
                var bits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)Int128.Max(x.Most, y.Most));
                return (0, (Int128.One << bits) - 1);
            case { Kind: NodeKind.Select, B: { } a, C: { } b }:
                (x, y) = (RangeOf(a, depth), RangeOf(b, depth));
                return (Int128.Min(x.Least, y.Least), Int128.Max(x.Most, y.Most));
            case { Kind: NodeKind.Remainder, A: { } a, B: { } b }:
                (x, y) = (RangeOf(a, depth), RangeOf(b, depth));
                var largest = Int128.Max(Int128.Abs(y.Least), Int128.Abs(y.Most)) - 1;
                return (x.Least >= 0 ? 0 : -largest, x.Most <= 0 ? 0 : Int128.Min(largest, x.Least >= 0 ? x.Most : largest));
            default:
                return any;
        }
    }

    private static Int128 FloorOf(Int128 number, long divisor) =>
        number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor);

    /// <summary>Whether a value is made on every way to the block of a phi, and not anew in the rounds of it: it is the same one in all of them.</summary>
    private bool IsBefore(MachineNode node, MachineNode phi)
    {
        var block = walk.Blocks[phi.Block];
        return BlockOf(node, 0) is { } made && (made.Index == 0 ? !IsMadeAgain(node, block) : made != block && made.Dominates(block));
    }

    // Nothing that the first block is given changes, but what it makes does where it is a loop itself.
    private bool IsMadeAgain(MachineNode node, FlowBlock block) => block.Index == 0 && !IsGiven(node, 0);

    private static bool IsGiven(MachineNode? node, int depth) => node is null || (depth < MostOfRange && node.Kind switch
    {
        NodeKind.Phi or NodeKind.Opaque or NodeKind.Element or NodeKind.Result => false,
        _ => IsGiven(node.A, depth + 1) && IsGiven(node.B, depth + 1) && IsGiven(node.C, depth + 1),
    });

    /// <summary>The block that makes a value: of what it is computed from, the last one; null where none is.</summary>
    private FlowBlock? BlockOf(MachineNode node, int depth)
    {
        if (node.Block >= 0)
            return walk.Blocks[node.Block];
        if (depth > MostOfRange)
            return null;
        FlowBlock? last = walk.Blocks[0];
        foreach (var part in new[] { node.A, node.B, node.C })
        {
            if (part is null)
                continue;
            if (BlockOf(part, depth + 1) is not { } block)
                return null;
            if (last.Dominates(block))
                last = block;
            else if (!block.Dominates(last))
                return null;
        }
        return last;
    }

    /// <summary>Whether what is computed modulo 2⁶⁴ is the same without.</summary>
    private bool NeverWraps(MachineNode node, ProofPlace place, int depth)
    {
        if (--_steps < 0 || depth > MostDepth)
            return false;
        foreach (var fact in FactsOf(node, place))
        {
            if (fact.Kind == FactKind.NoOverflow && fact.A == node)
                return true;
        }
        switch (node)
        {
            case { Kind: NodeKind.AddConstant, A: { } a }:
                return node.Number >= 0
                    ? Prove(a, Zero, (Int128)long.MaxValue - node.Number, place, depth + 1)
                    : Prove(Zero, a, -((Int128)long.MinValue - node.Number), place, depth + 1);
            case { Kind: NodeKind.Add, A: { } a, B: { } b }:
                return SumFits(a, b, place, depth + 1) || SumFits(b, a, place, depth + 1);
            case { Kind: NodeKind.Subtract, A: { } a, B: { } b }:
                // Neither of two numbers that are not negative is too far from the other.
                var (x, y) = (RangeOf(a), RangeOf(b));
                if (x.Least - y.Most >= long.MinValue && x.Most - y.Least <= long.MaxValue)
                    return true;
                return (x.Least >= 0 || Prove(Zero, a, 0, place, depth + 1)) && (y.Least >= 0 || Prove(Zero, b, 0, place, depth + 1));
            case { Kind: NodeKind.ShiftLeft, A: { } a } when node.Number < 63:
                var most = (Int128)(long.MaxValue >> (int)node.Number);
                return Prove(a, Zero, most, place, depth + 1) && Prove(Zero, a, most, place, depth + 1);
            case { Kind: NodeKind.Multiply, A: { } a, B: { } b }:
                (x, y) = (RangeOf(a), RangeOf(b));
                Int128[] corners = [x.Least * y.Least, x.Least * y.Most, x.Most * y.Least, x.Most * y.Most];
                if (corners.Min() >= long.MinValue && corners.Max() <= long.MaxValue)
                    return true;
                if (b is not { IsConstant: true, Number: > 0 })
                    return false;
                most = long.MaxValue / b.Number;
                return Prove(a, Zero, most, place, depth + 1) && Prove(Zero, a, most, place, depth + 1);
            default:
                return false;
        }
    }

    private bool SumFits(MachineNode a, MachineNode b, ProofPlace place, int depth)
    {
        var range = RangeOf(b);
        if (range.Most < long.MaxValue && range.Least > long.MinValue)
            return (range.Most <= 0 || Prove(a, Zero, long.MaxValue - range.Most, place, depth)) && (range.Least >= 0 || Prove(Zero, a, long.MaxValue + range.Least, place, depth));
        // Of a number that is not negative and one that is at most what is left of it.
        return b is { Kind: NodeKind.Subtract, B: { } taken } && taken == a && NeverWraps(b, place, depth);
    }

    /// <summary>Whether a value is how many elements a sequence has, or has room for, or had: room never becomes less while the header lives.</summary>
    private bool IsLimit(MachineNode node, MachineNode limit, ProofPlace place)
    {
        var header = limit.A!;                              // a limit has one
        return limit.B is { } lengths && header.Sequence?.Find().IsList != false
            ? IsFieldNow(node, header, SequenceLayout.Count, MachineState.Lengths, lengths, place.Block, [])
            : IsFieldOf(node, header);
    }

    private bool IsFieldOf(MachineNode node, MachineNode header)
    {
        var seen = new HashSet<MachineNode>();
        var pending = new Stack<MachineNode?>([node]);
        while (pending.TryPop(out var value))
        {
            if (value is { Kind: NodeKind.Field, Number: SequenceLayout.Count or SequenceLayout.Capacity } && value.A == header)
                continue;
            if (value is not { Kind: NodeKind.Phi })
                return false;
            if (!seen.Add(value))
                continue;
            foreach (var (operand, _) in walk.OperandsOf(value))
                pending.Push(operand);
        }
        return true;
    }

    /// <summary>
    /// Whether a value is a field of a header as it is when that which a variable counts had last happened: it was read since, or on each way where ways met.
    /// </summary>
    internal bool IsFieldNow(MachineNode? node, MachineNode header, int offset, int variable, MachineNode version, FlowBlock? block, HashSet<(MachineNode, MachineNode)> seen)
    {
        _ = block;
        if (node is { Kind: NodeKind.Field } && node.Number == offset && node.A == header)
            return node.B == version;
        if (node is not { Kind: NodeKind.Phi })
            return false;
        if (!seen.Add((node, version)))
            return true;
        // What the variable was where the phi begins must be what it is now: nothing has happened since.
        var meeting = walk.Blocks[node.Block];
        if (walk.StartOf(meeting)[variable] != version || meeting.Index == 0)
            return false;
        foreach (var (operand, from) in walk.OperandsOf(node))
        {
            if (!IsFieldNow(operand, header, offset, variable, walk.EndOf(from!)[variable]!, from, seen)) // versions are always set
                return false;
        }
        return true;
    }
}

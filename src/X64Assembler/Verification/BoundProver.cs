using Iced.Intel;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Where something is to be shown: at a block, or where it leads to another.</summary>
/// <param name="Block">The block.</param>
/// <param name="To">The other one; null for none.</param>
/// <param name="Case">What is taken to be so there, one of several cases; null for nothing.</param>
internal readonly record struct ProofPlace(FlowBlock Block, FlowBlock? To = null, ProofCase? Case = null);

/// <summary>One of several cases that something is shown for.</summary>
/// <param name="Facts">What is so in this case.</param>
/// <param name="Outer">The case that it is a case of; null for none.</param>
internal sealed record ProofCase(List<Fact> Facts, ProofCase? Outer);

/// <summary>Shows, on demand, that a − b ≤ c for two values of machine code.</summary>
/// <remarks>
/// <para>It goes from a towards b: over what jumps have told on all ways to the place, and over what the values are made of. A phi is at most something if it is so on
/// each way; that what it was before is at most that may be taken for granted meanwhile, since it was so in an earlier round. This is the method of R. Bodík,
/// R. Gupta, V. Sarkar, "ABCD: Eliminating Array Bounds Checks on Demand", PLDI 2000, on values of 64 bits, whose sums are sums only where they are shown not to
/// wrap.</para>
/// <para>A proof has a number of steps that it may take: what takes more is not shown.</para>
/// </remarks>
internal sealed partial class BoundProver(FunctionWalk walk)
{
    private const int MostSteps = 1_000;
    private const int MostDepth = 48;
    private const int MostNear = 4;

    private readonly Dictionary<(MachineNode A, MachineNode B), Int128> _open = [];
    private readonly HashSet<(MachineNode A, MachineNode B, ProofPlace Place)> _visited = [];
    private readonly Dictionary<(MachineNode A, MachineNode B, ProofPlace Place), Int128> _failed = [];
    private readonly Dictionary<MachineNode, (Int128 Least, Int128 Most)> _ranges = [];
    private int _steps;

    private MachineNode Zero => walk.Nodes.Zero;

    /// <summary>Whether a − b ≤ c.</summary>
    internal bool AtMost(MachineNode a, MachineNode b, Int128 c, ProofPlace place)
    {
        _steps = MostSteps;
        _visited.Clear();
        _failed.Clear();
        _open.Clear();
        return Prove(a, b, c, place, 0);
    }

    /// <summary>Whether a ≥ number.</summary>
    internal bool AtLeast(MachineNode a, Int128 number, ProofPlace place) => AtMost(Zero, a, -number, place);

    /// <summary>Whether a value is not a number.</summary>
    internal bool IsNot(MachineNode node, long number, ProofPlace place)
    {
        if (node.IsConstant)
            return node.Number != number;
        var (least, most) = RangeOf(node);
        if (number < least || number > most)
            return true;
        if (number == 0 && node is { Kind: NodeKind.Or, B.IsConstant: true })
            return true;                                // a number that is 0 is not there: Combine
        foreach (var fact in FactsOf(node, place))
        {
            if (fact is { Kind: FactKind.NotEqual, B: { IsConstant: true } other } && fact.A == node && other.Number == number)
                return true;
        }
        return AtMost(node, Zero, (Int128)number - 1, place) || AtLeast(node, (Int128)number + 1, place)
            || (node.Kind == NodeKind.Phi && IsNotOnAnyWay(node, number));
    }

    private bool IsNotOnAnyWay(MachineNode phi, long number)
    {
        var seen = new HashSet<MachineNode> { phi };
        var pending = new Stack<MachineNode>([phi]);
        while (pending.TryPop(out var node))
        {
            foreach (var (value, from) in walk.OperandsOf(node))
            {
                if (value is null)
                    return false;
                var place = PlaceOf(node, from);
                if (value.Kind == NodeKind.Phi && !seen.Contains(value) && !HasFactNot(value, number, place))
                {
                    seen.Add(value);
                    pending.Push(value);
                }
                else if (value.Kind != NodeKind.Phi && !IsNot(value, number, place))
                {
                    return false;
                }
            }
        }
        return true;
    }

    private bool HasFactNot(MachineNode node, long number, ProofPlace place) =>
        FactsOf(node, place).Any(fact => fact is { Kind: FactKind.NotEqual, B: { IsConstant: true } other } && fact.A == node && other.Number == number);

    internal ProofPlace PlaceOf(MachineNode phi, FlowBlock? from) =>
        from is null ? new ProofPlace(walk.Blocks[0]) : new ProofPlace(from, walk.Blocks[phi.Block]);

    /// <summary>The facts of a value that hold at a place.</summary>
    internal IEnumerable<Fact> FactsOf(MachineNode node, ProofPlace place)
    {
        for (var assumed = place.Case; assumed is not null; assumed = assumed.Outer)
        {
            foreach (var fact in assumed.Facts)
            {
                if (fact.A == node || fact.B == node)
                    yield return fact;
            }
        }
        if (place.To is { } to)
        {
            foreach (var fact in walk.Facts.OnEdge(place.Block, to))
            {
                if (fact.A == node || fact.B == node)
                    yield return fact;
            }
        }
        foreach (var fact in walk.Facts.Of(node))
        {
            if (fact.Scope.Dominates(place.Block))
                yield return fact;
        }
    }

    private bool Prove(MachineNode a, MachineNode b, Int128 c, ProofPlace place, int depth)
    {
        if (--_steps < 0 || depth > MostDepth)
            return false;
        a = Same(a);
        b = Same(b);
        if (a.IsConstant)
            (c, a) = (c - a.Number, Zero);
        if (b.IsConstant)
            (c, b) = (c + b.Number, Zero);
        if (a == b)
            return c >= 0;
        var (left, right) = (RangeOf(a), RangeOf(b));
        if (left.Most - right.Least <= c)
            return true;
        if (left.Least - right.Most > c)
            return false;
        if (b.Kind == NodeKind.Limit && c >= 0 && IsLimit(a, b, place))
            return true;
        if (_open.TryGetValue((a, b), out var open))
            return open <= c;
        var key = (a, b, place);
        if ((_failed.TryGetValue(key, out var failed) && c <= failed) || !_visited.Add(key))
            return false;                               // it has been tried, or is being tried: to come back brings nothing
        var holds = ProveByFacts(a, b, c, place, depth + 1)
            || ProveByLeft(a, b, c, place, depth + 1)
            || ProveByRight(a, b, c, place, depth + 1);
        _visited.Remove(key);
        if (!holds)
            _failed[key] = c;
        return holds;
    }

    private bool ProveByFacts(MachineNode a, MachineNode b, Int128 c, ProofPlace place, int depth)
    {
        foreach (var fact in FactsOf(a, place))
        {
            if (fact.A == a && fact.Kind == FactKind.AtMost && Prove(fact.B, b, c - fact.Number, place, depth))
                return true;
            // Below a number that is not negative are only numbers that are not.
            if (fact.A == a && fact.Kind is FactKind.BelowUnsigned or FactKind.AtMostUnsigned
                && Prove(fact.B, b, fact.Kind == FactKind.BelowUnsigned ? c + 1 : c, place, depth) && Prove(Zero, fact.B, 0, place, depth))
            {
                return true;
            }
            if (fact.Kind == FactKind.NotEqual && ProveByDifference(fact, a, b, c, place, depth))
                return true;
        }
        foreach (var fact in FactsOf(b, place))
        {
            if (fact.B == b && fact.Kind == FactKind.AtMost && Prove(a, fact.A, c - fact.Number, place, depth))
                return true;
            if (fact.A == b && fact.Kind is FactKind.BelowUnsigned or FactKind.AtMostUnsigned && a == Zero && Prove(a, Zero, c, place, depth) && Prove(Zero, fact.B, 0, place, depth))
                return true;
        }
        return ProveByNear(a, b, c, place, depth, 0);
    }

    /// <summary>By what is known of sums of b and numbers, and of the smaller ones of b and others.</summary>
    private bool ProveByNear(MachineNode a, MachineNode b, Int128 c, ProofPlace place, int depth, int distance)
    {
        if (distance == MostNear || b.Near is not { } near)
            return false;
        for (var index = 0; index < near.Count; index++)        // proofs make nodes
        {
            var node = near[index];
            if (--_steps < 0)
                return false;
            if (node.Kind == NodeKind.Select)
            {
                if (ProveByFactsOf(a, node, c, place, depth) || ProveByNear(a, node, c, place, depth, distance + 1))
                    return true;
            }
            else if (node.Kind == NodeKind.AddConstant && (walk.Facts.Of(node).Count > 0 || node.Near is not null) && NeverWraps(node, place, depth)
                && (ProveByFactsOf(a, node, c - node.Number, place, depth) || ProveByNear(a, node, c - node.Number, place, depth, distance + 1)))
            {
                return true;
            }
        }
        return false;
    }

    private bool ProveByFactsOf(MachineNode a, MachineNode b, Int128 c, ProofPlace place, int depth)
    {
        foreach (var fact in FactsOf(b, place))
        {
            if (fact.B == b && fact.Kind == FactKind.AtMost && Prove(a, fact.A, c - fact.Number, place, depth))
                return true;
        }
        return false;
    }

    /// <summary>What is at most something and not that is less.</summary>
    private bool ProveByDifference(Fact fact, MachineNode a, MachineNode b, Int128 c, ProofPlace place, int depth)
    {
        var other = fact.A == a ? fact.B : fact.A;
        var number = other.IsConstant ? (Int128)other.Number : 0;
        var target = other.IsConstant ? Zero : other;
        return target == b && c + 1 == number && Prove(a, b, c + 1, place, depth);
    }

    /// <summary>By what a is made of.</summary>
    private bool ProveByLeft(MachineNode a, MachineNode b, Int128 c, ProofPlace place, int depth)
    {
        switch (a)
        {
            case { Kind: NodeKind.AddConstant, A: { } x }:
                return NeverWraps(a, place, depth) && Prove(x, b, c - a.Number, place, depth);
            case { Kind: NodeKind.Phi }:
                return IsBefore(b, a) && ProveOnEachWay(a, b, c, (value, from) => Prove(value, b, c, from, depth));
            case { Kind: NodeKind.Select, B: { } x, C: { } y }:
                return Prove(x, b, c, CaseOf(a, true, place), depth) && Prove(y, b, c, CaseOf(a, false, place), depth);
            case { Kind: NodeKind.And, A: { } x, B: { } y }:
                return (y.IsConstant && y.Number < 0 && Prove(x, b, c, place, depth))
                    || (RangeOf(x).Least >= 0 && Prove(x, b, c, place, depth)) || (RangeOf(y).Least >= 0 && Prove(y, b, c, place, depth))
                    || (y.IsConstant && y.Number >= 0 && Prove(x, b, c, place, depth) && Prove(Zero, x, 0, place, depth));
            case { Kind: NodeKind.ShiftRight, A: { } x }:
                return Prove(x, b, c, place, depth) && Prove(Zero, x, 0, place, depth);
            case { Kind: NodeKind.ShiftRightUnsigned or NodeKind.FloorDivide or NodeKind.UnsignedDivide, A: { } x }:
                return (b == Zero && a.Kind == NodeKind.FloorDivide && Prove(x, Zero, c * a.Number, place, depth))
                    || (Prove(x, b, c, place, depth) && Prove(Zero, x, 0, place, depth));
            case { Kind: NodeKind.Subtract, A: { } x, B: { } y }:
                if (b == Zero && Prove(x, y, c, place, depth) && NeverWraps(a, place, depth))
                    return true;
                return NeverWraps(a, place, depth)
                    && (Prove(x, b, c + RangeOf(y).Least, place, depth) || (RangeOf(y).Least < 0 && Prove(x, b, c, place, depth) && Prove(Zero, y, 0, place, depth)));
            case { Kind: NodeKind.Add, A: { } x, B: { Kind: NodeKind.Select, B: { } p, C: { } q } choice }:
                return Prove(walk.Nodes.Add(x, p), b, c, CaseOf(choice, true, place), depth) && Prove(walk.Nodes.Add(x, q), b, c, CaseOf(choice, false, place), depth);
            case { Kind: NodeKind.Add, B: { } y, A: { Kind: NodeKind.Select, B: { } p, C: { } q } choice }:
                return Prove(walk.Nodes.Add(y, p), b, c, CaseOf(choice, true, place), depth) && Prove(walk.Nodes.Add(y, q), b, c, CaseOf(choice, false, place), depth);
            case { Kind: NodeKind.Add, A: { } x, B: { } y }:
                return NeverWraps(a, place, depth) && (ProveSum(x, y, b, c, place, depth) || ProveSum(y, x, b, c, place, depth));
            case { Kind: NodeKind.ShiftLeft, A: { } x } when b == Zero && c >= 0:
                return NeverWraps(a, place, depth) && Prove(x, Zero, c >> (int)a.Number, place, depth);
            case { Kind: NodeKind.Multiply, A: { } x, B: { IsConstant: true, Number: > 0 } y } when b == Zero && c >= 0:
                return NeverWraps(a, place, depth) && Prove(x, Zero, c / y.Number, place, depth);
            case { Kind: NodeKind.UnsignedRemainder, B: { } y }:
                return Prove(y, b, c + 1, place, depth) && Prove(Zero, y, 0, place, depth);
            case { Kind: NodeKind.Remainder, A: { } x, B: { } y }:
                return ((Prove(y, b, c + 1, place, depth) && Prove(Zero, y, -1, place, depth)) || (Prove(x, b, c, place, depth) && Prove(Zero, x, 0, place, depth)))
                    || (b == Zero && c >= 0 && Prove(x, Zero, 0, place, depth));
            case { Kind: NodeKind.Quotient, A: { } x, B: { } y }:
                return Prove(x, b, c, place, depth) && Prove(Zero, x, 0, place, depth) && Prove(Zero, y, -1, place, depth);
            case { Kind: NodeKind.UnsignedQuotient, A: { } x }:
                return Prove(x, b, c, place, depth) && Prove(Zero, x, 0, place, depth);
            default:
                return false;
        }
    }

    private bool ProveSum(MachineNode x, MachineNode y, MachineNode b, Int128 c, ProofPlace place, int depth)
    {
        // The other part has a bound by itself, or none but that it is not positive.
        var most = RangeOf(y).Most;
        if (most < long.MaxValue && Prove(x, b, c - most, place, depth))
            return true;
        if ((Prove(x, b, c, place, depth) && Prove(y, Zero, 0, place, depth)) || (Prove(x, b, c + 1, place, depth) && Prove(y, Zero, -1, place, depth)))
            return true;
        // x + y ≤ z + y, or x + (z − x) …
        if (b is { Kind: NodeKind.Add, A: { } p, B: { } q } && NeverWraps(b, place, depth))
        {
            if ((q == y && Prove(x, p, c, place, depth)) || (p == y && Prove(x, q, c, place, depth)))
                return true;
        }
        return y is { Kind: NodeKind.Subtract, A: { } z, B: { } w } && NeverWraps(y, place, depth) && Prove(x, w, 0, place, depth) && Prove(z, b, c, place, depth);
    }

    /// <summary>By what b is made of.</summary>
    private bool ProveByRight(MachineNode a, MachineNode b, Int128 c, ProofPlace place, int depth)
    {
        switch (b)
        {
            case { Kind: NodeKind.Limit, A.Near: { } fields }:
                for (var index = 0; index < fields.Count; index++)      // proofs make nodes
                {
                    var field = fields[index];
                    if (field is { Kind: NodeKind.Field, Number: SequenceLayout.Count or SequenceLayout.Capacity } && IsLimit(field, b, place) && Prove(a, field, c, place, depth))
                        return true;
                }
                return false;
            case { Kind: NodeKind.AddConstant, A: { } x }:
                return NeverWraps(b, place, depth) && Prove(a, x, c + b.Number, place, depth);
            case { Kind: NodeKind.Phi }:
                return IsBefore(a, b) && ProveOnEachWay(b, a, c, (value, from) => Prove(a, value, c, from, depth), isRight: true);
            case { Kind: NodeKind.Select, B: { } x, C: { } y }:
                return Prove(a, x, c, CaseOf(b, true, place), depth) && Prove(a, y, c, CaseOf(b, false, place), depth);
            case { Kind: NodeKind.And, A: { } x, B: { IsConstant: true, Number: < 0 } mask }:
                return Prove(a, x, c + mask.Number + 1, place, depth) || (a == Zero && c >= 0 && Prove(Zero, x, 0, place, depth));
            case { Kind: NodeKind.And, A: { } x, B: { } y } when a == Zero && c >= 0:
                return Prove(Zero, x, 0, place, depth) || Prove(Zero, y, 0, place, depth);
            case { Kind: NodeKind.ShiftRight or NodeKind.FloorDivide, A: { } x } when a == Zero && c >= 0:
                return Prove(Zero, x, 0, place, depth);
            case { Kind: NodeKind.ShiftRight, A: { } x } when a == Zero && Int128.Abs(c) < int.MaxValue:
                return Prove(Zero, x, c * (Int128.One << (int)b.Number), place, depth);
            case { Kind: NodeKind.Subtract, A: { } x, B: { } y }:
                if (a == Zero && Prove(y, x, c, place, depth) && NeverWraps(b, place, depth))
                    return true;
                return RangeOf(y).Most < long.MaxValue && NeverWraps(b, place, depth) && Prove(a, x, c - RangeOf(y).Most, place, depth);
            case { Kind: NodeKind.Add, A: { } x, B: { Kind: NodeKind.Select, B: { } p, C: { } q } choice }:
                return Prove(a, walk.Nodes.Add(x, p), c, CaseOf(choice, true, place), depth) && Prove(a, walk.Nodes.Add(x, q), c, CaseOf(choice, false, place), depth);
            case { Kind: NodeKind.Add, B: { } y, A: { Kind: NodeKind.Select, B: { } p, C: { } q } choice }:
                return Prove(a, walk.Nodes.Add(y, p), c, CaseOf(choice, true, place), depth) && Prove(a, walk.Nodes.Add(y, q), c, CaseOf(choice, false, place), depth);
            case { Kind: NodeKind.Add, A: { } x, B: { } y }:
                return NeverWraps(b, place, depth) && (ProveBelowSum(a, x, y, c, place, depth) || ProveBelowSum(a, y, x, c, place, depth));
            case { Kind: NodeKind.ShiftLeft or NodeKind.Multiply, A: { } x } when a == Zero && c >= 0:
                return NeverWraps(b, place, depth) && Prove(Zero, x, 0, place, depth) && (b.B is null || Prove(Zero, b.B, 0, place, depth));
            case { Kind: NodeKind.ShiftLeft, A: { } x } when a == Zero:
                return NeverWraps(b, place, depth) && Prove(Zero, x, -(((-c) + (Int128.One << (int)b.Number) - 1) >> (int)b.Number), place, depth);
            case { Kind: NodeKind.UnsignedRemainder, B: { } y } when a == Zero && c >= 0:
                return Prove(Zero, y, 0, place, depth);
            case { Kind: NodeKind.Remainder, A: { } x, B: { } y } when a == Zero:
                return (c >= 0 && Prove(Zero, x, 0, place, depth)) || (c > 0 && Prove(y, Zero, c + 1, place, depth) && Prove(Zero, y, 0, place, depth));
            case { Kind: NodeKind.Quotient, A: { } x, B: { } y } when a == Zero && c >= 0:
                return Prove(Zero, x, 0, place, depth) && Prove(Zero, y, 0, place, depth);
            case { Kind: NodeKind.UnsignedQuotient, A: { } x } when a == Zero && c >= 0:
                return Prove(Zero, x, 0, place, depth);
            default:
                return false;
        }
    }

    private bool ProveBelowSum(MachineNode a, MachineNode x, MachineNode y, Int128 c, ProofPlace place, int depth)
    {
        var least = RangeOf(y).Least;
        if (a == Zero)
        {
            // x + y ≥ −c where x ≥ −y − c.
            var negated = walk.Nodes.Subtract(Zero, y);
            if (NeverWraps(negated, place, depth) && Prove(negated, x, c, place, depth))
                return true;
        }
        return (least > long.MinValue && Prove(a, x, c + least, place, depth))
            || (least < 0 && Prove(a, x, c, place, depth) && Prove(Zero, y, 0, place, depth));
    }

    private bool ProveOnEachWay(MachineNode phi, MachineNode other, Int128 c, Func<MachineNode, ProofPlace, bool> prove, bool isRight = false)
    {
        var key = isRight ? (other, phi) : (phi, other);
        _open.Add(key, c);
        var holds = true;
        foreach (var (value, from) in walk.OperandsOf(phi))
        {
            if (value is null || !prove(value, PlaceOf(phi, from)))
            {
                holds = false;
                break;
            }
        }
        _open.Remove(key);
        return holds;
    }

    /// <summary>The place where a choice takes its first value, or its second.</summary>
    private ProofPlace CaseOf(MachineNode choice, bool isFirst, ProofPlace place) =>
        place with { Case = new ProofCase(walk.Facts.Of(choice.A!, (ConditionCode)choice.Number, isFirst, place.Block), place.Case) };   // a choice has flags
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Proves how far one integer is above another at most: that an index is below a length.</summary>
/// <remarks>
/// <para>
/// R. Bodik, R. Gupta, V. Sarkar, "ABCD: eliminating array bounds checks on demand" (2000): from the number in question back over what bounds it, to the other
/// one. What a branch or check tells is one such bound, the operand of a sum another; of a phi all operands must be bounded. Round a loop the claim comes
/// back to where it started: if it is no stronger then, it holds by induction, since the loop adds nothing.
/// </para>
/// <para>
/// The other number must be the same one all along: it is not, where a loop computes it anew. So nothing is concluded of what was there before it but
/// by its range. As <see cref="IntegerRanges"/>, of integers without bounds. Cost: some visits for each question.
/// </para>
/// </remarks>
internal sealed class DifferenceBounds(RangeGraph graph, Interval[] ranges)
{
    private const int None = -1;
    private const int VisitsEach = 200;
    private const int MaxDepth = 3;   // of the greater of the greater

    private readonly Dictionary<int, Int128> _active = [];    // phis on the way, with what is claimed of them
    private readonly Dictionary<int, Int128> _proven = [];    // by node: the least that is proven, whatever is on the way
    private Value? _targetValue;
    private int _defined;                                     // the node of the target's definition
    private Interval _targetRange;
    private int _sign;                                        // 1 to prove that something is small enough, −1 that it is great enough
    private int _visitsLeft;

    private enum Answer
    {
        No,

        /// <summary>If a claim on the way is true.</summary>
        IfActive,

        Yes,
    }

    /// <summary>Whether a − b ≤ c for the versions that the nodes are.</summary>
    public bool IsAtMost(int a, int b, Int128 c) =>
        a != None && b != None && !ranges[a].IsEmpty && !ranges[b].IsEmpty && (Prove(a, b, c, 1, 0) || Prove(b, a, c, -1, 0));

    /// <summary>Whether sign · (node − target) ≤ limit.</summary>
    private bool Prove(int node, int target, Int128 limit, int sign, int depth)
    {
        (_sign, _targetRange) = (sign, ranges[target]);
        // n − 1 is no other target than n.
        while (SumWithConstant(Unversioned(target)) is var (other, number) && other != None)
            (target, limit, _targetRange) = (other, limit + sign * number, Shift(_targetRange, -number).Meet(ranges[other]));
        if (_targetRange.IsEmpty)
            return false;
        (_targetValue, _visitsLeft) = (graph.ValueOf(target), VisitsEach);
        _defined = graph.NodeOf(_targetValue);
        _active.Clear();
        _proven.Clear();
        if (Visit(node, limit) != Answer.No)
            return true;
        // What is less than one of two is less than the greater of them.
        var whole = Unversioned(target);
        if (depth == MaxDepth || graph.ValueOf(whole).Op != (sign > 0 ? Op.IntMax : Op.IntMin))
            return false;
        var (first, second) = (graph.InputsOf(whole)[0], graph.InputsOf(whole)[1]);
        return Prove(node, first, limit, sign, depth + 1) || Prove(node, second, limit, sign, depth + 1);
    }

    private Answer Visit(int node, Int128 limit)
    {
        if (node == None || _visitsLeft-- <= 0)
            return Answer.No;
        // What it was in the round before, to which the operands of its phi lead, is another number.
        if (graph.ValueOf(node) == _targetValue)
            return limit >= 0 ? Answer.Yes : Answer.No;
        if (IsProvenByRange(node, limit) || (_proven.TryGetValue(node, out var known) && known <= limit))
            return Answer.Yes;
        if (!IsBehindTarget(node))
            return Answer.No;
        if (_active.TryGetValue(node, out var claimed))
            return limit < claimed ? Answer.No : Answer.IfActive;
        var answer = graph.FactOf(node) is { } fact ? VisitFact(node, fact, limit) : graph.IsPhi(node) ? VisitPhi(node, limit) : VisitOperation(node, limit);
        if (answer == Answer.Yes)
            _proven[node] = limit;
        return answer;
    }

    /// <summary>The range of the target on an edge; the value that it is a version of is no other one in the loops around.</summary>
    private Interval TargetRangeOn(Block block, int edge)
    {
        var range = _targetRange;
        if (graph.VersionAtEnd(_targetValue!, block.Predecessors[edge]) is >= 0 and var version)   // Prove sets it
            range = range.Meet(ranges[version]);
        var (first, end) = graph.VersionsOfEdge(block, edge);
        for (var node = first; node < end; node++)
        {
            if (graph.ValueOf(node) == _targetValue)
                range = range.Meet(ranges[node]);
        }
        return range;
    }

    private bool IsProvenByRange(int node, Int128 limit) => IsProvenByRange(node, limit, _targetRange);

    private bool IsProvenByRange(int node, Int128 limit, Interval target)
    {
        var range = ranges[node];
        if (range.IsEmpty || target.IsEmpty)
            return true;    // never computed
        return _sign > 0
            ? range.Max != Interval.NoMax && target.Min != Interval.NoMin && range.Max - target.Min <= limit
            : range.Min != Interval.NoMin && target.Max != Interval.NoMax && target.Max - range.Min <= limit;
    }

    private bool IsBehindTarget(int node)
    {
        if (_defined == None)
            return false;
        var (defined, block) = (graph.BlockOf(_defined), graph.BlockOf(node));
        return defined == block ? node >= _defined && (node == _defined || !graph.IsPhi(node)) : graph.Dominators.Dominates(defined, block);
    }

    private Answer VisitFact(int node, RangeFact fact, Int128 limit)
    {
        var (before, other) = (graph.InputsOf(node)[0], graph.InputsOf(node)[1]);
        var isExact = graph.InputsOf(node).Length == 2 || IntervalArithmetic.IsExactSum(graph, ranges, graph.InputsOf(node)[2]);
        if (other != None && isExact && DistanceOf(fact.Comparison, before) is { } distance
            && Visit(other, limit - _sign * (distance + (Int128)fact.Offset)) is var byOther and not Answer.No)
            return byOther == Answer.Yes ? byOther : Better(byOther, Visit(before, limit));
        return Visit(before, limit);
    }

    /// <summary>How far the one is from the other at least, in the direction that counts.</summary>
    private int? DistanceOf(Op comparison, int node) => (comparison, _sign) switch
    {
        (Op.IntMul, 1) => ranges[node].Min >= 2 ? -1 : 0,   // no integer is above its square
        (Op.IntLess, 1) => -1,
        (Op.IntGreater, -1) => 1,
        (Op.IntLessOrEqual, 1) or (Op.IntGreaterOrEqual, -1) or (Op.IntEqual, _) => 0,
        _ => null,
    };

    private Answer VisitPhi(int node, Int128 limit)
    {
        _active[node] = limit;
        var answer = Answer.Yes;
        for (var i = 0; i < graph.InputsOf(node).Length && answer != Answer.No; i++)
        {
            var input = graph.InputsOf(node)[i];
            if (input == None)
                continue;   // the edge comes from an unreachable block
            var byInput = Visit(input, limit);
            answer = Worse(answer, byInput == Answer.No && IsProvenByRange(input, limit, TargetRangeOn(graph.BlockOf(node), i)) ? Answer.Yes : byInput);
        }
        _active.Remove(node);
        return answer;
    }

    private Answer VisitOperation(int node, Int128 limit)
    {
        var op = graph.ValueOf(node).Op;
        var inputs = graph.InputsOf(node);
        if (inputs.Length == 0 || inputs[0] == None)
            return Answer.No;
        var (x, y) = (inputs[0], inputs.Length > 1 ? inputs[1] : None);
        var isUpper = _sign > 0;
        switch (op)
        {
            case Op.IntAdd or Op.UIntAdd:
            case Op.IntAddWrap when IsExact(Op.IntAdd, x, y):
                return Either(x, Beyond(limit, End(y, isUpper)), y, Beyond(limit, End(x, isUpper)));
            case Op.IntSub or Op.UIntSub:
            case Op.IntSubWrap when IsExact(Op.IntSub, x, y):
                return Beyond(limit, -End(y, !isUpper)) is { } least ? Visit(x, least) : Answer.No;
            case Op.IntFloorMod or Op.UIntFloorMod when isUpper && ranges[y].Min >= 1:
                return Either(y, limit + 1, x, ranges[x].IsNotNegative ? limit : null);
            case Op.IntFloorDiv or Op.IntFloorDivWrap or Op.UIntFloorDiv when ranges[y].Min >= 1:
                return VisitQuotient(x, ranges[y] == Interval.Constant(2), limit);
            case Op.IntShiftRight or Op.UIntShiftRight when ranges[y].IsNotNegative:
                return VisitQuotient(x, ranges[y] == Interval.Constant(1), limit);
            case Op.IntMin or Op.IntMax:
                return isUpper == (op == Op.IntMin) ? Either(x, limit, y, limit) : Both(x, y, limit);
            case Op.Select:
                return Both(inputs[1], inputs[2], limit);
            case Op.IntAnd when isUpper:
                return Either(x, ranges[x].IsNotNegative ? limit : null, y, ranges[y].IsNotNegative ? limit : null);
            case Op.IntFromBits or Op.UIntFromBits when ranges[x].IsWithin(Interval.Int64) && ranges[x].IsNotNegative:
            case Op.UIntFromInt or Op.IntFromUInt:
                return Visit(x, limit);
            default:
                return Answer.No;
        }
    }

    /// <summary>What is divided by 1 and more: if it is the sum of two and halved, it lies between them.</summary>
    private Answer VisitQuotient(int dividend, bool isHalved, Int128 limit)
    {
        var answer = _sign > 0 && ranges[dividend].IsNotNegative ? Visit(dividend, limit) : Answer.No;
        if (answer == Answer.Yes || !isHalved)
            return answer;
        var sum = Unversioned(dividend);
        var inputs = graph.InputsOf(sum);
        var isSum = graph.ValueOf(sum).Op is Op.IntAdd || (graph.ValueOf(sum).Op == Op.IntAddWrap && IsExact(Op.IntAdd, inputs[0], inputs[1]));
        return isSum ? Better(answer, Both(inputs[0], inputs[1], limit)) : answer;
    }

    private Answer Either(int first, Int128? ofFirst, int second, Int128? ofSecond)
    {
        var answer = ofFirst is { } a ? Visit(first, a) : Answer.No;
        return answer == Answer.Yes || ofSecond is not { } b ? answer : Better(answer, Visit(second, b));
    }

    private Answer Both(int first, int second, Int128 limit)
    {
        var answer = Visit(first, limit);
        return answer == Answer.No ? answer : Worse(answer, Visit(second, limit));
    }

    private static Answer Better(Answer a, Answer b) => a > b ? a : b;

    private static Answer Worse(Answer a, Answer b) => a < b ? a : b;

    /// <summary>The limit of one of two numbers where the other one goes as far as this; none where it goes anywhere.</summary>
    private Int128? Beyond(Int128 limit, Int128? end) => end is { } number ? limit - _sign * number : null;

    private Int128? End(int node, bool isUpper)
    {
        if (node == None || ranges[node].IsEmpty)
            return null;
        var end = isUpper ? ranges[node].Max : ranges[node].Min;
        return end == Interval.NoMax || end == Interval.NoMin ? null : end;
    }

    private bool IsExact(Op op, int x, int y) =>
        y != None && IntervalArithmetic.Apply(op, ranges[x], ranges[y], Interval.All).IsWithin(Interval.Int64);

    /// <summary>The node of the operation that computes what a version is of.</summary>
    private int Unversioned(int node)
    {
        while (graph.FactOf(node) is not null)
            node = graph.InputsOf(node)[0];
        return node;
    }

    /// <summary>The other operand and the constant of a sum with one; <see cref="None"/> for all else.</summary>
    private (int Other, Int128 Number) SumWithConstant(int node)
    {
        var op = graph.ValueOf(node).Op;
        var inputs = graph.InputsOf(node);
        if (op is not (Op.IntAdd or Op.IntAddWrap) || inputs[0] == None || inputs[1] == None)
            return (None, 0);
        if (op == Op.IntAddWrap && !IsExact(Op.IntAdd, inputs[0], inputs[1]))
            return (None, 0);
        return ranges[inputs[1]].IsConstant ? (inputs[0], ranges[inputs[1]].Min) : ranges[inputs[0]].IsConstant ? (inputs[1], ranges[inputs[0]].Min) : (None, 0);
    }

    private static Interval Shift(Interval range, Int128 number) => new(
        range.Min == Interval.NoMin ? range.Min : range.Min + number,
        range.Max == Interval.NoMax ? range.Max : range.Max + number);
}

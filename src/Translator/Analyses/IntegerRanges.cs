using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>In which range each integer and each bool is, at each place where it is used.</summary>
/// <remarks>
/// <para>
/// What is known behind a branch or a check makes a new version of a value, for what the block dominates: V. Campos, R. Rodrigues,
/// I. de Assis Costa, F. Quintão Pereira, "Speed and Precision in Range Analysis" (2012), with the widening and narrowing of P. Cousot,
/// R. Cousot, "Abstract Interpretation" (1977). A range that grows round a loop jumps to the next number that the function names, and
/// soon to infinity; then two sweeps shrink what grew too far.
/// </para>
/// <para>
/// Ranges are of integers without bounds, see <see cref="IntervalArithmetic"/>: they stay true when an overflow is removed. Holds until
/// the function changes. Cost: some visits for each value and each fact; where that is not enough, nothing is known of what loops carry.
/// </para>
/// </remarks>
public sealed class IntegerRanges
{
    private const int None = -1;
    private const int VisitsEach = 24;
    private const int PlainGrowths = 2;      // of a phi, before it jumps
    private const int MaxGrowths = 12;       // before it jumps to infinity
    private const int MaxThresholds = 64;
    private const int NarrowingSweeps = 3;

    private readonly RangeGraph _graph;
    private readonly Interval[] _ranges;
    private readonly Lazy<Int128[]> _thresholds;      // only what goes round a loop needs them
    private readonly DifferenceBounds _differences;

    private IntegerRanges(Function function)
    {
        _graph = RangeGraph.Of(function);
        _thresholds = new(() => Thresholds(function));
        _ranges = new Interval[_graph.Count];
        if (!Grow())
            Array.Fill(_ranges, Interval.All);
        for (var sweep = 0; sweep < NarrowingSweeps; sweep++)
            Shrink();
        _differences = new DifferenceBounds(_graph, _ranges);
        if (CompareTerms())
            Shrink();
    }

    /// <summary>Computes the ranges of a function as it is now.</summary>
    public static IntegerRanges Of(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new IntegerRanges(function);
    }

    /// <summary>The range of a value wherever it is computed; all integers for what is none.</summary>
    public Interval Of(Value value) => RangeOf(_graph.NodeOf(value), value);

    /// <summary>The range of an operand where it is used; of a phi's operand, at the end of the edge.</summary>
    public Interval Of(Value user, int operand) => RangeOf(_graph.NodeOf(user, operand), user.Operands[operand]);

    /// <summary>
    /// What a comparison of integers gives, by <see cref="DifferenceBounds"/>; <see langword="null"/> where that is not known, or where an operand may not fit its type:
    /// what computes it exits then, and must stay.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="user">The check or branch that asks for it; <see langword="null"/> for the place where it is computed.</param>
    internal bool? Decide(Value comparison, Value? user = null)
    {
        if (comparison.Op is not (>= Op.IntEqual and <= Op.IntGreaterOrEqual or Op.UIntLess or Op.UIntLessOrEqual))
            return null;
        var (left, right) = user is null ? (_graph.NodeOf(comparison, 0), _graph.NodeOf(comparison, 1)) : _graph.ComparedBy(user);
        if (left == None || right == None)
            return null;
        var type = comparison.Operands[0].Type == IrType.UInt64 ? Interval.UInt64 : Interval.Int64;
        if (!_ranges[left].IsWithin(type) || !_ranges[right].IsWithin(type))
            return null;
        return comparison.Op switch
        {
            Op.IntLess or Op.UIntLess => IsLess(left, right),
            Op.IntGreater => IsLess(right, left),
            Op.IntGreaterOrEqual => !IsLess(left, right),
            Op.IntLessOrEqual or Op.UIntLessOrEqual => !IsLess(right, left),
            Op.IntEqual or Op.IntNotEqual when _differences.IsAtMost(left, right, -1) || _differences.IsAtMost(right, left, -1) => comparison.Op == Op.IntNotEqual,
            _ => null,
        };
    }

    /// <summary>Whether an index is from 0 to below a count at the end of a block that dominates its user.</summary>
    /// <param name="user">What uses the index.</param>
    /// <param name="operand">Which of its operands it is.</param>
    /// <param name="count">The count.</param>
    /// <param name="block">The block.</param>
    internal bool IsIndexAtEnd(Value user, int operand, Value count, Block block)
    {
        var (index, limit) = (_graph.NodeOf(user, operand), _graph.VersionAtEnd(count, block));
        // What is known only further down does not count.
        while (index != None && !_graph.Dominators.Dominates(_graph.BlockOf(index), block))
            index = _graph.FactOf(index) is null ? None : _graph.InputsOf(index)[0];
        return index != None && limit != None
            && !_ranges[index].IsEmpty && _ranges[index].IsNotNegative && _differences.IsAtMost(index, limit, -1);
    }

    private bool? IsLess(int left, int right) =>
        _differences.IsAtMost(left, right, -1) ? true : _differences.IsAtMost(right, left, 0) ? false : null;

    private Interval RangeOf(int node, Value value) =>
        node == None || _ranges[node].IsEmpty ? IntervalArithmetic.OfType(value.Type) : _ranges[node];

    // i - j is not negative where j is no greater than i.
    private bool CompareTerms()
    {
        var changed = false;
        foreach (var node in _graph.Order)
        {
            if (_graph.FactOf(node) is not null || _graph.ValueOf(node).Op is not (Op.IntSub or Op.IntSubWrap) || _ranges[node].IsEmpty || _ranges[node].IsNotNegative)
                continue;
            var (left, right) = (_graph.InputsOf(node)[0], _graph.InputsOf(node)[1]);
            var isExact = _graph.ValueOf(node).Op == Op.IntSub
                || IntervalArithmetic.Apply(Op.IntSub, _ranges[left], _ranges[right], Interval.All).IsWithin(Interval.Int64);
            if (!isExact || _ranges[left].IsConstant || _ranges[right].IsConstant || !_differences.IsAtMost(right, left, 0))
                continue;
            _ranges[node] = _ranges[node].Meet(Interval.NotNegative);
            changed = true;
        }
        return changed;
    }

    private bool Grow()
    {
        Array.Fill(_ranges, Interval.Empty);
        var growths = new byte[_graph.Count];
        var isPending = new bool[_graph.Count];
        var pending = new PriorityQueue<int, int>();   // in the order of the blocks: what comes first is settled first
        var visitsLeft = (long)_graph.Count * VisitsEach;
        var isSweeping = true;
        foreach (var node in _graph.Order)
        {
            if (!Visit(node))
                return false;
        }
        isSweeping = false;
        while (pending.TryDequeue(out var node, out _))
        {
            isPending[node] = false;
            if (!Visit(node))
                return false;
        }
        return true;

        bool Visit(int node)
        {
            var old = _ranges[node];
            var grown = old.Join(Evaluate(node));
            if (grown == old)
                return visitsLeft-- > 0;
            if (_graph.IsPhi(node) && !old.IsEmpty && growths[node]++ >= PlainGrowths)
                grown = Widen(old, grown, growths[node] > MaxGrowths);
            growths[node] = Math.Min(growths[node], (byte)(MaxGrowths + 1));
            _ranges[node] = grown;
            foreach (var user in _graph.UsersOf(node))
            {
                if (isPending[user] || (isSweeping && _graph.Rank(user) > _graph.Rank(node)))
                    continue;   // the sweep comes to it
                isPending[user] = true;
                pending.Enqueue(user, _graph.Rank(user));
            }
            return visitsLeft-- > 0;
        }
    }

    private Interval Widen(Interval old, Interval grown, bool all)
    {
        var (min, max) = (grown.Min, grown.Max);
        if (min < old.Min)
        {
            var index = Array.BinarySearch(_thresholds.Value, min);
            index = index >= 0 ? index : ~index - 1;
            min = all || index < 0 ? Interval.NoMin : _thresholds.Value[index];
        }
        if (max > old.Max)
        {
            var index = Array.BinarySearch(_thresholds.Value, max);
            index = index >= 0 ? index : ~index;
            max = all || index == _thresholds.Value.Length ? Interval.NoMax : _thresholds.Value[index];
        }
        return grown with { Min = min, Max = max };
    }

    private void Shrink()
    {
        foreach (var node in _graph.Order)
            _ranges[node] = _ranges[node].Meet(Evaluate(node));
    }

    private Interval Evaluate(int node)
    {
        var inputs = _graph.InputsOf(node);
        if (_graph.FactOf(node) is { } fact)
        {
            return inputs.Length > 2 && !IntervalArithmetic.IsExactSum(_graph, _ranges, inputs[2])
                ? _ranges[inputs[0]]
                : fact.Refine(_ranges[inputs[0]], inputs[1] == None ? fact.Limit : _ranges[inputs[1]]);
        }
        var value = _graph.ValueOf(node);
        switch (value.Op)
        {
            case Op.Phi:
                var joined = Interval.Empty;
                foreach (var input in inputs)
                {
                    if (input != None)   // the edge comes from an unreachable block
                        joined = joined.Join(_ranges[input]);
                }
                return joined;
            case Op.Select:
                return Choose(value, inputs);
            case Op.IntConstant or Op.BoolConstant:
                return Interval.Constant(value.Immediate);
            case Op.UIntConstant:
                return Interval.Constant((ulong)value.Immediate);
            case Op.LoadTable:
                return new Interval(value.Table!.Min, value.Table.Max);   // a load has a table
            case Op.FixedField or Op.LoadField:
                return new Interval(0, int.MaxValue);                     // a count: addresses have no range
            case Op.LoadElement:
                var (min, max) = ElementKinds.RangeOf((ElementKind)value.Immediate);
                return value.Type == IrType.UInt64 ? Interval.UInt64 : new Interval(min, max);
            case Op.RuntimeCall:
                return Interval.Int64;                                    // of the others there are none
            case Op.Parameter or Op.CallWord:
                return value.Type == IrType.Int64 ? Interval.Int64 : value.Type == IrType.UInt64 ? Interval.UInt64 : Interval.Bool;
        }
        Span<Interval> operands = [Interval.All, Interval.All, Interval.All];
        for (var i = 0; i < Math.Min(inputs.Length, operands.Length); i++)
        {
            if (inputs[i] == None)
                continue;   // a float
            operands[i] = _ranges[inputs[i]];
            if (operands[i].IsEmpty)
                return Interval.Empty;
        }
        return IntervalArithmetic.Apply(value.Op, operands[0], operands[1], operands[2]);
    }

    /// <summary>What a select may be: of each operand what the condition leaves of it.</summary>
    private Interval Choose(Value select, ReadOnlySpan<int> inputs)
    {
        var condition = _ranges[inputs[0]];
        var result = Interval.Empty;
        if (condition.Contains(1))
            result = result.Join(Chosen(1, isTrue: true));
        return condition.Contains(0) ? result.Join(Chosen(2, isTrue: false)) : result;

        Interval Chosen(int operand, bool isTrue)
        {
            var range = _ranges[_graph.NodeOf(select, operand)];
            var (comparison, chosen) = (select.Operands[0], select.Operands[operand]);
            if (RangeGraph.Signed(comparison.Op) is not { } op)
                return range;
            if (!isTrue)
                op = RangeGraph.Inverse(op);
            if (comparison.Operands[0] == chosen)
                range = new RangeFact(op, Interval.All).Refine(range, _ranges[_graph.NodeOf(comparison, 1)]);
            if (comparison.Operands[1] == chosen)
                range = new RangeFact(RangeGraph.Mirrored(op), Interval.All).Refine(range, _ranges[_graph.NodeOf(comparison, 0)]);
            return range;
        }
    }

    private static Int128[] Thresholds(Function function)
    {
        var numbers = new SortedSet<Int128>
        {
            long.MinValue, -(1L << 53), int.MinValue, -1, 0, 1, int.MaxValue, uint.MaxValue, 1L << 53, long.MaxValue, ulong.MaxValue,
        };
        foreach (var value in function.Blocks.SelectMany(block => block))
        {
            if (value.Op is not (Op.IntConstant or Op.UIntConstant))
                continue;
            var number = value.Op == Op.IntConstant ? value.Immediate : (Int128)(ulong)value.Immediate;
            numbers.Add(number);
            numbers.Add(number - 1);   // i < n
            numbers.Add(number + 1);   // and the step after it
            if (numbers.Count > MaxThresholds)
                break;
        }
        return [.. numbers];
    }
}

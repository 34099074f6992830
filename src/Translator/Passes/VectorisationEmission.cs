using System.Numerics;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Makes the main loop of a <see cref="VectorisationPlan"/>.</summary>
/// <remarks>
/// A round does as many rounds of the loop as there are lanes, or a few times as many, in copies one behind the other that overlap in time. First all is computed, then what has to be tested
/// is, and then all is stored. Where a test fails the original loop does these rounds again, from the start if nothing has been stored.
/// </remarks>
internal sealed class VectorisationEmission
{
    // With a sum of lanes, see VectorisationPlan.MostBitsOfSum, such a start does not overflow.
    private static readonly Interval s_small = new(-(1L << 61), 1L << 61);

    private readonly VectorisationPlan _plan;
    private readonly CountedLoop _loop;
    private readonly int _copies;
    private readonly MainLoop _main;
    private readonly VectorisationCode _code;
    private readonly Dictionary<(Value, int Copy), Value> _vectors = [];
    private readonly Dictionary<Value, List<Value>> _collected = [];   // by phi of a reduction: those of the copies
    private readonly Dictionary<Value, Value> _lastOfRound = [];       // by phi: what it was behind the round before
    private readonly List<(LinearForm Form, Value Index)> _indexes = [];
    private Value? _biasOfAddends;

    private VectorisationEmission(VectorisationPlan plan, int lanes, int copies)
    {
        (_plan, _loop, _copies) = (plan, plan.Loop, copies);
        _main = MainLoop.Before(_loop, plan.Limits, lanes * copies, leastSteps: copies == 1 ? 2 : 1);
        _code = new VectorisationCode(_main, lanes);
    }

    private bool HasStores => _plan.Stores.Count > 0;

    /// <summary>Puts the main loop before the loop.</summary>
    public static void Emit(VectorisationPlan plan, int lanes, int copies) => new VectorisationEmission(plan, lanes, copies).Emit();

    private void Emit()
    {
        DemandBeforeLoop();
        foreach (var reduction in _plan.Reductions)
            StartReduction(reduction);
        var tests = new VectorisationGuards(_code, _main, isOnce: !HasStores);
        for (var copy = 0; copy < _copies; copy++)
            EmitCopy(copy, tests);
        if (!HasStores)
        {
            FinishWithoutStores(tests);
            return;
        }
        if (!tests.IsEmpty)
            GiveUpIf(tests.Collect());
        for (var copy = 0; copy < _copies; copy++)
        {
            foreach (var store in _plan.Stores)
                _code.For(store.Store, () => EmitStore(store, copy));
        }
        _code.Block = AtEnd(_main.Close(_code.Block));
        var joined = _plan.Reductions.ToDictionary(reduction => reduction.Phi, reduction => LanesOf(reduction, Results(reduction)));
        var last = _plan.LastValues.ToDictionary(phi => phi, LastOf);
        _code.Scalar(Op.VectorEnd);
        var results = _plan.Reductions.ToDictionary(reduction => reduction.Phi, reduction => JoinLanes(reduction, joined[reduction.Phi]));
        _main.Resume(PhisAt(_main.Next!, results, last));
    }

    private Value EmitStore(VectorisationStore store, int copy)
    {
        var (address, index, stored) = (store.Store.Operands[0], IndexOf(store.Store, copy), VectorOf(store.Stored, copy));
        return store.Mask is { } mask
            ? _code.Add(Op.VectorStoreMasked, IrType.Void, store.Store.Immediate, address, index, stored, VectorOf(mask, copy))
            : _code.Add(Op.VectorStore, IrType.Void, store.Store.Immediate, address, index, stored);
    }

    private static Block AtEnd(Value terminator) => terminator.Block!;   // a terminator is in a block

    /// <summary>What must be true for the main loop to run at all.</summary>
    private void DemandBeforeLoop()
    {
        var end = _main.Guard.Terminator!;   // a main loop has made it
        foreach (var condition in _plan.Memory.EmitTests(end))
            _main.Demand(condition);
        foreach (var check in _plan.InvariantChecks)
        {
            var operand = Known(check.Operands[0], end);
            _main.Demand(check.Op switch
            {
                Op.CheckNonZero => end.Make(Op.IntNotEqual, operand, end.MakeInt(0)),
                Op.CheckNotNegative => end.Make(Op.IntGreaterOrEqual, operand, end.MakeInt(0)),
                Op.CheckFloatExact => HasBits(operand, 53, end),
                _ => operand,
            });
        }
        foreach (var (value, bits) in _plan.Ranges.Demanded.Where(demand => _loop.IsInvariant(demand.Key)))
            _main.Demand(HasBits(value, bits, end));
    }

    private static Value Known(Value value, Value end) => value.IsAnyConstant() ? end.MakeConstant(value.Op, value.Immediate) : value;

    private static Value HasBits(Value value, int bits, Value end) => end.Make(
        Op.UIntLess,
        end.Make(Op.UIntFromBits, end.Make(Op.IntAddWrap, value, end.MakeInt(1L << bits))),
        end.MakeUnsigned(2UL << bits));

    private void StartReduction(VectorisationReduction reduction)
    {
        var start = reduction.StartsWithPhi ? _code.Broadcast(_main.StartOf(reduction.Phi)) : _code.Constant(reduction.Identity);
        _collected[reduction.Phi] = [];
        for (var copy = 0; copy < _copies; copy++)
        {
            var (phi, number) = (reduction.Phi, copy);
            var collected = _main.AddPhi(start, () => VectorOf(_plan.Predicates.NextOf(phi)!, number), reduction.Links[0].Origin);   // a reduction has one
            _vectors[(phi, copy)] = collected;
            _collected[phi].Add(collected);
        }
    }

    private void EmitCopy(int copy, VectorisationGuards tests)
    {
        foreach (var value in _plan.Values)
            VectorOf(value, copy);
        foreach (var (value, bits) in _plan.Ranges.Demanded.Where(demand => !_loop.IsInvariant(demand.Key)))
            _code.For(value, () => tests.AddRange(VectorOf(value, copy), bits));
        foreach (var value in _plan.Ranges.NotNegative)
            tests.AddSign(VectorOf(value, copy));
        foreach (var condition in _plan.Demanded)
            tests.AddViolation(_code.For(condition, () => _code.Lanewise(Op.BoolNot, VectorOf(condition, copy))));
        foreach (var term in _plan.Reductions.Where(reduction => reduction.TakesNan).SelectMany(reduction => reduction.Terms).Distinct())
            tests.AddViolation(_code.For(term, () => _code.Lanewise(Op.FloatNotEqual, VectorOf(term, copy), VectorOf(term, copy))));
        foreach (var addend in _plan.Addends)
            _code.For(addend, () => tests.AddRange(VectorOf(addend, copy), BiasOfAddends()));
    }

    /// <summary>What is the same in all rounds, or so many times the counter and more, or computed in this round.</summary>
    private Value VectorOf(Value value, int copy)
    {
        value = _plan.Predicates.Resolve(value);
        if (_loop.IsInvariant(value))
            return _code.Broadcast(value);
        if (_vectors.TryGetValue((value, copy), out var known))
            return known;
        return _vectors[(value, copy)] = _code.For(value, () => MakeVector(value, copy));
    }

    private Value MakeVector(Value value, int copy)
    {
        return _plan.IsLinear(value, out var form) ? LinearVector(value, form, copy)
            : value.Op == Op.LoadElement ? _code.Add(Op.VectorLoad, VectorSupport.VectorOf(value.Type), value.Immediate, value.Operands[0], IndexOf(value, copy))
            : _code.Lanewise(WrappingArithmetic.WrapOf(value.Op) ?? value.Op, [.. value.Operands.Where(operand => operand.Type != IrType.State).Select(operand => VectorOf(operand, copy))]);
    }

    private Value LinearVector(Value value, LinearForm form, int copy)
    {
        var ahead = form.Scale * _code.Lanes;
        if (copy > 0)
            return _code.Lanewise(Op.IntAddWrap, VectorOf(value, 0), _code.Constant(ahead * copy));
        var (inLanes, first) = (_code.Before(Op.LaneIndexes, IrType.VectorInt), _code.Broadcast(LoopLimits.EmitForm(_plan.Limits.AtStart(form)!, _code.BeforeLoop)));   // RequireForm has seen the start
        if (form.Scale != 1)
            inLanes = _code.LanewiseBefore(Op.IntMulWrap, inLanes, _code.Constant(form.Scale));
        Value? next = null;
        var current = _main.AddPhi(_code.LanewiseBefore(Op.IntAddWrap, first, inLanes), () => next!, _code.Origin);   // set in the next line, and asked for later
        next = _code.Lanewise(Op.IntAddWrap, current, _code.Constant(ahead * _copies));
        return current;
    }

    private Value IndexOf(Value access, int copy)
    {
        var form = _plan.Memory.IndexOf(access)!;   // the plan has seen it
        return IndexOf(form with { Constant = form.Constant + copy * _code.Lanes });
    }

    private Value IndexOf(LinearForm form)
    {
        var known = _indexes.Find(index => index.Form.IsSameNumberAs(form)).Index;
        if (known is not null)
            return known;
        Value index;
        if (form.Constant != 0)
            index = _code.Scalar(Op.IntAddWrap, IndexOf(form with { Constant = 0 }), _code.Int(form.Constant));
        else if (form.Terms.All(term => term.Factor == 0))
            return _main.Counter;
        else
            index = _code.Scalar(Op.IntAddWrap, _main.Counter, LoopLimits.EmitForm(form with { Scale = 0 }, _code.BeforeLoop));
        _indexes.Add((form, index));
        return index;
    }

    /// <summary>How large addends may be in so many rounds, as a power of two: see <see cref="VectorisationPlan.MostBitsOfSum"/>.</summary>
    private Value BiasOfAddends()
    {
        if (_biasOfAddends is not null)
            return _biasOfAddends;
        var end = _code.BeforeLoop;
        var terms = _plan.Reductions.Where(reduction => reduction.IsChecked).Max(reduction => reduction.Terms.Count);
        var rounds = end.Make(Op.IntShiftRight, end.Make(Op.IntSubWrap, _main.End, _main.StartOf(_loop.Counter)), end.MakeInt(BitOperations.Log2((uint)_code.Lanes)));
        var bits = end.Make(Op.UIntBitLength, end.Make(Op.UIntFromBits, rounds));
        var most = end.MakeInt(VectorisationPlan.MostBitsOfSum - BitOperations.Log2((uint)(2 * terms - 1)));
        return _biasOfAddends = _code.Broadcast(end.Make(Op.IntShiftLeftWrap, end.MakeInt(1), end.Make(Op.IntSubWrap, most, bits)));
    }

    /// <summary>Ends the block of the round: where a test fails, the original loop takes over with what there was before the round.</summary>
    private void GiveUpIf(Func<Value> isWrong)
    {
        foreach (var phi in _plan.LastValues)
            KeepLastValue(phi);
        var (goesOn, given) = ForkIf(isWrong());
        _code.Block = given;
        var joined = _plan.Reductions.ToDictionary(reduction => reduction.Phi, reduction => LanesOf(reduction, _collected[reduction.Phi]));
        var last = _plan.LastValues.ToDictionary(phi => phi, phi => VectorSupport.IsVector(_lastOfRound[phi].Type) ? _code.Lane(_lastOfRound[phi], _code.Lanes - 1) : _lastOfRound[phi]);
        _code.Scalar(Op.VectorEnd);
        var results = _plan.Reductions.ToDictionary(reduction => reduction.Phi, reduction => JoinLanes(reduction, joined[reduction.Phi]));
        _main.GiveUp(given, PhisAt(_main.Counter, results, last));
        _code.Block = goesOn;
    }

    private void KeepLastValue(Value phi)
    {
        var (start, next) = (_main.StartOf(phi), _plan.Predicates.NextOf(phi)!);   // the plan has seen it
        var inLanes = !_loop.IsInvariant(next) && !_plan.IsLinear(next, out _);
        _lastOfRound[phi] = _main.AddPhi(
            inLanes ? _code.Broadcast(start) : start,
            () => inLanes ? VectorOf(next, _copies - 1) : LastOf(phi),
            next.Origin);
    }

    /// <summary>What the round leaves behind in a phi of which only the last value counts.</summary>
    private Value LastOf(Value phi)
    {
        var next = _plan.Predicates.NextOf(phi)!;   // the plan has seen it
        if (_loop.IsInvariant(next))
            return Known(next, _code.BeforeLoop);
        return _code.For(next, () => _plan.IsLinear(next, out var form)
            ? LinearAt(form, _code.Scalar(Op.IntAddWrap, _main.Next!, _code.Int(-1)))
            : _code.Lane(VectorOf(next, _copies - 1), _code.Lanes - 1));
    }

    private Value LinearAt(LinearForm form, Value counter)
    {
        var scaled = form.Scale == 1 ? counter : _code.Scalar(Op.IntMulWrap, counter, _code.Int(form.Scale));
        var rest = form with { Scale = 0 };
        return rest.Constant == 0 && rest.Terms.All(term => term.Factor == 0)
            ? scaled
            : _code.Scalar(Op.IntAddWrap, scaled, LoopLimits.EmitForm(rest, _code.BeforeLoop));
    }

    private Func<Value, Value> PhisAt(Value counter, Dictionary<Value, Value> results, Dictionary<Value, Value> last) => phi =>
        results.TryGetValue(phi, out var result) ? result
        : last.TryGetValue(phi, out var value) ? value
        : LinearAt(_plan.Forms.Of(phi)!, counter);   // the plan has seen it

    private List<Value> Results(VectorisationReduction reduction) =>
        [.. Enumerable.Range(0, _copies).Select(copy => VectorOf(_plan.Predicates.NextOf(reduction.Phi)!, copy))];   // a reduction has one

    private Value JoinCopies(VectorisationReduction reduction, List<Value> copies) => _code.For(
        reduction.Links[0], () => VectorisationCode.JoinAll(copies, (first, second) => _code.Lanewise(reduction.Join, first, second))!);   // there is one

    private List<Value> LanesOf(VectorisationReduction reduction, List<Value> copies)
    {
        var all = JoinCopies(reduction, copies);
        return _code.For(reduction.Links[0], () => Enumerable.Range(0, _code.Lanes).Select(lane => _code.Lane(all, lane)).ToList());
    }

    private Value JoinLanes(VectorisationReduction reduction, List<Value> lanes) => _code.For(reduction.Links[0], () =>
    {
        var all = VectorisationCode.JoinAll(lanes, (first, second) => _code.Scalar(reduction.Join, first, second))!;   // there is one
        var start = _main.StartOf(reduction.Phi);
        return reduction.StartsWithPhi || start.IsConstant(reduction.Identity) ? all : _code.Scalar(reduction.Join, start, all);
    });

    private void FinishWithoutStores(VectorisationGuards tests)
    {
        var isWrong = tests.IsEmpty ? null : tests.Collect();
        _code.Block = AtEnd(_main.Close(_code.Block));
        if (isWrong is not null)
            StartAgainIf(isWrong(), hasVectors: true);
        StartAgainIfZerosDiffer();
        var joined = _plan.Reductions.ToDictionary(reduction => reduction.Phi, reduction => LanesOf(reduction, Results(reduction)));
        var last = _plan.LastValues.ToDictionary(phi => phi, LastOf);
        _code.Scalar(Op.VectorEnd);
        var results = _plan.Reductions.ToDictionary(reduction => reduction.Phi, reduction => JoinLanes(reduction, joined[reduction.Phi]));
        foreach (var reduction in _plan.Reductions.Where(reduction => reduction.IsChecked && !LoopLimits.RangeOf(_main.StartOf(reduction.Phi)).IsWithin(s_small)))
            StartAgainIf(_code.For(reduction.Links[0], () => Overflows(_main.StartOf(reduction.Phi), results[reduction.Phi])), hasVectors: false);
        _code.Block.Terminator?.Remove();
        _main.GiveUp(_code.Block, PhisAt(_main.Next!, results, last));
    }

    /// <summary>Lets the original loop do all its rounds where something was wrong with those of the main loop; what follows goes to a block of its own.</summary>
    private void StartAgainIf(Value isWrong, bool hasVectors, Block? goesOn = null)
    {
        var (next, again) = ForkIf(isWrong, goesOn);
        _code.Block = again;
        if (hasVectors)
            _code.Scalar(Op.VectorEnd);
        _main.GiveUp(again, _main.StartOf);
        _code.Block = next;
    }

    /// <summary>Ends a block: goes on to one block, or where a condition is true to the other.</summary>
    private (Block GoesOn, Block Other) ForkIf(Value condition, Block? goesOn = null)
    {
        var (block, other) = (_code.Block, _loop.Header.Function.NewBlock());
        goesOn ??= _loop.Header.Function.NewBlock();
        block.Terminator?.Remove();
        _code.Scalar(Op.Branch, _code.Scalar(Op.BoolNot, condition));
        block.AddSuccessor(goesOn);
        block.AddSuccessor(other);
        return (goesOn, other);
    }

    /// <summary>Of a zero that is the least it must be known which came first: the lanes do not tell where there are zeros of both signs.</summary>
    private void StartAgainIfZerosDiffer()
    {
        var (zero, zeros) = (_code.Constant(Op.FloatConstant, 0), new List<Value>());
        foreach (var reduction in _plan.Reductions.Where(reduction => reduction.IsOfFloats))
            zeros.Add(_code.Lanewise(Op.FloatEqual, JoinCopies(reduction, Results(reduction)), zero));
        if (VectorisationCode.JoinAll(zeros, (first, second) => _code.Lanewise(Op.BoolOr, first, second)) is not { } any)
            return;
        var (goesOn, looksCloser) = ForkIf(_code.Scalar(Op.AnyNegative, any));
        _code.Block = looksCloser;
        var differ = _plan.Reductions.Where(reduction => reduction.IsOfFloats).Select(reduction => HasBothZeros(Results(reduction)));
        StartAgainIf(VectorisationCode.JoinAll(differ, (first, second) => _code.Scalar(Op.BoolOr, first, second))!, hasVectors: true, goesOn);   // there is one
    }

    /// <summary>Whether there are zeros of both signs: which came first, the lanes do not tell.</summary>
    private Value HasBothZeros(List<Value> copies)
    {
        var (zero, one) = (_code.Constant(Op.FloatConstant, 0), _code.Constant(Op.FloatConstant, BitConverter.DoubleToInt64Bits(1)));
        var (negative, positive) = (new List<Value>(), new List<Value>());
        foreach (var copy in copies)
        {
            var (isZero, inverse) = (_code.Lanewise(Op.FloatEqual, copy, zero), _code.Lanewise(Op.FloatDiv, one, copy));
            negative.Add(_code.Lanewise(Op.BoolAnd, isZero, _code.Lanewise(Op.FloatLess, inverse, zero)));
            positive.Add(_code.Lanewise(Op.BoolAnd, isZero, _code.Lanewise(Op.FloatLess, zero, inverse)));
        }
        return _code.Scalar(Op.BoolAnd, AnyOf(negative), AnyOf(positive));

        Value AnyOf(List<Value> masks) =>
            _code.Scalar(Op.AnyNegative, VectorisationCode.JoinAll(masks, (first, second) => _code.Lanewise(Op.BoolOr, first, second))!);   // there is one
    }

    // A sum of two has overflowed if its sign is that of neither.
    private Value Overflows(Value start, Value sum)
    {
        var total = _code.Scalar(Op.IntSubWrap, sum, start);
        var signs = _code.Scalar(Op.IntAnd, _code.Scalar(Op.IntXor, start, sum), _code.Scalar(Op.IntXor, total, sum));
        return _code.Scalar(Op.IntLess, signs, _code.Int(0));
    }
}

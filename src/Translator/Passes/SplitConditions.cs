using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>What holds in all rounds of a main loop, so that checks need not be made there, and how that is found out before it.</summary>
/// <remarks>
/// <see cref="LoopLimits"/> for linear forms; a product of what is the same in all rounds is computed before the loop and is a term of them. Of a <see cref="StridedForm"/> the first and the last round are looked at. What is the same in all rounds is tested once.
/// </remarks>
internal sealed class SplitConditions
{
    private const int MostConditions = 12;

    private readonly CountedLoop _loop;
    private readonly LinearForms _forms;
    private readonly LoopLimits _limits;
    private readonly StridedForms _strided;
    private readonly HashSet<Value> _needless = [];
    private readonly HashSet<Value> _exact = [];
    private readonly HashSet<Value> _zeros = [];
    private readonly List<(Value Value, bool IsInt)> _tested = [];        // true, or not 0
    private readonly HashSet<Value> _divisors = [];                       // positive: nobody has to correct the sign of a remainder then
    private readonly Dictionary<Value, StridedForm> _grown = [];          // exact ones
    private readonly List<StridedForm> _notNegative = [];
    private readonly List<StridedForm> _products = [];                    // exact ones
    private readonly List<Value> _factors = [];                           // of products that are terms
    private readonly List<Value> _computed = [];                          // before the loop

    private SplitConditions(CountedLoop loop, LinearForms forms, LoopLimits limits)
    {
        (_loop, _forms, _limits, _strided) = (loop, forms, limits, new StridedForms(loop, forms));
        foreach (var value in loop.Blocks.SelectMany(block => block))
            ComputeProduct(value);
        foreach (var value in loop.Blocks.SelectMany(block => block))
            Consider(value);
        // What wraps demands nothing of its own, but may be part of what does.
        foreach (var value in loop.Blocks.SelectMany(block => block).Where(value => value.Op is Op.IntMulWrap or Op.IntAddWrap or Op.IntSubWrap))
        {
            if (_strided.Of(value) is { } form && _products.Exists(form.HasProductOf))
                IsGrown(value);
        }
    }

    /// <summary>How many checks are not needed, a sign of a divisor counting as one.</summary>
    public int Gains => _needless.Count + _divisors.Count;

    /// <summary>The limits of the main loop.</summary>
    public LoopLimits Limits => _limits;

    /// <summary>What would hold in the rounds of a main loop of a loop; <see langword="null"/> where there can be none.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="refusal">Why not.</param>
    public static SplitConditions? Of(CountedLoop loop, out LoopRefusal refusal)
    {
        var forms = new LinearForms(loop);
        return LoopLimits.Of(loop, forms, out refusal) is { } limits ? new SplitConditions(loop, forms, limits) : null;
    }

    /// <summary>What is checked once before the main loop, and not in it.</summary>
    public IEnumerable<Value> Checked => _loop.Blocks.SelectMany(block => block).Where(value => value.Has(Effects.Check) ? IsNeedless(value) : value.Has(Effects.MayOverflow) && IsExact(value));

    /// <summary>Whether a check never fails in the main loop, or a branch never leaves it.</summary>
    public bool IsNeedless(Value test) => _needless.Contains(test);

    /// <summary>Whether the result of what may overflow always fits in the main loop.</summary>
    public bool IsExact(Value value) => _exact.Contains(value);

    /// <summary>Whether an int is 0 in the main loop: what a negative index would have to be raised by.</summary>
    public bool IsZero(Value value) => _zeros.Contains(value);

    /// <summary>The form of an index that grows by a stride in each round, where that is exact.</summary>
    public StridedForm? StridedFormOf(Value value) => _grown.GetValueOrDefault(value);

    /// <summary>Takes back what has been computed before the loop: it is not split.</summary>
    public void Discard()
    {
        for (var i = _computed.Count - 1; i >= 0; i--)
            _computed[i].Remove();
    }

    /// <summary>Lets the main loop run only if all holds that <see cref="LoopLimits"/> does not say already.</summary>
    public void Demand(MainLoop main)
    {
        ArgumentNullException.ThrowIfNull(main);
        var end = main.Guard.Terminator!;   // it has one
        foreach (var divisor in _divisors)
            main.Demand(end.Make(Op.IntGreater, divisor, end.MakeInt(0)));
        foreach (var (value, isInt) in _tested.Where(tested => !_divisors.Contains(tested.Value)))
            main.Demand(isInt ? end.Make(Op.IntNotEqual, value, end.MakeInt(0)) : value);
        if (_products.Count == 0 && _factors.Count == 0)
            return;
        // The sign of all of them together: one is negative where any is.
        var last = end.Make(Op.IntSubWrap, main.Limit, end.MakeInt(1));
        var factors = new HashSet<Value>(_factors);
        var numbers = new List<Value>();
        foreach (var product in _products)
        {
            factors.Add(StrideOf(product, end));
            factors.Add(EmitAt(product.Count, main.StartOf(_loop.Counter), end));
            if (!product.Count.IsInvariant)
                factors.Add(EmitAt(product.Count, last, end));
        }
        foreach (var factor in factors)
        {
            numbers.Add(factor);
            numbers.Add(end.Make(Op.IntSubWrap, end.MakeInt(int.MaxValue), factor));
        }
        foreach (var form in _notNegative)
        {
            numbers.Add(EmitAt(form, main.StartOf(_loop.Counter), end));
            if (!form.Count.IsInvariant || !form.Rest.IsInvariant)
                numbers.Add(EmitAt(form, last, end));
        }
        var all = numbers.Aggregate((all, next) => end.Make(Op.IntOr, all, next));
        main.Demand(end.Make(Op.IntGreaterOrEqual, all, end.MakeInt(0)));
    }

    /// <summary>The stride of a form before the loop; a constant may stand inside.</summary>
    public static Value StrideOf(StridedForm form, Value end) => form.Stride.IsConstant(out var number) ? end.MakeInt(number) : form.Stride;

    /// <summary>Computes a form for a round.</summary>
    public static Value EmitAt(StridedForm form, Value counter, Value end)
    {
        var product = end.Make(Op.IntMulWrap, EmitAt(form.Count, counter, end), StrideOf(form, end));
        return form.Rest is { IsInvariant: true, Terms.Length: 0, Constant: 0 } ? product : end.Make(Op.IntAddWrap, product, EmitAt(form.Rest, counter, end));
    }

    /// <summary>Computes a form for a round.</summary>
    public static Value EmitAt(LinearForm form, Value counter, Value end)
    {
        if (form.IsInvariant)
            return LoopLimits.EmitForm(form, end);
        var scaled = form.Scale == 1 ? counter : end.Make(Op.IntMulWrap, counter, end.MakeInt(form.Scale));
        var rest = form with { Scale = 0 };
        return rest is { Terms.Length: 0, Constant: 0 } ? scaled : end.Make(Op.IntAddWrap, scaled, LoopLimits.EmitForm(rest, end));
    }

    private void ComputeProduct(Value value)
    {
        if (value.Op is not (Op.IntMul or Op.IntMulWrap) || _factors.Count >= 2 * MostConditions)
            return;
        if (_forms.Of(value.Operands[0]) is not { IsInvariant: true } first || _forms.Of(value.Operands[1]) is not { IsInvariant: true } second)
            return;
        if (first.Terms.Length == 0 || second.Terms.Length == 0 || !_limits.RequireForm(first) || !_limits.RequireForm(second))
            return;   // a multiple is a linear form
        var end = _loop.Preheader.Terminator!;   // it has one
        var before = end.Previous;
        var (left, right) = (LoopLimits.EmitForm(first, end), LoopLimits.EmitForm(second, end));
        var product = end.Make(Op.IntMulWrap, left, right);
        for (var made = before is null ? end.Block!.First! : before.Next!; made != end; made = made.Next!)
            _computed.Add(made);
        _factors.Add(left);
        _factors.Add(right);
        _forms.Assume(value, LinearForm.Of(product));
    }

    private void Consider(Value value)
    {
        if (value.Op is Op.IntFloorMod or Op.IntFloorDiv or Op.IntFloorDivWrap && value.Operands[1] is var divisor && _loop.IsInvariant(divisor) && IsOfAnySign(divisor) && _divisors.Count < MostConditions)
            _divisors.Add(divisor);
        if (value.Has(Effects.Check))
        {
            if (value.Info.IsTest && IsAlwaysPassed(value))
                _needless.Add(value);
        }
        else if (value.Has(Effects.MayOverflow) && WrappingArithmetic.CanWrap(value.Op) && value.Type == IrType.Int64)
        {
            if (_limits.RequireExact(value) || IsGrown(value))
                _exact.Add(value);
        }
        else if (value.Op == Op.Branch)
        {
            var isInside = _loop.Contains(value.Block!.Successors[0]);   // a terminator is in a block
            if (value != _loop.Test && isInside != _loop.Contains(value.Block.Successors[1]) && _limits.Require(value.Operands[0], isInside))
                _needless.Add(value);
        }
        else if (value.Op == Op.IntAnd && _forms.Of(value) is { IsInvariant: true, Terms.Length: 0, Constant: 0 } form)
        {
            if (_limits.RequireForm(form))
                _zeros.Add(value);
        }
        else
        {
            _strided.Of(value);   // in the order of a round
        }
    }

    private bool IsGrown(Value value)
    {
        if (_strided.Of(value) is not { } form || !RequireExact(form))
            return false;
        _grown[value] = form;
        return true;
    }

    private static bool IsOfAnySign(Value value) => !value.IsAnyConstant() && value.Op is not (Op.FixedField or Op.LoadField);

    private bool IsAlwaysPassed(Value check)
    {
        var tested = check.Operands[0];
        if (check.Op is Op.CheckTrue or Op.CheckNonZero && _loop.IsInvariant(tested) && !tested.IsAnyConstant())
        {
            if (_tested.Count == MostConditions)
                return false;
            _tested.Add((tested, check.Op == Op.CheckNonZero));
            return true;
        }
        return check.Op switch
        {
            Op.CheckTrue => _limits.Require(tested) || RequireStrided(tested),
            Op.CheckNotNegative => _limits.RequireNotNegative(tested) || (_strided.Of(tested) is { } form && RequireExact(form) && RequireNotNegative(form)),
            _ => false,
        };
    }

    private bool RequireStrided(Value condition)
    {
        if (condition.Op is not (Op.IntLess or Op.IntLessOrEqual or Op.IntGreater or Op.IntGreaterOrEqual))
            return false;
        var isLess = condition.Op is Op.IntLess or Op.IntLessOrEqual;
        var (low, high) = isLess ? (condition.Operands[0], condition.Operands[1]) : (condition.Operands[1], condition.Operands[0]);
        var least = LinearForm.Of(condition.Op is Op.IntLess or Op.IntGreater ? -1 : 0)!;   // a small number
        if (_strided.Of(low) is { } upper && _forms.Of(high) is { } limit)
        {
            return upper.Count.Times(-1) is { } count && limit.Plus(upper.Rest, -1)?.Plus(least) is { } rest
                && RequireExact(upper) && RequireNotNegative(new StridedForm(count, upper.Stride, rest));
        }
        return _strided.Of(high) is { } lower && _forms.Of(low) is { } start && lower.Rest.Plus(start, -1)?.Plus(least) is { } above
            && RequireExact(lower) && RequireNotNegative(lower with { Rest = above });
    }

    private bool RequireNotNegative(StridedForm form)
    {
        if (_notNegative.Count == MostConditions || !_limits.RequireForm(form.Rest))
            return false;
        if (!_notNegative.Contains(form))
            _notNegative.Add(form);
        return true;
    }

    private bool RequireExact(StridedForm form)
    {
        if (!_limits.RequireForm(form.Count) || !_limits.RequireForm(form.Rest))
            return false;
        if (_products.Exists(form.HasProductOf))
            return true;
        if (_products.Count == MostConditions)
            return false;
        _products.Add(form);
        return true;
    }
}

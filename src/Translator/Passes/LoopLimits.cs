using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>How far the rounds of a counted loop may go so that conditions hold in all of them: computed before the loop.</summary>
/// <remarks>
/// <para>
/// For a <see cref="MainLoop"/>: it does the rounds from the loop's start to below a limit, which may be below the loop's own, and only if other conditions
/// are true before it. Conditions compare <see cref="LinearForm"/>s. One with the counter on its lesser side is an upper limit; one that is true in all rounds if it is in the first,
/// or that does not change, is tested before the loop. So is that the values from outside are small enough for all sums to be exact, where that is not known.
/// </para>
/// <para>In such rounds a sum that is a <see cref="LinearForm"/> of what has been required does not overflow: see <see cref="RequireExact"/>.</para>
/// </remarks>
internal sealed class LoopLimits
{
    private const int MostConditions = 24;

    private readonly CountedLoop _loop;
    private readonly LinearForms _forms;
    private readonly List<LinearForm> _uppers = [];    // the counter is below each; one times the counter is not among them
    private readonly List<LinearForm> _invariants = [];   // not negative
    private readonly HashSet<Value> _terms = [];       // small enough

    private LoopLimits(CountedLoop loop, LinearForms forms) => (_loop, _forms) = (loop, forms);

    /// <summary>The limits of a loop whose rounds go on: none, where even that cannot be said before it.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="forms">The linear forms in it.</param>
    /// <param name="refusal">Why not.</param>
    public static LoopLimits? Of(CountedLoop loop, LinearForms forms, out LoopRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(loop);
        var limits = new LoopLimits(loop, forms);
        refusal = default;
        if (!limits.RequireStart())
            refusal = new LoopRefusal(LoopObstacle.UnknownStart, loop.Start);
        else if (!limits.Require(loop.Test.Operands[0], loop.GoesOnIf) || limits._uppers.Count == 0)
            refusal = new LoopRefusal(LoopObstacle.UnknownEnd, loop.Test.Operands[0]);
        return refusal.Obstacle == LoopObstacle.None ? limits : null;
    }

    /// <summary>Demands that a comparison of ints in the loop has a result in each round.</summary>
    /// <returns>Whether that can be said before the loop; if not, parts of it may be demanded, which does no harm.</returns>
    public bool Require(Value condition, bool result = true)
    {
        if (condition.Op == Op.BoolNot)
            return Require(condition.Operands[0], !result);
        if (condition.Operands.Count != 2 || _forms.Of(condition.Operands[0]) is not { } left || _forms.Of(condition.Operands[1]) is not { } right)
            return false;
        var difference = condition.Op switch
        {
            Op.IntLess => result ? Below(left, right) : Below(right, left, orEqual: true),
            Op.IntLessOrEqual => result ? Below(left, right, orEqual: true) : Below(right, left),
            Op.IntGreater => result ? Below(right, left) : Below(left, right, orEqual: true),
            Op.IntGreaterOrEqual => result ? Below(right, left, orEqual: true) : Below(left, right),
            _ => null,
        };
        return difference is not null && RequireNotNegative(difference);

        static LinearForm? Below(LinearForm less, LinearForm greater, bool orEqual = false) => greater.Plus(less, -1)?.Plus(LinearForm.Of(orEqual ? 0 : -1)!);   // −1 is small
    }

    /// <summary>Demands that an int is not negative in any round.</summary>
    /// <returns>As <see cref="Require"/>.</returns>
    public bool RequireNotNegative(Value value) => _forms.Of(value) is { } form && RequireNotNegative(form);

    /// <summary>Demands that a sum, difference or the like does not overflow in any round.</summary>
    /// <returns>As <see cref="Require"/>.</returns>
    public bool RequireExact(Value value) => _forms.Of(value) is { } form && RequireForm(form);

    /// <summary>Demands that an int is what a form says.</summary>
    /// <returns>As <see cref="Require"/>.</returns>
    public bool RequireForm(LinearForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (_terms.Count + form.Terms.Length > MostConditions)
            return false;
        foreach (var assumed in form.Assumed)
        {
            if (!RequireNotNegative(assumed))
                return false;
        }
        foreach (var (term, _) in form.Terms)
        {
            if (_terms.Add(term) && _forms.FactorsOf(term) is var (left, right) && !(RequireForm(left) && RequireForm(right)))
                return false;
        }
        return true;
    }

    /// <summary>Demands that a form is not negative in any round.</summary>
    /// <returns>As <see cref="Require"/>.</returns>
    public bool RequireNotNegative(LinearForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        // It counts down: the counter is no greater than the rest. Or it is least at the start.
        var bound = form.Scale switch
        {
            -1 => (form with { Scale = 0 }).Plus(LinearForm.Of(1)!),   // 1 is small
            < -1 => null,
            _ => AtStart(form),
        };
        if (bound is null || _uppers.Count + _invariants.Count > MostConditions || !RequireForm(bound))
            return false;
        var bounds = form.Scale == -1 ? _uppers : _invariants;
        var same = bounds.FindIndex(bound.HasTermsOf);
        if (same < 0)
            bounds.Add(bound);
        else if (bounds[same].Constant > bound.Constant)
            bounds[same] = bound;
        return true;
    }

    /// <summary>What a form is in the first round, as values from outside; <see langword="null"/> where that is no form.</summary>
    public LinearForm? AtStart(LinearForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.IsInvariant ? form : _forms.Of(_loop.Start)?.Times(form.Scale) is { } start ? (form with { Scale = 0 }).Plus(start) : null;
    }

    /// <summary>Computes the limit, and what else has to be true.</summary>
    /// <param name="end">The end of a block through which the loop is entered.</param>
    /// <returns>The limit, and the conditions; the limit means nothing where one of them is false.</returns>
    public (Value Limit, List<Value> Conditions) Emit(Value end)
    {
        ArgumentNullException.ThrowIfNull(end);
        var conditions = new List<Value>();
        foreach (var term in _terms.OrderBy(term => term.Id))   // a product comes behind what it is of
        {
            if (_forms.FactorsOf(term) is not var (left, right))
            {
                DemandWithin(term, RangeOf(term), LinearForm.TermLimit);
                continue;
            }
            foreach (var factor in new[] { left, right })
            {
                term.AddOperand(EmitForm(factor, end));
                DemandWithin(term.Operands[^1], RangeOf(factor), LinearForm.FactorLimit);
            }
            end.InsertBefore(term);
        }
        foreach (var invariant in _invariants.Where(invariant => RangeOf(invariant).Min < 0))
            conditions.Add(end.Make(Op.IntGreaterOrEqual, EmitForm(invariant, end), end.MakeInt(0)));
        Value? limit = null;
        foreach (var upper in _uppers)
        {
            var bound = EmitForm(upper, end);
            limit = limit is null ? bound : end.Make(Op.IntMin, limit, bound);
        }
        if (!_uppers.Exists(upper => RangeOf(upper).Max <= LinearForm.TermLimit))
            limit = end.Make(Op.IntMin, limit!, end.MakeInt(LinearForm.TermLimit));   // Of has found one
        return (limit!, conditions);

        void DemandWithin(Value value, Interval range, long most)
        {
            if (range.IsWithin(new Interval(-most, most)))
                return;
            var raised = end.Make(Op.UIntFromBits, end.Make(Op.IntAddWrap, value, end.MakeInt(most)));
            conditions.Add(end.Make(Op.UIntLessOrEqual, raised, end.MakeUnsigned(2 * (ulong)most)));
        }
    }

    /// <summary>Computes a form that is the same in all rounds.</summary>
    public static Value EmitForm(LinearForm form, Value end)
    {
        ArgumentNullException.ThrowIfNull(form);
        Value? sum = null;
        foreach (var (term, factor) in form.Terms.Where(term => term.Factor != 0).OrderByDescending(term => term.Factor))
        {
            var product = Math.Abs(factor) == 1 ? term : end.Make(Op.IntMulWrap, term, end.MakeInt(Math.Abs(factor)));
            sum = sum is null
                ? factor > 0 ? product : end.Make(Op.IntNegWrap, product)
                : end.Make(factor > 0 ? Op.IntAddWrap : Op.IntSubWrap, sum, product);
        }
        if (sum is null)
            return end.MakeInt(form.Constant);
        return form.Constant == 0 ? sum : end.Make(Op.IntAddWrap, sum, end.MakeInt(form.Constant));
    }

    /// <summary>The range of what a form adds to the counter.</summary>
    public static Interval RangeOf(LinearForm form)
    {
        var range = Interval.Constant(form.Constant);
        foreach (var (term, factor) in form.Terms)
        {
            var known = RangeOf(term).Meet(new Interval(-LinearForm.TermLimit, LinearForm.TermLimit));
            var product = IntervalArithmetic.Apply(Op.IntMul, known, Interval.Constant(factor), Interval.All);
            range = IntervalArithmetic.Apply(Op.IntAdd, range, product, Interval.All);
        }
        return range;
    }

    /// <summary>What can be seen of the range of an int or bool from its near operands; it has been computed, so it fits its type.</summary>
    public static Interval RangeOf(Value value) => RangeOf(value, 0);

    // The start must be a small number, too: the counter is never below it.
    private bool RequireStart() => _forms.Of(_loop.Start) is { } start && RequireForm(start);

    private static Interval RangeOf(Value value, int depth)
    {
        const int MaxDepth = 3;
        if (value.Op is Op.IntConstant)
            return Interval.Constant(value.Immediate);
        if (value.Op is Op.FixedField or Op.LoadField)
            return new Interval(0, int.MaxValue);
        if (value.Op == Op.LoadElement)
        {
            var (min, max) = ElementKinds.RangeOf((ElementKind)value.Immediate);
            return new Interval(min, max);
        }
        var isArithmetic = value.Op is (>= Op.IntAdd and <= Op.IntFloorMod) or Op.IntMin or Op.IntMax or Op.IntFromBool;
        if (depth == MaxDepth || !isArithmetic || value.Operands.Count == 0)   // a product that is not computed yet
            return value.Type == IrType.Bool ? Interval.Bool : Interval.Int64;
        var first = RangeOf(value.Operands[0], depth + 1);
        var second = value.Info.Arity > 1 ? RangeOf(value.Operands[1], depth + 1) : Interval.All;
        return IntervalArithmetic.Apply(value.Op, first, second, Interval.All).Meet(Interval.Int64);
    }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>An int in a round of a <see cref="CountedLoop"/>: a linear form times a value from outside, plus a linear form. So is the index <c>i*n + j</c> of a flat matrix.</summary>
/// <remarks>It grows by the same in each round: what it is at least in the first round and in the last, it is in all. It is exact where both factors are from 0 to below 2³¹.</remarks>
/// <param name="Count">The form that is multiplied.</param>
/// <param name="Stride">What it is multiplied by.</param>
/// <param name="Rest">What is added.</param>
internal sealed record StridedForm(LinearForm Count, Value Stride, LinearForm Rest)
{
    /// <summary>Whether the same is multiplied.</summary>
    public bool HasProductOf(StridedForm other) => Count == other.Count && Stride == other.Stride;
}

/// <summary>Finds the <see cref="StridedForm"/>s of ints in a counted loop, those that are no <see cref="LinearForm"/>s.</summary>
/// <param name="loop">The loop.</param>
/// <param name="forms">Its linear forms.</param>
internal sealed class StridedForms(CountedLoop loop, LinearForms forms)
{
    private readonly Dictionary<Value, StridedForm?> _known = [];

    /// <summary>What an int is in a round; <see langword="null"/> where it is no such form. What it is computed from is asked about first, in the order of a round.</summary>
    public StridedForm? Of(Value value)
    {
        if (!_known.TryGetValue(value, out var known))
            _known[value] = known = Compute(value);
        return known;
    }

    private StridedForm? Compute(Value value)
    {
        if (value.Type != IrType.Int64 || loop.IsInvariant(value))
            return null;
        return value.Op switch
        {
            Op.IntMul or Op.IntMulWrap => Product(value.Operands[0], value.Operands[1]) ?? Product(value.Operands[1], value.Operands[0]),
            Op.IntAdd or Op.IntAddWrap => Sum(value.Operands[0], value.Operands[1], 1) ?? Sum(value.Operands[1], value.Operands[0], 1),
            Op.IntSub or Op.IntSubWrap => Sum(value.Operands[0], value.Operands[1], -1),
            _ => null,
        };
    }

    private StridedForm? Product(Value count, Value stride) =>
        loop.IsInvariant(stride) && forms.Of(count) is { Scale: >= 0 } form && LinearForm.Of(0) is { } zero ? new StridedForm(form, stride, zero) : null;

    private StridedForm? Sum(Value strided, Value rest, int sign) =>
        _known.GetValueOrDefault(strided) is { } form && forms.Of(rest) is { } other && form.Rest.Plus(other, sign) is { } sum ? form with { Rest = sum } : null;
}

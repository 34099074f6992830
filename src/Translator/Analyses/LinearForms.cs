using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Finds the <see cref="LinearForm"/>s of ints in a counted loop.</summary>
/// <param name="loop">The loop.</param>
internal sealed class LinearForms(CountedLoop loop)
{
    private const int MaxDepth = 12;
    private const int MostProducts = 4;

    private readonly List<(Value Product, LinearForm Left, LinearForm Right)> _products = [];
    private readonly Dictionary<Value, LinearForm?> _known = new() { [loop.Counter] = LinearForm.Counter };

    /// <summary>What an int is in a round; <see langword="null"/> where it is no such form.</summary>
    public LinearForm? Of(Value value) => Of(value, 0);

    /// <summary>Says what an int is; nothing has asked about it, or about what is computed from it.</summary>
    public void Assume(Value value, LinearForm form) => _known[value] = form;

    private LinearForm? Of(Value value, int depth)
    {
        if (value.Type != IrType.Int64 || depth > MaxDepth)
            return null;
        if (value.Op == Op.IntConstant)
            return LinearForm.Of(value.Immediate);
        if (loop.IsInvariant(value))
            return LinearForm.Of(value);
        if (_known.TryGetValue(value, out var known))
            return known;
        return _known[value] = Compute(value, depth + 1);
    }

    /// <summary>What a term is the product of; <see langword="null"/> for all others.</summary>
    /// <remarks>
    /// A product of what is the same in all rounds is a value that is in no block and has no operands yet: whoever computes forms before the loop gives it both. It is a term if each factor lies
    /// in ±<see cref="LinearForm.FactorLimit"/>.
    /// </remarks>
    public (LinearForm Left, LinearForm Right)? FactorsOf(Value term)
    {
        var index = _products.FindIndex(product => product.Product == term);
        return index < 0 ? null : (_products[index].Left, _products[index].Right);
    }

    private LinearForm? Product(LinearForm left, LinearForm right)
    {
        if (right.IsConstant)
            return left.Times(right.Constant);
        if (left.IsConstant)
            return right.Times(left.Constant);
        if (!left.IsInvariant || !right.IsInvariant || _products.Count == MostProducts)
            return null;
        var known = _products.Find(product => product.Left.Equals(left) && product.Right.Equals(right)).Product;
        if (known is null)
        {
            known = loop.Header.Function.NewValue(Op.IntMulWrap, [], loop.Test.Origin);
            _products.Add((known, left, right));
        }
        return LinearForm.Of(known);
    }

    private LinearForm? Compute(Value value, int depth)
    {
        switch (value.Op)
        {
            case Op.IntAdd or Op.IntAddWrap:
                return Sum(value, 1, depth);
            case Op.IntSub or Op.IntSubWrap:
                return Sum(value, -1, depth);
            case Op.IntNeg or Op.IntNegWrap:
                return Of(value.Operands[0], depth)?.Times(-1);
            case Op.IntMul or Op.IntMulWrap:
                return Of(value.Operands[0], depth) is { } left && Of(value.Operands[1], depth) is { } right ? Product(left, right) : null;
            case Op.IntShiftLeft or Op.IntShiftLeftWrap when value.Operands[1] is { Op: Op.IntConstant, Immediate: >= 0 and < 8 } count:
                return Of(value.Operands[0], depth)?.Times(1L << (int)count.Immediate);
            case Op.IntAnd:
                return SignBits(value.Operands[0], depth) ?? SignBits(value.Operands[1], depth);
            case Op.Phi when value.Block == loop.Header:
                return OtherCounter(value, depth);
            default:
                return null;
        }
    }

    private LinearForm? Sum(Value value, long sign, int depth) =>
        Of(value.Operands[0], depth) is { } first && Of(value.Operands[1], depth) is { } second ? first.Plus(second, sign) : null;

    // x >> 63 & n is what a negative index from the end is short of: nothing, if x is none.
    private LinearForm? SignBits(Value value, int depth) =>
        value.Op == Op.IntShiftRight && value.Operands[1] is { Op: Op.IntConstant, Immediate: 63 } && Of(value.Operands[0], depth) is { } shifted
            ? LinearForm.Of(0)!.If(shifted)   // 0 is small
            : null;

    // What grows by the same in each round is as far from the counter as at the start.
    private LinearForm? OtherCounter(Value phi, int depth)
    {
        if (loop.NextOf(phi) is not { Op: Op.IntAdd or Op.IntAddWrap or Op.IntSub or Op.IntSubWrap } next || next.Operands[0] != phi || next.Operands[1].Op != Op.IntConstant)
            return null;
        var step = next.Op is Op.IntAdd or Op.IntAddWrap ? next.Operands[1].Immediate : -next.Operands[1].Immediate;
        if (Of(loop.StartOf(phi), depth) is not { } start || Of(loop.Start, depth) is not { } counted || LinearForm.Counter.Times(step) is not { } grown)
            return null;
        return start.Plus(grown) is { } sum && counted.Times(-step) is { } passed ? sum.Plus(passed) : null;
    }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>What is tested in the lanes of each round: that ints are so small that nothing overflows, and that checks hold.</summary>
/// <remarks>
/// An int lies from −2ⁿ to below 2ⁿ if with 2ⁿ added it has no bit above the n + 1 lowest: those of all ints are collected by an or, and looked at once. A main loop that
/// writes nothing looks at its end and then does not count; any other one before it writes, and ends there.
/// </remarks>
/// <param name="code">Makes vectors.</param>
/// <param name="main">The main loop.</param>
/// <param name="isOnce">Whether tests are collected over all rounds.</param>
internal sealed class VectorisationGuards(VectorisationCode code, MainLoop main, bool isOnce)
{
    private const int SignAlone = 62;   // with 2⁶² added, what is too large has the sign bit

    private readonly List<(Value? Bias, int Bits, List<Value> Raised)> _groups = [];
    private readonly List<Value> _violations = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _groups.Count + _violations.Count == 0;

    /// <summary>Demands that ints lie from −2ⁿ to below 2ⁿ.</summary>
    public void AddRange(Value ints, int bits) => GroupOf(null, bits).Add(code.Lanewise(Op.IntAddWrap, ints, code.Constant(1L << bits)));

    /// <summary>Demands that ints lie from −b to below b, a power of two known before the loop.</summary>
    public void AddRange(Value ints, Value bias) => GroupOf(bias, 0).Add(code.Lanewise(Op.IntAddWrap, ints, bias));

    /// <summary>Demands that ints are not negative.</summary>
    public void AddSign(Value ints) => GroupOf(null, SignAlone).Add(ints);

    /// <summary>Demands that no lane of a mask is set.</summary>
    public void AddViolation(Value mask) => _violations.Add(mask);

    /// <summary>Ends the round: joins what it has to test.</summary>
    /// <returns>Makes the bool that says whether anything is wrong, so far, where it is called.</returns>
    public Func<Value> Collect()
    {
        var collected = new List<(Value? Bias, int Bits, Value Raised)>();
        foreach (var (bias, bits, raised) in _groups)
            collected.Add((bias, bits, Gather(raised, Op.IntOr, () => code.Constant(0))));
        var violation = _violations.Count == 0 ? null : Gather(_violations, Op.BoolOr, () => code.LanewiseBefore(Op.IntLess, code.Constant(0), code.Constant(0)));
        return () =>
        {
            var beyond = VectorisationCode.JoinAll(
                collected.Select(group => Beyond(group.Bias, group.Bits, group.Raised)), (first, second) => code.Lanewise(Op.IntOr, first, second));
            var wrong = new[] { beyond, violation }.OfType<Value>().Select(vector => code.Scalar(Op.AnyNegative, vector));
            return VectorisationCode.JoinAll(wrong, (first, second) => code.Scalar(Op.BoolOr, first, second))!;   // there is one
        };
    }

    private Value Gather(List<Value> found, Op join, Func<Value> none)
    {
        var inRound = VectorisationCode.JoinAll(found, (first, second) => code.Lanewise(join, first, second))!;   // a group has some
        if (!isOnce)
            return inRound;
        Value? all = null;
        var before = main.AddPhi(none(), () => all!);   // set in the next line, and asked for later
        return all = code.Lanewise(join, before, inRound);
    }

    private Value Beyond(Value? bias, int bits, Value raised)
    {
        if (bias is null && bits == SignAlone)
            return raised;
        var most = bias is null
            ? code.Constant((2L << bits) - 1)
            : code.LanewiseBefore(Op.IntSubWrap, code.LanewiseBefore(Op.IntAddWrap, bias, bias), code.Constant(1));
        return code.Lanewise(Op.IntOr, raised, code.Lanewise(Op.IntSubWrap, most, raised));
    }

    private List<Value> GroupOf(Value? bias, int bits)
    {
        var index = _groups.FindIndex(group => group.Bias == bias && group.Bits == bits);
        if (index >= 0)
            return _groups[index].Raised;
        _groups.Add((bias, bits, []));
        return _groups[^1].Raised;
    }
}

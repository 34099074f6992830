using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Whether the rounds of a loop may read and write several elements at once: first all that they read, then all that they write.</summary>
/// <remarks>
/// The order of two accesses changes where one of a later round comes before one of an earlier round. That does no harm unless both are of the same element, which
/// the distance of the two in one round tells: it is the same in all rounds. Two sequences may overlap, or be one; of two addresses the distance is not known before the loop runs, and is tested there.
/// </remarks>
/// <param name="forms">The linear forms of the loop.</param>
internal sealed class VectorisationMemory(LinearForms forms)
{
    private const int Size = sizeof(long);   // of an element
    private const int MostTests = 8;

    private readonly List<(Value Access, LinearForm Index)> _accesses = [];    // in the order of the round
    private readonly List<(Value From, Value To, LinearForm Elements, long Least)> _tests = [];
    private long _mostBytes;

    /// <summary>The index of an element that is read or written, the next one in each round; <see langword="null"/> for all others.</summary>
    public LinearForm? IndexOf(Value access) => forms.Of(access.Operands[1]) is { Scale: 1 } index ? index : null;

    /// <summary>Enters a load or a store, in the order of the round.</summary>
    public void Add(Value access, LinearForm index) => _accesses.Add((access, index));

    /// <summary>Whether so many rounds may be done at once, if the tests that <see cref="EmitTests"/> makes are passed.</summary>
    public bool Allows(int rounds)
    {
        _tests.Clear();
        for (var second = 0; second < _accesses.Count; second++)
        {
            for (var first = 0; first <= second; first++)
            {
                var (one, other) = (_accesses[first].Access, _accesses[second].Access);
                if (one.Op == Op.LoadElement && other.Op == Op.LoadElement)
                    continue;
                // A store comes behind the loads that follow it, too.
                var isAllowed = one.Op == Op.StoreElement && other.Op == Op.LoadElement
                    ? IsOutside(second, first, -1, rounds)
                    : IsOutside(first, second, 0, rounds);
                if (!isAllowed)
                    return false;
            }
        }
        return true;
    }

    /// <summary>Makes the tests that <see cref="Allows"/> found.</summary>
    /// <param name="end">The end of a block before the loop.</param>
    /// <returns>Conditions that must all be true.</returns>
    public List<Value> EmitTests(Value end)
    {
        var conditions = new List<Value>();
        foreach (var (from, to, elements, least) in _tests)
        {
            Value? distance = null;
            if (elements.Constant != 0 || elements.Terms.Any(term => term.Factor != 0))
                distance = end.Make(Op.IntMulWrap, LoopLimits.EmitForm(elements, end), end.MakeInt(Size));
            if (from != to)
            {
                var ofAddresses = end.Make(Op.AddressDifference, to, from);
                distance = distance is null ? ofAddresses : end.Make(Op.IntAddWrap, ofAddresses, distance);
            }
            // Not between the two ends, as an unsigned number.
            var raised = distance is null ? end.MakeInt(least) : end.Make(Op.IntAddWrap, distance, end.MakeInt(-least));
            conditions.Add(end.Make(Op.UIntLessOrEqual, end.MakeUnsigned((ulong)(_mostBytes - least)), end.Make(Op.UIntFromBits, raised)));
        }
        return conditions;
    }

    /// <summary>
    /// Whether the element of the one is at no distance before that of the other, in the same round, that is more than <paramref name="least"/> elements and less than
    /// <paramref name="most"/>; or a test can tell.
    /// </summary>
    private bool IsOutside(int from, int to, int least, int most)
    {
        var (first, second) = (_accesses[from], _accesses[to]);
        if (second.Index.Plus(first.Index, -1) is not { } elements)
            return false;
        var (fromAddress, toAddress) = (first.Access.Operands[0], second.Access.Operands[0]);
        if (fromAddress == toAddress && elements.Terms.All(term => term.Factor == 0))
            return elements.Constant <= least || elements.Constant >= most;
        _mostBytes = (long)most * Size;
        var test = (fromAddress, toAddress, elements, (long)least * Size + 1);
        if (!_tests.Exists(known => known.From == fromAddress && known.To == toAddress && known.Elements.IsSameNumberAs(elements) && known.Least <= test.Item4))
            _tests.Add(test);
        return _tests.Count <= MostTests;
    }
}

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
    private const int MostTests = 12;

    private readonly List<(Value Access, LinearForm Index)> _accesses = [];    // in the order of the round
    private readonly List<Test> _tests = [];

    /// <summary>The access that <see cref="Allows"/> found in the way; <see langword="null"/> where there was none.</summary>
    public Value? Conflict { get; private set; }

    /// <summary>The index of an element that is read or written, the next one in each round; <see langword="null"/> for all others.</summary>
    public LinearForm? IndexOf(Value access) => forms.Of(access.Operands[1]) is { Scale: 1 } index ? index : null;

    /// <summary>Enters a load or a store, in the order of the round.</summary>
    public void Add(Value access, LinearForm index) => _accesses.Add((access, index));

    /// <summary>Whether so many rounds may be done at once, if the tests that <see cref="EmitTests"/> makes are passed.</summary>
    public bool Allows(int rounds)
    {
        _tests.Clear();
        Conflict = null;
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
                if (isAllowed)
                    continue;
                Conflict = other;
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
        foreach (var test in _tests)
        {
            Value? distance = null;
            if (test.Elements.Constant != 0 || test.Elements.Terms.Any(term => term.Factor != 0))
                distance = end.Make(Op.IntMulWrap, LoopLimits.EmitForm(test.Elements, end), end.MakeInt(test.Size));
            if (test.From != test.To)
            {
                var ofAddresses = end.Make(Op.AddressDifference, test.To, test.From);
                distance = distance is null ? ofAddresses : end.Make(Op.IntAddWrap, ofAddresses, distance);
            }
            // Not from the one to below the other, as an unsigned number.
            var raised = distance is null ? end.MakeInt(-test.Least) : end.Make(Op.IntAddWrap, distance, end.MakeInt(-test.Least));
            conditions.Add(end.Make(Op.UIntLessOrEqual, end.MakeUnsigned((ulong)(test.Most - test.Least)), end.Make(Op.UIntFromBits, raised)));
        }
        return conditions;
    }

    private static int SizeOf(Value access) => ElementKinds.SizeOf((ElementKind)access.Immediate);

    /// <summary>
    /// Whether the element of the one is at no distance before that of the other, in the same round, that is more than <paramref name="least"/> elements and less than
    /// <paramref name="most"/>; or a test can tell.
    /// </summary>
    private bool IsOutside(int from, int to, int least, int most)
    {
        var (first, second) = (_accesses[from], _accesses[to]);
        if (second.Index.Plus(first.Index, -1) is not { } elements)
            return false;
        var (fromAddress, toAddress, size) = (first.Access.Operands[0], second.Access.Operands[0], SizeOf(first.Access));
        if (SizeOf(second.Access) != size)
            return false;
        if (fromAddress == toAddress && elements.Terms.All(term => term.Factor == 0))
            return elements.Constant <= least || elements.Constant >= most;
        var test = new Test(fromAddress, toAddress, elements, size, least * size + 1L, (long)most * size);
        if (!_tests.Exists(known => known.IsLike(test)))
            _tests.Add(test);
        return _tests.Count <= MostTests;
    }

    /// <summary>That the distance of two elements, in bytes, is not from one number to below another.</summary>
    private sealed record Test(Value From, Value To, LinearForm Elements, int Size, long Least, long Most)
    {
        public bool IsLike(Test other) =>
            From == other.From && To == other.To && Elements.IsSameNumberAs(other.Elements) && (Size, Least, Most) == (other.Size, other.Least, other.Most);
    }
}

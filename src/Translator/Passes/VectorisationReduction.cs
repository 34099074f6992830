using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>A phi of a loop that collects something of each round, in any order: a sum, a minimum.</summary>
/// <remarks>
/// Each lane collects what its rounds bring; at the end the lanes are joined by the same operation. Of a float minimum that is not quite the same: which of two zeros
/// comes first decides, and whether a NaN is passed over depends on which operand it is. Sums of floats depend on their order altogether: they are none.
/// </remarks>
/// <param name="Phi">The phi.</param>
/// <param name="Links">The operations from the phi to what it is in the next round.</param>
/// <param name="Join">The operation that joins two lanes.</param>
/// <param name="Terms">What the links take in, besides each other.</param>
internal sealed record VectorisationReduction(Value Phi, IReadOnlyList<Value> Links, Op Join, IReadOnlyList<Value> Terms)
{
    private const int MostLinks = 8;

    /// <summary>Whether it is a sum that may overflow.</summary>
    public bool IsChecked => Links.Any(link => link.Has(Effects.MayOverflow));

    /// <summary>Whether it is a float.</summary>
    public bool IsOfFloats => Phi.Type == IrType.Float64;

    /// <summary>Whether a NaN among the terms becomes what was collected, for the next term to replace.</summary>
    public bool TakesNan => IsOfFloats && Links.Any(link => !Terms.Contains(link.Operands[0]));

    /// <summary>Whether all lanes start with what the phi starts with; or with <see cref="Identity"/>, and the start comes in at the end.</summary>
    public bool StartsWithPhi => Join is Op.IntMin or Op.IntMax or Op.FloatMin or Op.FloatMax;

    /// <summary>What changes nothing when it is joined.</summary>
    public long Identity => Join switch { Op.IntAnd => -1, Op.IntMulWrap => 1, _ => 0 };

    /// <summary>Recognises a reduction; <see langword="null"/> for all else.</summary>
    /// <param name="phi">The phi.</param>
    /// <param name="next">What it is in the next round.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="predicates">What stands for the phis within it.</param>
    public static VectorisationReduction? Of(Value phi, Value next, CountedLoop loop, VectorisationPredicates predicates)
    {
        ArgumentNullException.ThrowIfNull(phi);
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(loop);
        if (JoinOf(next.Op) is not { } join)
            return null;
        var (links, terms) = (new List<Value>(), new List<Value>());
        for (var link = next; link != phi;)
        {
            if (links.Count == MostLinks || JoinOf(link.Op) != join || loop.IsInvariant(link))
                return null;
            links.Add(link);
            Value[] inputs = [predicates.Resolve(link.Operands[0]), predicates.Resolve(link.Operands[1])];
            var inner = Array.FindIndex(inputs, input => LeadsTo(input, phi, join, predicates, MostLinks));
            if (inner < 0 || (inner == 1 && link.Op is Op.IntSub or Op.IntSubWrap))
                return null;
            terms.Add(inputs[1 - inner]);
            link = inputs[inner];
        }
        return terms.Exists(term => term == phi || links.Contains(term)) ? null : new VectorisationReduction(phi, links, join, terms);
    }

    /// <summary>Whether what is collected goes nowhere else in a round: it is not what Python would have then.</summary>
    /// <param name="uses">How often each value is used in the lanes.</param>
    public bool IsPrivate(IReadOnlyDictionary<Value, int> uses) =>
        uses.GetValueOrDefault(Phi) == 1 && Links.All(link => uses.GetValueOrDefault(link) == (link == Links[0] ? 0 : 1));

    private static bool LeadsTo(Value value, Value phi, Op join, VectorisationPredicates predicates, int linksLeft) => value == phi
        || (linksLeft > 0 && JoinOf(value.Op) == join && value.Operands.Take(2).Any(operand => LeadsTo(predicates.Resolve(operand), phi, join, predicates, linksLeft - 1)));

    private static Op? JoinOf(Op op) => op switch
    {
        Op.IntAdd or Op.IntAddWrap or Op.IntSub or Op.IntSubWrap => Op.IntAddWrap,
        Op.IntMulWrap or Op.IntAnd or Op.IntOr or Op.IntXor or Op.IntMin or Op.IntMax or Op.FloatMin or Op.FloatMax => op,
        _ => null,
    };
}

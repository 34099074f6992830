using System.Collections.Immutable;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>An int in a round of a <see cref="CountedLoop"/>: so many times the counter, and a sum of what is the same in all rounds.</summary>
/// <remarks>
/// It is that, without any sum that wraps on the way, if each of <see cref="Terms"/> lies in ±<see cref="TermLimit"/>, as does the counter, and if none of <see cref="Assumed"/> is negative.
/// Coefficients are so small that no sum here then leaves 64 bits. What a form's coefficient says 0 of was added and taken away again: it must lie there all the same.
/// </remarks>
/// <param name="Scale">How many times the counter.</param>
/// <param name="Terms">Values from outside, in the order of their numbers, with their coefficients.</param>
/// <param name="Constant">The number that is added.</param>
/// <param name="Assumed">Forms that must not be negative for this to hold.</param>
internal sealed record LinearForm(long Scale, ImmutableArray<(Value Value, long Factor)> Terms, long Constant, ImmutableArray<LinearForm> Assumed)
{
    /// <summary>How far from 0 terms and counters may be.</summary>
    public const long TermLimit = 1L << 50;

    /// <summary>How far from 0 the factors of a product may be.</summary>
    public const long FactorLimit = 1L << 25;

    private const long MaxConstant = 1L << 50;
    private const long MaxFactor = 1L << 8;
    private const int MostTerms = 6;
    private const int MostAssumed = 4;

    /// <summary>A number.</summary>
    public static LinearForm? Of(long constant) => Checked(0, [], constant, []);

    /// <summary>A value from outside.</summary>
    public static LinearForm Of(Value term) => new(0, [(term, 1)], 0, []);

    /// <summary>The counter.</summary>
    public static LinearForm Counter { get; } = new(1, [], 0, []);

    /// <summary>Whether it is the same in all rounds.</summary>
    public bool IsInvariant => Scale == 0;

    /// <summary>Whether it is a number.</summary>
    public bool IsConstant => Scale == 0 && Terms.Length == 0 && Assumed.Length == 0;

    /// <summary>This plus so many times another; <see langword="null"/> where that is too large.</summary>
    public LinearForm? Plus(LinearForm other, long factor = 1)
    {
        var terms = new SortedDictionary<int, (Value Value, long Factor)>();
        foreach (var (value, count) in Terms)
            terms[value.Id] = (value, count);
        foreach (var (value, count) in other.Terms)
            terms[value.Id] = (value, (terms.TryGetValue(value.Id, out var known) ? known.Factor : 0) + count * factor);
        return Checked(Scale + other.Scale * factor, [.. terms.Values], Constant + (Int128)other.Constant * factor, [.. Assumed.Union(other.Assumed)]);
    }

    /// <summary>So many times this.</summary>
    public LinearForm? Times(long factor) =>
        factor is < -MaxFactor or > MaxFactor ? null : new LinearForm(0, [], 0, []).Plus(this, factor);

    /// <summary>The same, as long as another is not negative.</summary>
    public LinearForm? If(LinearForm notNegative) => Checked(Scale, Terms, Constant, [.. Assumed.Union([.. notNegative.Assumed, notNegative with { Assumed = [] }])]);

    /// <summary>Whether it is this form for the same reasons or others.</summary>
    public bool IsSameNumberAs(LinearForm other) => Scale == other.Scale && Constant == other.Constant && HasTermsOf(other);

    /// <summary>Whether what it adds to the counter and the constant is the same.</summary>
    public bool HasTermsOf(LinearForm other) =>
        Terms.Where(term => term.Factor != 0).SequenceEqual(other.Terms.Where(term => term.Factor != 0));

    /// <inheritdoc/>
    public bool Equals(LinearForm? other) =>
        other is not null && Scale == other.Scale && Constant == other.Constant && Terms.SequenceEqual(other.Terms) && Assumed.SequenceEqual(other.Assumed);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Scale, Constant, Terms.Length, Assumed.Length);

    private static LinearForm? Checked(long scale, ImmutableArray<(Value Value, long Factor)> terms, Int128 constant, ImmutableArray<LinearForm> assumed)
    {
        var isSmall = Math.Abs(scale) <= MaxFactor && terms.Length <= MostTerms && terms.All(term => Math.Abs(term.Factor) <= MaxFactor)
            && Int128.Abs(constant) <= MaxConstant && assumed.Length <= MostAssumed;
        return isSmall ? new LinearForm(scale, terms, (long)constant, assumed) : null;
    }
}

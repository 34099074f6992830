namespace Pyc.Translation.Interpretation;

/// <summary>In which slots a table looks for a key, one after the other.</summary>
internal enum Probing
{
    /// <summary>Slots far apart: <c>i = 5*i + perturb + 1</c>, every dict, and sets up to 3.3.</summary>
    Perturb,

    /// <summary>A run of neighbours found with exclusive or, then far apart, sets of 3.4.</summary>
    NeighboursByXor,

    /// <summary>A run of neighbours that does not wrap around, then far apart, sets since 3.5.</summary>
    Neighbours,
}

/// <summary>Which of the dummies that a look-up passed a new key takes.</summary>
internal enum DummyReuse
{
    /// <summary>None.</summary>
    None,

    /// <summary>The first one.</summary>
    First,

    /// <summary>The last one.</summary>
    Last,
}

/// <summary>How a table of keys grows and where it looks, which decides the order of iteration where insertion does not.</summary>
/// <param name="Probing">Where it looks.</param>
/// <param name="Reuse">Which dummy a new key takes.</param>
/// <param name="IsOrdered">Whether iteration follows insertion.</param>
/// <param name="GrowsBeforeInsertion">Whether a full table grows when the next key comes, not as soon as it is full.</param>
/// <param name="IsFull">Whether a table with that many slots in use (dummies included), of that many, is full.</param>
/// <param name="SizeAfterGrowth">What the slots must exceed after growth, from the number of keys and of slots.</param>
internal sealed record TablePolicy(
    Probing Probing,
    DummyReuse Reuse,
    bool IsOrdered,
    bool GrowsBeforeInsertion,
    Func<long, long, bool> IsFull,
    Func<long, long, long> SizeAfterGrowth)
{
    /// <summary>Whether a set remembers where it popped last, whatever becomes of its table.</summary>
    public bool HasLastingFinger { get; init; }
}

using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>What is known of the elements of a sequence: a type variable that all operands share which may be the same sequence.</summary>
/// <remarks>
/// What a list holds is found out by what is put into it. When more is found out than code that was built before has assumed, the unit is built
/// again (<see cref="UnitRestartException"/>): the variable of a list that the code makes stays, for the place that makes it. Variables that turn out
/// to be of one sequence become one: union-find as in type inference after R. Milner, "A Theory of Type Polymorphism in Programming" (1978).
/// </remarks>
internal sealed class SequenceVariable
{
    // Lists of lists, as people write them, are two or three deep; a list that holds itself has no end.
    private const int Deepest = 6;

    private readonly SequenceType? _lent;
    private SequenceVariable? _same;
    private bool _hasInts;
    private bool _hasFloats;
    private bool _hasBools;
    private bool _hasNone;
    private SequenceVariable? _items;
    private RecordLayout? _tuples;

    /// <summary>A list that the code makes.</summary>
    public SequenceVariable()
    {
    }

    /// <summary>A sequence that is passed from outside.</summary>
    public SequenceVariable(SequenceType type)
    {
        _lent = type;
        if (type.Items is not null)
            _items = new SequenceVariable(type.Items);
    }

    /// <summary>What it is, where it is passed from outside; null for a list that the code makes.</summary>
    public SequenceType? Lent => Find()._lent;

    /// <summary>Whether its length cannot change.</summary>
    public bool IsFixed => Lent is { IsFixed: true };

    /// <summary>Whether it has two dimensions.</summary>
    public bool IsMatrix => Lent is { Rank: 2 };

    /// <summary>Where its elements are sequences, what is known of those.</summary>
    public SequenceVariable? Items => Find()._items?.Find();

    /// <summary>Whether it is not known to have elements at all.</summary>
    public bool IsUnknown => Find() is { _lent: null, _items: null, _tuples: null, _hasInts: false, _hasFloats: false, _hasBools: false, _hasNone: false };

    /// <summary>How its elements lie in memory.</summary>
    public ElementKind Kind
    {
        get
        {
            var one = Find();
            if (one._lent is not null)
                return one._lent.Elements;
            if (one._items is not null)
                return ElementKind.Sequence;
            if (one._tuples is not null)
                return ElementKind.Record;
            return (one._hasInts, one._hasFloats, one._hasBools, one._hasNone) switch
            {
                (_, false, false, false) => ElementKind.Int64,
                (false, true, false, false) => ElementKind.Float64,
                (false, false, true, false) => ElementKind.Bool,
                _ => ElementKind.Mixed,
            };
        }
    }

    /// <summary>Where its elements are tuples, the types of their items.</summary>
    public RecordLayout? Tuples => Find()._tuples;

    /// <summary>The number by which the runtime knows how its elements lie in memory: <see cref="RuntimeFunction.NewList"/>.</summary>
    public long KindCode => (long)Kind + (Tuples is { } layout ? layout.Code << 8 : 0);

    /// <summary>The types of its elements, where they are of several.</summary>
    public IReadOnlyList<IrType> MixedTypes
    {
        get
        {
            var one = Find();
            var types = new List<IrType>();
            if (one._hasInts)
                types.Add(IrType.Int64);
            if (one._hasFloats)
                types.Add(IrType.Float64);
            if (one._hasBools)
                types.Add(IrType.Bool);
            if (one._hasNone)
                types.Add(IrType.None);
            return types;
        }
    }

    /// <summary>What tells it from others: equal for variables of which the same is known.</summary>
    public string Key
    {
        get
        {
            var one = Find();
            if (one._lent is not null)
                return one._lent.ToString();
            if (one._tuples is { } layout)
                return layout.ToString();
            return one._items is not null
                ? $"[{one._items.Key}]"
                : $"{(one._hasInts ? "i" : "")}{(one._hasFloats ? "f" : "")}{(one._hasBools ? "b" : "")}{(one._hasNone ? "n" : "")}";
        }
    }

    /// <summary>Whether two are one.</summary>
    public bool Is(SequenceVariable other) => Find() == other.Find();

    /// <summary>Notes that it holds values of a type.</summary>
    /// <returns>Whether that was new, and code that was built before may be wrong.</returns>
    public bool Add(IrType type)
    {
        var one = Find();
        ref var has = ref one._hasInts;
        if (type == IrType.Float64)
            has = ref one._hasFloats;
        else if (type == IrType.Bool)
            has = ref one._hasBools;
        else if (type == IrType.None)
            has = ref one._hasNone;
        var isNew = !has;
        has = true;
        return isNew;
    }

    /// <summary>Notes that it holds sequences.</summary>
    /// <returns>Likewise.</returns>
    /// <exception cref="UnlikeSequencesException">They cannot be in one list.</exception>
    public bool Add(SequenceVariable items)
    {
        var one = Find();
        if (one._items is not null)
            return one._items.Unify(items);
        if (items.Depth() >= Deepest || items.Is(one) || items.HasWithin(one))
            throw TooDeep();
        one._items = items.Find();
        return true;
    }

    /// <summary>Notes that it holds tuples.</summary>
    /// <returns>Likewise.</returns>
    /// <exception cref="UnlikeSequencesException">It holds others already.</exception>
    public bool Add(RecordLayout tuples)
    {
        var one = Find();
        if (one._tuples == tuples)
            return false;
        if (one._tuples is { } others)
            throw Differ(others, tuples);
        one._tuples = tuples;
        return true;
    }

    /// <summary>Makes two one.</summary>
    /// <returns>Whether more is known of one of them by that.</returns>
    /// <exception cref="UnlikeSequencesException">They cannot be one: an array of C# and a list.</exception>
    public bool Unify(SequenceVariable other)
    {
        var (a, b) = (Find(), other.Find());
        if (a == b)
            return false;
        var (before, otherBefore) = (a.Key, b.Key);
        if (a._lent != b._lent)
            throw new UnlikeSequencesException(
                DiagnosticDescriptors.ArraysAndLists, "it has arrays of C# and lists, or arrays of several kinds, in one place",
                "Copy the array first: list(array).");
        if (a.HasWithin(b) || b.HasWithin(a))
            throw TooDeep();
        if (a._tuples is { } mine && b._tuples is { } theirs && mine != theirs)
            throw Differ(mine, theirs);
        b._same = a;
        a._tuples ??= b._tuples;
        a._hasInts |= b._hasInts;
        a._hasFloats |= b._hasFloats;
        a._hasBools |= b._hasBools;
        a._hasNone |= b._hasNone;
        if (a._items is not null && b._items is not null)
            a._items.Unify(b._items);
        else
            a._items ??= b._items;
        return a.Key != before || a.Key != otherBefore;
    }

    /// <summary>Whether it holds more than one of numbers, sequences and tuples.</summary>
    public bool IsTorn
    {
        get
        {
            var one = Find();
            var hasNumbers = one._hasInts || one._hasFloats || one._hasBools || one._hasNone;
            return one._lent is null && (one._items is not null ? 1 : 0) + (one._tuples is not null ? 1 : 0) + (hasNumbers ? 1 : 0) > 1;
        }
    }

    private int Depth()
    {
        var depth = 0;
        for (var one = Find(); one._items is not null; one = one._items.Find())
            depth++;
        return depth;
    }

    private bool HasWithin(SequenceVariable other)
    {
        for (var one = Items; one is not null; one = one.Items)
        {
            if (one == other)
                return true;
        }
        return false;
    }

    private static UnlikeSequencesException Differ(RecordLayout one, RecordLayout other) => new(
        DiagnosticDescriptors.UnlikeItems, $"it has tuples of different types in one list, {one} and {other}",
        "Make the items floats in all of them, or a list for each kind.");

    private static UnlikeSequencesException TooDeep() => new(
        DiagnosticDescriptors.ListDepth, $"it has lists in lists, more than {Deepest} deep, or a list in itself", "Make one list of the innermost items.");

    private SequenceVariable Find()
    {
        var root = this;
        while (root._same is not null)
            root = root._same;
        return root;
    }
}

/// <summary>Tells the builder that two sequences cannot be one, or cannot be in one.</summary>
/// <param name="descriptor">What it is about.</param>
/// <param name="why">Why: a clause, without a full stop.</param>
/// <param name="remedy">What to do: a sentence.</param>
internal sealed class UnlikeSequencesException(DiagnosticDescriptor descriptor, string why, string remedy) : Exception(why)
{
    public DiagnosticDescriptor Descriptor { get; } = descriptor;

    public string Remedy { get; } = remedy;
}

/// <summary>
/// Tells the builder of a unit that more is known of lists than it has assumed: the unit is to be built again.
/// </summary>
internal sealed class UnitRestartException : Exception;

using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Parts of memory that are told apart; what is written to one leaves the others as they are.</summary>
/// <remarks>
/// Kinds of numbers are one part: C# may lend the same bytes as two spans of different types, and code copies elements of lists of mixed types as ints. Nobody but
/// native code knows the memory where rows stand, and a list that the call has made lies outside of what C# lends.
/// </remarks>
[Flags]
internal enum MemoryParts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The fields of headers that change.</summary>
    Headers = 1,

    /// <summary>Elements that are sequences.</summary>
    Rows = 2,

    /// <summary>Numbers in arrays that C# has lent.</summary>
    Arrays = 4,

    /// <summary>Numbers in lists that are made where they are used.</summary>
    OwnLists = 8,

    /// <summary>Numbers in any sequence: all that is written to <see cref="Arrays"/> and <see cref="OwnLists"/> is written here too.</summary>
    Numbers = 16,

    /// <summary>All.</summary>
    All = Headers | Rows | Arrays | OwnLists | Numbers,
}

/// <summary>Which version of each part of memory is there at a place: where it is the same as at a place that dominates it, nothing has been written in between.</summary>
internal readonly record struct MemoryVersion(int Headers, int Rows, int Arrays, int OwnLists, int Numbers)
{
    private const int MaxDepth = 4;   // of phis of phis

    /// <summary>The parts that a value writes.</summary>
    public static MemoryParts WrittenBy(Value value) => value.Op switch
    {
        Op.StoreCount => MemoryParts.Headers,
        Op.StoreElement or Op.VectorStore or Op.VectorStoreMasked => PartOf(value) switch
        {
            MemoryParts.Numbers => MemoryParts.Numbers | MemoryParts.Arrays | MemoryParts.OwnLists,
            MemoryParts.Rows => MemoryParts.Rows,
            var part => part | MemoryParts.Numbers,
        },
        // Nobody has the header of a new list; one with more room has its elements elsewhere.
        Op.RuntimeCall when value.Immediate == (long)RuntimeFunction.NewList => MemoryParts.None,
        Op.RuntimeCall when value.Immediate == (long)RuntimeFunction.Reserve => MemoryParts.Headers,
        Op.Call => MemoryParts.All,
        _ => value.Has(Effects.Writes) ? MemoryParts.All : MemoryParts.None,
    };

    /// <summary>The version that what reads depends on.</summary>
    public int Of(Value reader) => PartOf(reader) switch
    {
        MemoryParts.Headers => Headers,
        MemoryParts.Rows => Rows,
        MemoryParts.Arrays => Arrays,
        MemoryParts.OwnLists => OwnLists,
        _ => Numbers,
    };

    /// <summary>The version behind a value.</summary>
    public MemoryVersion After(Value value) => With(WrittenBy(value), value.Id + 1);   // numbers of blocks are negative, 0 is the entry's

    /// <summary>The same with another version of some parts.</summary>
    public MemoryVersion With(MemoryParts parts, int version) => parts == MemoryParts.None ? this : new(
        (parts & MemoryParts.Headers) != 0 ? version : Headers,
        (parts & MemoryParts.Rows) != 0 ? version : Rows,
        (parts & MemoryParts.Arrays) != 0 ? version : Arrays,
        (parts & MemoryParts.OwnLists) != 0 ? version : OwnLists,
        (parts & MemoryParts.Numbers) != 0 ? version : Numbers);

    /// <summary>The parts of which another place has another version.</summary>
    public MemoryParts DifferentFrom(MemoryVersion other) =>
        (Headers != other.Headers ? MemoryParts.Headers : 0)
        | (Rows != other.Rows ? MemoryParts.Rows : 0)
        | (Arrays != other.Arrays ? MemoryParts.Arrays : 0)
        | (OwnLists != other.OwnLists ? MemoryParts.OwnLists : 0)
        | (Numbers != other.Numbers ? MemoryParts.Numbers : 0);

    private static MemoryParts PartOf(Value access)
    {
        if (access.Op == Op.LoadField)
            return MemoryParts.Headers;
        if (access.Op is Op.LoadElement or Op.StoreElement && access.Immediate == (long)ElementKind.Sequence)
            return MemoryParts.Rows;
        if (access.Operands.Count == 0)
            return MemoryParts.Numbers;
        return access.Operands[0] switch
        {
            { Op: Op.FixedField } => MemoryParts.Arrays,
            { Op: Op.LoadField } field when IsMadeHere(field.Operands[0], 0) => MemoryParts.OwnLists,
            _ => MemoryParts.Numbers,
        };
    }

    private static bool IsMadeHere(Value list, int depth) => list.Op switch
    {
        Op.RuntimeCall => true,
        Op.Phi => depth < MaxDepth && list.Operands.All(operand => operand == list || IsMadeHere(operand, depth + 1)),
        _ => false,
    };
}

namespace Pyc.Translation.Ir;

/// <summary>How an element of a sequence lies in memory.</summary>
public enum ElementKind
{
    /// <summary>A signed byte.</summary>
    Int8,

    /// <summary>An unsigned byte.</summary>
    UInt8,

    /// <summary>A signed integer of 16 bits.</summary>
    Int16,

    /// <summary>An unsigned integer of 16 bits.</summary>
    UInt16,

    /// <summary>A signed integer of 32 bits.</summary>
    Int32,

    /// <summary>An unsigned integer of 32 bits.</summary>
    UInt32,

    /// <summary>A signed integer of 64 bits.</summary>
    Int64,

    /// <summary>An unsigned integer of 64 bits.</summary>
    UInt64,

    /// <summary>A float of 32 bits, which Python sees as one of 64.</summary>
    Float32,

    /// <summary>A float of 64 bits.</summary>
    Float64,

    /// <summary>A byte that is 0 or 1.</summary>
    Bool,

    /// <summary>The address of the header of another sequence.</summary>
    Sequence,

    /// <summary>
    /// 16 bytes: a word, then the number of the <see cref="IrType"/> that it is of. Code reads and writes the two as elements of 8 bytes.
    /// </summary>
    Mixed,

    /// <summary>
    /// A tuple: 8 bytes for each item, of the types that the header's <see cref="RecordLayout"/> says. Code reads and writes its items as elements of 8 bytes.
    /// </summary>
    Record,
}

/// <summary>What each kind of element is.</summary>
public static class ElementKinds
{
    /// <summary>Its size in bytes; of a <see cref="ElementKind.Record"/> that of one item.</summary>
    public static int SizeOf(ElementKind kind) => kind switch
    {
        ElementKind.Int8 or ElementKind.UInt8 or ElementKind.Bool => 1,
        ElementKind.Int16 or ElementKind.UInt16 => 2,
        ElementKind.Int32 or ElementKind.UInt32 or ElementKind.Float32 => 4,
        ElementKind.Mixed => 16,
        _ => 8,
    };

    /// <summary>The type of the value that is read and written; of <see cref="ElementKind.Mixed"/> and <see cref="ElementKind.Record"/> there is none.</summary>
    public static IrType TypeOf(ElementKind kind) => kind switch
    {
        ElementKind.UInt64 => IrType.UInt64,
        ElementKind.Float32 or ElementKind.Float64 => IrType.Float64,
        ElementKind.Bool => IrType.Bool,
        ElementKind.Sequence => IrType.Sequence,
        ElementKind.Mixed or ElementKind.Record => IrType.Void,
        _ => IrType.Int64,
    };

    /// <summary>The smallest and the greatest integer of a kind that is one of fewer than 64 bits; all of 64 bits for the others.</summary>
    public static (long Min, long Max) RangeOf(ElementKind kind) => kind switch
    {
        ElementKind.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ElementKind.UInt8 => (byte.MinValue, byte.MaxValue),
        ElementKind.Int16 => (short.MinValue, short.MaxValue),
        ElementKind.UInt16 => (ushort.MinValue, ushort.MaxValue),
        ElementKind.Int32 => (int.MinValue, int.MaxValue),
        ElementKind.UInt32 => (uint.MinValue, uint.MaxValue),
        ElementKind.Bool => (0, 1),
        _ => (long.MinValue, long.MaxValue),
    };
}

namespace Pyc.Translation.Ir;

/// <summary>Where the fields of the header of a sequence lie, in bytes from its start. Headers are aligned to 8 bytes and do not move during a call.</summary>
public static class SequenceLayout
{
    /// <summary>The address of the first element: 8 bytes.</summary>
    public const int Data = 0;

    /// <summary>The number of elements, of two dimensions that of rows: 8 bytes.</summary>
    public const int Count = 8;

    /// <summary>How many elements there is room for: 8 bytes.</summary>
    public const int Capacity = 16;

    /// <summary>The number of columns, of two dimensions: 8 bytes.</summary>
    public const int Columns = 24;

    /// <summary>The <see cref="ElementKind"/> of its elements: 4 bytes. Code does not look at it.</summary>
    public const int Kind = 32;

    /// <summary>Which of the arguments it is, counted from 1; 0 for a list that the call has made: 4 bytes. Code does not look at it.</summary>
    public const int Lent = 36;

    /// <summary>The <see cref="RecordLayout"/> of a list of tuples: 8 bytes. Code does not look at it.</summary>
    public const int Tuples = 40;

    /// <summary>The size of a header.</summary>
    public const int Size = 48;

    /// <summary>The offset of a field that code reads.</summary>
    public static int OffsetOf(SequenceField field) => (int)field * sizeof(long);

    /// <summary>The type of a field that code reads.</summary>
    public static IrType TypeOf(SequenceField field) => field == SequenceField.Data ? IrType.Address : IrType.Int64;
}

/// <summary>The fields of a header that code reads, in the order in which they lie there.</summary>
public enum SequenceField
{
    /// <summary><see cref="SequenceLayout.Data"/>.</summary>
    Data,

    /// <summary><see cref="SequenceLayout.Count"/>: 0 to 2³¹−1.</summary>
    Count,

    /// <summary><see cref="SequenceLayout.Capacity"/>: likewise.</summary>
    Capacity,

    /// <summary><see cref="SequenceLayout.Columns"/>: likewise.</summary>
    Columns,
}

using System.Runtime.InteropServices;
using Pyc.Translation.Ir;

namespace Pyc.Execution.Sequences;

/// <summary>What native code knows a sequence by, the address of which is its word: the managed side of <see cref="SequenceLayout"/>.</summary>
/// <remarks>It lies in memory that does not move, at a multiple of 8 bytes.</remarks>
[StructLayout(LayoutKind.Explicit, Size = SequenceLayout.Size)]
internal unsafe struct SequenceHeader
{
    /// <summary>The first element.</summary>
    [FieldOffset(SequenceLayout.Data)]
    public byte* Data;

    /// <summary>The number of elements, of two dimensions that of rows: 0 to 2³¹−1.</summary>
    [FieldOffset(SequenceLayout.Count)]
    public long Count;

    /// <summary>How many elements there is room for: likewise.</summary>
    [FieldOffset(SequenceLayout.Capacity)]
    public long Capacity;

    /// <summary>The number of columns, of two dimensions; 0 of one.</summary>
    [FieldOffset(SequenceLayout.Columns)]
    public long Columns;

    /// <summary>How an element lies in memory.</summary>
    [FieldOffset(SequenceLayout.Kind)]
    public ElementKind Kind;

    /// <summary>Which of the arguments it is, counted from 1; 0 for a list that the call has made.</summary>
    [FieldOffset(SequenceLayout.Lent)]
    public int Lent;

    /// <summary>Of <see cref="ElementKind.Record"/>, the types of the items of each tuple.</summary>
    [FieldOffset(SequenceLayout.Tuples)]
    public RecordLayout Tuples;

    /// <summary>The size of an element in bytes.</summary>
    public readonly int ElementSize => Kind == ElementKind.Record ? sizeof(long) * Tuples.Count : ElementKinds.SizeOf(Kind);
}

using System.Collections.Immutable;

namespace Pyc.Translation.Ir;

/// <summary>What generated code calls to make and change lists. Indexes and counts are within the list; where an answer is 0, nothing has changed.</summary>
public enum RuntimeFunction
{
    /// <summary>
    /// A list without elements, of the <see cref="ElementKind"/> a (of tuples, with 2⁸ times their <see cref="RecordLayout.Code"/> added) and with room
    /// for b; 0 where there is no memory.
    /// </summary>
    NewList,

    /// <summary>Makes room in the list a for b elements in all; 0 where there is no memory.</summary>
    Reserve,

    /// <summary>
    /// Appends to the list a the elements of the sequence b with the indexes c, c + d, … as many as e, converted to the kind of a; 0 where there is
    /// no memory, or one does not fit. b may be a.
    /// </summary>
    AppendItems,

    /// <summary>Makes the list a its first b elements, c times, whatever its count was; 0 where there is no memory.</summary>
    Repeat,

    /// <summary>Moves the elements of the list a from the index b on up by c, so that its count grows by c; 0 where there is no memory. What lies in between is to be written.</summary>
    OpenGap,

    /// <summary>Takes out of the list a the c elements from the index b on.</summary>
    CloseGap,

    /// <summary>Turns the order of the elements of the sequence a round.</summary>
    Reverse,

    /// <summary>Sorts the elements of the sequence a, descending where b is 1, as Python's <c>sort</c> does; 0 where their order is not known: NaN, or lists.</summary>
    Sort,
}

/// <summary>The types of a runtime function.</summary>
/// <param name="Name">Its name in IR text.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Result">What it gives; <see cref="IrType.Void"/> for nothing.</param>
public sealed record RuntimeFunctionInfo(string Name, ImmutableArray<IrType> Parameters, IrType Result)
{
    private static readonly RuntimeFunctionInfo[] s_all =                  // in the order of RuntimeFunction
    [
        new("new_list", [IrType.Int64, IrType.Int64], IrType.Sequence),
        new("reserve", [IrType.Sequence, IrType.Int64], IrType.Int64),
        new("append_items", [IrType.Sequence, IrType.Sequence, IrType.Int64, IrType.Int64, IrType.Int64], IrType.Int64),
        new("repeat", [IrType.Sequence, IrType.Int64, IrType.Int64], IrType.Int64),
        new("open_gap", [IrType.Sequence, IrType.Int64, IrType.Int64], IrType.Int64),
        new("close_gap", [IrType.Sequence, IrType.Int64, IrType.Int64], IrType.Void),
        new("reverse", [IrType.Sequence], IrType.Void),
        new("sort", [IrType.Sequence, IrType.Int64], IrType.Int64),
    ];

    /// <summary>All, in the order of <see cref="RuntimeFunction"/>.</summary>
    public static ReadOnlySpan<RuntimeFunctionInfo> All => s_all;

    /// <summary>The types of one.</summary>
    public static RuntimeFunctionInfo Of(RuntimeFunction function) => s_all[(int)function];
}

using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Build;

/// <summary>Tuples, and lists that nobody changes, whatever they are made of: how many items they have, and which.</summary>
internal static class Sequences
{
    // Larger ones nobody takes apart. What walks through them does so recursively, and more than once where one is an item twice.
    private const int LargestTuple = 256;

    /// <summary>Whether it is a tuple.</summary>
    public static bool IsTuple(Operand operand) =>
        operand.Kind is OperandKind.Tuple or OperandKind.Row || operand.Constant is TupleConstant || operand.Known is PyTuple;

    /// <summary>Whether it is a tuple or a list.</summary>
    public static bool IsSequence(Operand operand) => operand.Kind == OperandKind.List || IsTuple(operand);

    /// <summary>The number of items; null for what is no tuple or list.</summary>
    public static int? Count(Operand operand, IrBuilder ir) => operand switch
    {
        { Kind: OperandKind.Tuple or OperandKind.List } => operand.Items.Length,
        { Kind: OperandKind.Row } => ir.Tables.Of(operand.Items[0], ir).Columns.Length,
        { Constant: TupleConstant constant } => constant.Items.Length,
        { Known: PyTuple tuple } => tuple.Count,
        _ => null,
    };

    /// <summary>The item with an index, counted from 0 and within the tuple or list; of a row the number in its column.</summary>
    public static Operand ItemAt(Operand sequence, int index, IrBuilder ir) => sequence switch
    {
        { Kind: OperandKind.Tuple or OperandKind.List } => sequence.Items[index],
        { Kind: OperandKind.Row } => ir.Tables.Of(sequence.Items[0], ir).Columns[index].Load(sequence.Values[0], ir),
        { Constant: TupleConstant constant } => Operand.Of(constant.Items[index]),
        { Known: PyTuple tuple } => ir.OperandOf(tuple[index]),
        _ => throw new InternalCompilerException($"{sequence.Kind} has no items.", stage: "building the IR"),
    };

    /// <summary>All items, numbers as values.</summary>
    /// <exception cref="UnsupportedBytecodeException">There are too many.</exception>
    public static Operand[] Items(Operand sequence, IrBuilder ir)
    {
        var items = new Operand[Count(sequence, ir) ?? 0];
        if (items.Length > LargestTuple)
            throw TooLarge(ir);
        for (var i = 0; i < items.Length; i++)
            items[i] = ir.Materialise(ItemAt(sequence, i, ir));
        ir.Spend(items.Length);
        return items;
    }

    /// <summary>A tuple, list or iterator as it is, if it is not too large.</summary>
    /// <exception cref="UnsupportedBytecodeException">It is.</exception>
    public static Operand Checked(Operand operand, IrBuilder ir) => operand.Size <= LargestTuple ? operand : throw TooLarge(ir);

    /// <summary>Makes sure that what walks through a tuple and the tuples in it does not do so for ever: a constant can be one item many times.</summary>
    /// <exception cref="UnsupportedBytecodeException">It is too large.</exception>
    public static void ThrowIfTooLarge(Operand operand, IrBuilder ir)
    {
        if (CountAll(operand, LargestTuple) > LargestTuple)
            throw TooLarge(ir);

        int CountAll(Operand tuple, int left)
        {
            if (!IsSequence(tuple) || left <= 0)
                return 1;
            var all = 1;
            var count = Count(tuple, ir) ?? 0;
            if (tuple.Kind == OperandKind.Row)
                return all + count;                                 // its items are read where they are asked for
            for (var i = 0; i < count && all <= left; i++)
                all += CountAll(ItemAt(tuple, i, ir), left - all);
            return all;
        }
    }

    private static UnsupportedBytecodeException TooLarge(IrBuilder ir) =>
        ir.Unsupported(
            DiagnosticDescriptors.TupleSize, $"the tuple has more than {LargestTuple} items, those of its items included",
            "Keep the values in a list.");
}

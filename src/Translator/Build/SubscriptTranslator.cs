using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Items and slices of sequences, tuples, tables and ranges.</summary>
internal sealed class SubscriptTranslator : IInstructionTranslator
{
    // Which of several values it is, comparisons find out one after the other.
    private const int MostChosen = 8;

    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.LoadSubscript, BytecodeOp.BuildSlice];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        if (instruction.Op == BytecodeOp.BuildSlice)
        {
            var step = instruction.Argument == 3 ? ir.Materialise(ir.Pop()) : Operand.None;
            var stop = ir.Materialise(ir.Pop());
            ir.Push(Operand.Slice(ir.Materialise(ir.Pop()), stop, step));
            return;
        }
        var (container, key) = ir.PopPair();
        if (container.IsNone || container.Value is not null)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (Elements.Has(container))
        {
            SequenceSubscripts.Load(container, key, ir);
            return;
        }
        if (!Sequences.IsSequence(container) && container.Kind != OperandKind.Range)
            throw Refusal(container, ir);
        if (SliceOf(key) is { } slice)
        {
            ir.Push(Slice(container, slice, ir));
            return;
        }
        if (key.Kind is not (OperandKind.Value or OperandKind.Constant) || key.Constant is StringConstant or BytesConstant or TupleConstant)
            throw IrBuilder.Leave(ExitReason.Raise);
        var index = ir.Number(key, "[]");
        if (index.IsFloat)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (container.Kind == OperandKind.Range)
            ir.Push(Ranges.ItemAt(container, ir.ToSigned(index), ir));
        else
            PushItem(container, ir.ToSigned(index), ir);
    }

    /// <summary>Pushes the item with an index, which may be negative or beyond the ends, or ends the block with a way for each item.</summary>
    private static void PushItem(Operand sequence, Value index, IrBuilder ir)
    {
        var count = Sequences.Count(sequence, ir) ?? 0;
        if (index.Op == Op.IntConstant)
        {
            var known = index.Immediate < 0 ? index.Immediate + count : index.Immediate;
            if (known < 0 || known >= count)
                throw IrBuilder.Leave(ExitReason.Raise);
            ir.Push(Sequences.ItemAt(sequence, (int)known, ir));
            return;
        }
        if (count == 0)
            throw IrBuilder.Leave(ExitReason.Raise);
        // What cannot be is refused before anything is checked.
        var isIndexable = IsIndexable(sequence, ir);
        if (!isIndexable)
            ThrowUnlessShort(sequence, count, ir);
        if (sequence.Kind == OperandKind.List && !isIndexable)
            throw ir.PutInMemory(sequence);
        var place = FromFront(index, ir.EmitInt(count), ir);
        if (isIndexable)
            ir.Push(Within(sequence, place, ir));
        else
            Fork(sequence, place, ir, item => ir.Push(item), ir.Index + 1);
    }

    /// <summary>Ends the block with a way for each item, by an index that is counted from the front and within the tuple or list.</summary>
    /// <remarks>What follows has a version for each type of items, not for each item.</remarks>
    public static void Fork(Operand sequence, Value index, IrBuilder ir, Action<Operand> go, int target)
    {
        Operand[] items = Sequences.Items(sequence, ir);
        ir.Fork(
            [.. Enumerable.Range(0, items.Length - 1).Select(number => ir.Emit(Op.IntEqual, index, ir.EmitInt(number)))],
            [.. items.Select(item => (target, (Action?)(() => go(item))))]);
    }

    /// <summary>The item with an index that is counted from the front, and within the tuple or list.</summary>
    public static Operand Within(Operand sequence, Value index, IrBuilder ir)
    {
        switch (sequence.Kind)
        {
            case OperandKind.Tuple or OperandKind.List:
                return Operand.Of(ir.Choose(index, ValuesOf(sequence, ir)!));                      // the caller has asked whether it has them
            case OperandKind.Row when ir.Tables.Of(sequence.Items[0], ir) is { Flat: { } flat, Columns.Length: var width }:
                // What is within the table does not wrap.
                var first = ir.Emit(Op.IntMulWrap, sequence.Values[0], ir.EmitInt(width));
                return Operand.Of(ir.EmitLoad(flat, ir.Emit(Op.IntAddWrap, first, index)));
            case OperandKind.Row:
                return Operand.Of(ir.Choose(index, ValuesOf(sequence, ir)!));
            default:
                var table = ir.Tables.Of(sequence, ir);
                return table.Numbers is null ? Operand.Row(sequence, index) : table.Load(index, ir);
        }
    }

    /// <summary>Whether <see cref="Within"/> has the item with an index that is not known before.</summary>
    public static bool IsIndexable(Operand sequence, IrBuilder ir) => sequence.Kind switch
    {
        OperandKind.Row when ir.Tables.Of(sequence.Items[0], ir).Flat is not null => true,
        OperandKind.Tuple or OperandKind.List or OperandKind.Row =>
            Sequences.Count(sequence, ir) is { } count && count > 0 && count <= MostChosen && ValuesOf(sequence, ir) is not null,
        _ => ir.Tables.TryFind(sequence, ir, out _) is not null,
    };

    /// <summary>An index counted from the front; leaves where there is no such item.</summary>
    public static Value FromFront(Value index, Value count, IrBuilder ir)
    {
        ir.Require(ir.Emit(Op.IntLess, index, count), ExitReason.Raise);
        ir.Require(ir.Emit(Op.IntGreaterOrEqual, index, ir.Emit(Op.IntSubWrap, ir.EmitInt(0), count)), ExitReason.Raise);
        // The sign, 0 or −1, says whether the count is added.
        var sign = ir.Emit(Op.IntShiftRight, index, ir.EmitInt(63));
        return ir.Emit(Op.IntAddWrap, index, ir.Emit(Op.IntAnd, sign, count));
    }

    private static void ThrowUnlessShort(Operand sequence, int count, IrBuilder ir)
    {
        if (count <= MostChosen)
            return;
        if (sequence.Kind == OperandKind.List)
            throw ir.PutInMemory(sequence);
        if (sequence.Kind is not (OperandKind.Tuple or OperandKind.List or OperandKind.Row))
            ir.Tables.Of(sequence, ir);                                                             // says what it is about it
        throw ir.Unsupported(
            DiagnosticDescriptors.Table, $"the index is not known before the function runs, and there are more than {MostChosen} items",
            "Make it a tuple of constants at the top level of the module, or choose with if.", sequence);
    }

    // Null where they are not all numbers of one type.
    private static Value[]? ValuesOf(Operand sequence, IrBuilder ir)
    {
        var items = Sequences.Items(sequence, ir);
        return Array.TrueForAll(items, item => item.Value is { } value && value.Type != IrType.None && value.Type == items[0].Value?.Type)
            ? Array.ConvertAll(items, item => item.Value!)
            : null;
    }

    /// <summary>The parts of a key that is a slice; null where it is none.</summary>
    public static (Operand Start, Operand Stop, Operand Step)? SliceOf(Operand key) => key switch
    {
        { Kind: OperandKind.Slice } => (key.Items[0], key.Items[1], key.Items[2]),
        { Constant: SliceConstant slice } => (Operand.Of(slice.Start), Operand.Of(slice.Stop), Operand.Of(slice.Step)),
        _ => null,
    };

    private static Operand Slice(Operand sequence, (Operand Start, Operand Stop, Operand Step) slice, IrBuilder ir)
    {
        if (sequence.Kind == OperandKind.Range)
            throw ir.Unsupported(
                DiagnosticDescriptors.Slice, "it takes a slice of a range", "Write the range with the bounds that the slice has.", sequence);
        if (sequence.Kind == OperandKind.List && !(IsKnown(slice.Start) && IsKnown(slice.Stop) && IsKnown(slice.Step)))
            throw ir.PutInMemory(sequence);
        var step = Bound(slice.Step, 1, ir);
        if (step == 0)
            throw IrBuilder.Leave(ExitReason.Raise);
        var start = Bound(slice.Start, step < 0 ? long.MaxValue : 0, ir);
        var stop = Bound(slice.Stop, step < 0 ? long.MinValue : long.MaxValue, ir);
        var all = Sequences.Items(sequence, ir);
        // A slice of n items has n at most, so that steps beyond have no effect; −2⁶³ has no negative.
        var range = SliceRange.Of(start, stop, Math.Max(step, -long.MaxValue), all.Length);
        var items = new Operand[range.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = all[range[i]];
        return sequence.Kind == OperandKind.List ? ir.MakeList(items) : Operand.Tuple(items);
    }

    private static bool IsKnown(Operand bound) =>
        bound.IsNone || bound.Kind == OperandKind.Constant || bound.Value is { Op: Op.IntConstant or Op.BoolConstant or Op.UIntConstant };

    private static long Bound(Operand bound, long missing, IrBuilder ir)
    {
        if (bound.IsNone)
            return missing;
        if (bound.Constant is IntConstant large && (large.Value < long.MinValue || large.Value > long.MaxValue))
            return large.Value.Sign < 0 ? long.MinValue : long.MaxValue;
        if (bound.Kind is not (OperandKind.Value or OperandKind.Constant) || ir.AsValue(bound) is not { } value || value.Type == IrType.Float64)
            throw IrBuilder.Leave(ExitReason.Raise);
        return value.Op switch
        {
            Op.IntConstant or Op.BoolConstant => value.Immediate,
            Op.UIntConstant => long.MaxValue,
            _ => throw ir.Unsupported(
                DiagnosticDescriptors.Slice, "a bound of the slice is not known before the function runs",
                "Take the slice of a list, or the items one by one.", bound),
        };
    }

    /// <summary>Why an object of the module has no items for native code, and what to do.</summary>
    private static UnsupportedBytecodeException Refusal(Operand container, IrBuilder ir)
    {
        var name = container.Kind == OperandKind.Global ? ir.NameOf(container) : "it";
        return container.Known switch
        {
            PyList => ir.UnsupportedList(container),
            PyDict => ir.Unsupported(
                DiagnosticDescriptors.Dict, $"{name} is a dict, and native code has none",
                "Choose with if, or make it a tuple with an index.", container),
            PyStr or PyBytes => ir.Unsupported(
                DiagnosticDescriptors.Text, $"{name} is a string, and native code has none",
                "Keep the codes of its characters in a tuple of ints.", container),
            _ => ir.Unsupported(
                DiagnosticDescriptors.Item, $"it takes an item of {OperandText.WhatItIs(container)}",
                "Take items of tuples, lists, arrays and ranges alone.", container),
        };
    }
}

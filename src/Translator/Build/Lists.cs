using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>What lists in memory are put together of.</summary>
internal static class Lists
{
    /// <summary>Appends an item.</summary>
    public static void Append(Operand list, Operand item, IrBuilder ir)
    {
        var variable = list.Variable!;
        ir.NoteWrite(list);
        ir.Accept(variable, item);
        // Nothing may leave once the list is changed: what does not fit is found out first.
        ir.PrepareState();
        var count = ir.EmitField(list, SequenceField.Count);
        var capacity = ir.EmitField(list, SequenceField.Capacity);
        var (grow, store) = (ir.NewBlock(), ir.NewBlock());
        ir.EndInBranch(ir.Emit(Op.IntLess, count, capacity), store, grow);
        ir.Block = grow;
        var following = ir.Emit(Op.IntAddWrap, count, ir.EmitInt(1));
        ir.EmitChecked(RuntimeFunction.Reserve, ExitReason.Memory, list.Values[0], following);
        ir.EndInJump(store);
        ir.Block = store;
        Elements.StoreNew(variable, ir.EmitField(list, SequenceField.Data), count, item, ir);
        ir.EmitCount(list, ir.Emit(Op.IntAddWrap, count, ir.EmitInt(1)));
    }

    /// <summary>Appends several items at once.</summary>
    public static void Append(Operand list, Operand[] items, IrBuilder ir)
    {
        var variable = list.Variable!;
        ir.NoteWrite(list);
        foreach (var item in items)
            ir.Accept(variable, item);
        if (items.Length == 0)
            return;
        var count = ir.EmitField(list, SequenceField.Count);
        var following = ir.Emit(Op.IntAddWrap, count, ir.EmitInt(items.Length));
        ir.EmitChecked(RuntimeFunction.Reserve, ExitReason.Memory, list.Values[0], following);
        var data = ir.EmitField(list, SequenceField.Data);
        for (var i = 0; i < items.Length; i++)
            Elements.StoreNew(variable, data, ir.Emit(Op.IntAddWrap, count, ir.EmitInt(i)), items[i], ir);
        ir.EmitCount(list, following);
    }

    /// <summary>Appends items of a sequence, which may be the list itself.</summary>
    public static void AppendItems(Operand list, Operand source, Value start, Value step, Value count, IrBuilder ir)
    {
        ir.NoteWrite(list);
        AcceptItems(list.Variable!, source.Variable!, ir);
        ir.EmitChecked(RuntimeFunction.AppendItems, ExitReason.Memory, list.Values[0], source.Values[0], start, step, count);
    }

    /// <summary>Appends all items of a list, in memory or not, or of a tuple.</summary>
    public static void Extend(Operand list, Operand source, IrBuilder ir)
    {
        if (source.Kind == OperandKind.Sequence && !source.Variable!.IsMatrix)
            AppendItems(list, source, ir.EmitInt(0), ir.EmitInt(1), Elements.Count(source, ir), ir);
        else if (Sequences.IsSequence(source))
            Append(list, Sequences.Items(source, ir), ir);
        else
            throw ir.Unsupported(
                DiagnosticDescriptors.Extension, $"it appends the items of {OperandText.WhatItIs(source)} to a list",
                "Append them in a loop.", source);
    }

    /// <summary>Makes sure that a list is known to hold what another holds.</summary>
    public static void AcceptItems(SequenceVariable list, SequenceVariable source, IrBuilder ir)
    {
        foreach (var item in TypesOf(source))
            ir.Accept(list, item);

        IEnumerable<Operand> TypesOf(SequenceVariable variable)
        {
            if (variable.IsUnknown)
                return [];
            return variable.Kind switch
            {
                ElementKind.Sequence => [Operand.Sequence(ir.Unit.Placeholder(IrType.Sequence).Values[0], variable.Items!)],
                ElementKind.Record when variable.Tuples is { } layout =>
                    [Operand.Tuple([.. Enumerable.Range(0, layout.Count).Select(index => ir.Unit.Placeholder(layout.TypeOf(index)))])],
                ElementKind.Mixed => variable.MixedTypes.Select(type => type == IrType.None ? Operand.None : ir.Unit.Placeholder(type)),
                _ => [ir.Unit.Placeholder(ElementKinds.TypeOf(variable.Kind))],
            };
        }
    }
}

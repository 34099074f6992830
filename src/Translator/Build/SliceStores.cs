using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Assignments to slices of what lies in memory, and their deletion.</summary>
internal static class SliceStores
{
    /// <summary>Puts the items of a list or tuple in the place of those of a slice.</summary>
    public static void Store(
        Operand container, (Operand Start, Operand Stop) slice, (Value Step, bool IsForward) by, Operand value, IrBuilder ir)
    {
        if (container.Kind != OperandKind.Sequence || container.Variable!.IsMatrix)
            throw ir.Unsupported(
                DiagnosticDescriptors.SliceAssignment, "it assigns to a slice of a row of an array", "Assign the items one by one.", container);
        var variable = container.Variable;
        ir.NoteWrite(container);
        if (!Elements.Has(value) && !Sequences.IsSequence(value))
            throw ir.Unsupported(
                DiagnosticDescriptors.SliceAssignment, $"it assigns {OperandText.WhatItIs(value)} to a slice",
                "Assign a list or a tuple.", value);
        var items = Copy(container, value, ir);
        var (start, step, count) = SliceBounds.Of(slice, by, Elements.Count(container, ir), ir);
        var added = Elements.Count(items, ir);
        RequireFits(variable, items, added, ir);
        // With a step of 1 that is known only now, the length may change too: that is left to the interpreter.
        if (variable.IsFixed || step is not { Op: Op.IntConstant, Immediate: 1 })
            ir.Require(ir.Emit(Op.IntEqual, added, count), ExitReason.Raise);
        else
            Resize(container, start, count, added, ir);
        var (from, to) = (ir.EmitField(items, SequenceField.Data), ir.EmitField(container, SequenceField.Data));
        ir.Repeat(
            round => ir.Emit(Op.IntLess, round[0], added),
            round =>
            {
                Move(variable, items, from, round[0], to, round[1], ir);
                return [ir.Emit(Op.IntAddWrap, round[0], ir.EmitInt(1)), ir.Emit(Op.IntAddWrap, round[1], step)];
            },
            ir.EmitInt(0), start);
    }

    /// <summary>Takes the items of a slice out of a list.</summary>
    public static void Delete(Operand list, (Operand Start, Operand Stop) slice, (Value Step, bool IsForward) by, IrBuilder ir)
    {
        var (start, step, count) = SliceBounds.Of(slice, by, Elements.Count(list, ir), ir);
        if (step is not { Op: Op.IntConstant, Immediate: 1 })
            throw ir.Unsupported(
                DiagnosticDescriptors.SliceAssignment, "it deletes a slice with a step",
                "Keep the other items in a list comprehension.", list);
        ir.EmitRuntime(RuntimeFunction.CloseGap, list.Values[0], start, count);
    }

    // A list of its own, as the items may be those of the list itself, of the very kind of the elements.
    private static Operand Copy(Operand container, Operand value, IrBuilder ir)
    {
        var variable = container.Variable!;
        var copy = ir.MakeSequence();
        if (variable.Lent is null)
            ir.Unify(variable, copy.Variable!);
        Lists.Extend(copy, value, ir);
        if (variable.Tuples is not null)
            throw ir.Unsupported(DiagnosticDescriptors.SliceAssignment, "it assigns tuples to a slice", "Assign them one by one.", container);
        if (!copy.Variable!.IsUnknown && (copy.Variable.Kind is ElementKind.Mixed or ElementKind.Sequence or ElementKind.Record) != (variable.Kind is ElementKind.Mixed or ElementKind.Sequence))
            throw ir.Unsupported(
                DiagnosticDescriptors.SliceAssignment, "it assigns items of another type than the elements to a slice",
                "Assign the items one by one.", value);
        return copy;
    }

    // Room is made first: once the list is changed, nothing may leave.
    private static void Resize(Operand list, Value start, Value removed, Value added, IrBuilder ir)
    {
        var rest = ir.Emit(Op.IntSubWrap, Elements.Count(list, ir), removed);
        ir.EmitChecked(RuntimeFunction.Reserve, ExitReason.Memory, list.Values[0], ir.Emit(Op.IntAddWrap, rest, added));
        ir.EmitRuntime(RuntimeFunction.CloseGap, list.Values[0], start, removed);
        ir.EmitRuntime(RuntimeFunction.OpenGap, list.Values[0], start, added);
    }

    // All must fit before the first is written.
    private static void RequireFits(SequenceVariable variable, Operand items, Value count, IrBuilder ir)
    {
        if (items.Variable!.Kind == variable.Kind)
            return;
        if (items.Variable.Kind == ElementKind.Float64 && variable.Kind != ElementKind.Float32)
            throw IrBuilder.Leave(ExitReason.Raise);
        var from = ir.EmitField(items, SequenceField.Data);
        ir.Repeat(
            round => ir.Emit(Op.IntLess, round[0], count),
            round =>
            {
                Elements.ElementOf(variable, Operand.Of(ir.EmitLoad(items.Variable.Kind, from, round[0])), ir);
                return [ir.Emit(Op.IntAddWrap, round[0], ir.EmitInt(1))];
            },
            ir.EmitInt(0));
    }

    // Of a value that fits, so that nothing can leave any more.
    private static Value Converted(Value value, ElementKind kind, IrBuilder ir)
    {
        if (value.Type == IrType.Float64)
            return value;
        var number = value.Type == IrType.Bool ? ir.Emit(Op.IntFromBool, value) : value;
        return kind switch
        {
            ElementKind.Float32 or ElementKind.Float64 => ir.Emit(Op.FloatFromInt, number),
            ElementKind.UInt64 => ir.Emit(Op.UIntFromBits, number),
            ElementKind.Bool => ir.Emit(Op.IntNotEqual, number, ir.EmitInt(0)),
            _ => number,
        };
    }

    private static void Move(SequenceVariable variable, Operand items, Value from, Value index, Value to, Value place, IrBuilder ir)
    {
        var kind = variable.Kind;
        if (kind != items.Variable!.Kind)
        {
            ir.EmitStore(kind, to, place, Converted(ir.EmitLoad(items.Variable.Kind, from, index), kind, ir));
            return;
        }
        if (kind != ElementKind.Mixed)
        {
            ir.EmitStore(kind, to, place, ir.EmitLoad(kind, from, index));
            return;
        }
        var (first, second) = (ir.Emit(Op.IntAddWrap, index, index), ir.Emit(Op.IntAddWrap, place, place));
        var one = ir.EmitInt(1);
        ir.EmitStore(ElementKind.Int64, to, second, ir.EmitLoad(ElementKind.Int64, from, first));
        ir.EmitStore(
            ElementKind.Int64, to, ir.Emit(Op.IntAddWrap, second, one), ir.EmitLoad(ElementKind.Int64, from, ir.Emit(Op.IntAddWrap, first, one)));
    }
}

using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Items and slices of what lies in memory.</summary>
internal static class SequenceSubscripts
{
    /// <summary>Pushes the item or the slice, or ends the block with a way for each type that the item may be of.</summary>
    public static void Load(Operand container, Operand key, IrBuilder ir)
    {
        if (SubscriptTranslator.SliceOf(key) is { } slice)
        {
            // The ways of a step that may be negative change the stack, on which the next instruction finds what it works on.
            var isOnlyRead = IsOnlyRead(ir);
            SliceBounds.WithStep(slice.Step, ir, by => ir.Push(Slice(container, (slice.Start, slice.Stop), by, isOnlyRead, ir)));
            return;
        }
        var (sequence, index) = Resolve(container, key, ir);
        if (Elements.AreAlike(sequence))
            ir.Push(Elements.At(sequence, index, ir));
        else
            Elements.Fork(sequence, index, ir, item => ir.Push(item), ir.Index + 1);
    }

    /// <summary>Puts a value in the place of an item, or of the items of a slice.</summary>
    public static void Store(Operand container, Operand key, Operand value, IrBuilder ir)
    {
        if (SubscriptTranslator.SliceOf(key) is { } slice)
        {
            if (!Elements.Has(value) && !Sequences.IsSequence(value) && IterableCalls.TryMakeList(value, container, ir, items => Store(container, key, items, ir)))
                return;
            SliceBounds.WithStep(slice.Step, ir, by => SliceStores.Store(container, (slice.Start, slice.Stop), by, value, ir));
            return;
        }
        ir.NoteWrite(container);
        var (sequence, index) = Resolve(container, key, ir);
        Elements.Store(sequence, index, value, ir);
    }

    /// <summary>Takes an item, or the items of a slice, out of a list.</summary>
    public static void Delete(Operand container, Operand key, IrBuilder ir)
    {
        RequireGrowable(container);
        ir.NoteWrite(container);
        if (SubscriptTranslator.SliceOf(key) is { } slice)
        {
            SliceBounds.WithStep(slice.Step, ir, by => SliceStores.Delete(container, (slice.Start, slice.Stop), by, ir));
            return;
        }
        var index = SubscriptTranslator.FromFront(IndexOf(key, ir), Elements.Count(container, ir), ir);
        ir.EmitRuntime(RuntimeFunction.CloseGap, container.Values[0], index, ir.EmitInt(1));
    }

    /// <summary>Leaves where the length of a sequence cannot change, as Python raises.</summary>
    public static void RequireGrowable(Operand list)
    {
        if (list.Kind != OperandKind.Sequence || list.Variable!.IsFixed)
            throw IrBuilder.Leave(ExitReason.Raise);
    }

    /// <summary>A key as an index; leaves where Python raises for it.</summary>
    public static Value IndexOf(Operand key, IrBuilder ir)
    {
        if (key.Kind is not (OperandKind.Value or OperandKind.Constant) || key.IsNone || key.Constant is StringConstant or BytesConstant or TupleConstant)
            throw IrBuilder.Leave(ExitReason.Raise);
        var index = ir.Number(key, "[]");
        return index.IsFloat ? throw IrBuilder.Leave(ExitReason.Raise) : ir.ToSigned(index);
    }

    // a[i, j] of two dimensions is an item of row i.
    private static (Operand Sequence, Value Index) Resolve(Operand container, Operand key, IrBuilder ir)
    {
        if (container.Kind == OperandKind.Sequence && container.Variable!.IsMatrix && Sequences.IsTuple(key) && Sequences.Count(key, ir) == 2)
        {
            var row = SubscriptTranslator.FromFront(IndexOf(Sequences.ItemAt(key, 0, ir), ir), Elements.Count(container, ir), ir);
            (container, key) = (Operand.MatrixRow(container, row), Sequences.ItemAt(key, 1, ir));
        }
        return (container, SubscriptTranslator.FromFront(IndexOf(key, ir), Elements.Count(container, ir), ir));
    }

    /// <summary>A slice: the items where they are, if they are gone through at once and nothing changes them meanwhile; else a list of its own.</summary>
    private static Operand Slice(Operand container, (Operand Start, Operand Stop) slice, (Value Step, bool IsForward) by, bool isOnlyRead, IrBuilder ir)
    {
        if (Elements.VariableOf(container).IsMatrix && container.Kind != OperandKind.MatrixRow)
            throw ir.Unsupported(
                DiagnosticDescriptors.Slice, "it takes a slice of the rows of an array", "Loop over a range of their indexes.", container);
        var (start, step, count) = SliceBounds.Of(slice, by, Elements.Count(container, ir), ir);
        var view = Operand.View(container, start, step, count);
        return isOnlyRead ? view : Copy(view, ir);
    }

    /// <summary>A list of its own with the items of a view.</summary>
    private static Operand Copy(Operand view, IrBuilder ir)
    {
        // Rows of two dimensions and parts of parts are none: what a slice is taken of is a sequence, or one row.
        if (view.Items[0].Kind != OperandKind.Sequence)
            throw ir.Unsupported(DiagnosticDescriptors.Slice, "it copies a part of a row of an array", "Loop over the indexes.", view);
        var list = ir.MakeSequence();
        Lists.AppendItems(list, view.Items[0], view.Values[0], view.Values[1], view.Values[2], ir);
        return list;
    }

    // for x in xs[a:b], where nothing in the loop can change an item, and sum(xs[a:b]).
    private static bool IsOnlyRead(IrBuilder ir)
    {
        var next = ir.Bytecode.Instructions[ir.Index + 1];
        if (next is { Op: BytecodeOp.Call or BytecodeOp.CallPairs, Argument: 1 })
            return ir.StackDepth > 0 && ir.Peek(1).KnownObject is PyBuiltinFunction { Name: "sum" or "min" or "max" or "any" or "all" or "len" };
        return IsLoopThatOnlyReads(ir);
    }

    /// <summary>Whether the next instructions begin a loop over what this one gives, in which nothing changes a sequence.</summary>
    public static bool IsLoopThatOnlyReads(IrBuilder ir)
    {
        var next = ir.Bytecode.Instructions[ir.Index + 1];
        return next.Op == BytecodeOp.GetIterator && ir.Bytecode.Instructions[ir.Index + 2] is { Op: BytecodeOp.ForIterator } loop
            && IsPure(ir, ir.Index + 3, loop.Target);
    }

    private static bool IsPure(IrBuilder ir, int start, int end)
    {
        ir.Spend(end - start);
        for (var index = start; index < end; index++)
        {
            if (ir.Bytecode.Instructions[index].Op is not (BytecodeOp.LoadLocal or BytecodeOp.StoreLocal or BytecodeOp.LoadConstant or BytecodeOp.Binary
                or BytecodeOp.Unary or BytecodeOp.Compare or BytecodeOp.Jump or BytecodeOp.JumpIfFalse or BytecodeOp.JumpIfTrue or BytecodeOp.LoadSubscript
                or BytecodeOp.BinaryInPlace or BytecodeOp.Nop or BytecodeOp.Pop or BytecodeOp.Copy or BytecodeOp.Swap or BytecodeOp.ToBoolean or BytecodeOp.LoadGlobal))
            {
                return false;
            }
        }
        return true;
    }
}

using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Methods of lists in memory.</summary>
/// <remarks>CPython: <c>Objects/listobject.c</c>.</remarks>
internal static class ListMethods
{
    /// <summary>What <c>list.name</c> gives: a method that waits to be called.</summary>
    public static Operand Attribute(Operand list, string name, IrBuilder ir)
    {
        var member = ir.FindMember(PyTypes.List, name);
        if (member.IsUnbound)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (ir.InMemory(list) is not { Kind: OperandKind.Sequence } sequence)
            throw ir.Unsupported(
                DiagnosticDescriptors.ListMethod, $"this is the attribute {name} of a part of an array", "Take its items one by one.", list);
        return member.Object is PyBuiltinFunction { IsClassMethod: false, IsConstructor: false } function
            ? Operand.Method(function, sequence)
            : throw ir.Unsupported(
                DiagnosticDescriptors.ListMethod, $"native code does not have the attribute {name} of lists",
                "Write what it does with operators, len and the methods of lists.", list);
    }

    /// <summary>Translates a call of a method, which then has pushed its result or ended the block.</summary>
    /// <param name="method">The method.</param>
    /// <param name="arguments">The arguments, those with names last.</param>
    /// <param name="names">The names.</param>
    /// <param name="ir">The builder.</param>
    /// <returns>Whether it is one of those that native code has.</returns>
    public static bool Call(Operand method, Operand[] arguments, string[] names, IrBuilder ir)
    {
        var list = Operand.Sequence(method.Values[0], method.Variable!);     // of a method of a sequence it is known
        var name = ((PyBuiltinFunction)method.Known!).Name;                  // a method has a function
        switch (name, arguments, names)
        {
            case ("append", [var item], []):
                SequenceSubscripts.RequireGrowable(list);
                Lists.Append(list, ir.Materialise(item), ir);
                break;
            case ("extend", [var source], []):
                SequenceSubscripts.RequireGrowable(list);
                if (!Sequences.IsSequence(source) && source.Kind != OperandKind.Sequence)
                    return IterableCalls.TryExtend(list, source, Operand.None, ir);
                Lists.Extend(list, source, ir);
                break;
            case ("insert", [var place, var item], []):
                SequenceSubscripts.RequireGrowable(list);
                Insert(list, place, ir.Materialise(item), ir);
                break;
            case ("pop", [], []):
                Pop(list, ir.EmitInt(-1), ir);
                return true;
            case ("pop", [var place], []):
                Pop(list, SequenceSubscripts.IndexOf(place, ir), ir);
                return true;
            case ("clear", [], []):
                SequenceSubscripts.RequireGrowable(list);
                ir.EmitCount(list, ir.EmitInt(0));
                break;
            case ("copy", [], []):
                ir.Push(Copy(list, ir));
                return true;
            case ("reverse", [], []):
                ir.NoteWrite(list);
                ir.EmitRuntime(RuntimeFunction.Reverse, list.Values[0]);
                break;
            case ("sort", [], []):
                Sort(list, ir.EmitInt(0), ir);
                break;
            case ("sort", [var reverse], ["reverse"]):
                Sort(list, ir.Emit(Op.IntFromBool, IterableCalls.IsReverse(reverse, ir)), ir);
                break;
            case ("index", [var item, var start], []):
                return IterableCalls.IndexFrom(list, item, start, Operand.Of(ir.EmitInt(int.MaxValue)), ir);
            case ("index", [var item, var start, var stop], []):
                return IterableCalls.IndexFrom(list, item, start, stop, ir);
            case ("index" or "count" or "remove", [var item], []):
                return IterableCalls.CallOfList(name, list, item, ir);
            case ("sort", _, _):
                return IterableCalls.TrySortByKey(list, arguments, names, ir);
            default:
                return false;
        }
        ir.Push(Operand.None);
        return true;
    }

    /// <summary>A list of its own with the same items.</summary>
    public static Operand Copy(Operand list, IrBuilder ir)
    {
        var copy = ir.MakeSequence();
        Lists.Extend(copy, list, ir);
        return copy;
    }

    private static void Sort(Operand list, Value isReverse, IrBuilder ir)
    {
        ir.NoteWrite(list);
        ir.EmitChecked(RuntimeFunction.Sort, ExitReason.Rare, list.Values[0], isReverse);
    }

    // Beyond the ends it is at the ends.
    private static void Insert(Operand list, Operand place, Operand item, IrBuilder ir)
    {
        ir.NoteWrite(list);
        ir.Accept(list.Variable!, item);
        var index = SequenceSubscripts.IndexOf(place, ir);
        var count = ir.EmitField(list, SequenceField.Count);
        var sign = ir.Emit(Op.IntShiftRight, index, ir.EmitInt(63));
        var fromFront = ir.Emit(Op.IntAddWrap, index, ir.Emit(Op.IntAnd, sign, count));
        var within = ir.Emit(Op.IntMax, ir.EmitInt(0), ir.Emit(Op.IntMin, fromFront, count));
        var element = list.Variable!.Kind is ElementKind.Mixed || list.Variable.Lent is null ? null : list.Variable;
        // What does not fit must be found out before the list is changed.
        if (element is not null && element.Kind is not (ElementKind.Int64 or ElementKind.Float64))
            throw ir.Unsupported(
                DiagnosticDescriptors.NarrowElements, "it inserts into a list of narrow numbers", "Pass a List of long or double.", list);
        if (element is { Kind: ElementKind.Float64 })
            item = Operand.Of(ir.ToEqualFloat(ir.Number(item, "insert")));
        if (element is { Kind: ElementKind.Int64 } && ir.Number(item, "insert") is var number)
            item = number.IsFloat ? throw IrBuilder.Leave(ExitReason.Raise) : Operand.Of(ir.ToSigned(number));
        ir.EmitChecked(RuntimeFunction.OpenGap, ExitReason.Memory, list.Values[0], within, ir.EmitInt(1));
        Elements.StoreNew(list.Variable, ir.EmitField(list, SequenceField.Data), within, item, ir);
    }

    private static void Pop(Operand list, Value index, IrBuilder ir)
    {
        SequenceSubscripts.RequireGrowable(list);
        ir.NoteWrite(list);
        if (list.Variable!.IsUnknown)
            throw IrBuilder.Leave(ExitReason.Rare);                          // as long as nothing is put into it, it has none
        var count = ir.EmitField(list, SequenceField.Count);
        var place = SubscriptTranslator.FromFront(index, count, ir);
        if (Elements.AreAlike(list))
        {
            var item = Elements.At(list, place, ir);
            Remove();
            ir.Push(item);
            return;
        }
        Elements.Fork(
            list, place, ir,
            item =>
            {
                Remove();
                ir.Push(item);
            },
            ir.Index + 1);

        void Remove()
        {
            if (index is { Op: Op.IntConstant, Immediate: -1 })
                ir.EmitCount(list, ir.Emit(Op.IntSubWrap, count, ir.EmitInt(1)));
            else
                ir.EmitRuntime(RuntimeFunction.CloseGap, list.Values[0], place, ir.EmitInt(1));
        }
    }
}

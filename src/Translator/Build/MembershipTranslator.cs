using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>The operators <c>in</c> and <c>not in</c>.</summary>
internal sealed class MembershipTranslator : IInstructionTranslator
{
    // Longer ones are searched by a loop.
    private const int MostCompared = 16;

    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.Contains];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var (item, container) = ir.PopPair();
        if (Elements.Has(container))
        {
            IterableCalls.Call(instruction.Argument == 1 ? "not_contains" : "contains", [container, item], ir);
            return;
        }
        var found = Contains(container, item, ir);
        ir.Push(instruction.Argument == 1 ? ir.Emit(Op.BoolNot, found) : found);
    }

    private static Value Contains(Operand container, Operand item, IrBuilder ir)
    {
        if (container.Kind == OperandKind.Range)
            return Ranges.Contains(container, item, ir);
        if (container.Constant is FrozenSetConstant set)
            return ContainsAny([.. set.Items.Select(constant => Operand.Of(constant))], Hashable(item), ir);
        if (container.Known is PySet { IsFrozen: true } known)
            return ContainsAny(ItemsOf(known, ir), Hashable(item), ir);
        if (!Sequences.IsSequence(container))
            throw Refusal(container, ir);
        var count = Sequences.Count(container, ir) ?? 0;
        return count > MostCompared && ir.Tables.TryFind(container, ir, out _) is { } table
            ? Search(table, count, item, ir)
            : ContainsAny(Sequences.Items(container, ir), item, ir);
    }

    private static Operand[] ItemsOf(PySet set, IrBuilder ir)
    {
        var items = new List<Operand>();
        var position = 0;
        while (set.TryNextItem(ref position, out var item))
            items.Add(ir.OperandOf(item));
        return [.. items];
    }

    private static Operand Hashable(Operand item) => item.Kind == OperandKind.List ? throw IrBuilder.Leave(ExitReason.Raise) : item;

    private static Value ContainsAny(Operand[] items, Operand item, IrBuilder ir)
    {
        if (items.Length > MostCompared && TableOf(items) is { } table)
            return Search(Table.Of(table), items.Length, item, ir);
        ir.Spend(items.Length);
        Value? found = null;
        foreach (var candidate in items)
        {
            var equal = Equality.AreEqual(candidate, item, ir);
            found = found is null ? equal : ir.Emit(Op.BoolOr, found, equal);
        }
        return found ?? ir.EmitBool(false);
    }

    // Null where they are not all ints.
    private static ConstantTable? TableOf(Operand[] items) => Array.TrueForAll(
        items, item => item.Constant is IntConstant number && number.Value >= long.MinValue && number.Value <= long.MaxValue)
        ? new ConstantTable(IrType.Int64, [.. items.Select(item => (long)((IntConstant)item.Constant!).Value)])
        : null;

    private static Value Search(Table table, int count, Operand item, IrBuilder ir)
    {
        // What comparing refuses it refuses here, before there is a loop; whatever leaves does so to the start of the instruction.
        ir.PrepareState();
        var zero = ir.EmitInt(0);
        Equality.AreEqual(table.Load(zero, ir), item, ir);
        var (loop, body, next, after) = (ir.NewBlock(), ir.NewBlock(), ir.NewBlock(), ir.NewBlock());
        ir.EndInJump(loop);

        ir.Block = loop;
        var index = ir.EmitPhi(IrType.Int64, zero);
        var isOver = ir.Emit(Op.IntEqual, index, ir.EmitInt(count));
        ir.EndInBranch(isOver, after, body);

        ir.Block = body;
        var isFound = Equality.AreEqual(table.Load(index, ir), item, ir);
        ir.EndInBranch(isFound, after, next);

        ir.Block = next;
        index.AddOperand(ir.Emit(Op.IntAddWrap, index, ir.EmitInt(1)));
        ir.EndInJump(loop);

        ir.Block = after;
        return ir.Emit(Op.BoolNot, isOver);
    }

    private static UnsupportedBytecodeException Refusal(Operand container, IrBuilder ir)
    {
        var name = container.Kind == OperandKind.Global ? ir.NameOf(container) : "it";
        return container.Known switch
        {
            PyList => ir.UnsupportedList(container),
            PySet => ir.Unsupported(
                DiagnosticDescriptors.Set, $"{name} is a set, which could change while the function runs",
                $"Make it a frozenset: {name} = frozenset(...).", container),
            PyDict => ir.Unsupported(
                DiagnosticDescriptors.Dict, $"{name} is a dict, and native code has none", "Make a tuple or a frozenset of its keys.", container),
            _ => ir.Unsupported(
                DiagnosticDescriptors.Membership, $"it searches {OperandText.WhatItIs(container)}",
                "Search tuples, lists, ranges and frozensets of numbers alone.", container),
        };
    }
}

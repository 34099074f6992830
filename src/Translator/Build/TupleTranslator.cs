using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Tuples and lists that are made to be taken apart again, or iterated over.</summary>
internal sealed class TupleTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles =>
    [
        BytecodeOp.BuildTuple, BytecodeOp.BuildList, BytecodeOp.BuildSet, BytecodeOp.ListAppend, BytecodeOp.ListExtend, BytecodeOp.ListToTuple,
        BytecodeOp.UnpackSequence, BytecodeOp.UnpackStarred, BytecodeOp.MatchSequence, BytecodeOp.MatchMapping, BytecodeOp.GetLength,
    ];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        switch (instruction.Op)
        {
            case BytecodeOp.BuildTuple:
                ir.Push(Sequences.Checked(Operand.Tuple(PopItems(instruction.Argument, ir)), ir));
                break;
            case BytecodeOp.BuildList:
                var items = PopItems(instruction.Argument, ir);
                ir.Push(ir.MakeList(items));
                break;
            case BytecodeOp.BuildSet:
                BuildSet(instruction, ir);
                break;
            case BytecodeOp.ListAppend or BytecodeOp.ListExtend:
                Extend(instruction, ir);
                break;
            case BytecodeOp.ListToTuple:
                var made = ir.Pop();
                ir.Push(made.Kind == OperandKind.List ? Operand.Tuple(made.Items) : throw ir.Unsupported(
                    DiagnosticDescriptors.Unpacking, $"it makes a tuple of {OperandText.WhatItIs(made)} whose length is not known", "Make a list of it.", made));
                break;
            case BytecodeOp.UnpackSequence:
                Unpack(ir.Pop(), instruction.Argument, ir);
                break;
            case BytecodeOp.UnpackStarred:
                UnpackStarred(ir.Pop(), instruction.Argument & byte.MaxValue, instruction.Argument >> 8, ir);
                break;
            case BytecodeOp.MatchSequence:
                var isSequence = Sequences.IsSequence(ir.Peek(1));
                ThrowUnlessKnown(ir.Peek(1), ir);
                ir.Push(Operand.Of(isSequence ? BoolConstant.True : BoolConstant.False));
                break;
            case BytecodeOp.MatchMapping:
                ThrowUnlessKnown(ir.Peek(1), ir);
                ir.Push(Operand.Of(BoolConstant.False));
                break;
            default:
                ir.Push(ir.EmitInt(Sequences.Count(ir.Peek(1), ir) ?? throw NotMatched(ir.Peek(1), ir)));
                break;
        }
    }

    private static Operand[] PopItems(int count, IrBuilder ir)
    {
        var items = new Operand[count];
        for (var i = items.Length - 1; i >= 0; i--)
            items[i] = ir.Materialise(ir.Pop());
        return items;
    }

    // A set that is searched at once, x in {a, b}, finds what a tuple does: of numbers and tuples of them, all of which have a hash.
    private static void BuildSet(in Instruction instruction, IrBuilder ir)
    {
        if (ir.Bytecode.Instructions[ir.Index + 1].Op != BytecodeOp.Contains || !HasHash(ir.Peek(instruction.Argument + 1)))
            throw ir.NotCompiled(instruction.Op);
        var items = PopItems(instruction.Argument, ir);
        if (!Array.TrueForAll(items, HasHash))
            throw ir.NotCompiled(instruction.Op);
        ir.Push(Sequences.Checked(Operand.Tuple(items), ir));
    }

    private static bool HasHash(Operand operand) => operand.IsNone || operand.Value is not null || operand.Kind == OperandKind.Constant
        || (operand.Kind == OperandKind.Tuple && Array.TrueForAll(operand.Items, HasHash));

    // A list that is being made lies on the stack alone. What a comprehension makes lies below its iterator, and grows without end.
    private static void Extend(in Instruction instruction, IrBuilder ir)
    {
        if (instruction.Op == BytecodeOp.ListAppend && ir.IsListOfComprehension(instruction.Argument + 1))
        {
            ir.Yield();
            return;
        }
        var added = ir.Materialise(ir.Pop());
        var list = ir.Peek(instruction.Argument);
        // Of a comprehension, which grows in a loop, the iterator lies above it.
        if (list.Kind == OperandKind.List && (Elements.Has(added) || (instruction.Op == BytecodeOp.ListAppend && instruction.Argument > 1)))
            throw ir.PutInMemory(list);
        if (list.Kind == OperandKind.Sequence)
        {
            if (instruction.Op == BytecodeOp.ListAppend)
                Lists.Append(list, added, ir);
            else
                Lists.Extend(list, added, ir);
            return;
        }
        if (list.Kind != OperandKind.List)
            throw ir.Malformed("it adds to what is no list");
        if (instruction.Op == BytecodeOp.ListExtend && !Sequences.IsSequence(added))
            throw ir.Unsupported(
                DiagnosticDescriptors.Unpacking, $"it takes {OperandText.WhatItIs(added)} apart", "Write its items one by one.", added);
        Operand[] items = instruction.Op == BytecodeOp.ListAppend ? [added] : Sequences.Items(added, ir);
        // Another variable would still have it as it was.
        ir.ReplaceOnStack(instruction.Argument, Operand.None);
        ir.RequireOnly(list);
        ir.ReplaceOnStack(instruction.Argument, Sequences.Checked(Operand.List([.. list.Items, .. items], list.Identity), ir));
    }

    private static void Unpack(Operand sequence, int count, IrBuilder ir)
    {
        if (Elements.Has(sequence) && Elements.AreAlike(sequence))
        {
            ir.Require(ir.Emit(Op.IntEqual, Elements.Count(sequence, ir), ir.EmitInt(count)), ExitReason.Raise);
            for (var i = count - 1; i >= 0; i--)
                ir.Push(Elements.At(sequence, ir.EmitInt(i), ir));
            return;
        }
        ThrowUnlessSequence(sequence, ir);
        if (Sequences.Count(sequence, ir) != count)
            throw IrBuilder.Leave(ExitReason.Raise);
        var items = new Operand[count];
        for (var i = 0; i < count; i++)
            items[i] = Sequences.ItemAt(sequence, i, ir);
        for (var i = count - 1; i >= 0; i--)
            ir.Push(items[i]);
    }

    private static void UnpackStarred(Operand sequence, int before, int after, IrBuilder ir)
    {
        ThrowUnlessSequence(sequence, ir);
        var items = Sequences.Items(sequence, ir);
        if (items.Length < before + after)
            throw IrBuilder.Leave(ExitReason.Raise);
        var rest = ir.MakeList(items[before..^after]);
        for (var i = 1; i <= after; i++)
            ir.Push(items[^i]);
        ir.Push(rest);
        for (var i = before - 1; i >= 0; i--)
            ir.Push(items[i]);
    }

    private static void ThrowUnlessSequence(Operand operand, IrBuilder ir)
    {
        if (operand.IsNone || operand.Value is not null)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (!Sequences.IsSequence(operand))
            throw ir.Unsupported(
                DiagnosticDescriptors.Unpacking, $"it takes {OperandText.WhatItIs(operand)} apart", "Assign from a tuple or a list.", operand);
    }

    private static void ThrowUnlessKnown(Operand subject, IrBuilder ir)
    {
        if (!subject.IsNone && subject.Kind is not (OperandKind.Value or OperandKind.Constant) && !Sequences.IsSequence(subject))
            throw NotMatched(subject, ir);
    }

    private static UnsupportedBytecodeException NotMatched(Operand subject, IrBuilder ir) => ir.Unsupported(
        DiagnosticDescriptors.Pattern, $"it matches {OperandText.WhatItIs(subject)}", "Match numbers and tuples of them.", subject);
}

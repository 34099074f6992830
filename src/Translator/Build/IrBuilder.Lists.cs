using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <content>Sequences in memory: where lists are made, and what is emitted to read and change them.</content>
/// <remarks>
/// A list is nothing but its items, which need no memory, until something is done with it that needs some: until then, what the instruction that made
/// it gives is an <see cref="OperandKind.List"/>. Then the instruction is noted, and the unit is built again, in which it gives an
/// <see cref="OperandKind.Sequence"/>.
/// </remarks>
public sealed partial class IrBuilder
{
    /// <summary>The list that this instruction makes of items, in memory where that is known to be needed.</summary>
    internal Operand MakeList(Operand[] items)
    {
        if (_unit.FindSite(SiteOf(_index)) is { } variable)
            return NewSequence(variable, items);
        // An item that this instruction has made in a round before is another list.
        if (IsInFrame(_index) || Array.Exists(items, item => item.Identities().Contains(_index)))
            throw PutInMemory(_index);
        return Sequences.Checked(Operand.List(items, _index), this);
    }

    /// <summary>The list that this instruction makes, in memory.</summary>
    internal Operand MakeSequence(params Operand[] items) => NewSequence(_unit.SiteFor(SiteOf(_index)), items);

    /// <summary>Notes that a list must lie in memory, and has the unit built again.</summary>
    internal Exception PutInMemory(Operand list) => PutInMemory(list.Identity);

    private Exception PutInMemory(int identity)
    {
        if (int.MaxValue - identity < _built.Arguments.Length)
        {
            _unit.PutInMemory(_built.Key, int.MaxValue - identity);
            return new UnitRestartException();
        }
        var site = SiteOf(identity);
        if (identity < 0 || _unit.FindSite(site) is not null)
            return Unsupported(
                DiagnosticDescriptors.SharedList, "it makes a list where native code cannot follow who has it",
                "Make a list of its own for each use.");
        _unit.SiteFor(site);
        return new UnitRestartException();
    }

    /// <summary>A sequence in memory of a scalar list or a sequence.</summary>
    internal Operand InMemory(Operand list) => list.Kind == OperandKind.List ? throw PutInMemory(list) : list;

    /// <summary>Makes sure that a list is known to hold an item; for a list the unit is built again if that is new.</summary>
    internal void Accept(SequenceVariable variable, Operand item)
    {
        if (variable.Lent is { Elements: not ElementKind.Sequence })
            return;
        if (item.Kind == OperandKind.List)
            throw PutInMemory(item);
        var isNew = false;
        if (item.Kind == OperandKind.Sequence)
            isNew = Try(() => variable.Add(item.Variable!));                        // of this kind it has one
        else if (item.IsNone)
            isNew = variable.Add(IrType.None);
        else if (Sequences.IsTuple(item))
            isNew = Try(() => variable.Add(LayoutOf(item)));
        else if (item.Kind is OperandKind.Value or OperandKind.Constant && AsValue(item) is { } value)
            isNew = variable.Add(value.Type == IrType.UInt64 ? IrType.Int64 : value.Type);
        else if (item.Constant is IntConstant)
            throw Leave(ExitReason.Overflow);
        else
            throw Unsupported(
                DiagnosticDescriptors.ListItem, $"it puts {OperandText.WhatItIs(item)} into a list",
                "Keep numbers in lists, tuples of numbers, and lists of those.", item);
        if (variable.IsTorn)
            throw Unsupported(DiagnosticDescriptors.UnlikeItems, "it has numbers, tuples or lists in one list", "Make a list for each.", item);
        if (isNew)
            throw new UnitRestartException();
    }

    /// <summary>Makes two variables one, as one place holds sequences of both.</summary>
    internal void Unify(SequenceVariable one, SequenceVariable other)
    {
        if (Try(() => one.Unify(other)))
            throw new UnitRestartException();
    }

    /// <summary>Makes the variables of two operands one that are told apart by nothing else.</summary>
    internal void Unify(Operand one, Operand other)
    {
        foreach (var (a, b) in one.Variables().Zip(other.Variables()))
            Unify(a, b);
    }

    private void Unify(FrameOperands one, FrameOperands other)
    {
        foreach (var (a, b) in one.Variables().Zip(other.Variables()))
            Unify(a, b);
    }

    private bool Try(Func<bool> change)
    {
        try
        {
            return change();
        }
        catch (UnlikeSequencesException refused)
        {
            throw Unsupported(refused.Descriptor, refused.Message, refused.Remedy);
        }
    }

    private Operand NewSequence(SequenceVariable variable, Operand[] items)
    {
        foreach (var item in items)
            Accept(variable, item);
        var made = Operand.Sequence(NewList(variable, EmitInt(items.Length)), variable);
        if (items.Length == 0)
            return made;
        var data = EmitField(made, SequenceField.Data);
        for (var i = 0; i < items.Length; i++)
            Elements.StoreNew(variable, data, EmitInt(i), items[i], this);
        EmitCount(made, EmitInt(items.Length));
        return made;
    }

    /// <summary>A list of a kind of elements that has none, with room for some; leaves where there is no memory.</summary>
    internal Value NewList(SequenceVariable variable, Value capacity)
    {
        PrepareState();
        var header = EmitRuntime(RuntimeFunction.NewList, EmitInt(variable.KindCode), capacity);
        EmitCheck(Op.CheckSequence, header, ExitReason.Memory);
        return header;
    }

    /// <summary>A field of the header of a sequence.</summary>
    internal Value EmitField(Operand sequence, SequenceField field) => Block.Append(_function.NewValue(
        sequence.Variable!.IsFixed ? Op.FixedField : Op.LoadField, [sequence.Values[0]], Location, SequenceLayout.TypeOf(field), (long)field));

    /// <summary>Says how many elements a list has.</summary>
    internal void EmitCount(Operand list, Value count)
    {
        NoteWrite(list);
        Emit(Op.StoreCount, list.Values[0], count);
    }

    /// <summary>Reads an element.</summary>
    internal Value EmitLoad(ElementKind kind, Value data, Value index) =>
        Block.Append(_function.NewValue(Op.LoadElement, [data, index], Location, ElementKinds.TypeOf(kind), (long)kind));

    /// <summary>Writes an element.</summary>
    internal void EmitStore(ElementKind kind, Value data, Value index, Value element) =>
        Block.Append(_function.NewValue(Op.StoreElement, [data, index, element], Location, immediate: (long)kind));

    /// <summary>Calls a function of the runtime.</summary>
    internal Value EmitRuntime(RuntimeFunction function, params ReadOnlySpan<Value> arguments) =>
        Block.Append(_function.NewValue(Op.RuntimeCall, arguments, Location, RuntimeFunctionInfo.Of(function).Result, (long)function));

    /// <summary>Calls a function of the runtime that gives 0 where there is no memory, or where only the interpreter knows what to do.</summary>
    internal void EmitChecked(RuntimeFunction function, ExitReason reason, params ReadOnlySpan<Value> arguments)
    {
        PrepareState();
        Require(Emit(Op.IntNotEqual, EmitRuntime(function, arguments), EmitInt(0)), reason);
    }

    /// <summary>Notes that a sequence is changed here.</summary>
    /// <exception cref="UnsupportedBytecodeException">It must not be.</exception>
    internal void NoteWrite(Operand sequence)
    {
        if (!IsNew(sequence))
            NoteWrite(Elements.VariableOf(sequence));
    }

    // Nobody has what this instruction makes.
    private bool IsNew(Operand sequence) => sequence.Kind == OperandKind.Sequence
        && sequence.Values[0] is { Op: Op.RuntimeCall, Immediate: (long)RuntimeFunction.NewList } made && made.Origin == Location;

    private void NoteWrite(SequenceVariable variable)
    {
        if (variable.Lent is { IsReadOnly: true })
            throw Unsupported(
                DiagnosticDescriptors.ReadOnlySequence, "it changes a sequence that was passed as read-only",
                "Pass an array, a Span or a Memory.");
        if (IsInGenerator)
            throw Unsupported(
                DiagnosticDescriptors.ChangeInGenerator, "a generator changes a list while a loop goes through it",
                "Write the generator as a loop.");
        if (variable.Lent is not null)
            _unit.WritesLent = true;
        if (_built.Arguments.Append(_made ?? Operand.None).SelectMany(argument => argument.Variables()).SelectMany(WithItems).Any(variable.Is))
            _built.NoteWrite();
    }

    private RecordLayout LayoutOf(Operand tuple)
    {
        var types = new List<IrType>();
        foreach (var item in Sequences.Items(tuple, this))
        {
            if (item.Value is not { Type: not IrType.None } value)
                throw Unsupported(
                    DiagnosticDescriptors.ListItem, $"it puts a tuple with {OperandText.WhatItIs(item)} in it into a list",
                    "Keep tuples of numbers alone in lists.", item);
            types.Add(value.Type == IrType.UInt64 ? IrType.Int64 : value.Type);
        }
        if (types.Count == 0)
            throw Unsupported(DiagnosticDescriptors.ListItem, "it puts empty tuples into a list", "Count them instead.", tuple);
        return RecordLayout.Of(types)
            ?? throw Unsupported(
                DiagnosticDescriptors.ListItem, $"it puts a tuple of more than {RecordLayout.MostItems} items into a list",
                "Keep shorter tuples in lists.", tuple);
    }

    private static IEnumerable<SequenceVariable> WithItems(SequenceVariable variable)
    {
        for (var one = variable; one is not null; one = one.Items)
            yield return one;
    }

    private (string Function, CodeObject Code, int Index) SiteOf(int index) => (_built.Key, Bytecode.Code, index);
}

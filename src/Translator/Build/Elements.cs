using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>The elements of what lies in memory: of a sequence, of the row of one, or of a part of it.</summary>
internal static class Elements
{
    private const double FirstBeyondFloat32 = 3.4028235677973366e38;      // half a step above the greatest float of 32 bits

    /// <summary>Whether an operand has elements in memory.</summary>
    public static bool Has(Operand operand) => operand.Kind is OperandKind.Sequence or OperandKind.MatrixRow or OperandKind.View;

    /// <summary>What is known of the sequence that the elements are in.</summary>
    public static SequenceVariable VariableOf(Operand operand) =>
        operand.Kind == OperandKind.Sequence ? operand.Variable! : VariableOf(operand.Items[0]);

    /// <summary>How many they are.</summary>
    public static Value Count(Operand operand, IrBuilder ir) => operand.Kind switch
    {
        OperandKind.Sequence => ir.EmitField(operand, SequenceField.Count),
        OperandKind.MatrixRow => ir.EmitField(operand.Items[0], SequenceField.Columns),
        _ => operand.Values[2],
    };

    /// <summary>Whether there is one operand for all elements: else there is a way for each type of them.</summary>
    public static bool AreAlike(Operand operand) => VariableOf(operand).Kind != ElementKind.Mixed;

    /// <summary>The element with an index that is counted from the front and within them, where all are alike.</summary>
    public static Operand At(Operand operand, Value index, IrBuilder ir)
    {
        var variable = VariableOf(operand);
        if (variable.IsUnknown)
            throw IrBuilder.Leave(ExitReason.Rare);                          // as long as nothing is put into it, it has none
        var (sequence, place) = PlaceOf(operand, index, ir);
        if (sequence.Variable!.IsMatrix && operand.Kind != OperandKind.MatrixRow && !(operand.Kind == OperandKind.View && operand.Items[0].Kind == OperandKind.MatrixRow))
            return Operand.MatrixRow(sequence, place);
        if (variable.Tuples is { } layout)
            return TupleAt(layout, ir.EmitField(sequence, SequenceField.Data), place, ir);
        var value = ir.EmitLoad(variable.Kind, ir.EmitField(sequence, SequenceField.Data), place);
        return variable.Kind == ElementKind.Sequence ? Operand.Sequence(value, variable.Items!) : Operand.Of(value);
    }

    /// <summary>Ends the block with a way for each type that an element may be of.</summary>
    /// <param name="operand">What it is in, where not all are alike.</param>
    /// <param name="index">Its index, counted from the front and within them.</param>
    /// <param name="ir">The builder.</param>
    /// <param name="go">Goes on with the element.</param>
    /// <param name="target">The instruction to go on with, if that does not end the block.</param>
    public static void Fork(Operand operand, Value index, IrBuilder ir, Action<Operand> go, int target)
    {
        var (sequence, place) = PlaceOf(operand, index, ir);
        var data = ir.EmitField(sequence, SequenceField.Data);
        var word = ir.Emit(Op.IntAddWrap, place, place);
        var tag = ir.EmitLoad(ElementKind.Int64, data, ir.Emit(Op.IntAddWrap, word, ir.EmitInt(1)));
        var types = sequence.Variable!.MixedTypes;
        ir.Fork(
            [.. types.SkipLast(1).Select(type => ir.Emit(Op.IntEqual, tag, ir.EmitInt((long)type)))],
            [.. types.Select(type => (target, (Action?)(() => go(Read(type, data, word, ir)))))]);
    }

    /// <summary>Puts an item in the place of an element with an index that is counted from the front and within them.</summary>
    public static void Store(Operand operand, Value index, Operand item, IrBuilder ir)
    {
        var (sequence, place) = PlaceOf(operand, index, ir);
        var variable = sequence.Variable!;
        ir.NoteWrite(operand);
        if (variable.IsMatrix && operand.Kind != OperandKind.MatrixRow)
            throw IrBuilder.Leave(ExitReason.Raise);
        // The rows of an array of arrays are its own.
        if (variable is { Kind: ElementKind.Sequence, Lent: not null })
            throw IrBuilder.Leave(ExitReason.Raise);
        ir.Accept(variable, item);
        StoreNew(variable, ir.EmitField(sequence, SequenceField.Data), place, item, ir);
    }

    /// <summary>Writes an item that a sequence is known to hold.</summary>
    public static void StoreNew(SequenceVariable variable, Value data, Value place, Operand item, IrBuilder ir)
    {
        if (variable.Tuples is { } layout)
        {
            StoreTuple(layout, data, place, item, ir);
            return;
        }
        if (variable.Kind != ElementKind.Mixed)
        {
            var element = ElementOf(variable, item, ir);
            ir.EmitStore(variable.Kind, data, place, element);
            return;
        }
        var type = item.IsNone ? IrType.None : ir.AsValue(item)!.Type;              // it has been accepted
        var value = item.IsNone ? ir.EmitInt(0) : ir.Word(item);
        if (type == IrType.UInt64)
            type = IrType.Int64;
        var word = ir.Emit(Op.IntAddWrap, place, place);
        ir.EmitStore(type == IrType.Float64 ? ElementKind.Float64 : ElementKind.Int64, data, word, value);
        ir.EmitStore(ElementKind.Int64, data, ir.Emit(Op.IntAddWrap, word, ir.EmitInt(1)), ir.EmitInt((long)type));
    }

    private static Operand TupleAt(RecordLayout layout, Value data, Value place, IrBuilder ir)
    {
        var first = ir.Emit(Op.IntMulWrap, place, ir.EmitInt(layout.Count));
        var items = new Operand[layout.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = Read(layout.TypeOf(i), data, ir.Emit(Op.IntAddWrap, first, ir.EmitInt(i)), ir);
        return Operand.Tuple(items);
    }

    private static void StoreTuple(RecordLayout layout, Value data, Value place, Operand tuple, IrBuilder ir)
    {
        // What does not fit leaves before anything is written.
        var values = Array.ConvertAll(Sequences.Items(tuple, ir), item => ir.Word(item));
        var first = ir.Emit(Op.IntMulWrap, place, ir.EmitInt(layout.Count));
        for (var i = 0; i < values.Length; i++)
        {
            var kind = values[i].Type == IrType.Float64 ? ElementKind.Float64 : ElementKind.Int64;
            ir.EmitStore(kind, data, ir.Emit(Op.IntAddWrap, first, ir.EmitInt(i)), values[i]);
        }
    }

    // The word of a number as it lies beside those of other types.
    private static Value Word(this IrBuilder ir, Operand item) => ir.AsValue(item)! switch        // it has been accepted
    {
        { Type: IrType.Bool } truth => ir.Emit(Op.IntFromBool, truth),
        { Type: IrType.UInt64 } unsigned => ir.Emit(Op.IntFromUInt, unsigned),
        var value => value,
    };

    /// <summary>The value of an item as an element; leaves where it does not fit, and where Python raises.</summary>
    public static Value ElementOf(SequenceVariable variable, Operand item, IrBuilder ir)
    {
        var kind = variable.Kind;
        if (kind == ElementKind.Sequence)
            return item.Kind == OperandKind.Sequence ? item.Values[0] : throw IrBuilder.Leave(ExitReason.Raise);
        if (item.Kind is not (OperandKind.Value or OperandKind.Constant) || item.IsNone || item.Constant is StringConstant or BytesConstant or TupleConstant)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (kind == ElementKind.Bool && ir.AsValue(item) is { Type: IrType.Bool } truth)
            return truth;
        var number = ir.Number(item, "[]");
        if (kind is ElementKind.Float32 or ElementKind.Float64)
        {
            var single = ir.ToEqualFloat(number);
            if (kind == ElementKind.Float32)
                RequireFloat32(single, ir);
            return single;
        }
        if (number.IsFloat)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (kind == ElementKind.UInt64)
            return ir.ToUnsigned(number);
        var value = ir.ToSigned(number);
        var (min, max) = ElementKinds.RangeOf(kind);
        if (min > long.MinValue)
        {
            ir.Require(ir.Emit(Op.IntGreaterOrEqual, value, ir.EmitInt(min)), ExitReason.Raise);
            ir.Require(ir.Emit(Op.IntLessOrEqual, value, ir.EmitInt(max)), ExitReason.Raise);
        }
        return kind == ElementKind.Bool ? ir.Emit(Op.IntNotEqual, value, ir.EmitInt(0)) : value;
    }

    // Infinities and NaN are floats of 32 bits too.
    private static void RequireFloat32(Value number, IrBuilder ir)
    {
        var size = ir.Emit(Op.FloatAbs, number);
        var isSmall = ir.Emit(Op.FloatLess, size, ir.EmitFloat(FirstBeyondFloat32));
        var isFinite = ir.Emit(Op.FloatLess, size, ir.EmitFloat(double.PositiveInfinity));
        ir.Require(ir.Emit(Op.BoolOr, isSmall, ir.Emit(Op.BoolNot, isFinite)), ExitReason.Raise);
    }

    private static Operand Read(IrType type, Value data, Value word, IrBuilder ir)
    {
        switch (type)
        {
            case IrType.None:
                return Operand.None;
            case IrType.Float64:
                return Operand.Of(ir.EmitLoad(ElementKind.Float64, data, word));
            default:
                var value = ir.EmitLoad(ElementKind.Int64, data, word);
                return Operand.Of(type == IrType.Bool ? ir.Emit(Op.IntNotEqual, value, ir.EmitInt(0)) : value);
        }
    }

    /// <summary>The sequence and the index in it.</summary>
    private static (Operand Sequence, Value Index) PlaceOf(Operand operand, Value index, IrBuilder ir)
    {
        switch (operand.Kind)
        {
            case OperandKind.Sequence:
                return (operand, index);
            case OperandKind.MatrixRow:
                // What lies in memory does not wrap.
                var first = ir.Emit(Op.IntMulWrap, operand.Values[0], ir.EmitField(operand.Items[0], SequenceField.Columns));
                return (operand.Items[0], ir.Emit(Op.IntAddWrap, first, index));
            default:
                var place = ir.Emit(Op.IntAddWrap, operand.Values[0], ir.Emit(Op.IntMulWrap, index, operand.Values[1]));
                return PlaceOf(operand.Items[0], place, ir);
        }
    }
}

using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Questions about classes, which are answered while the IR is built: the types of operands are known.</summary>
internal static class TypeCalls
{
    // A tuple of classes may hold tuples; what walks through them does so recursively, and more than once where one is an item twice.
    private const int MostClasses = 64;

    /// <summary>The classes that an operand may be of: one, or Python 2's int and long; null where that is not known.</summary>
    public static PyType[]? PossibleTypes(Operand operand, IrBuilder ir) => operand switch
    {
        { IsNone: true } => [PyTypes.NoneType],
        { Value.Type: IrType.Int64 } or { Constant: IntConstant } => ir.HasLong ? [PyTypes.Int, PyTypes.Long] : [PyTypes.Int],
        { Value.Type: IrType.UInt64 } => ir.HasLong ? [PyTypes.Long] : [PyTypes.Int],
        { Value.Type: IrType.Float64 } or { Constant: FloatConstant } => [PyTypes.Float],
        { Value.Type: IrType.Bool } or { Constant: BoolConstant } => [PyTypes.Bool],
        { Kind: OperandKind.List or OperandKind.Sequence or OperandKind.MatrixRow or OperandKind.View } => [PyTypes.List],
        _ when Sequences.IsTuple(operand) => [PyTypes.Tuple],
        { Kind: OperandKind.Range } when !ir.HasLong => [PyTypes.Range],
        { KnownObject: { } known } => [known.Type],
        _ => null,
    };

    /// <summary><c>isinstance(value, classes)</c>.</summary>
    public static Operand IsInstance(Operand value, Operand classes, IrBuilder ir)
    {
        var types = PossibleTypes(value, ir)
            ?? throw ir.Unsupported(
                DiagnosticDescriptors.ClassOfValue, $"it asks for the class of {OperandText.WhatItIs(value)}",
                "Ask that of numbers alone.", value);
        return Truth(Answer(types, classes, ir) ?? throw UnknownInt(ir));
    }

    /// <summary><c>issubclass(type, classes)</c>.</summary>
    public static Operand IsSubclass(Operand type, Operand classes, IrBuilder ir) => Truth(
        type.KnownObject is PyType known && Answer([known], classes, ir) is { } answer
            ? answer
            : throw ir.Unsupported(
                DiagnosticDescriptors.ClassOfValue, $"it asks for the base classes of {OperandText.WhatItIs(type)}",
                "Name the class in the call.", type));

    /// <summary><c>type(value)</c>.</summary>
    public static Operand TypeOf(Operand value, IrBuilder ir) => PossibleTypes(value, ir) switch
    {
        [var type] => Operand.Object(type),
        null => throw ir.Unsupported(
                DiagnosticDescriptors.ClassOfValue, $"it asks for the class of {OperandText.WhatItIs(value)}",
                "Ask that of numbers alone.", value),
        _ => throw UnknownInt(ir),
    };

    private static Operand Truth(bool answer) => Operand.Of(answer ? BoolConstant.True : BoolConstant.False);

    /// <summary>Whether objects of any of these classes are instances; null where it depends on which of them it is.</summary>
    private static bool? Answer(PyType[] types, Operand classes, IrBuilder ir)
    {
        var known = new List<PyType>();
        Collect(classes, known, ir);
        var answer = known.Exists(types[0].IsSubtypeOf);
        return Array.TrueForAll(types, type => known.Exists(type.IsSubtypeOf) == answer) ? answer : null;
    }

    private static void Collect(Operand classes, List<PyType> known, IrBuilder ir)
    {
        if (classes.Kind == OperandKind.Tuple)
        {
            foreach (var item in classes.Items)
                Collect(item, known, ir);
        }
        else if (classes.KnownObject is { } one)
        {
            Collect(one, known, MostClasses, ir);
        }
        else
        {
            throw classes.IsNone ? IrBuilder.Leave(ExitReason.Raise) : Unknown(ir);
        }
    }

    private static void Collect(PyObject classes, List<PyType> known, int depth, IrBuilder ir)
    {
        if (depth == 0 || known.Count == MostClasses)
            throw Unknown(ir);
        ReadOnlySpan<PyValue> items = classes switch
        {
            PyType type => [type],
            PyTuple tuple => tuple.Items,
            PyUnion union => union.Members.AsSpan(),
            _ => throw Unknown(ir),
        };
        foreach (var item in items)
        {
            if (item.Object is PyType type)
                known.Add(type);
            else
                Collect(item.Object ?? throw Unknown(ir), known, depth - 1, ir);
        }
    }

    private static UnsupportedBytecodeException Unknown(IrBuilder ir) =>
        ir.Unsupported(
            DiagnosticDescriptors.ClassOfValue, "it asks for a class that native code does not know",
            "Name Python's own classes, one or a tuple of them.");

    private static UnsupportedBytecodeException UnknownInt(IrBuilder ir) => ir.Unsupported(
        DiagnosticDescriptors.LongOfPython2, "it asks whether an int is a long of Python 2, which native code does not tell apart", "Ask for (int, long), or for float alone.");
}

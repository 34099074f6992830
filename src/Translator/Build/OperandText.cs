using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>What operands are, in words: for diagnostics.</summary>
internal static class OperandText
{
    // A list may be an item of itself, and a hostile file nests as deep as it likes: what lies deeper helps nobody.
    private const int DeepestType = 4;

    /// <summary>What an operand is, with an article: <c>a list</c>.</summary>
    public static string WhatItIs(Operand operand) => operand switch
    {
        { IsNone: true } => "None",
        { Kind: OperandKind.Value } or { Value: not null } => operand.Value?.Type switch
        {
            IrType.Float64 => "a float",
            IrType.Bool => "a bool",
            _ => "an int",
        },
        { Kind: OperandKind.Range } => "a range",
        { Kind: OperandKind.Function } => "a function",
        { Kind: OperandKind.Method } => "a method",
        { Kind: OperandKind.Generator } => "a generator",
        { Kind: OperandKind.Tuple or OperandKind.Row } => "a tuple",
        { Kind: OperandKind.List } => "a list",
        { Kind: OperandKind.Sequence } => operand.Variable!.IsFixed ? "an array" : "a list",
        { Kind: OperandKind.MatrixRow or OperandKind.View } => "a part of an array",
        { Kind: OperandKind.RangeIterator or OperandKind.SequenceIterator or OperandKind.Enumerate or OperandKind.Zip } => "an iterator",
        { Kind: OperandKind.Slice } => "a slice",
        { Kind: OperandKind.Raised or OperandKind.RaisedByCode } => "an exception",
        { KnownObject: { } known } => WhatItIs(known),
        { Constant: { } constant } => WhatItIs(constant),
        _ => "an object",
    };

    /// <summary>The Python type of an operand, <c>str</c>, <c>list of float</c>; empty where it is not known.</summary>
    public static string TypeOf(Operand operand) => TypeOf(operand, 0);

    private static string TypeOf(Operand operand, int depth) => operand switch
    {
        { IsNone: true } => "None",
        { Value: { } value } when operand.Kind is OperandKind.Value or OperandKind.Constant => TypeOf(value.Type),
        { Kind: OperandKind.Range } => "range",
        { Kind: OperandKind.Function } => "function",
        { Kind: OperandKind.Method } => "method",
        { Kind: OperandKind.Generator } => "generator",
        { Kind: OperandKind.Tuple } => depth < DeepestType ? TupleOf(operand.Items, depth + 1) : "tuple",
        { Kind: OperandKind.Row } => "tuple",
        { Kind: OperandKind.List } => depth < DeepestType ? ListOf(operand.Items, depth + 1) : "list",
        { Kind: OperandKind.Sequence } => TypeOf(operand.Variable!, depth),                                 // of this kind it has one
        { Kind: OperandKind.MatrixRow or OperandKind.View } => "list",
        { Kind: OperandKind.RangeIterator } => "range_iterator",
        { Kind: OperandKind.SequenceIterator } => "iterator",
        { Kind: OperandKind.Enumerate } => "enumerate",
        { Kind: OperandKind.Zip } => "zip",
        { Kind: OperandKind.Slice } => "slice",
        { ExceptionType: { } exception } => exception.Name,
        { KnownObject: UnavailableObject unavailable } => unavailable.Name,
        { KnownObject: { } known } => known.Type.Name,
        { Constant: { } constant } => TypeOf(constant),
        _ => "",
    };

    /// <summary>The code of a value of a kind that native code, or PycJit, has nothing to do with; null for all others.</summary>
    public static DiagnosticDescriptor? MissingKindOf(Operand operand) => operand switch
    {
        { KnownObject: UnavailableObject unavailable } => unavailable.Descriptor,
        { KnownObject: { } known } => known switch
        {
            PyStr or PyBytes => DiagnosticDescriptors.Text,
            PyDict => DiagnosticDescriptors.Dict,
            PyList => DiagnosticDescriptors.ModuleList,
            PySet => DiagnosticDescriptors.Set,
            _ => null,
        },
        { Constant: StringConstant or BytesConstant } => DiagnosticDescriptors.Text,
        { Constant: ComplexConstant } => DiagnosticDescriptors.ComplexNumber,
        { Constant: FrozenSetConstant } => DiagnosticDescriptors.Set,
        _ => null,
    };

    private static string WhatItIs(PyObject known) => known switch
    {
        PyTuple => "a tuple",
        PyList => "a list of the module",
        PyDict => "a dict",
        PySet set => set.IsFrozen ? "a frozenset" : "a set",
        PyStr => "a string",
        PyBytes => "a bytes object",
        PyFunction => "a function",
        PyBuiltinFunction => "a function of Python's own",
        PyType => "a class",
        PyModule => "a module",
        UnavailableObject unavailable => unavailable.Name,
        _ => $"an object of class {known.Type.Name}",
    };

    private static string WhatItIs(Constant constant) => constant switch
    {
        StringConstant or BytesConstant { IsPython2: true } => "a string",
        BytesConstant => "a bytes object",
        TupleConstant => "a tuple",
        ComplexConstant => "a complex number",
        FrozenSetConstant => "a frozenset",
        IntConstant => "an int",
        FloatConstant => "a float",
        BoolConstant => "a bool",
        CodeObject => "a code object",
        _ => "an object",
    };

    private static string TypeOf(Constant constant) => constant switch
    {
        StringConstant { IsPython2: true } => "unicode",
        StringConstant or BytesConstant { IsPython2: true } => "str",
        BytesConstant => "bytes",
        TupleConstant => "tuple",
        ComplexConstant => "complex",
        FrozenSetConstant => "frozenset",
        IntConstant => "int",
        FloatConstant => "float",
        BoolConstant => "bool",
        CodeObject => "code",
        _ => "",
    };

    private static string TypeOf(IrType type) => type switch
    {
        IrType.Int64 or IrType.UInt64 => "int",
        IrType.Float64 => "float",
        IrType.Bool => "bool",
        IrType.None => "None",
        _ => "",
    };

    private static string TypeOf(SequenceVariable variable, int depth) => variable switch
    {
        { IsMatrix: true } => $"list of list of {TypeOf(variable.Kind)}",
        { IsUnknown: true } => "list",
        { Items: { } } when depth >= DeepestType => "list of list",
        { Items: { } items } => $"list of {TypeOf(items, depth + 1)}",
        { Tuples: { } tuples } => $"list of tuple[{string.Join(", ", Enumerable.Range(0, tuples.Count).Select(index => TypeOf(tuples.TypeOf(index))))}]",
        { Kind: ElementKind.Mixed } => $"list of {string.Join(" or ", variable.MixedTypes.Select(TypeOf))}",
        _ => $"list of {TypeOf(variable.Kind)}",
    };

    private static string TypeOf(ElementKind elements) => elements switch
    {
        ElementKind.Float32 or ElementKind.Float64 => "float",
        ElementKind.Bool => "bool",
        _ => "int",
    };

    private static string TupleOf(Operand[] items, int depth)
    {
        var types = Array.ConvertAll(items, item => TypeOf(item, depth));
        return Array.TrueForAll(types, type => type.Length > 0) ? $"tuple[{string.Join(", ", types)}]" : "tuple";
    }

    private static string ListOf(Operand[] items, int depth)
    {
        var types = items.Select(item => TypeOf(item, depth)).Distinct().ToList();
        return types is [{ Length: > 0 } type] ? $"list of {type}" : "list";
    }
}

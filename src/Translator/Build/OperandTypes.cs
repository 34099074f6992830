using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>The Python types of operands, in words.</summary>
internal static class OperandTypes
{
    private const int MostItems = 6;   // of a tuple, that are named

    /// <summary>The type: <c>int</c>, <c>tuple of (int, float)</c>, <c>list of float</c>.</summary>
    public static string Of(Operand operand)
    {
        ArgumentNullException.ThrowIfNull(operand);
        return operand.Kind switch
        {
            OperandKind.Value => Of(operand.Values[0].Type),
            OperandKind.Constant => Of(operand.Constant),
            OperandKind.Range => "range",
            OperandKind.Tuple => OfTuple(operand.Items),
            OperandKind.Row => "tuple",
            OperandKind.List => operand.Items.Length == 0 ? "list" : $"list of {OfAny(operand.Items)}",
            OperandKind.Sequence or OperandKind.View when operand.Variable is { } variable => Of(variable),
            OperandKind.View or OperandKind.MatrixRow => operand.Items is [{ Variable: { } rows }] ? OfRow(rows) : "list",
            OperandKind.RangeIterator or OperandKind.SequenceIterator => "iterator",
            OperandKind.Enumerate => "enumerate",
            OperandKind.Zip => "zip",
            OperandKind.Generator => operand.Comprehension is null ? "generator" : "list",
            OperandKind.Function => "function",
            OperandKind.Method => "method",
            OperandKind.Slice => "slice",
            OperandKind.Cell => operand.Items is [var content] ? Of(content) : "object",
            _ => operand.Known?.Type.Name ?? "object",
        };
    }

    private static string Of(IrType type) => type switch
    {
        IrType.Int64 or IrType.UInt64 => "int",
        IrType.Float64 => "float",
        IrType.Bool => "bool",
        IrType.None => "None",
        _ => "object",
    };

    private static string Of(Constant? constant) => constant switch
    {
        IntConstant => "int",
        FloatConstant => "float",
        BoolConstant => "bool",
        StringConstant => "str",
        TupleConstant => "tuple",
        _ => ReferenceEquals(constant, SingletonConstant.None) ? "None" : "object",
    };

    private static string Of(SequenceVariable variable)
    {
        if (variable.IsUnknown)
            return "list";
        if (variable.IsMatrix)
            return $"list of list of {OfElement(variable)}";
        return $"list of {OfElement(variable)}";
    }

    private static string OfRow(SequenceVariable matrix) => $"list of {OfElement(matrix)}";

    private static string OfElement(SequenceVariable variable) => variable.Kind switch
    {
        ElementKind.Sequence => variable.Items is { } items ? Of(items) : "list",
        ElementKind.Mixed => string.Join(" or ", variable.MixedTypes.Select(Of)),
        ElementKind.Record => "tuple",
        ElementKind.Float32 or ElementKind.Float64 => "float",
        ElementKind.Bool => "bool",
        _ => "int",
    };

    private static string OfTuple(Operand[] items) =>
        items.Length == 0 ? "tuple" : $"tuple of ({string.Join(", ", items.Take(MostItems).Select(Of))}{(items.Length > MostItems ? ", ..." : "")})";

    private static string OfAny(Operand[] items) => string.Join(" or ", items.Select(Of).Distinct().Take(MostItems));
}

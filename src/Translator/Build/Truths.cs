using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>What counts as true.</summary>
internal static class Truths
{
    /// <summary>Whether an operand is known to be true or false whatever its value is.</summary>
    public static bool? KnownTruth(Operand operand) => operand switch
    {
        { IsNone: true } => false,
        { Constant: BoolConstant truth } => truth.Value,
        { Constant: IntConstant number } => !number.Value.IsZero,
        { Constant: FloatConstant number } => number.Value != 0,
        { Constant: StringConstant text } => text.Value.Length > 0,
        { Kind: OperandKind.Tuple or OperandKind.List } => operand.Items.Length > 0,
        { Kind: OperandKind.Row } => true,                                      // a row of a table has columns
        { Constant: TupleConstant tuple } => tuple.Items.Length > 0,
        { Known: PyTuple tuple } => tuple.Count > 0,
        { Value: { Op: Op.BoolConstant or Op.IntConstant } constant } => constant.Immediate != 0,
        { Kind: OperandKind.Raised or OperandKind.RaisedByCode } => true,
        _ => null,
    };

    /// <summary>The truth of an operand as a bool.</summary>
    /// <exception cref="UnsupportedBytecodeException">It is nothing that native code holds.</exception>
    public static Value Truth(this IrBuilder ir, Operand operand)
    {
        if (KnownTruth(operand) is { } known)
            return ir.EmitBool(known);
        if (operand.Kind == OperandKind.Range)
            return Ranges.IsNotEmpty(operand, ir);
        if (Elements.Has(operand))
            return ir.Emit(Op.IntGreater, Elements.Count(operand, ir), ir.EmitInt(0));
        return operand.Value switch
        {
            { Type: IrType.Bool } truth => truth,
            { Type: IrType.Int64 } number => ir.Emit(Op.IntNotEqual, number, ir.EmitInt(0)),
            { Type: IrType.UInt64 } number => ir.Emit(Op.IntNotEqual, ir.Emit(Op.IntFromBits, number), ir.EmitInt(0)),
            { Type: IrType.Float64 } number => ir.Emit(Op.FloatNotEqual, number, ir.EmitFloat(0)),
            _ => throw ir.Unsupported(
                DiagnosticDescriptors.OtherObject, $"it asks whether {OperandText.WhatItIs(operand)} is true",
                "Ask that of numbers, tuples and lists alone.", operand),
        };
    }
}

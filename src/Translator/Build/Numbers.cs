using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>A number that an instruction works on.</summary>
/// <param name="Value">An int of either form or a float; a bool has become an int.</param>
internal readonly record struct Number(Value Value)
{
    public bool IsFloat => Value.Type == IrType.Float64;

    public bool IsUnsigned => Value.Type == IrType.UInt64;

    /// <summary>Whether it is an int constant that is not negative.</summary>
    public bool IsNotNegativeConstant => Value is { Op: Op.IntConstant, Immediate: >= 0 };
}

/// <summary>Conversions between the forms that numbers have in the IR, as operators need them.</summary>
internal static class Numbers
{
    /// <summary>The greatest int up to which, from its negative on, every int is a float.</summary>
    public const long MostExactInt = 1L << 53;

    /// <summary>An operand as a number.</summary>
    /// <param name="ir">The builder.</param>
    /// <param name="operand">The operand.</param>
    /// <param name="symbol">The operator, for errors.</param>
    /// <exception cref="UnsupportedBytecodeException">Native code does not hold it.</exception>
    public static Number Number(this IrBuilder ir, Operand operand, string symbol)
    {
        if (operand.IsNone)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (operand.Kind is OperandKind.Value or OperandKind.Constant)
        {
            if (ir.AsValue(operand) is { } value)
                return new Number(value.Type == IrType.Bool ? ir.Emit(Op.IntFromBool, value) : value);
            if (operand.Constant is IntConstant)
                throw IrBuilder.Leave(ExitReason.Overflow);
        }
        throw ir.Unsupported(
            DiagnosticDescriptors.OtherObject, $"{symbol} meets {OperandText.WhatItIs(operand)}, and native code holds numbers",
            "Compute with numbers alone.", operand);
    }

    /// <summary>An int as a signed one; exits from 2⁶³ on.</summary>
    public static Value ToSigned(this IrBuilder ir, Number number) =>
        number.IsUnsigned ? ir.Emit(Op.IntFromUInt, number.Value) : number.Value;

    /// <summary>An int as an unsigned one; exits when it is negative.</summary>
    public static Value ToUnsigned(this IrBuilder ir, Number number) =>
        number.IsUnsigned ? number.Value
        : number.IsNotNegativeConstant ? ir.EmitUInt((ulong)number.Value.Immediate)
        : ir.Emit(Op.UIntFromInt, number.Value);

    /// <summary>The bits of an int, which are its value modulo 2⁶⁴.</summary>
    public static Value ToBits(this IrBuilder ir, Number number) =>
        number.IsUnsigned ? ir.Emit(Op.IntFromBits, number.Value) : number.Value;

    /// <summary>A number as a float, rounded to nearest, as Python does before it computes with it.</summary>
    public static Value ToFloat(this IrBuilder ir, Number number) => number.Value.Type switch
    {
        IrType.Float64 => number.Value,
        IrType.UInt64 => ir.Emit(Op.FloatFromUInt, number.Value),
        _ => number.Value.Op == Op.IntConstant ? ir.EmitFloat(number.Value.Immediate) : ir.Emit(Op.FloatFromInt, number.Value),
    };

    /// <summary>A number as the float that is equal to it; exits for an int beyond ±2⁵³.</summary>
    public static Value ToEqualFloat(this IrBuilder ir, Number number)
    {
        if (number.IsFloat)
            return number.Value;
        var signed = ir.ToSigned(number);
        if (signed.Op == Op.IntConstant && Math.Abs((decimal)signed.Immediate) <= MostExactInt)
            return ir.EmitFloat(signed.Immediate);
        ir.EmitCheck(Op.CheckFloatExact, signed, ExitReason.Inexact);
        return ir.Emit(Op.FloatFromInt, signed);
    }
}

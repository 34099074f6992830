using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Attributes and methods of ints, floats and bools.</summary>
internal static class NumberMethods
{
    /// <summary>What <c>number.name</c> gives: a number, or a method that waits to be called.</summary>
    public static Operand Attribute(Operand operand, string name, IrBuilder ir)
    {
        if (TypeCalls.PossibleTypes(operand, ir) is not [var type, ..] || (type != PyTypes.NoneType && !IsNumber(type)))
            throw ir.Unsupported(
                DiagnosticDescriptors.Attribute, $"this is the attribute {name} of {OperandText.WhatItIs(operand)}",
                "Compute with numbers alone.", operand);
        // An int and a long of Python 2 have the same ones.
        var member = ir.FindMember(type, name);
        if (member.IsUnbound)
            throw IrBuilder.Leave(ExitReason.Raise);
        if (!IsNumber(type))
            throw Missing(name, operand, ir);
        if (member.Object is PyComputedAttribute)
            return Computed(name, ir.Number(operand, name), ir) ?? throw Missing(name, operand, ir);
        if (ir.AsValue(operand) is null)
            throw IrBuilder.Leave(ExitReason.Overflow);              // a constant beyond 64 bits
        // A bool stays one: what is bound to it could be asked for its object.
        return member.Object is PyBuiltinFunction { IsClassMethod: false, IsConstructor: false } function && ir.AsValue(operand) is { } self
            ? Operand.Method(function, self)
            : throw Missing(name, operand, ir);
    }

    /// <summary>Translates a call of a method, which then has pushed its result.</summary>
    /// <returns>Whether it is one of those that native code has.</returns>
    public static bool Call(Operand method, Operand[] arguments, IrBuilder ir)
    {
        var name = ((PyBuiltinFunction)method.Known!).Name;               // a method has a function
        var number = ir.Number(Operand.Of(method.Values[0]), name);
        if (arguments.Length > 0)
            return false;
        switch (name)
        {
            case "conjugate":
                ir.Push(number.Value);
                return true;
            case "is_integer":
                ir.Push(number.IsFloat ? IsInteger(number.Value, ir) : ir.EmitBool(true));
                return true;
            case "as_integer_ratio" when !number.IsFloat:
                ir.Push(Operand.Tuple([Operand.Of(number.Value), Operand.Of(ir.EmitInt(1))]));
                return true;
            case "bit_length":
                ir.Push(ir.Emit(Op.UIntBitLength, IntegerCalls.Magnitude(number, ir)));
                return true;
            case "bit_count":
                ir.Push(ir.Emit(Op.UIntBitCount, IntegerCalls.Magnitude(number, ir)));
                return true;
            case "__trunc__" or "__floor__" or "__ceil__" or "__index__" or "__int__" when !number.IsFloat:
                ir.Push(number.Value);
                return true;
            default:
                return false;
        }
    }

    private static bool IsNumber(PyType type) => type == PyTypes.Int || type == PyTypes.Long || type == PyTypes.Bool || type == PyTypes.Float;

    private static Operand? Computed(string name, Number number, IrBuilder ir) => name switch
    {
        "real" or "numerator" => Operand.Of(number.Value),
        "imag" => Operand.Of(number.IsFloat ? ir.EmitFloat(0) : ir.EmitInt(0)),
        "denominator" => Operand.Of(ir.EmitInt(1)),
        _ => null,
    };

    private static Value IsInteger(Value number, IrBuilder ir) => ir.Emit(
        Op.BoolAnd,
        ir.Emit(Op.FloatEqual, ir.Emit(Op.FloatFloor, number), number),
        ir.Emit(Op.FloatLess, ir.Emit(Op.FloatAbs, number), ir.EmitFloat(double.PositiveInfinity)));

    private static UnsupportedBytecodeException Missing(string name, Operand number, IrBuilder ir) =>
        ir.Unsupported(
            DiagnosticDescriptors.AttributeOfNumber, $"native code does not have the attribute {name} of numbers",
            "Write what it computes with operators.", number);
}

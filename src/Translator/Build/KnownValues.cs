using Pyc.Loader;
using Pyc.Translation.Interpretation;

namespace Pyc.Translation.Build;

/// <summary>Values of the interpreter that are there before the call, as operands.</summary>
internal static class KnownValues
{
    /// <summary>A value that is there before the call.</summary>
    /// <exception cref="UnsupportedBytecodeException">Native code does not hold it.</exception>
    public static Operand OperandOf(this IrBuilder ir, PyValue value) => value switch
    {
        { IsInt: true } => Operand.Of(new IntConstant(value.Int)),
        { IsBool: true } => Operand.Of(value.Bool ? BoolConstant.True : BoolConstant.False),
        { IsFloat: true } => Operand.Of(new FloatConstant(value.Float)),
        { IsNone: true } => Operand.None,
        { Object: PyInteger integer } when integer.Type != PyTypes.Bool => Operand.Of(ir.ConstantOf(integer)),
        { Object: { } known } => Operand.Object(known),
        _ => throw ir.Unsupported("a value is nothing that native code holds"),
    };
}

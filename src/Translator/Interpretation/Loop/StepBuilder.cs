using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Makes the steps of the loop out of instructions.</summary>
internal static class StepBuilder
{
    /// <summary>A step for each instruction.</summary>
    public static Step[] Build(Bytecode bytecode)
    {
        var steps = new Step[bytecode.Instructions.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var instruction = bytecode.Instructions[i];
            steps[i] = new Step(OpOf(instruction), instruction.Argument, instruction.Target);
        }
        return steps;
    }

    private static StepOp OpOf(in Instruction instruction) => instruction.Op switch
    {
        BytecodeOp.Binary => BinaryOp((BinaryOperator)instruction.Argument, StepOp.OtherBinary),
        // Numbers have no in-place operators of their own, and the steps ask the operand itself only where it is none.
        BytecodeOp.BinaryInPlace => StepOp.OtherBinaryInPlace,
        BytecodeOp.Compare => CompareOp((ComparisonOperator)instruction.Argument),
        BytecodeOp.Unary when instruction.Argument == (int)UnaryOperator.Not => StepOp.Not,
        BytecodeOp.Unary when instruction.Argument == (int)UnaryOperator.Negative => StepOp.Negative,
        BytecodeOp.Unary => StepOp.Other,
        _ => Enum.TryParse<StepOp>(instruction.Op.ToString(), out var op) ? op : StepOp.Other,
    };

    private static StepOp BinaryOp(BinaryOperator op, StepOp other) => op switch
    {
        BinaryOperator.Add => StepOp.Add,
        BinaryOperator.Subtract => StepOp.Subtract,
        BinaryOperator.Multiply => StepOp.Multiply,
        BinaryOperator.TrueDivide => StepOp.TrueDivide,
        BinaryOperator.FloorDivide => StepOp.FloorDivide,
        BinaryOperator.Modulo => StepOp.Modulo,
        BinaryOperator.ShiftLeft => StepOp.ShiftLeft,
        BinaryOperator.ShiftRight => StepOp.ShiftRight,
        BinaryOperator.And => StepOp.And,
        BinaryOperator.Or => StepOp.Or,
        BinaryOperator.Xor => StepOp.Xor,
        _ => other,
    };

    private static StepOp CompareOp(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => StepOp.Less,
        ComparisonOperator.LessOrEqual => StepOp.LessOrEqual,
        ComparisonOperator.Equal => StepOp.Equal,
        ComparisonOperator.NotEqual => StepOp.NotEqual,
        ComparisonOperator.Greater => StepOp.Greater,
        _ => StepOp.GreaterOrEqual,
    };
}

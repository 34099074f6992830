using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Makes the steps of the loop out of instructions.</summary>
internal static class StepBuilder
{
    /// <summary>In the argument of a binary step: it is of an augmented assignment, which numbers do not tell from the plain operator.</summary>
    public const int InPlaceBit = 1 << 8;

    /// <summary>A step for each instruction.</summary>
    /// <param name="bytecode">The instructions.</param>
    /// <param name="countsComparisons">Whether comparisons are left to <see cref="Operations"/>, which counts them as calls.</param>
    public static Step[] Build(Bytecode bytecode, bool countsComparisons = false)
    {
        var steps = new Step[bytecode.Instructions.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var instruction = bytecode.Instructions[i];
            var inPlace = instruction.Op == BytecodeOp.BinaryInPlace ? InPlaceBit : 0;
            var op = countsComparisons && instruction.Op == BytecodeOp.Compare ? StepOp.Other : OpOf(instruction);
            steps[i] = new Step(op, instruction.Argument | inPlace, instruction.Target);
        }
        MethodCalls.Form(bytecode, steps);
        return StepGroup.Form(steps);
    }

    private static StepOp OpOf(in Instruction instruction) => instruction.Op switch
    {
        BytecodeOp.Binary or BytecodeOp.BinaryInPlace => BinaryOp((BinaryOperator)instruction.Argument),
        BytecodeOp.Compare => CompareOp((ComparisonOperator)instruction.Argument),
        BytecodeOp.Unary when instruction.Argument == (int)UnaryOperator.Not => StepOp.Not,
        BytecodeOp.Unary when instruction.Argument == (int)UnaryOperator.Negative => StepOp.Negative,
        BytecodeOp.Unary => StepOp.Other,
        _ => Enum.TryParse<StepOp>(instruction.Op.ToString(), out var op) ? op : StepOp.Other,
    };

    private static StepOp BinaryOp(BinaryOperator op) => op switch
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
        _ => StepOp.OtherBinary,
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

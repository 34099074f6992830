namespace Pyc.Loader;

/// <summary>The operators as Python writes them.</summary>
public static class OperatorSymbols
{
    /// <summary>The symbol of a binary operator: <c>//</c>.</summary>
    public static string Of(BinaryOperator op) => op switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.ClassicDivide or BinaryOperator.TrueDivide => "/",
        BinaryOperator.FloorDivide => "//",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Power => "**",
        BinaryOperator.MatrixMultiply => "@",
        BinaryOperator.ShiftLeft => "<<",
        BinaryOperator.ShiftRight => ">>",
        BinaryOperator.And => "&",
        BinaryOperator.Or => "|",
        _ => "^",
    };

    /// <summary>The symbol of a unary operator: <c>~</c>.</summary>
    public static string Of(UnaryOperator op) => op switch
    {
        UnaryOperator.Negative => "-",
        UnaryOperator.Positive => "+",
        UnaryOperator.Invert => "~",
        _ => "not",
    };

    /// <summary>The symbol of a comparison: <c>&lt;=</c>.</summary>
    public static string Of(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Equal => "==",
        ComparisonOperator.NotEqual => "!=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}

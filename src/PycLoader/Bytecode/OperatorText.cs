namespace Pyc.Loader;

/// <summary>Operators as Python writes them.</summary>
public static class OperatorText
{
    private static readonly string[] s_unary = ["-", "+", "~", "not"];
    private static readonly string[] s_binary = ["+", "-", "*", "/", "/", "//", "%", "**", "@", "<<", ">>", "&", "|", "^"];
    private static readonly string[] s_comparison = ["<", "<=", "==", "!=", ">", ">="];

    /// <summary><c>-</c>, <c>+</c>, <c>~</c> or <c>not</c>.</summary>
    public static string Of(UnaryOperator value) => s_unary[(int)value];

    /// <summary>The operator's sign; the two divisions of Python 2 and 3 have the same.</summary>
    public static string Of(BinaryOperator value) => s_binary[(int)value];

    /// <summary>The comparison's sign.</summary>
    public static string Of(ComparisonOperator value) => s_comparison[(int)value];
}

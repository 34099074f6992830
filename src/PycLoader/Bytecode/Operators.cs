namespace Pyc.Loader;

/// <summary>The binary operators of Python.</summary>
public enum BinaryOperator
{
    /// <summary><c>a + b</c>.</summary>
    Add,

    /// <summary><c>a - b</c>.</summary>
    Subtract,

    /// <summary><c>a * b</c>.</summary>
    Multiply,

    /// <summary><c>a / b</c> of Python 2 without the division future: floors integers, divides floats.</summary>
    ClassicDivide,

    /// <summary><c>a / b</c> of Python 3, and of Python 2 with the division future.</summary>
    TrueDivide,

    /// <summary><c>a // b</c>.</summary>
    FloorDivide,

    /// <summary><c>a % b</c>.</summary>
    Modulo,

    /// <summary><c>a ** b</c>.</summary>
    Power,

    /// <summary><c>a @ b</c>.</summary>
    MatrixMultiply,

    /// <summary><c>a &lt;&lt; b</c>.</summary>
    ShiftLeft,

    /// <summary><c>a >> b</c>.</summary>
    ShiftRight,

    /// <summary><c>a &amp; b</c>.</summary>
    And,

    /// <summary><c>a | b</c>.</summary>
    Or,

    /// <summary><c>a ^ b</c>.</summary>
    Xor,
}

/// <summary>The unary operators of Python.</summary>
public enum UnaryOperator
{
    /// <summary><c>-a</c>.</summary>
    Negative,

    /// <summary><c>+a</c>.</summary>
    Positive,

    /// <summary><c>~a</c>.</summary>
    Invert,

    /// <summary><c>not a</c>.</summary>
    Not,
}

/// <summary>The order comparisons of Python, numbered as in CPython's <c>cmp_op</c>.</summary>
public enum ComparisonOperator
{
    /// <summary><c>a &lt; b</c>.</summary>
    Less,

    /// <summary><c>a &lt;= b</c>.</summary>
    LessOrEqual,

    /// <summary><c>a == b</c>.</summary>
    Equal,

    /// <summary><c>a != b</c>.</summary>
    NotEqual,

    /// <summary><c>a > b</c>.</summary>
    Greater,

    /// <summary><c>a >= b</c>.</summary>
    GreaterOrEqual,
}

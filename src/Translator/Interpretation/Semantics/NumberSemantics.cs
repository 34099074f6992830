using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in int and float.</summary>
/// <remarks>CPython: <c>Objects/longobject.c</c>, <c>Objects/floatobject.c</c> and, for 2.7, <c>Objects/intobject.c</c>.</remarks>
internal sealed partial record NumberSemantics
{
    /// <summary>Message of the ZeroDivisionError of <c>//</c> on integers.</summary>
    public required string DivisionByZero { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>%</c> on integers.</summary>
    public required string ModuloByZero { get; init; }

    /// <summary>Message of both where an operand is a <c>long</c>; null for Python 3, which has none.</summary>
    public required string? LongDivisionByZero { get; init; }

    /// <summary>Message of the ZeroDivisionError of <c>0 ** -1</c>.</summary>
    public required string ZeroToNegativePower { get; init; }

    /// <summary>TypeError: no class of the two operands knows the operator.</summary>
    public PythonError UnsupportedOperands(PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isInPlace) =>
        throw new NotSupportedException();

    /// <summary>The semantics of one series.</summary>
    public static NumberSemantics For(PythonVersion version)
    {
        var from314 = version.IsAtLeast(3, 14);
        return new()
        {
            DivisionByZero = from314 ? "division by zero" : "integer division or modulo by zero",
            ModuloByZero = from314 ? "division by zero" : version.IsAtLeast(3, 11) ? "integer modulo by zero" : "integer division or modulo by zero",
            LongDivisionByZero = version.IsAtLeast(3, 0) ? null : "long division or modulo by zero",
            ZeroToNegativePower = from314 ? "zero to a negative power" : "0.0 cannot be raised to a negative power",
        };
    }
}

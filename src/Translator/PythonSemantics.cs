using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation;

/// <summary>Where the Pythons truly differ once their bytecode has become version-neutral.</summary>
/// <param name="DivisionByZero">Message of the ZeroDivisionError of <c>//</c> on integers.</param>
/// <param name="ModuloByZero">Message of the ZeroDivisionError of <c>%</c> on integers.</param>
/// <param name="LongDivisionByZero">Message of both where an operand is a <c>long</c>; null for Python 3, which has none.</param>
/// <param name="ZeroToNegativePower">Message of the ZeroDivisionError of <c>0 ** -1</c>.</param>
/// <remarks>CPython: <c>Objects/longobject.c</c> and <c>Objects/floatobject.c</c>, tags v2.7.18 to v3.15.0rc1.</remarks>
public sealed record PythonSemantics(
    string DivisionByZero, string ModuloByZero, string? LongDivisionByZero, string ZeroToNegativePower)
{
    private static readonly PythonSemantics s_python2 = new(
        DivisionByZero: "integer division or modulo by zero",
        ModuloByZero: "integer division or modulo by zero",
        LongDivisionByZero: "long division or modulo by zero",
        ZeroToNegativePower: "0.0 cannot be raised to a negative power");

    private static readonly PythonSemantics s_upTo310 = s_python2 with { LongDivisionByZero = null };

    private static readonly PythonSemantics s_from311 = s_upTo310 with { ModuloByZero = "integer modulo by zero" };

    private static readonly PythonSemantics s_from314 = new(
        DivisionByZero: "division by zero",
        ModuloByZero: "division by zero",
        LongDivisionByZero: null,
        ZeroToNegativePower: "zero to a negative power");

    /// <summary>The semantics of one series.</summary>
    public static PythonSemantics For(PythonVersion version) =>
        version.IsAtLeast(3, 14) ? s_from314 : version.IsAtLeast(3, 11) ? s_from311 : version.IsAtLeast(3, 0) ? s_upTo310 : s_python2;

    /// <summary>The exception that Python raises for a reason.</summary>
    /// <param name="reason">Why the function cannot go on.</param>
    /// <param name="onLong">Whether an operand was a <c>long</c> of Python 2.</param>
    /// <returns>Name of the exception class and its message; <see langword="null"/> where Python raises none.</returns>
    public (string TypeName, string Message)? ErrorFor(ExitReason reason, bool onLong) => reason switch
    {
        ExitReason.DivisionByZero or ExitReason.ModuloByZero when onLong && LongDivisionByZero is not null =>
            ("ZeroDivisionError", LongDivisionByZero),
        ExitReason.DivisionByZero => ("ZeroDivisionError", DivisionByZero),
        ExitReason.ModuloByZero => ("ZeroDivisionError", ModuloByZero),
        ExitReason.ZeroToNegativePower => ("ZeroDivisionError", ZeroToNegativePower),
        ExitReason.NegativeShift => ("ValueError", "negative shift count"),
        _ => null,
    };
}

using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Arithmetic and comparison of int, float and bool, whether in a <see cref="PyValue"/> or a <see cref="PyInteger"/>.</summary>
internal static partial class Numbers
{
    /// <summary><c>left op right</c>; false where an operand is no number.</summary>
    /// <exception cref="PythonError">ZeroDivisionError, OverflowError, ValueError (shifts), MemoryError.</exception>
    public static bool TryBinary(PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, out PyValue result) =>
        throw new NotSupportedException();

    /// <summary><c>left op right</c>; false where an operand is no number.</summary>
    public static bool TryCompare(ComparisonOperator op, PyValue left, PyValue right, out bool result) => throw new NotSupportedException();

    /// <summary><c>-value</c>, <c>+value</c>, <c>~value</c>; false where it is no number, or a float is inverted.</summary>
    public static bool TryUnary(PythonRuntime runtime, UnaryOperator op, PyValue value, out PyValue result) =>
        throw new NotSupportedException();

    /// <summary><c>hash(value)</c> of a number or None; false for the rest. Equal numbers of any class have equal hashes.</summary>
    public static bool TryHash(PythonRuntime runtime, PyValue value, out long hash) => throw new NotSupportedException();

    /// <summary><c>repr(value)</c> of an int, a float or a bool.</summary>
    public static string Repr(PythonRuntime runtime, PyValue value) => throw new NotSupportedException();

    /// <summary><c>str(value)</c> of an int, a float or a bool.</summary>
    public static string Str(PythonRuntime runtime, PyValue value) => throw new NotSupportedException();

    /// <summary>An int or bool of any size as a number; false for all else.</summary>
    public static bool TryGetInteger(PyValue value, out System.Numerics.BigInteger integer) => throw new NotSupportedException();

    /// <summary>The float of a number as <c>float(value)</c> gives it; false for all but int, float and bool.</summary>
    /// <exception cref="PythonError">An int too large: OverflowError.</exception>
    public static bool TryGetFloat(PyValue value, out double number) => throw new NotSupportedException();

    /// <summary>An index: the int of an int or bool, or of what <c>__index__</c> gives.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The index.</param>
    /// <param name="what">The TypeError's message for anything else.</param>
    /// <exception cref="PythonError">It is no int (TypeError), or does not fit (IndexError, "cannot fit 'int' into an index-sized integer").</exception>
    public static long Index(PythonRuntime runtime, PyValue value, string what) => throw new NotSupportedException();
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Arithmetic and comparison of int, float and bool, whether in a <see cref="PyValue"/> or a <see cref="PyInteger"/>.</summary>
/// <remarks>CPython: <c>Objects/longobject.c</c>, <c>Objects/floatobject.c</c>, <c>Objects/boolobject.c</c>; 2.7's <c>Objects/intobject.c</c>.</remarks>
internal static partial class Numbers
{
    /// <summary><c>left op right</c>; false where an operand is no number.</summary>
    /// <exception cref="PythonError">ZeroDivisionError, OverflowError, ValueError (shifts), MemoryError.</exception>
    public static bool TryBinary(PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, out PyValue result)
    {
        if (left.IsInt && right.IsInt)
            return SmallIntegers.TryBinary(runtime, op, left.Int, right.Int, out result);
        if (left.IsFloat && right.IsFloat)
            return FloatArithmetic.TryBinary(runtime, op, left.Float, right.Float, out result);
        if (!IsNumber(left) || !IsNumber(right))
        {
            result = default;
            return false;
        }
        if (left.IsFloat || right.IsFloat)
        {
            result = default;
            return FloatArithmetic.Knows(op) && FloatArithmetic.TryBinary(runtime, op, ToFloat(runtime, left), ToFloat(runtime, right), out result);
        }
        if (left.IsBool && right.IsBool && op is BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor)
        {
            var (first, second) = (left.Bool, right.Bool);
            result = PyValue.FromBool(op switch
            {
                BinaryOperator.And => first & second,
                BinaryOperator.Or => first | second,
                _ => first ^ second,
            });
            return true;
        }
        if (left.Object is null && right.Object is null)
            return SmallIntegers.TryBinary(runtime, op, left.Int, right.Int, out result);
        return BigIntegers.TryBinary(runtime, op, ToInteger(left), ToInteger(right), IsLong(left) || IsLong(right), out result);
    }

    /// <summary><c>-value</c>, <c>+value</c>, <c>~value</c>; false where it is no number, or a float is inverted.</summary>
    public static bool TryUnary(PythonRuntime runtime, UnaryOperator op, PyValue value, out PyValue result)
    {
        result = default;
        if (value.IsFloat)
        {
            if (op is not (UnaryOperator.Negative or UnaryOperator.Positive))
                return false;
            result = op == UnaryOperator.Negative ? PyValue.FromFloat(-value.Float) : value;
            return true;
        }
        if (value.IsInt || value.IsBool)
        {
            result = op switch
            {
                UnaryOperator.Positive => PyValue.FromInt(value.Int),
                UnaryOperator.Invert => PyValue.FromInt(~value.Int),
                _ => value.Int == long.MinValue ? Integer(runtime, -(BigInteger)long.MinValue) : PyValue.FromInt(-value.Int),
            };
            return true;
        }
        if (value.As<PyInteger>() is not { } integer)
            return false;
        if (op == UnaryOperator.Invert)
            WorkOfIntegers.ChargePass(runtime, integer.Value.GetBitLength());
        result = op switch
        {
            UnaryOperator.Positive => value,
            UnaryOperator.Invert => Integer(runtime, -integer.Value - 1, integer.IsLong),
            _ => Integer(runtime, -integer.Value, integer.IsLong),
        };
        return true;
    }

    /// <summary><c>abs(value)</c> of a number.</summary>
    public static PyValue Absolute(PythonRuntime runtime, PyValue value)
    {
        if (value.IsFloat)
            return PyValue.FromFloat(Math.Abs(value.Float));
        if (value.As<PyInteger>() is { } integer)
            return Integer(runtime, BigInteger.Abs(integer.Value), integer.IsLong);
        return value.Int >= 0 ? PyValue.FromInt(value.Int) : Integer(runtime, -(BigInteger)value.Int);
    }

    /// <summary>
    /// An int of any size as this version has it: beyond 64 bits it is a <c>long</c> in Python 2, or wraps where
    /// <see cref="PythonRuntime.WrapsIntegers"/> says so.
    /// </summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The number.</param>
    /// <param name="isLong">Whether it is a <c>long</c> in Python 2 though it fits 64 bits.</param>
    public static PyValue Integer(PythonRuntime runtime, BigInteger value, bool isLong = false) =>
        !isLong && value >= long.MinValue && value <= long.MaxValue ? PyValue.FromInt((long)value)
            : runtime.WrapsIntegers ? PyValue.FromInt(Integers.Wrap(value))
            : Large(runtime, value);

    private static PyInteger Large(PythonRuntime runtime, BigInteger value)
    {
        runtime.CheckInteger(value.GetBitLength());
        return new PyInteger(value, runtime.Semantics.Numbers.HasLong);
    }

    /// <summary>Whether it is an int, float or bool.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNumber(PyValue value) => value.IsInt || value.IsFloat || value.IsBool || value.As<PyInteger>() is not null;

    /// <summary>Whether it is an int or bool of any size.</summary>
    public static bool IsInteger(PyValue value) => value.IsInt || value.IsBool || value.As<PyInteger>() is not null;

    /// <summary>Whether it is Python 2's <c>long</c>.</summary>
    public static bool IsLong(PyValue value) => value.As<PyInteger>() is { IsLong: true };

    /// <summary>An int or bool of any size as a number; false for all else.</summary>
    public static bool TryGetInteger(PyValue value, out BigInteger integer)
    {
        if (value.IsInt || value.IsBool)
        {
            integer = value.Int;
            return true;
        }
        var big = value.As<PyInteger>();
        integer = big?.Value ?? default;
        return big is not null;
    }

    /// <summary>The float of a number as <c>float(value)</c> gives it; false for all but int, float and bool.</summary>
    /// <exception cref="PythonError">An int too large: OverflowError.</exception>
    public static bool TryGetFloat(PythonRuntime runtime, PyValue value, out double number)
    {
        number = 0;
        if (!IsNumber(value))
            return false;
        number = ToFloat(runtime, value);
        return true;
    }

    /// <summary>An index: the int of an int or bool, or of what <c>__index__</c> gives.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">The index.</param>
    /// <param name="what">The TypeError's message for anything else.</param>
    /// <exception cref="PythonError">It is no int (TypeError), or does not fit (IndexError, "cannot fit 'int' into an index-sized integer").</exception>
    public static long Index(PythonRuntime runtime, PyValue value, string what)
    {
        if (value.IsInt || value.IsBool)
            return value.Int;
        if (!TryGetIndex(runtime, value, out var index))
            throw PyErrors.TypeError(what);
        if (index < long.MinValue || index > long.MaxValue)
            throw PyErrors.IndexError($"cannot fit '{value.Type.Name}' into an index-sized integer");
        return (long)index;
    }

    /// <summary>The int of an int or bool of any size, or of what <c>__index__</c> gives; false where there is none.</summary>
    public static bool TryGetIndex(PythonRuntime runtime, PyValue value, out BigInteger index)
    {
        if (TryGetInteger(value, out index))
            return true;
        if (value.Object is null || !SpecialMethods.TryCall(runtime, value, "__index__", out var result))
            return false;
        return TryGetInteger(result, out index)
            ? true
            : throw runtime.Semantics.Numbers.WrongConversion(
                value, "__index__", "an int", result,
                runtime.Semantics.Numbers.HasLong ? "__index__ returned non-(int,long)" : "__index__ returned non-int");
    }

    private static BigInteger ToInteger(PyValue value) => value.As<PyInteger>()?.Value ?? value.Int;

    private static double ToFloat(PythonRuntime runtime, PyValue value)
    {
        if (value.IsFloat)
            return value.Float;
        var digitBits = runtime.Semantics.Numbers.DigitBitsOfFloats;
        if (digitBits != 0)
            return Finite(runtime, DigitFloat.FromInteger(ToInteger(value), digitBits));
        return value.As<PyInteger>() is { } integer ? Finite(runtime, ExactFloat.FromInteger(integer.Value)) : value.Int;
    }

    private static double Finite(PythonRuntime runtime, double number) =>
        double.IsFinite(number) ? number : throw PyErrors.OverflowError(runtime.Semantics.Numbers.TooLargeForFloat);
}

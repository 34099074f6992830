using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Arithmetic of floats.</summary>
/// <remarks>CPython: <c>Objects/floatobject.c</c>.</remarks>
internal static class FloatArithmetic
{
    // ERANGE and its text, as Linux has them: what every errno of a float operation is.
    private const int RangeError = 34;

    /// <summary>Whether floats have the operator.</summary>
    public static bool Knows(BinaryOperator op) => op <= BinaryOperator.Power;

    /// <summary><c>left op right</c>; false for what floats do not have.</summary>
    public static bool TryBinary(PythonRuntime runtime, BinaryOperator op, double left, double right, out PyValue result)
    {
        var numbers = runtime.Semantics.Numbers;
        double value;
        switch (op)
        {
            case BinaryOperator.Add:
                value = left + right;
                break;
            case BinaryOperator.Subtract:
                value = left - right;
                break;
            case BinaryOperator.Multiply:
                value = left * right;
                break;
            case BinaryOperator.TrueDivide or BinaryOperator.ClassicDivide:
                value = right != 0 ? left / right : throw PyErrors.ZeroDivisionError(numbers.FloatDivisionByZero);
                break;
            case BinaryOperator.FloorDivide:
                value = right != 0 ? DivMod(left, right).Quotient : throw PyErrors.ZeroDivisionError(numbers.FloatFloorByZero);
                break;
            case BinaryOperator.Modulo:
                value = right != 0 ? Modulo(left, right) : throw PyErrors.ZeroDivisionError(numbers.FloatModuloByZero);
                break;
            case BinaryOperator.Power:
                value = Power(runtime, left, right);
                break;
            default:
                result = default;
                return false;
        }
        result = PyValue.FromFloat(value);
        return true;
    }

    /// <summary><c>divmod</c>; the right operand is not 0.</summary>
    public static (double Quotient, double Remainder) DivMod(double left, double right)
    {
        var remainder = left % right;
        // left - remainder is nearly a multiple of right, so that the quotient is nearly an integer.
        var quotient = (left - remainder) / right;
        if (remainder != 0)
        {
            if ((right < 0) != (remainder < 0))
            {
                remainder += right;
                quotient -= 1;
            }
        }
        else
        {
            remainder = Math.CopySign(0, right);
        }
        if (quotient == 0)
            return (Math.CopySign(0, left / right), remainder);
        var floor = Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1 : floor, remainder);
    }

    /// <summary><c>left % right</c>; the right operand is not 0.</summary>
    public static double Modulo(double left, double right)
    {
        var remainder = left % right;
        if (remainder == 0)
            return Math.CopySign(0, right);
        return (right < 0) != (remainder < 0) ? remainder + right : remainder;
    }

    /// <summary><c>value ** exponent</c>.</summary>
    /// <exception cref="PythonError">ZeroDivisionError, OverflowError; in Python 2 ValueError.</exception>
    /// <exception cref="UnsupportedValueException">The result is complex.</exception>
    public static double Power(PythonRuntime runtime, double value, double exponent)
    {
        if (runtime.Semantics.Numbers.PowersAreFinite)
            return FinitePower(runtime, value, exponent);
        if (exponent == 0 || value == 1)
            return 1;
        if (double.IsNaN(value))
            return value;
        if (double.IsNaN(exponent))
            return exponent;
        if (double.IsInfinity(exponent))
        {
            value = Math.Abs(value);
            if (value == 1)
                return 1;
            return (exponent > 0) == (value > 1) ? double.PositiveInfinity : 0;
        }
        var isOdd = Math.Abs(exponent % 2) == 1;
        if (double.IsInfinity(value))
        {
            if (exponent > 0)
                return isOdd ? value : Math.Abs(value);
            return isOdd ? Math.CopySign(0, value) : 0;
        }
        if (value == 0)
        {
            if (exponent < 0)
                throw PyErrors.ZeroDivisionError(runtime.Semantics.Numbers.ZeroToNegativePower);
            return isOdd ? value : 0;
        }
        var negate = false;
        if (value < 0)
        {
            if (exponent != Math.Floor(exponent))
                throw runtime.Semantics.Numbers.FractionalPowerOfNegative();
            value = -value;
            negate = isOdd;
        }
        if (value == 1)
            return negate ? -1 : 1;
        var power = Math.Pow(value, exponent);
        if (double.IsInfinity(power))
            throw OutOfRange();
        return negate ? -power : power;
    }

    /// <summary>The power in 3.0 and 3.1, which know no infinities: as a result they are out of range, whatever they come from.</summary>
    private static double FinitePower(PythonRuntime runtime, double value, double exponent)
    {
        if (exponent == 0 || value == 1)
            return 1;
        if (value == 0)
            return exponent < 0 ? throw PyErrors.ZeroDivisionError(runtime.Semantics.Numbers.ZeroToNegativePower) : 0;
        if (value < 0 && exponent != Math.Floor(exponent))
            throw runtime.Semantics.Numbers.FractionalPowerOfNegative();
        var power = Math.Pow(value, exponent);
        return double.IsInfinity(power) ? throw OutOfRange() : power;
    }

    /// <summary>OverflowError with the number and the text of ERANGE.</summary>
    public static PythonError OutOfRange() => new(new PyException(
        ExceptionTypes.OverflowError, [PyValue.FromInt(RangeError), PyValue.FromText("Numerical result out of range")]));
}

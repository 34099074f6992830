using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Arithmetic of ints within 64 bits; what does not fit goes on in <see cref="BigIntegers"/>.</summary>
internal static class SmallIntegers
{
    // Every integer up to this is a float, so that a quotient of two is rounded once.
    private const long LargestExact = 1L << 53;

    /// <summary><c>left op right</c>; false for <c>@</c>, which numbers do not have.</summary>
    public static bool TryBinary(PythonRuntime runtime, BinaryOperator op, long left, long right, out PyValue result)
    {
        switch (op)
        {
            case BinaryOperator.Add:
            {
                var sum = unchecked(left + right);
                result = ((left ^ sum) & (right ^ sum)) < 0
                    ? Numbers.Integer(runtime, (BigInteger)left + right)
                    : PyValue.FromInt(sum);
                return true;
            }
            case BinaryOperator.Subtract:
            {
                var difference = unchecked(left - right);
                result = ((left ^ right) & (left ^ difference)) < 0
                    ? Numbers.Integer(runtime, (BigInteger)left - right)
                    : PyValue.FromInt(difference);
                return true;
            }
            case BinaryOperator.Multiply:
                result = Multiply(runtime, left, right);
                return true;
            case BinaryOperator.FloorDivide or BinaryOperator.ClassicDivide:
                result = FloorDivide(runtime, left, right);
                return true;
            // Python 2 leaves int where the quotient does, though the remainder would fit.
            case BinaryOperator.Modulo when right == -1 && left == long.MinValue:
                result = Numbers.Integer(runtime, BigInteger.Zero, runtime.Semantics.Numbers.HasLong);
                return true;
            case BinaryOperator.Modulo:
                result = PyValue.FromInt(Modulo(runtime, left, right));
                return true;
            case BinaryOperator.TrueDivide:
                result = PyValue.FromFloat(TrueDivide(runtime, left, right));
                return true;
            case BinaryOperator.And:
                result = PyValue.FromInt(left & right);
                return true;
            case BinaryOperator.Or:
                result = PyValue.FromInt(left | right);
                return true;
            case BinaryOperator.Xor:
                result = PyValue.FromInt(left ^ right);
                return true;
            case BinaryOperator.ShiftRight when right >= 0:
                result = PyValue.FromInt(left >> (int)Math.Min(right, 63));
                return true;
            case BinaryOperator.ShiftLeft when right is >= 0 and < 63 && left << (int)right >> (int)right == left:
                result = PyValue.FromInt(left << (int)right);
                return true;
            case BinaryOperator.Power when right >= 0 && TryPower(left, right, out var power):
                result = PyValue.FromInt(power);
                return true;
            default:
                return BigIntegers.TryBinary(runtime, op, left, right, isLong: false, out result);
        }
    }

    /// <summary><c>left % right</c>: the sign is that of the right operand.</summary>
    public static long Modulo(PythonRuntime runtime, long left, long right)
    {
        if (right == 0)
            throw PyErrors.ZeroDivisionError(runtime.Semantics.Numbers.ModuloByZero);
        if (right == -1)
            return 0;                                   // the processor traps on -2**63 % -1
        var remainder = left % right;
        return remainder != 0 && (remainder ^ right) < 0 ? remainder + right : remainder;
    }

    private static PyValue Multiply(PythonRuntime runtime, long left, long right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high == low >> 63 ? PyValue.FromInt(low) : Numbers.Integer(runtime, (BigInteger)left * right);
    }

    private static PyValue FloorDivide(PythonRuntime runtime, long left, long right)
    {
        if (right == 0)
            throw PyErrors.ZeroDivisionError(runtime.Semantics.Numbers.DivisionByZero);
        if (right == -1)
            return left == long.MinValue ? Numbers.Integer(runtime, -(BigInteger)left) : PyValue.FromInt(-left);
        var quotient = left / right;
        return PyValue.FromInt(quotient * right != left && (left ^ right) < 0 ? quotient - 1 : quotient);
    }

    private static double TrueDivide(PythonRuntime runtime, long left, long right)
    {
        if (right == 0)
            throw PyErrors.ZeroDivisionError("division by zero");
        return left is >= -LargestExact and <= LargestExact && right is >= -LargestExact and <= LargestExact
            ? (double)left / right
            : BigIntegers.TrueDivide(runtime, left, right);
    }

    /// <summary>The power by squaring, as long as it fits.</summary>
    private static bool TryPower(long value, long exponent, out long power)
    {
        power = 1;
        if (value is 0 or 1 or -1)
        {
            power = exponent == 0 ? 1 : value == -1 && (exponent & 1) == 0 ? 1 : value;
            return true;
        }
        if (exponent > 63)
            return false;
        while (true)
        {
            if ((exponent & 1) != 0 && !TryMultiply(power, value, out power))
                return false;
            exponent >>= 1;
            if (exponent == 0)
                return true;
            if (!TryMultiply(value, value, out value))
                return false;
        }
    }

    private static bool TryMultiply(long left, long right, out long product) =>
        Math.BigMul(left, right, out product) == product >> 63;
}
